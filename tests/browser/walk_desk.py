"""The desk in pictures: the pages around a visit, as each role that uses them sees them."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.product import log_visit, send

MATTER = "Kiến nghị về thoát nước ngõ 12"
_PAGES_OF_THE_DESK = (
    ("room", "room"),
    ("day_summary", "day-summary"),
    ("register_book", "register-book"),
    ("paper_list", "paper-sheets"),
    ("venue_list", "venues"),
    ("duty_roster", "duty-roster"),
    ("allowance_sheet", "allowance-sheet"),
    ("document_list", "documents"),
)
_PAGES_OF_DAYS = (
    ("session_calendar", "session-calendar"),
    ("schedule_list", "schedules"),
    ("conclusion_tasks", "conclusion-tasks"),
)
_PAGES_OF_THE_HEAD = (
    ("head_days", "head-days"),
    ("refusal_list", "refusals"),
    ("stock_list", "opening-stock"),
    ("desk_layout", "desk-layout"),
)


def desk(walk: Any) -> None:
    """The officer's side: the form in its shapes, the visit and its papers, the room, the days."""
    with walk.as_role(walk.product.account("officer")) as page:
        desk_page = walk.product.urls["visit_new"]
        page.goto(walk.product.address + desk_page)
        fill_a_group(page)
        walk.picture(page, "desk-group")
        page.goto(walk.product.address + desk_page)
        fill_a_refusal(page)
        walk.picture(page, "desk-refusal")
        send(page)
        page.wait_for_load_state("networkidle")
        walk.picture(page, "visit-refused")
        log_visit(page, walk.product.address, name="Nông Thị Biên")
        walk.follow(page, "#van-ban a[href*='/in/']", "print-receipt")
        for name, picture in _PAGES_OF_THE_DESK:
            walk.visit(page, walk.product.urls[name], picture)


def days(walk: Any) -> None:
    """The officer of a department, whose head has a schedule: the rule, its days, one session."""
    with walk.as_role(walk.product.account("officer", "LS-SKHCN")) as page:
        for name, picture in _PAGES_OF_DAYS:
            walk.visit(page, walk.product.urls[name], picture)
        page.goto(walk.product.address + walk.product.urls["schedule_list"])
        walk.follow(page, "main table tbody a", "schedule")
        page.goto(walk.product.address + walk.product.urls["session_list"])
        walk.follow(page, "main table tbody a", "session")


def heads_desk(walk: Any) -> None:
    """The head's side: days held, refusals, the list of the day."""
    with walk.as_role(walk.product.account("head", "LS")) as page:
        for name, picture in _PAGES_OF_THE_HEAD:
            walk.visit(page, walk.product.urls[name], picture)
        page.goto(f"{walk.product.address}/")
        page.wait_for_load_state("networkidle")
        walk.follow(page, "a[href*='/ngay-tiep/']:not([href*='sap-toi'])", "heads-day")


def guard(walk: Any) -> None:
    """Nothing but a number."""
    with walk.as_role(walk.product.account("guard")) as page:
        walk.visit(page, walk.product.urls["room_count"], "guard")


def fill_a_group(page: Page) -> None:
    """Twelve people with five representatives, typed and not sent."""
    page.locator("#id_full_name").fill("Lương Văn Đoàn")
    page.locator("#id_head_count").fill("12")
    page.locator("#id_head_count").blur()
    names = ("Lương Văn Đoàn", "Hà Thị Sơn", "Mã Văn Lập", "Triệu Thị Páo", "Đinh Văn Tới")
    for place, name in enumerate(names, start=1):
        page.locator(f"#id_representatives_{place}").fill(name, force=True)


def fill_a_refusal(page: Page) -> None:
    """A refusal with its ground, ready to be sent."""
    page.locator("#id_full_name").fill("Hứa Văn Mẫu")
    page.locator("input[name=kind][value=recommendation]").check()
    page.locator("input[name=field][value=land]").check()
    page.locator("#id_title").fill(MATTER)
    page.locator("#id_content").fill("Đã được trả lời bằng văn bản, không có tình tiết mới.")
    page.locator("input[name=result][value=refused]").check()
    page.locator("#id_refusal_ground").select_option("d4_h")
    page.locator("#id_refusal_explanation").fill(
        "Nội dung đã được trả lời bằng văn bản tháng 9, lần này không có tình tiết mới."
    )
