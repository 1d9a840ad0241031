"""Reports in pictures: tables, life, the receiving side, schedules, exchange; every PDF page too."""

import re
from typing import Any

from playwright.sync_api import Page

_OF_INSPECTOR = (
    ("report_list", "reports-province"),
    ("report_board", "report-board"),
    ("statutory_page", "statutory-table"),
    ("regime_list", "regimes"),
    ("batch_list", "batches"),
    ("exchange", "exchange"),
    ("report_check", "report-check"),
)
_OF_HEAD = (
    ("report_list", "reports-unit"),
    ("report_make", "report-make"),
    ("statutory_page", "statutory-table-unit"),
    ("opening_list", "opening-balances"),
    ("opening_new", "opening-new"),
)
_OF_ADMIN = (
    ("report_schedule_list", "report-schedules"),
    ("report_schedule_new", "report-schedule-new"),
)
_REPORT = re.compile(r"/bao-cao/[0-9a-f-]{36}/$")
# How many pages of a document are looked at.
_PAGES = 8


def upward(walk: Any) -> None:
    """What the inspectorate receives and makes: each kind of report it has, with its PDF."""
    with walk.as_role(walk.product.account("inspector")) as page:
        _pages(walk, page, _OF_INSPECTOR)
        page.goto(walk.product.address + walk.product.urls["statutory_page"])
        numbers = page.locator("main table td a")
        if numbers.count():
            numbers.first.click()
            page.wait_for_load_state("networkidle")
            walk.picture(page, "cell-rows")
        _each_kind(walk, page)


def unit(walk: Any) -> None:
    """One unit: its reports, a draft, its words; and the days which the province sets."""
    with walk.as_role(called(walk, "giamdoc.skhcn")) as page:
        _pages(walk, page, _OF_HEAD)
    with walk.as_role(called(walk, "lanhdao.ls")) as page:
        _pages(walk, page, (("sending_days", "sending-days"),))


def schedules(walk: Any) -> None:
    """The administrator's part."""
    with walk.as_role(walk.product.account("admin")) as page:
        _pages(walk, page, _OF_ADMIN)


def called(walk: Any, username: str) -> dict[str, Any]:
    return next(each for each in walk.product.accounts if each["username"] == username)


def _pages(walk: Any, page: Page, asked: tuple[tuple[str, str], ...]) -> None:
    for name, picture in asked:
        walk.visit(page, walk.product.urls[name], picture)


def _each_kind(walk: Any, page: Page) -> None:
    """The newest report of each kind: its page, the pages it leads to, its PDF."""
    address = walk.product.address + walk.product.urls["report_list"]
    page.goto(address)
    kinds = page.locator("select[name='loai'] option").evaluate_all(
        "options => options.map(option => option.value).filter(Boolean)"
    )
    if not kinds:
        walk.complaints.append("reports: no kinds to choose from")
    for kind in kinds:
        page.goto(f"{address}?loai={kind}")
        links = page.locator("main a.row-link").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        path = next((link for link in links if _REPORT.search(link)), None)
        if path is None:
            walk.complaints.append(f"reports: none of kind {kind}")
            continue
        walk.visit(page, path, f"report-{kind}")
        if kind == "statutory":
            _around(walk, page, path)
        _document(walk, page, kind)


def _around(walk: Any, page: Page, path: str) -> None:
    """The pages about the same report."""
    found = page.locator(f"main a[href^='{path}']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    for link in dict.fromkeys(href.split("?")[0].split("#")[0] for href in found):
        if link != path and "/tep/" not in link and "/tai-ve/" not in link:
            walk.visit(page, link, "report-" + link.removeprefix(path).strip("/"))
    page.goto(walk.product.address + path)


def _document(walk: Any, page: Page, kind: str) -> None:
    """Each page of the PDF as it is printed."""
    link = page.locator("main a[href*='dang=pdf'], main a[href^='/tep/']").first
    if not link.count():
        walk.complaints.append(f"report-{kind}: no PDF")
        return
    answer = page.request.get(walk.product.address + link.get_attribute("href"))
    walk.keep_pages(answer, f"report-{kind}", most=_PAGES)
