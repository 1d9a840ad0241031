"""Petitions and cases in pictures: work lists, a case and its steps, papers, texts adopted."""

from typing import Any

from playwright.sync_api import Page

_OF_HANDLER = (
    ("work_today", "work-today"),
    ("proposal_list", "proposals"),
    ("transfer_list", "transfers"),
    ("handover_list", "handovers"),
    ("notice_list", "due-notices"),
)
_OF_HEAD = (
    ("work_unit", "work-unit"),
    ("stage_times", "stage-times"),
    ("substitution_list", "substitutes"),
    ("work_assign", "work-assign"),
)
_STAGES = ("verifying", "suspended", "decided", "enforcing")


def work(walk: Any) -> None:
    """Lists of the handler, then those of the head, of one office."""
    for role, pages in (("handler", _OF_HANDLER), ("head", _OF_HEAD)):
        with walk.as_role(_told_of(walk, role)) as page:
            for name, picture in pages:
                walk.visit(page, walk.product.urls[name], picture)


def case(walk: Any) -> None:
    """A complaint of many households with its steps, its papers and its people."""
    with walk.as_role(_told_of(walk, "head")) as page:
        _open(walk, page, "?q=lang+cang")
        walk.picture(page, "case-complaint")
        case_page = page.url
        for step in page.locator("a[href*='buoc=']").all()[:1]:
            step.click()
            page.wait_for_load_state("networkidle")
            walk.picture(page, "case-step")
        for part, picture in (
            ("nguoi/", "case-people"), ("van-ban/", "case-papers"),
            ("van-ban/moi/", "paper-choose"), ("lien-quan/", "case-links"),
            ("viec-nho/", "case-tasks"), ("dieu-kien/", "case-checklist"),
        ):  # fmt: skip
            walk.visit(page, case_page.removeprefix(walk.product.address) + part, picture)
    for account in walk.product.accounts:
        _cases_by_stage(walk, account)


def _cases_by_stage(walk: Any, account: dict[str, Any]) -> None:
    """One case of each stage, wherever the demonstration has one."""
    wanted = [stage for stage in _STAGES if f"case-{stage}" not in walk.taken]
    if account["role"] != "head" or not wanted:
        return
    with walk.as_role(account) as page:
        for stage in wanted:
            if _open(walk, page, f"?giai_doan={stage}"):
                walk.picture(page, f"case-{stage}")


def _open(walk: Any, page: Page, query: str) -> bool:
    """The first case of the list under this filter; False when the list is empty."""
    page.goto(walk.product.address + walk.product.urls["petition_list"] + query)
    links = page.locator("main table a.row-link")
    if not links.count():
        return False
    links.first.click()
    page.wait_for_load_state("networkidle")
    of_petition = page.locator("main table a.row-link[href^='/don/']")
    if "/vu-viec/" in page.url and of_petition.count():
        of_petition.first.click()
        page.wait_for_load_state("networkidle")
    return True


def law(walk: Any) -> None:
    """Texts adopted, one being tried, and the forms that wait for their confirmation."""
    with walk.as_role(walk.product.account("admin")) as page:
        walk.visit(page, walk.product.urls["law_text_list"], "law-texts")
        walk.visit(page, walk.product.urls["law_text_new"], "law-text-new")
        walk.visit(page, walk.product.urls["form_list"], "forms")


def _told_of(walk: Any, role: str) -> dict[str, Any]:
    """An account of the commune whose households complain, else any of that role."""
    accounts = walk.product.accounts
    found = [a for a in accounts if a["role"] == role and a["agency"] == "LS-06385"]
    account: dict[str, Any] = found[0] if found else walk.product.account(role)
    return account
