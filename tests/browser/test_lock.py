"""The lock of a shared desk in Chromium: who comes next finds nothing, neither on the page nor a step
back nor in what the browser keeps; the same person finds what was typed."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.browser.product import sign_in
from tests.browser.visits import a_week_ago
from tests.factories import PASSWORD, Province

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
OFFICER = {"username": "officer.skhcn.ls", "password": PASSWORD}
NEXT_ONE = {"username": "handler.skhcn.ls", "password": PASSWORD}
READ = ("Bế Thị Hòa", "Nà Lầu", "khu sản xuất")
TYPED = "Hoàng Thị Mạng"
STORES = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, history.state,
  (await indexedDB.databases()).map((one) => one.name), await caches.keys(),
])"""


@pytest.fixture
def desk(live_server, chromium: Browser) -> Iterator[Page]:
    """An officer read a visit, went on to the desk and began to type."""
    visit = a_week_ago(Province())
    with chromium.new_context(locale="vi-VN") as opened:
        page = opened.new_page()
        page.set_default_timeout(30_000)
        sign_in(page, live_server.url, OFFICER)
        page.goto(live_server.url + reverse("visit_detail", args=[visit.pk]))
        assert [word for word in READ if word not in page.content()] == []
        page.goto(live_server.url + reverse("visit_new"))
        page.locator("#id_full_name").fill(TYPED)
        yield page


def lock(page: Page) -> None:
    page.keyboard.press("Alt+o")
    expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()


def found(page: Page) -> list[str]:
    """Words of the work that the next person could find now."""
    values = "[...document.querySelectorAll('input,textarea')].map((one) => one.value).join()"
    seen = page.content() + page.evaluate(values) + page.title() + page.url
    return [word for word in (*READ, TYPED) if word in seen + page.evaluate(STORES)]


def test_the_same_person_finds_what_was_typed_and_the_next_one_finds_nothing(desk, live_server):
    assert TYPED in found(desk)
    lock(desk)
    assert found(desk) == []
    desk.get_by_label("Mật khẩu").fill("sai")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Mật khẩu không đúng.")).to_be_visible()
    desk.get_by_label("Mật khẩu").fill(PASSWORD)
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_full_name")).to_have_value(TYPED)
    lock(desk)
    for step in (desk.go_back, desk.go_back, desk.go_forward, desk.reload):
        step()
        expect(desk.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
        assert found(desk) == []
    desk.get_by_role("button", name="Đổi người").click()
    desk.wait_for_url(f"{live_server.url}/dang-nhap/**")
    desk.go_back()
    assert found(desk) == []
    sign_in(desk, live_server.url, NEXT_ONE)
    desk.goto(live_server.url + reverse("visit_new"))
    assert found(desk) == []
