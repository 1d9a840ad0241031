"""What app.js adds at the keyboard and the desk, and that pages stand without it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from config.local import chromium
from tests.interface.browser import framed, opened

pytestmark = pytest.mark.browser

FORM = """
<a href="/don/" data-key="n" data-key-label="Đăng ký đơn">Đăng ký đơn</a>
<form method="post" action="/luu/" data-main>
  <label for="tim">Tìm</label><input id="tim" type="search" name="tim">
  <label for="people">Số người</label><input id="people" name="people" type="number" value="1">
  <div data-hints-for="#people">
    <p data-from="5" data-to="9">một hoặc hai người đại diện</p>
    <p data-from="10">không quá năm người đại diện</p>
  </div>
  <label for="kind">Hình thức</label>
  <select id="kind" name="kind"><option value="one">Một người</option>
    <option value="group">Đoàn</option></select>
  <div id="group" data-show-when="kind" data-show-values="group">
    <div data-formset="1">
      <div data-formset-row><input name="a" aria-label="Đại diện 1"></div>
      <div data-formset-row><input name="b" aria-label="Đại diện 2">
        <button type="button" data-formset-remove hidden>Bỏ</button></div>
      <button type="button" data-formset-add hidden>Thêm người</button>
    </div>
  </div>
  <button type="submit">Lưu</button>
</form>
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def test_keys_reach_search_sheet_and_link(browser: Browser) -> None:
    with opened(browser, {"/": framed(FORM), "/don/": framed("Đơn")}) as (page, site):
        page.keyboard.press("/")
        expect(page.locator("#tim")).to_be_focused()
        page.keyboard.press("?")
        expect(page.locator("#shortcuts")).to_be_hidden()
        page.locator("h1").click()
        page.keyboard.press("?")
        expect(page.locator("#shortcuts dl > div").last).to_have_text("Alt + NĐăng ký đơn")
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+n")
        page.wait_for_url("**/don/")
        assert site.complaints == []


def test_form_is_sent_once(browser: Browser) -> None:
    with opened(browser, {"/": framed(FORM), "/luu/": framed("Đã lưu")}) as (page, site):
        page.evaluate(
            "for (const time of [0, 1, 2]) document.querySelector('[data-main]').requestSubmit()"
        )
        page.wait_for_url("**/luu/")
        assert site.asked == ["GET /", "POST /luu/"]


def test_alt_s_sends_the_main_form_from_inside_a_field(browser: Browser) -> None:
    with opened(browser, {"/": framed(FORM), "/luu/": framed("Đã lưu")}) as (page, site):
        page.locator("#tim").focus()
        page.keyboard.press("Alt+s")
        page.wait_for_url("**/luu/")
        assert site.asked == ["GET /", "POST /luu/"]


def test_group_part_hints_and_rows_follow_the_answers(browser: Browser) -> None:
    with opened(browser, {"/": framed(FORM)}) as (page, _):
        expect(page.locator("#group")).to_be_hidden()
        page.select_option("#kind", "group")
        expect(page.locator("#group")).to_be_visible()
        page.fill("#people", "12")
        expect(page.locator("[data-from]:visible")).to_have_text(["không quá năm người đại diện"])
        expect(page.locator("[name=b]")).to_be_hidden()
        page.click("[data-formset-add]")
        expect(page.locator("[name=b]")).to_be_focused()
        expect(page.locator("[data-formset-add]")).to_be_hidden()
        page.click("[data-formset-remove]")
        expect(page.locator("[name=b]")).to_be_hidden()
        expect(page.locator("[data-formset-add]")).to_be_visible()


def test_panel_comes_in_and_its_count_is_read_aloud(browser: Browser) -> None:
    panel = '{% include "parts/panel.html" with url="/phan/" title="Nhiệm vụ" only %}'
    answer = "<p data-announce>Có 2 nhiệm vụ.</p>"
    with opened(browser, {"/": framed(panel), "/phan/": answer}) as (page, site):
        expect(page.locator("#live")).to_have_text("Có 2 nhiệm vụ.")
        assert site.complaints == []


def test_panel_that_fails_keeps_its_link_and_says_why(browser: Browser) -> None:
    panel = '{% include "parts/panel.html" with url="/phan/" title="Nhiệm vụ" only %}'
    answer = (403, "<dd data-sentence>Vai trò này không xem được.</dd>")
    with opened(browser, {"/": framed(panel), "/phan/": answer}) as (page, _):
        expect(page.locator("#messages")).to_have_text("Vai trò này không xem được.")
        expect(page.locator(".panel-body a")).to_have_text("Mở “Nhiệm vụ”")


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_page_stands_without_a_script_at_every_width(browser: Browser, width: int) -> None:
    with opened(browser, {"/": framed(FORM)}, width=width, scripts=False) as (page, site):
        if width < 992:
            expect(page.locator("nav")).to_be_hidden()
            page.locator("#menu").focus()
            page.keyboard.press("Space")
        expect(page.locator("nav")).to_be_visible()
        expect(page.locator("[data-from]:visible")).to_have_count(2)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert site.complaints == []
