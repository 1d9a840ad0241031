"""`make walk`: the path of each role in the browser, with pictures at three widths in docs/pictures."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import APIResponse, Browser, Page

from tests.browser import (
    walk_accounts,
    walk_arrivals,
    walk_cases,
    walk_desk,
    walk_kept_out,
    walk_plans,
    walk_reports,
    walk_sealed,
    walk_second_step,
    walk_watch,
)
from tests.browser.product import (
    ROOT,
    Product,
    browser,
    log_visit,
    make_weekly_report,
    running,
    sign_in,
)

PICTURES = ROOT / "docs" / "pictures"
WIDTHS = (360, 1280, 1920)
_TALLEST = 2400


class Walk:
    """One browser, one product; keeps what was seen and what the browser complained about."""

    def __init__(self, product: Product, chromium: Browser) -> None:
        self.product, self.chromium = product, chromium
        self.taken: list[str] = []
        self.complaints: list[str] = []

    @contextmanager
    def as_role(self, account: dict[str, Any] | None) -> Iterator[Page]:
        """A fresh browser profile, signed in as `account`."""
        context = self.chromium.new_context(
            locale="vi-VN", viewport={"width": 1280, "height": 800}, accept_downloads=True
        )
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._console)
        if account is not None:
            sign_in(page, self.product.address, account)
        yield page
        context.close()

    def _console(self, message: Any) -> None:
        # A refused form answers 4xx on purpose; anything else on the console is a fault.
        if message.type == "error" and "the server responded with a status" not in message.text:
            self.complaints.append(message.text)

    def picture(self, page: Page, name: str) -> None:
        """The page as it is now, at three widths; too wide a page at 360 is a complaint."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_load_state("networkidle")
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 1:
                self.complaints.append(f"{name} at {width}: {overflow} px too wide")
            raw = page.screenshot(full_page=True)
            picture = Image.open(io.BytesIO(raw)).convert("RGB")
            picture = picture.crop((0, 0, picture.width, min(picture.height, _TALLEST)))
            self.keep(picture, f"{name}-{width}")
        page.set_viewport_size({"width": 1280, "height": 800})
        self.taken.append(name)

    def keep(self, picture: Image.Image, name: str) -> None:
        """96 colours keep letters sharp and the repository small."""
        colours = picture.convert("RGB").quantize(96)
        colours.save(PICTURES / f"{name}.png", optimize=True)

    def keep_pages(self, answer: APIResponse, name: str, most: int | None = None) -> None:
        """The first `most` pages of a PDF as they are printed; what is no PDF is a complaint."""
        if not answer.body().startswith(b"%PDF-"):
            self.complaints.append(f"{name}: {answer.status}, no PDF")
            return
        with pypdfium2.PdfDocument(answer.body()) as pdf:
            for number in range(len(pdf))[:most]:
                self.keep(pdf[number].render(scale=1.4).to_pil(), f"pdf-{name}-{number + 1}")

    def visit(self, page: Page, path: str, name: str) -> None:
        answer = page.goto(f"{self.product.address}{path}")
        if answer is None or answer.status != 200:
            self.complaints.append(f"{name}: {answer.status if answer else 'no answer'}")
        self.picture(page, name)

    def follow(self, page: Page, selector: str, name: str) -> None:
        """Opens the first link that fits and takes its picture."""
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
        self.picture(page, name)


def officer(walk: Walk) -> None:
    with walk.as_role(walk.product.account("officer")) as page:
        walk.visit(page, "/", "home")
        walk.visit(page, walk.product.urls["visit_new"], "desk")
        log_visit(page, walk.product.address, name="Vi Thị Mẫu")
        walk.picture(page, "visit")
        walk.visit(page, walk.product.urls["visit_list"], "visit-register")
        walk.visit(page, walk.product.urls["session_list"], "sessions")
        walk.visit(page, f"{walk.product.urls['search']}?q=ranh+gioi", "search")


