"""What is typed survives a crash, a closed tab, an expired sign-in, a lost answer; the machine keeps
nothing of it (issue of the desk: connection lost)."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from reception.models import DeskDraft, Visit
from records.models import RegisterEntry
from tests.browser.product import send, sign_in
from tests.factories import PASSWORD, Province

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
OFFICER = {"username": "officer.skhcn.ls", "password": PASSWORD}
STORES = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage},
  (await indexedDB.databases()).map((one) => one.name), await caches.keys(),
])"""


@pytest.fixture
def context(live_server, chromium: Browser) -> Iterator[BrowserContext]:
    Province()
    with chromium.new_context(locale="vi-VN") as opened:
        opened.set_default_timeout(30_000)  # a machine under load answers late
        yield opened


@pytest.fixture
def page(context, live_server) -> Page:
    opened = context.new_page()
    sign_in(opened, live_server.url, OFFICER)
    opened.goto(live_server.url + reverse("visit_new"))
    return opened


def type_a_visit(page: Page, name: str = "Hoàng Thị Mạng") -> None:
    page.locator("#id_full_name").fill(name)
    page.locator("input[name=kind][value=recommendation]").check()
    page.locator("input[name=field][value=land]").check()
    page.locator("#id_title").fill("Kiến nghị về đường ngõ")
    page.locator("#id_content").fill("Đường ngõ ngập khi mưa.")
    page.locator("input[name=result][value=answered]").check()
    page.locator("#id_result_note").fill("Đã trả lời tại chỗ.")


def confirm_the_hour(page: Page) -> None:
    """The tests run at any hour: an arrival on a working morning needs no second sending."""
    page.evaluate("document.getElementById('id_arrived_at').value = '2026-11-20T09:00'")
    page.evaluate("document.getElementById('id_late_reason').value = 'Ghi lại sau khi có mạng.'")


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#draft-state")).to_contain_text("Đã lưu tạm lúc")


