"""A plan lived in the browser: read, reviewed, accepted; an event with its roster and three days of quick
reports from three units; the roll-up, the end, and the lessons as PDF."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from agencies.models import DutyShift, Event
from plans.models import Plan
from reports.models import AfterAction, QuickReport
from tests.browser.product import browser, sign_in
from tests.factories import PASSWORD, Province
from tests.texts import pdf_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

Số: 91/KH-UBND
Lạng Sơn, ngày 02 tháng 11 năm 2026

KẾ HOẠCH
Phối hợp tổ chức tiếp công dân phục vụ Kỳ họp thứ 2, Quốc hội khóa XVI

Thực hiện Kế hoạch số 317/KH-BDN ngày 28/10/2026 của Ban Dân nguyện,
Ủy ban nhân dân tỉnh Lạng Sơn ban hành kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
- Bảo đảm quyền khiếu nại, tố cáo của công dân.

II. TỔ CHỨC THỰC HIỆN
1. Ban Tiếp công dân tỉnh
- Bố trí cán bộ trực tại Trụ sở Tiếp công dân tỉnh trong thời gian diễn ra Kỳ họp.
- Báo cáo nhanh hằng ngày về Ủy ban nhân dân tỉnh.
2. Sở Khoa học và Công nghệ
- Rà soát các vụ việc khiếu nại, tố cáo thuộc thẩm quyền, hoàn thành trước ngày 10/11/2026.
3. Ủy ban nhân dân xã Tân Thanh
- Chủ trì, phối hợp với Sở Khoa học và Công nghệ đối thoại với công dân trước Kỳ họp.

Trên đây là Kế hoạch phối hợp tổ chức tiếp công dân phục vụ Kỳ họp.

Nơi nhận:
- Thanh tra tỉnh (b/c);
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Hồ Tiến Thiệu
"""
UNITS = {"BTCD": "Ban Tiếp công dân tỉnh", "SKHCN": "Sở Khoa học và Công nghệ",
         "XA": "Ủy ban nhân dân xã Tân Thanh"}  # fmt: skip


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Playwright's loop must not alarm Django."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    Province()
    with browser() as opened:
        yield opened


