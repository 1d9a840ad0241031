"""An officer's first minutes, through the browser and the whole product behind it."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from agencies.models import Agency
from config.local.frontend import AXE
from reception.models import Visit
from tests.browser.product import log_visit, sign_in
from tests.factories import PASSWORD, Province

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def page(live_server, chromium: Browser) -> Iterator[Page]:
    """A signed-in officer of the department."""
    Province()
    with chromium.new_context(locale="vi-VN") as context:
        opened = context.new_page()
        opened.set_default_timeout(15_000)
        sign_in(opened, live_server.url, {"username": "officer.skhcn.ls", "password": PASSWORD})
        yield opened


def test_a_visit_is_logged_by_keyboard_and_numbered(page, live_server):
    log_visit(page, live_server.url, name="Lương Thị Hồng Gấm")
    visit = Visit.objects.get()
    assert (visit.number, visit.visitor_label, visit.head_count) == (1, "Lương Thị Hồng Gấm", 1)
    expect(page.locator("h1")).to_contain_text("01/")


def test_a_refused_form_keeps_what_was_typed(page, live_server):
    page.goto(live_server.url + reverse("visit_new"))
    page.locator("#id_full_name").fill("Đặng Văn Kỷ")
    page.locator("#id_birth_year").fill("2101")
    page.locator("#id_content").fill("Đường vào thôn sạt lở từ tháng 8.")
    page.keyboard.press("Alt+s")
    expect(page.locator("#id_full_name")).to_have_value("Đặng Văn Kỷ")
    expect(page.locator("#id_content")).to_have_value("Đường vào thôn sạt lở từ tháng 8.")
    assert Visit.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    ["home", "visit_new", "visit_list", "petition_list", "petition_new", "plan_list", "search"],
)
def test_a_page_has_no_fault_that_axe_finds(page, live_server, name):
    assert Agency.objects.exists()
    assert finders.find("app.css")
    page.goto(live_server.url + reverse(name))
    assert faults(page) == []


def test_a_page_whose_panels_are_on_their_way_has_no_fault_either(page, live_server):
    """Answers to htmx are held back: the links in their place are read meanwhile."""
    held = []
    page.route(
        "**/*",
        lambda route: (
            held.append(route) if "hx-request" in route.request.headers else route.continue_()
        ),
    )
    page.goto(live_server.url + reverse("home"))
    expect(page.locator(".panel-body.htmx-request")).not_to_have_count(0)
    assert faults(page) == []
    assert held


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds against WCAG 2.2 AA: rule and the elements that break it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]]