def wait_until_kept(page: Page) -> None:
    """On the machine; the policy of the page forbids `wait_for_function`."""
    for _ in range(150):
        if page.evaluate("Object.keys(localStorage).length"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was kept on the machine")


def test_a_closed_tab_loses_nothing_and_the_machine_keeps_nothing(page, context, live_server):
    type_a_visit(page)
    wait_until_saved(page)
    assert "Mạng" not in page.evaluate(STORES)
    key = page.locator("input[name=key]").input_value()
    page.close()
    again = context.new_page()
    again.goto(live_server.url + reverse("visit_new"))
    again.get_by_text("bản ghi dở, chưa vào sổ").click()
    again.get_by_role("link", name="Mở lại").click()
    expect(again.locator("#id_full_name")).to_have_value("Hoàng Thị Mạng")
    expect(again.locator("#id_content")).to_have_value("Đường ngõ ngập khi mưa.")
    assert again.locator("input[name=key]").input_value() == key
    send(again)
    assert Visit.objects.get().visitor_label == "Hoàng Thị Mạng"
    assert DeskDraft.objects.count() == 0
    kept = again.evaluate(STORES)
    assert kept.startswith("[{},")  # nothing in the browser's long memory
    assert [word for word in ("Hoàng", "Mạng", "ngập", "ngõ") if word in kept] == []


def test_an_answer_that_never_came_is_asked_for_again_and_makes_one_visit(page):
    type_a_visit(page)
    wait_until_saved(page)  # the answer of a saving under way would already know of the visit
    lost = []

    def swallow(route: Route) -> None:
        """The server gets the form and answers; the answer is lost on the way."""
        if route.request.method == "POST" and not lost:
            route.fetch()
            lost.append(True)
            route.abort("connectionreset")
        else:
            route.continue_()

    confirm_the_hour(page)
    page.route("**" + reverse("visit_new"), swallow)
    page.keyboard.press("Alt+s")
    expect(page.locator("#draft-banner")).to_contain_text("Chưa nhận được trả lời")
    expect(page.locator("#id_full_name")).to_have_value("Hoàng Thị Mạng")
    assert lost == [True]
    send(page)
    assert Visit.objects.count() == 1
    assert list(RegisterEntry.objects.filter(subject_kind="visit").values_list("number")) == [(1,)]


def test_without_connection_the_banner_says_since_when_and_saves_by_itself_later(page, context):
    context.set_offline(True)
    type_a_visit(page)
    expect(page.locator("#draft-banner")).to_contain_text("Mất kết nối")
    expect(page.locator("#draft-banner")).to_contain_text("chưa được lưu")
    assert DeskDraft.objects.count() == 0
    context.set_offline(False)
    wait_until_saved(page)
    expect(page.locator("#draft-banner")).to_be_hidden()
    assert DeskDraft.objects.count() == 1


def test_an_expired_sign_in_goes_on_after_a_new_one(page, context, live_server):
    type_a_visit(page)
    wait_until_saved(page)
    context.clear_cookies()
    page.locator("#id_request").fill("Đề nghị sửa sớm.")
    expect(page.locator("#draft-banner")).to_contain_text("Phiên đăng nhập đã hết")
    other = context.new_page()
    sign_in(other, live_server.url, OFFICER)
    wait_until_saved(page)
    send(page)
    assert Visit.objects.get().request == "Đề nghị sửa sớm."


def test_another_officer_cannot_send_what_the_first_one_typed(page, context, live_server):
    type_a_visit(page)
    wait_until_saved(page)
    context.clear_cookies()
    page.locator("#id_request").fill("Đề nghị sửa sớm.")
    expect(page.locator("#draft-banner")).to_contain_text("Phiên đăng nhập đã hết")
    sign_in(context.new_page(), live_server.url, {**OFFICER, "username": "handler.skhcn.ls"})
    expect(page.locator("#draft-banner")).to_contain_text("Người khác đã đăng nhập")
    expect(page.get_by_role("button", name="Ghi vào sổ")).to_be_disabled()
    assert DeskDraft.objects.get().user.username == "officer.skhcn.ls"


def test_a_wrong_form_comes_back_the_ordinary_way(page):
    type_a_visit(page)
    page.locator("#id_birth_year").fill("2101")
    page.keyboard.press("Alt+s")
    expect(page.locator("#id_birth_year")).to_have_class("numberinput form-control is-invalid")
    expect(page.locator("#id_full_name")).to_have_value("Hoàng Thị Mạng")
    assert Visit.objects.count() == 0


def test_a_form_about_days_is_kept_on_the_machine_under_a_key(context, live_server):
    page = context.new_page()
    sign_in(page, live_server.url, {**OFFICER, "username": "handler.skhcn.ls"})
    address = live_server.url + reverse("desk_layout")
    page.goto(address)
    page.locator("#id_label").fill("Thuộc dự án nào?")
    wait_until_kept(page)
    assert "dự án" not in page.evaluate(STORES)
    page.goto(address)
    page.get_by_role("button", name="Điền lại").click()
    expect(page.locator("#id_label")).to_have_value("Thuộc dự án nào?")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_is_typed_before_the_key_comes_is_kept_when_it_comes(context, live_server):
    page = context.new_page()
    sign_in(page, live_server.url, {**OFFICER, "username": "handler.skhcn.ls"})
    waiting: list[Route] = []
    page.route("**" + reverse("device_key"), lambda route: waiting.append(route))
    page.goto(live_server.url + reverse("desk_layout"))
    page.locator("#id_label").fill("Thuộc dự án nào?")
    page.wait_for_timeout(1500)  # longer than the quiet before a save
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert len(waiting) == 1
    waiting[0].continue_()
    wait_until_kept(page)


def test_a_key_that_did_not_come_is_asked_for_again(context, live_server):
    page = context.new_page()
    sign_in(page, live_server.url, {**OFFICER, "username": "handler.skhcn.ls"})
    page.route("**" + reverse("device_key"), lambda route: route.abort(), times=1)
    page.goto(live_server.url + reverse("desk_layout"))
    page.locator("#id_label").fill("Thuộc dự án nào?")
    wait_until_kept(page)
    assert "dự án" not in page.evaluate(STORES)
    page.route("**" + reverse("device_key"), lambda route: route.abort(), times=1)
    page.goto(live_server.url + reverse("desk_layout"))
    page.get_by_role("button", name="Điền lại").click()
    expect(page.locator("#id_label")).to_have_value("Thuộc dự án nào?")
