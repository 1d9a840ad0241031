"""The desk in Chromium by keyboard alone: a scanned card, a choice by digit, what stays nowhere."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from reception.models import DeskDraft, Visit
from tests.browser.product import sign_in
from tests.browser.visits import a_week_ago
from tests.factories import NOW, PASSWORD, Province

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
CARD = "020971004567||Bế Thị Hòa|05031971|Nữ|Thôn Nà Lầu, xã Tân Thanh|15082021"


@pytest.fixture
def province(transactional_db) -> Iterator[Province]:
    """Office hours, so that nothing has to be confirmed."""
    with time_machine.travel(NOW, tick=True):
        yield Province()


@pytest.fixture
def desk(live_server, province, chromium: Browser) -> Iterator[Page]:
    """A signed-in officer of the department at the open desk."""
    with chromium.new_context(locale="vi-VN") as opened:
        page = opened.new_page()
        page.set_default_timeout(20_000)
        sign_in(page, live_server.url, {"username": "officer.skhcn.ls", "password": PASSWORD})
        page.goto(live_server.url + reverse("visit_new"))
        yield page


@pytest.fixture
def earlier(province) -> Visit:
    """Bế Thị Hòa came with the same card a week ago."""
    return a_week_ago(province, id_number="020971004567")


def scan(page: Page) -> None:
    """A wedge scanner: fast, with its own Enter."""
    page.keyboard.type(CARD, delay=2)
    page.keyboard.press("Enter")


def everything_in(page: Page) -> str:
    """Markup and what stands in the fields."""
    values = "[...document.querySelectorAll('input,textarea')].map((field) => field.value).join()"
    return page.content() + page.evaluate(values) + page.url


def test_a_returning_citizen_is_logged_with_four_key_actions(earlier, desk):
    expect(desk.locator("#desk-scan")).to_be_focused()
    scan(desk)
    expect(desk.locator("[data-choice='1']")).to_be_focused()
    assert "Bế Thị Hòa|05031971" not in everything_in(desk)
    desk.keyboard.press("1")
    expect(desk.locator("#id_content")).to_be_focused()
    expect(desk.locator("#id_title")).to_have_value(earlier.matter.title)
    expect(desk.locator("#id_phone")).to_have_value("0987654321")
    desk.keyboard.type("Hỏi kết quả.")
    desk.keyboard.press("Alt+r")
    desk.keyboard.press("5")
    expect(desk.locator("#id_result_note")).to_be_focused()
    desk.keyboard.type("Đã báo hạn.")
    desk.keyboard.press("Alt+s")
    expect(desk.locator("h1")).to_contain_text("Lượt tiếp số 02/2026")
    later = Visit.objects.order_by("number").last()
    assert (later.matter, later.person, later.result) == (
        earlier.matter,
        earlier.person,
        "answered",
    )
    assert (later.content, later.is_first_time) == ("Hỏi kết quả.", False)


def test_a_new_matter_of_a_known_person_keeps_who_it_is(earlier, desk):
    scan(desk)
    expect(desk.locator("[data-choice='1']")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")  # việc mới của người này
    expect(desk.locator("#id_kind_0")).to_be_focused()
    expect(desk.locator("#id_full_name")).to_have_value("Bế Thị Hòa")
    expect(desk.locator("#id_title")).to_have_value("")
    desk.keyboard.press("Alt+t")
    expect(desk.locator("#desk-scan")).to_be_focused()


def test_a_scan_into_another_field_is_taken_to_the_box(desk):
    desk.locator("#id_content").focus()
    desk.keyboard.type("Đường sạt lở. ")
    scan(desk)
    expect(desk.locator("#id_kind_0")).to_be_focused()
    expect(desk.locator("#id_full_name")).to_have_value("Bế Thị Hòa")
    expect(desk.locator("#id_content")).to_have_value("Đường sạt lở. ")
    assert "|05031971" not in everything_in(desk)
    expect(desk.locator("#draft-state")).to_contain_text("Đã lưu tạm")
    assert DeskDraft.objects.count() == 1


def test_a_group_is_typed_with_enter_from_name_to_name(desk):
    desk.keyboard.type("Hoàng Văn Slín")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_birth_year")).to_be_focused()
    expect(desk.locator("#id_full_name")).to_have_value("Hoàng Văn Slín")
    desk.locator("#id_head_count").fill("12")
    desk.keyboard.press("Alt+g")
    for place in range(1, 6):
        expect(desk.locator(f"#id_representatives_{place}")).to_be_focused()
        desk.keyboard.type(f"Lý Văn {'ABCDE'[place - 1]}")
        desk.keyboard.press("Enter")
    expect(desk.locator("#id_appointment_signed")).to_be_focused()


def test_enter_in_a_field_enters_no_visit(desk):
    desk.locator("#id_full_name").fill("Bế Thị Hòa")
    desk.locator("#id_full_name").press("Enter")
    expect(desk.locator("#id_birth_year")).to_be_focused()
    assert Visit.objects.count() == 0
