"""Events, plans, tasks, rosters, quick reports and lessons in pictures."""

from typing import Any

from playwright.sync_api import Page

_OF_HANDLER = (
    ("event_list", "events"),
    ("event_new", "event-new"),
    ("my_tasks", "tasks"),
    ("plan_write", "plan-write"),
    ("activity_list", "activities"),
    ("activity_new", "activity-new"),
    ("reading_list", "readings"),
    ("quick_list", "quick-reports"),
    ("incident_list", "incidents"),
    ("incident_new", "incident-new"),
    ("notices", "notices"),
    ("my_duty", "my-duty"),
)
# What a link downloads is no page.
_FILES = ("/pdf/", "/docx/", "/xlsx/", "/tep/")


def events(walk: Any) -> None:
    """One event and every page that its page leads to, for those who run it."""
    with walk.as_role(walk.product.account("head", "LS")) as page:
        _open_first(walk, page, "event_list", "a.row-link")
        _around(walk, page, "event")


def tasks(walk: Any) -> None:
    """Lists of a department, one task, one plan and every page that it leads to."""
    account = next(a for a in walk.product.accounts if a["username"] == "so.khcn.ls")
    with walk.as_role(account) as page:
        for name, picture in _OF_HANDLER:
            walk.visit(page, walk.product.urls[name], picture)
        if _open_first(walk, page, "my_tasks", "table a[href^='/ke-hoach/nhiem-vu/']"):
            walk.picture(page, "task")
        if _open_first(walk, page, "activity_list", "a.row-link"):
            walk.picture(page, "activity")
        if _open_first(walk, page, "incident_list", "a.row-link"):
            walk.picture(page, "incident")
        _open_first(walk, page, "plan_list", "table a.row-link")
        _around(walk, page, "plan")


def _open_first(walk: Any, page: Page, name: str, selector: str) -> bool:
    """Opens the first row of a list; False when it is empty."""
    page.goto(walk.product.address + walk.product.urls[name])
    links = page.locator(f"main {selector}")
    if not links.count():
        return False
    links.first.click()
    page.wait_for_load_state("networkidle")
    return True


def _around(walk: Any, page: Page, name: str) -> None:
    """The page that is open and the pages about the same record that it links to."""
    pk = next((part for part in page.url.split("/") if part.count("-") == 4), "")
    if not pk:
        walk.complaints.append(f"{name}: nothing in its list")
        return
    walk.picture(page, name)
    found = page.locator(f"main a[href*='{pk}']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    plain = dict.fromkeys(href.split("?")[0].split("#")[0] for href in found)
    for path in plain:
        tail = "-".join(part for part in path.split("/") if part and part != pk)
        if not any(path.endswith(ending) for ending in _FILES) and path not in page.url:
            walk.visit(page, path, f"{name}-{tail}")