def test_a_plan_from_its_document_to_its_lessons(chromium, live_server, tmp_path):
    def open_page(name: str, *args: object, **query: str) -> str:
        said = "&".join(f"{key}={value}" for key, value in query.items())
        return live_server.url + reverse(name, args=args) + (f"?{said}" if said else "")

    @contextmanager
    def as_user(role: str, part: str) -> Iterator[Page]:
        context = chromium.new_context(locale="vi-VN", accept_downloads=True)
        page = context.new_page()
        page.set_default_timeout(20_000)
        username = f"{role}.{part}.ls".lower()
        sign_in(page, live_server.url, {"username": username, "password": PASSWORD})
        yield page
        context.close()

    today = timezone.localdate()
    with as_user("handler", "UBND") as page:
        document = tmp_path / "ke-hoach.txt"
        document.write_text(PLAN, encoding="utf-8")
        page.goto(open_page("plan_upload"))
        page.locator("#id_file").set_input_files(document)
        page.locator("main form button.btn-primary").click()
        expect(page.locator("h1")).to_contain_text("91/KH-UBND")
        plan = Plan.objects.get()
        page.goto(open_page("plan_review", plan.pk))
        expect(page.locator("main")).to_contain_text("Bố trí cán bộ trực tại Trụ sở")
        page.get_by_role("button", name=re.compile("Tiếp nhận .* nhiệm vụ")).click()
        expect(page.locator("main")).to_contain_text("Ban Tiếp công dân tỉnh")
        page.goto(open_page("event_new"))
        page.locator("#id_name").fill("Kỳ họp thứ 2, Quốc hội khóa XVI")
        page.locator("#id_kind").select_option("assembly_session")
        page.locator("#id_starts_on").fill((today - timedelta(days=2)).isoformat())
        page.locator("#id_ends_on").fill((today - timedelta(days=1)).isoformat())
        page.locator("#id_days_before").fill("0")
        page.locator("#id_days_after").fill("3")
        page.locator("#id_report_at").fill("16:00")
        page.locator("main form.desk button.btn-primary").click()
        event = Event.objects.get()
        page.goto(open_page("event_units", event.pk))
        for name in UNITS.values():
            page.get_by_label(name, exact=True).check()
        page.locator("main form.desk button.btn-primary").click()
        expect(page.locator("main")).to_contain_text("Đơn vị báo cáo nhanh (3)")
    with as_user("handler", "BTCD") as page:
        page.goto(open_page("duty_fill", event.pk))
        page.locator("#id_duty").select_option("phone")
        for box in page.locator(".duty-people input[type=checkbox]").all():
            box.check()
        page.locator("#id_first").fill((today + timedelta(days=1)).isoformat())
        page.locator("#id_last").fill((today + timedelta(days=2)).isoformat())
        page.locator("#id_which").select_option(index=0)
        page.locator("button[value=xem]").click()
        page.locator("button[value=ghi]").click()
        expect(page.locator("h1")).to_contain_text("Lịch trực")
    assert DutyShift.objects.filter(event=event, duty="phone").exists()
    days = [today - timedelta(days=n) for n in (2, 1, 0)]
    for part in UNITS:
        with as_user("officer", part) as page:
            for day in days:
                page.goto(open_page("quick_new", event.pk, ngay=day.isoformat()))
                if part == "XA" and day == today:
                    page.locator("#id_happened").fill(
                        "Có 3 hộ đến hỏi về giá đất, đã trả lời ngay."
                    )
                    page.get_by_role("button", name="Gửi báo cáo").click()
                else:
                    page.get_by_role("button", name="Không phát sinh").click()
                expect(page.locator("main")).to_contain_text(f"{day:%d/%m/%Y}")
    assert QuickReport.objects.count() == 9
    with as_user("head", "UBND") as page:
        page.goto(open_page("quick_rollup", event.pk, ngay=today.isoformat()))
        expect(page.locator("main")).to_contain_text("Có 3 hộ đến hỏi về giá đất")
        page.goto(open_page("event_detail", event.pk))
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Đóng sự kiện").click()
        expect(page.locator("main")).to_contain_text("Đã đóng")
    with as_user("handler", "UBND") as page:
        page.goto(open_page("after_action", event.pk))
        page.get_by_role("button", name="Lập báo cáo đánh giá").click()
        page.get_by_role("link", name="Soạn").click()
        page.locator("#id_worked").fill("Ba đơn vị báo cáo đủ ba ngày.")
        page.locator("#id_lacked").fill("Xã gửi báo cáo muộn.")
        page.locator("#id_lessons").fill("Nhắc trước giờ gửi một tiếng.")
        page.get_by_role("button", name="Lưu dự thảo").click()
        expect(page.locator("main")).to_contain_text("Ba đơn vị báo cáo đủ ba ngày.")
    review = AfterAction.objects.get()
    with as_user("head", "UBND") as page:
        page.goto(open_page("after_action_detail", review.pk))
        page.get_by_role("button", name="Duyệt báo cáo").click()
        expect(page.locator("main")).to_contain_text("Mã kiểm tra số liệu")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="PDF").click()
        content = Path(waiting.value.path()).read_bytes()
    _looked_at(content)


def _looked_at(content: bytes) -> None:
    """The words are whole and no page is empty."""
    said = " ".join(pdf_text(content).split())
    for sentence in (
        "Đánh giá, rút kinh nghiệm phục vụ Kỳ họp thứ 2, Quốc hội khóa XVI",
        "Ba đơn vị báo cáo đủ ba ngày.",
        "Nhắc trước giờ gửi một tiếng.",
    ):
        assert sentence in said
    with pypdfium2.PdfDocument(content) as document:
        inked = [
            sum(page.render(scale=0.5).to_pil().convert("L").histogram()[:128]) for page in document
        ]
    assert min(inked) > 500
