"""Watching over many units in pictures: the overview, a hot spot decided and reviewed, places, review
lists, skipped levels, transfers, search, notices, a unit that ends, a matter that ends."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.walk_reports import called

_OF_INSPECTOR = (
    ("radar", "radar"),
    ("review_list_list", "review-lists"),
    ("review_list_new", "review-list-new"),
    ("sighting_list", "skipped-levels"),
    ("sighting_counts", "skipped-levels-counts"),
    ("coordination_list", "coordination"),
    ("liaison_list", "liaisons"),
    ("signal_weights", "signal-weights"),
    ("transfer_inbox", "transfers-in"),
    ("urge_list", "urges"),
    ("wrong_transfers", "wrong-transfers"),
    ("notices", "notices"),
    ("notice_choices", "notice-choices"),
)
_VIEWS = ("chieu=don_vi", "chieu=linh_vuc", "chieu=dia_ban", "chieu=loai", "chieu=thang")


def overview(walk: Any) -> None:
    """Each way to cut the numbers, the rows behind one of them, who waits for whom."""
    with walk.as_role(walk.product.account("inspector")) as page:
        path = walk.product.urls["overview"]
        for view in _VIEWS:
            walk.visit(page, f"{path}?{view}", f"overview-{view.partition('=')[2]}")
        page.goto(f"{walk.product.address}{path}?chieu=don_vi")
        walk.follow(page, "main table td a", "overview-rows")
        for part in ("ai-cho-ai/", "can-xem/"):
            walk.visit(page, f"{path}{part}", f"overview-{part.strip('/')}")


def hot_spot(walk: Any) -> None:
    """A proposal with its reasons is confirmed by a person, named an owner, reviewed; its briefing."""
    with walk.as_role(walk.product.account("inspector")) as page:
        address = walk.product.address + walk.product.urls["hotspot_list"]
        page.goto(f"{address}?tinh_trang=proposed")
        walk.picture(page, "hot-spots-proposed")
        walk.follow(page, "main table a.row-link", "hot-spot-proposal")
        decide = page.locator("a[href$='/xac-nhan/']").first
        if decide.count():
            decide.click()
            walk.picture(page, "hot-spot-decide")
        page.goto(f"{address}?tinh_trang=confirmed")
        walk.follow(page, "main table a.row-link", "hot-spot")
        story = page.url
        doors = page.locator("section[aria-labelledby='viec-lam'] a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        for number, door in enumerate(doors, 1):
            walk.visit(page, door, f"hot-spot-step-{number}")
        page.goto(story)
        _briefing(walk, page)


def watching(walk: Any) -> None:
    """Lists of the inspectorate, and the first record of those that have one."""
    with walk.as_role(walk.product.account("inspector")) as page:
        for name, picture in _OF_INSPECTOR:
            walk.visit(page, walk.product.urls[name], picture)
            if picture in ("review-lists", "skipped-levels", "coordination", "radar"):
                row = page.locator("main table a").first
                if not row.count():
                    walk.complaints.append(f"{picture}: nothing in the demonstration")
                    continue
                row.click()
                page.wait_for_load_state("networkidle")
                walk.picture(page, f"{picture}-one")
        walk.visit(page, f"{walk.product.urls['search']}?q=duong+noi+cua+khau", "search-road")


def between(walk: Any) -> None:
    """What came to a body from others: taken in or sent back, and the way it went."""
    with walk.as_role(called(walk, "lanhdao.ls")) as page:
        walk.visit(page, walk.product.urls["transfer_inbox"], "transfers-in-body")
        one = page.locator("main table a.row-link").first
        if one.count():
            one.click()
            page.wait_for_load_state("networkidle")
            walk.picture(page, "transfer-receive")
    with walk.as_role(walk.product.account("admin")) as page:
        walk.visit(page, walk.product.urls["unit_end_list"], "unit-ends")
        page.goto(walk.product.address + walk.product.urls["agency_list"])
        walk.follow(page, "main a[href*='/ket-thuc/']", "unit-end")


def matter_ends(walk: Any) -> None:
    """What still runs is told; an ended matter says why and can be taken up again."""
    with walk.as_role(walk.product.account("head")) as page:
        for state, picture in (("accepted", "matter-not-yet"), ("resolved", "matter-end")):
            page.goto(
                f"{walk.product.address}{walk.product.urls['petition_list']}?tinh_trang={state}"
            )
            page.locator("main table a.row-link").first.click()
            page.locator("main a[href^='/vu-viec/']").first.click()
            page.get_by_role("link", name="Kết thúc vụ việc").click()
            walk.picture(page, picture)
        if page.locator("#id_reason").count():
            page.locator("#id_reason").fill("Quyết định đã thi hành xong, các bên thống nhất.")
            page.keyboard.press("Alt+s")
            expect(page.get_by_role("link", name="Mở lại vụ việc")).to_be_visible()
            walk.picture(page, "matter-ended")


def archives(walk: Any) -> None:
    """Files due for the archives, one of them before it is handed over, one that was."""
    with walk.as_role(called(walk, "xuly.ls")) as page:
        walk.visit(page, walk.product.urls["archive_due"], "archives-due")
        page.locator("main table input[name='ho-so']").first.check()
        page.locator("button[form='nop-luu']").click()
        page.wait_for_load_state("networkidle")
        walk.picture(page, "archives-hand-over")
        walk.visit(page, walk.product.urls["archive_list"], "archives")
        walk.follow(page, "main table a.row-link", "archives-record")
        walk.follow(page, "main table a.row-link", "matter-archived")
        walk.visit(page, walk.product.urls["archive_expired"], "archives-expired")


def _briefing(walk: Any, page: Page) -> None:
    """Each page of the two-page briefing as it is printed."""
    link = page.locator("a[href$='/tom-tat/']")
    answer = page.request.get(walk.product.address + link.first.get_attribute("href"))
    walk.keep_pages(answer, "briefing")
