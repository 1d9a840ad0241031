"""Rights of a running account in pictures: one who stands in for a while, a role that ends, an account
closed and opened again. What is given is taken back, so that the demonstration goes on with its people."""

from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Page, expect

_WHO, _ABSENT = "Vi Văn Thành", "giamdoc.skhcn"


def rights(walk: Any) -> None:
    """By the administrator, on the account of a handler who holds cases."""
    with walk.as_role(walk.product.account("admin")) as page:
        page.goto(f"{walk.product.address}{walk.product.urls['user_list']}?q=vi+van+thanh")
        page.locator("main table a.row-link", has_text=_WHO).click()
        expect(page.get_by_role("heading", name=_WHO)).to_be_visible()
        page.get_by_role("link", name="Giao vai trò").click()
        _stands_in(walk, page)
        expect(page.get_by_text("giữ thay")).to_be_visible()
        walk.picture(page, "account")
        page.get_by_role("link", name="Kết thúc vai trò Thủ trưởng đơn vị").click()
        page.get_by_label("Lý do").fill("Giám đốc đã trở lại làm việc")
        walk.picture(page, "role-end")
        _sent(page, "thôi vai trò Thủ trưởng đơn vị")
        page.get_by_role("link", name="Khóa tài khoản").click()
        walk.picture(page, "account-close")
        page.get_by_label("Lý do").fill("Nghỉ hưu từ tháng 12")
        _sent(page, "Đã khóa tài khoản")
        page.get_by_role("link", name="Mở lại tài khoản").click()
        page.get_by_label("Lý do").fill("Khóa nhầm người")
        _sent(page, "Đã mở lại tài khoản")


def _stands_in(walk: Any, page: Page) -> None:
    """Refused without an end, then for two weeks."""
    page.get_by_label("Vai trò").select_option("head")
    page.get_by_label("Đơn vị").fill("LS-SKHCN")
    page.get_by_label("Quyết định giao, hoặc lý do").fill("Thông báo số 45/TB-SKHCN")
    page.get_by_label("Giữ thay người vắng").fill(_ABSENT)
    _sent(page, "Giữ vai trò thay người vắng phải ghi ngày cuối.")
    walk.picture(page, "role-give")
    first = date.fromisoformat(page.get_by_label("Từ ngày").input_value())
    page.get_by_label("Đến hết ngày").fill((first + timedelta(days=14)).isoformat())
    _sent(page, "Đã giao Vi Văn Thành vai trò")


def _sent(page: Page, sentence: str) -> None:
    page.keyboard.press("Alt+s")
    expect(page.get_by_text(sentence)).to_be_visible()
