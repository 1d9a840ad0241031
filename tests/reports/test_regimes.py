"""Chế độ báo cáo through the door: a file tried, proposed, previewed, adopted by a second person."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies import law_in_force
from agencies.models import LawText
from law.measures import shipped_measures
from records.models import Job
from reports.enums import ReportKind, ReportState
from reports.models import Report
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province
from tests.reports.builders import make_visit

pytestmark = pytest.mark.django_db
EXAMPLE = Path("docs/regime-example.toml").read_text(encoding="utf-8")
NEW = f"{reverse('law_text_new')}?loai=regime"
KEY = UUID(int=9)
PREVIEW = reverse("regime_preview", args=[KEY])


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield
    law_in_force.forget()


@pytest.fixture
def admin(province):
    return client_of(province.people["admin", "UBND"])


@pytest.fixture
def inspector(province):
    return client_of(province.people["inspector", "TTT"])


def told(**changes):
    return {
        "key": str(KEY), "title": "Thông tư 99/2027/TT-TTCP", "citation": "Thông tư ví dụ",
        "valid_from": "2027-03-01", "confidence": "verified", "text": EXAMPLE, **changes,
    }  # fmt: skip


def file_of(content: bytes, name: str = "che-do.toml"):
    return SimpleUploadedFile(name, content)


def test_a_file_is_tried_and_nothing_is_written(admin):
    answer = admin.post(NEW, told(text="", file=file_of(EXAMPLE.encode()), thu="1"))
    body = answer.content.decode()
    assert answer.status_code == 200
    assert [(each.code, each.word) for each in answer.context["changes"]] == [
        ("01/TCD", "có thay đổi"), ("02/XLD", "có thay đổi"), ("06/QLKNTC", "giữ nguyên"),
        ("03/GQKN", "bỏ"), ("04/GQTC", "bỏ"), ("05/KQTH", "bỏ"),
    ]  # fmt: skip
    assert "Tổng số đoàn đông người" in body
    assert "code = &quot;TT99-2027&quot;" in body
    assert LawText.objects.count() == 0


def test_a_regime_is_proposed_previewed_and_adopted_by_another(
    admin, inspector, province, django_capture_on_commit_callbacks
):
    for _ in range(2):
        assert admin.post(NEW, told()).url == reverse("law_text_detail", args=[KEY])
    text = LawText.objects.get()
    assert (text.kind, text.payload["valid_from"], text.payload["confidence"]) == (
        "regime", "2027-03-01", "verified",
    )  # fmt: skip
    page, decide = (reverse(name, args=[KEY]) for name in ("law_text_detail", "law_text_decide"))
    body = admin.get(page).content.decode()
    assert "Nếu áp dụng: các biểu thay đổi" in body
    assert "thời hạn đang chạy" not in body
    assert PREVIEW in body
    assert admin.post(decide, {"decision": "ap-dung"}).status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        assert inspector.post(decide, {"decision": "ap-dung"}).url == page
    assert Job.objects.count() == 0
    law_in_force.forget()
    book = law_in_force.in_force().forms
    assert [book.regime_on(day).code for day in (date(2027, 2, 28), date(2027, 3, 14))] == [
        "TT06-2025", "TT99-2027",
    ]  # fmt: skip
    after = inspector.get(page).content.decode()
    assert "Kỳ báo cáo kết thúc từ ngày 01/03/2027 lập theo chế độ này" in after
    assert "TT99-2027" in inspector.get(reverse("regime_list")).content.decode()


def test_the_preview_shows_last_year_of_a_unit_in_reach(admin, inspector, province):
    for part, count in (("SKHCN", 3), ("XA", 1)):
        by = province.people["officer", part]
        make_visit(province[part], by, date(2025, 6, 2), head_count=count)
    rival = Province("CB", "Cao Bằng")
    make_visit(rival["XA"], rival.people["officer", "XA"], date(2025, 6, 2), head_count=7)
    admin.post(NEW, told())
    unit = {"don_vi": str(province["UBND"].pk), "bieu": "01/TCD"}
    lines = inspector.get(PREVIEW, unit).context["lines"]
    assert [(x.new and x.new.number, x.new_value, x.old and x.old.number, x.old_value)
            for x in lines[:5]] == [
        (1, "2", 1, "2"), (2, "4", 2, "4"), (3, "2", 5, "2"), (4, "–", None, ""), (5, "0", 4, "0"),
    ]  # fmt: skip
    assert inspector.get(PREVIEW, {"don_vi": str(rival["UBND"].pk)}).status_code == 404
    # The administrator sees columns and nobody's figures.
    blind = admin.get(PREVIEW)
    assert {(x.new_value, x.old_value) for x in blind.context["lines"]} == {("", "")}
    assert "Vai trò của bạn không xem số liệu báo cáo" in blind.content.decode()
    assert list(blind.context["form"].fields) == ["bieu"]


def test_the_preview_has_one_price(admin, inspector, province):
    admin.post(NEW, told())
    found = []
    for count in (1, 4):
        for _ in range(count):
            by = province.people["officer", "XA"]
            make_visit(province["XA"], by, date(2025, 6, 2))
        found.append(
            [statements(inspector, f"{PREVIEW}?bieu={code}") for code in ("01/TCD", "02/XLD")]
        )
    assert found[0] == found[1]
    assert max(found[0]) <= 15


@pytest.mark.parametrize(
    ("good", "bad", "sentence"),
    [
        ("number = 3\n", "number = 9\n", "Biểu 01/TCD: thiếu cột 3"),
        ('"3+4"', '"3+9"', "nhắc đến cột 9 không có trong biểu"),
        ('measure = "people"', 'measure = "nguoi"', "không có trong từ điển số đo"),
        ("number = 3\n", "number = 2\n", "Biểu 01/TCD: hai cột cùng số 2."),
        ("2027-03-01", "2025-09-01", "khác với valid_from trong tệp (01/09/2025)"),
        ("number = 3\n", "number = = 3\n", "Tệp không đúng cú pháp TOML ở dòng"),
        (EXAMPLE, "", "Hãy chọn tệp hoặc dán nội dung của tệp."),
    ],
)
def test_a_bad_file_is_one_sentence_and_comes_back_whole(admin, good, bad, sentence):
    upload = file_of(EXAMPLE.replace(good, bad, 1).encode()) if bad else ""
    answer = admin.post(NEW, told(text="", file=upload))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["form"]["text"].value() == (EXAMPLE.replace(good, bad, 1) if bad else "")
    assert answer.context["form"]["citation"].value() == "Thông tư ví dụ"
    assert LawText.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00x", "Tệp không phải là văn bản UTF-8."),
        (b"code = 1\0", "Tệp không phải là văn bản."),
        (b"#" * 500_001, "Tệp lớn hơn 500 KB."),
    ],
)
def test_what_is_no_text_is_refused(admin, content, sentence):
    answer = admin.post(NEW, told(text="", file=file_of(content)))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_the_day_of_the_form_stands_for_one_the_file_leaves_out(admin):
    bare = EXAMPLE.replace("valid_from = 2027-03-01\n", "")
    admin.post(NEW, told(text=bare, valid_from="2027-06-15"))
    assert LawText.objects.get().payload["valid_from"] == "2027-06-15"


def sent_report(province, ends_on: date, state: str) -> Report:
    return Report.objects.create(
        kind=ReportKind.STATUTORY, agency=province["XA"], scope_path=province["XA"].path,
        period="2026-9T", starts_on=date(2025, 12, 15), ends_on=ends_on, regime="TT06-2025",
        figures={}, sha256="0" * 64, state=state, made_at=NOW, approved_at=NOW,
        approved_by=province.people["head", "XA"],
    )  # fmt: skip


def test_no_regime_begins_inside_a_period_that_was_sent(admin, inspector, province):
    early = told(text=EXAMPLE.replace("2027-03-01", "2026-09-01"), valid_from="2026-09-01")
    sent_report(province, date(2026, 9, 14), ReportState.APPROVED)
    answer = admin.post(NEW, early)
    assert answer.status_code == 422
    assert "(kỳ kết thúc ngày 14/09/2026) đã được duyệt hoặc gửi theo chế độ TT06-2025" in (
        answer.content.decode()
    )
    admin.post(NEW, told(text=early["text"].replace("2026-09-01", "2026-09-15"),
                         valid_from="2026-09-15"))  # fmt: skip
    assert LawText.objects.get().valid_from == date(2026, 9, 15)


def test_two_drafts_of_one_day_the_second_can_only_be_refused(
    admin, inspector, django_capture_on_commit_callbacks
):
    other = uuid4()
    admin.post(NEW, told())
    admin.post(NEW, told(key=str(other), text=EXAMPLE.replace("TT99-2027", "TT98-2027")))
    inspector.post(reverse("law_text_decide", args=[KEY]), {"decision": "ap-dung"})
    law_in_force.forget()
    decide = reverse("law_text_decide", args=[other])
    late = inspector.post(decide, {"decision": "ap-dung"})
    assert (late.status_code, "chồng lên chế độ TT99-2027" in late.content.decode()) == (409, True)
    page = inspector.get(reverse("regime_preview", args=[other]))
    assert "chồng lên chế độ TT99-2027" in page.content.decode()


def test_a_draft_may_begin_with_the_tables_of_today(admin):
    started = admin.get(f"{NEW}&mau=1").context["form"]["text"].value()
    text = started.replace('code = "TT06-2025"', 'code = "TT99-2027"', 1)
    answer = admin.post(NEW, told(text=text, thu="1"))
    assert [(each.code, each.word) for each in answer.context["changes"]] == [
        (code, "giữ nguyên")
        for code in ("01/TCD", "02/XLD", "03/GQKN", "04/GQTC", "05/KQTH", "06/QLKNTC")
    ]


def test_the_list_explains_every_column(province):
    officer = client_of(province.people["officer", "XA"])
    page = officer.get(reverse("regime_list"), {"bieu": "02/XLD"})
    body = page.content.decode()
    assert page.context["regime"].code == "TT06-2025"
    assert "Số đơn thuộc thẩm quyền › Khiếu nại › Tổng số đơn" in body
    assert "6 = 9+10+11" in body
    assert "03/GQKN(1) = 02/XLD(6)" in body
    old = officer.get(reverse("regime_list"), {"che_do": "TT01-2024", "bieu": "03/KQGQ"})
    assert "in trên biểu, không luôn đúng" in old.content.decode()
    assert "Thông tư 02/2021/TT-TTCP" in old.content.decode()
    assert officer.get(reverse("regime_list"), {"che_do": "TT00"}).status_code == 404
    words = officer.get(f"{reverse('regime_list')}?so_do=1")
    assert len(words.context["lines"]) == len(shipped_measures())
    assert "competent_complaints_land" in words.content.decode()
    assert statements(officer, reverse("regime_list")) <= 6