def handler(walk: Walk) -> None:
    with walk.as_role(walk.product.account("handler")) as page:
        walk.visit(page, walk.product.urls["petition_list"], "petitions")
        walk.visit(page, f"{walk.product.urls['petition_list']}?qua_han=co", "petitions-overdue")
        page.goto(f"{walk.product.address}{walk.product.urls['petition_list']}?tinh_trang=accepted")
        walk.follow(page, "main table a.row-link", "case")
        walk.follow(page, "a[href*='/thoi-han/']", "why-this-date")
        walk.visit(page, walk.product.urls["petition_new"], "petition-new")
        walk.visit(page, walk.product.urls["plan_list"], "plans")
        walk.visit(page, walk.product.urls["plan_upload"], "plan-upload")


def head(walk: Walk) -> None:
    with walk.as_role(walk.product.account("head")) as page:
        walk.visit(page, "/", "head-home")
        walk.visit(page, walk.product.urls["report_list"], "reports")
        make_weekly_report(page, walk.product.address)
        walk.visit(page, walk.product.urls["overview"], "head-overview")


def inspector(walk: Walk) -> None:
    with walk.as_role(walk.product.account("inspector")) as page:
        walk.visit(page, walk.product.urls["overview"], "overview")
        walk.visit(page, walk.product.urls["hotspot_list"], "hot-spots")
        walk.visit(page, walk.product.urls["petition_list"], "petitions-province")
        walk.visit(page, walk.product.urls["plan_list"], "plans-province")


def custodian(walk: Walk) -> None:
    with walk.as_role(walk.product.account("custodian")) as page:
        walk.visit(page, "/", "custodian-home")
        walk.visit(page, walk.product.urls["sealed_register"], "sealed-register")
        walk.visit(page, walk.product.urls["identity_requests"], "identity-requests")


def administrator(walk: Walk) -> None:
    with walk.as_role(walk.product.account("admin")) as page:
        walk.visit(page, walk.product.urls["agency_list"], "units")
        walk.visit(page, walk.product.urls["user_list"], "accounts")


def plans(walk: Walk) -> None:
    """Each of the five real plans on the screen of its issuer."""
    for account in walk.product.accounts:
        with walk.as_role(account) as page:
            page.goto(f"{walk.product.address}{walk.product.urls.get('plan_list', '/')}")
            own = page.locator("main table a.row-link")
            name = f"plan-{account['agency'].lower()}"
            if own.count() and account["role"] in {"handler", "head"} and name not in walk.taken:
                walk.follow(page, "main table a.row-link", name)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running() as product, browser() as chromium:
        walk = Walk(product, chromium)
        with walk.as_role(None) as page:
            walk.visit(page, "/dang-nhap/", "sign-in")
        for path in (
            officer, walk_desk.desk, walk_desk.days, handler, head, walk_desk.heads_desk,
            walk_cases.work, walk_cases.case, walk_cases.law, inspector, custodian, administrator,
            walk_desk.guard, plans, walk_plans.events, walk_plans.tasks,
            walk_reports.upward, walk_reports.unit, walk_reports.schedules,
            walk_watch.overview, walk_watch.hot_spot, walk_watch.watching, walk_watch.between,
            walk_watch.matter_ends, walk_watch.archives,
            walk_sealed.identity, walk_sealed.protection, walk_sealed.originals,
            walk_sealed.ledger_and_age, walk_sealed.account, walk_accounts.rights,
            walk_kept_out.ask, walk_kept_out.kept_out, walk_kept_out.let_in,
            walk_second_step.second_step, walk_second_step.shut,
            walk_arrivals.taken_in, walk_arrivals.held,
        ):  # fmt: skip
            path(walk)
    print(
        f"walk: {len(walk.taken)} trang, {len(walk.taken) * len(WIDTHS)} ảnh ở {_shown(PICTURES)}"
    )
    for complaint in walk.complaints:
        print("  !", complaint)
    if walk.complaints:
        raise SystemExit(1)


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    main()
