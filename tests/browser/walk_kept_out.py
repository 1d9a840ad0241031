"""Who may not know, in pictures: somebody is kept out of a sealed matter, and let in again by two
custodians; an opening of an identity is asked for."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.walk_reports import called

_MATTER = "Tố cáo việc sử dụng kinh phí hỗ trợ không đúng đối tượng"
_HOUSE = ZoneInfo("Asia/Ho_Chi_Minh")


def ask(walk: Any) -> None:
    """The reason is asked for; an empty one comes back with a sentence."""
    with walk.as_role(called(walk, "xuly.skhcn")) as page:
        _open_matter(walk, page)
        asking = page.get_by_role("link", name="Yêu cầu mở danh tính")
        if not asking.count():
            return  # this product was walked before; the request still waits
        asking.first.click()
        walk.picture(page, "identity-ask")
        page.keyboard.press("Alt+s")
        expect(page.locator("[data-errors]")).to_be_visible()
        page.locator("#id_reason").fill("Cần gặp người tố cáo để làm rõ danh sách nhận hỗ trợ.")
        page.keyboard.press("Alt+s")
        page.wait_for_url("**/danh-tinh/")
        walk.picture(page, "identity-asked")


def kept_out(walk: Any) -> None:
    """Looked for, chosen, kept out; the first custodian enters the document that lets the person in."""
    with walk.as_role(called(walk, "giumat.skhcn")) as page:
        _open_matter(walk, page)
        page.get_by_role("link", name="Người bị loại trừ").click()
        page.get_by_role("link", name="Thêm người").click()
        walk.picture(page, "exclusion-find")
        page.locator("#id_name").fill("pho giam doc")
        page.keyboard.press("Enter")
        walk.picture(page, "exclusion-nobody")
        page.locator("#id_name").fill("phogiamdoc.skhcn")
        page.keyboard.press("Enter")
        page.locator("[name=person]").first.check()
        walk.picture(page, "exclusion-add")
        page.get_by_role("button", name="Loại trừ người này").click()
        expect(page.get_by_text("Từ nay người này không thấy gì")).to_be_visible()
        page.get_by_role("link", name="Gỡ theo văn bản cấp trên").click()
        _document(page)
        walk.picture(page, "exclusion-lift-filled")
        page.get_by_role("button", name="Ghi văn bản").click()
        expect(page.get_by_text("chờ người giữ bí mật thứ hai")).to_be_visible()
        walk.picture(page, "exclusion-lift-waits")


def let_in(walk: Any) -> None:
    """The second custodian compares, may not refuse without a reason, confirms."""
    with walk.as_role(called(walk, "giumat.ttt")) as page:
        walk.visit(page, walk.product.urls["exclusion_lifts"], "exclusion-lifts")
        page.get_by_role("link", name="Xem xét").first.click()
        walk.picture(page, "exclusion-decide")
        page.get_by_role("button", name="Không xác nhận").click()
        expect(page.get_by_text("Hãy ghi lý do không xác nhận.").first).to_be_visible()
        walk.picture(page, "exclusion-decide-refused")
        page.get_by_role("button", name="Xác nhận, gỡ loại trừ").click()
        expect(page.get_by_text("Đã gỡ loại trừ.")).to_be_visible()
        walk.picture(page, "exclusion-decided")


def _document(page: Page) -> None:
    page.locator("#id_person").select_option(index=1)
    page.locator("#id_document_number").fill("128/UBND-NC")
    page.locator("#id_document_date").fill(f"{datetime.now(_HOUSE):%Y-%m-%d}")
    page.locator("#id_issuer").select_option(index=1)
    page.locator("#id_reason").fill("Cho phép đọc hồ sơ để phục vụ việc xác minh")


def _open_matter(walk: Any, page: Page) -> None:
    page.goto(f"{walk.product.address}{walk.product.urls['petition_list']}?tim={_MATTER}")
    row = page.locator("main table tr", has_text=_MATTER)
    if not row.count():
        page.goto(walk.product.address + walk.product.urls["sealed_register"])
    row.first.locator("a").first.click()
    page.wait_for_load_state("networkidle")
    if "/vu-viec/" not in page.url:
        page.locator("main a[href^='/vu-viec/']").first.click()
        page.wait_for_load_state("networkidle")
