"""Who may know, in pictures: an identity asked for, decided and opened; protection; originals and their
redacted copies; the ledger; one's own account, the locked desk, what goes by age."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.walk_reports import called

_MATTER = "Tố cáo việc mua sắm thiết bị đo lường"


def identity(walk: Any) -> None:
    """Asked with a reason, decided by the custodian, opened under a watermark."""
    with walk.as_role(called(walk, "xuly.ttt")) as page:
        _open_matter(walk, page)
        walk.picture(page, "sealed-matter")
        asking = page.get_by_role("link", name="Yêu cầu mở danh tính")
        if asking.count():
            asking.first.click()
            page.locator("#id_reason").fill("Cần gặp người tố cáo để làm rõ báo giá kèm theo đơn.")
            walk.picture(page, "identity-ask")
            page.keyboard.press("Alt+s")
            page.wait_for_load_state("networkidle")
    with walk.as_role(called(walk, "giumat.ttt")) as page:
        walk.visit(page, walk.product.urls["identity_requests"], "identity-requests-custodian")
        page.get_by_role("link", name="Xem xét").first.click()
        walk.picture(page, "identity-decide")
        page.get_by_role("button", name="Duyệt, cho xem 30 phút").click()
        page.wait_for_load_state("networkidle")
        walk.visit(page, walk.product.urls["identity_same"], "identity-same")
    with walk.as_role(called(walk, "xuly.ttt")) as page:
        page.goto(walk.product.address + walk.product.urls["identity_requests"])
        page.get_by_role("button", name="Mở danh tính").first.click()
        expect(page.get_by_role("heading", name="Danh tính được mở theo yêu cầu")).to_be_visible()
        walk.picture(page, "identity-open")


def protection(walk: Any) -> None:
    """The custodian's list, a file of its own, its figures, its steps, what came at the desk."""
    with walk.as_role(called(walk, "giumat.ttt")) as page:
        walk.visit(page, walk.product.urls["protection_list"], "protections")
        walk.follow(page, "main a[href*='/ghi-nhan/']", "protection-adverse")
        page.goto(walk.product.address + walk.product.urls["protection_list"])
        walk.follow(page, "main table a.row-link", "protection")
        steps = page.locator("main a[href*='?buoc=']").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        for number, step in enumerate(steps, 1):
            walk.visit(page, step, f"protection-step-{number}")
        walk.visit(page, walk.product.urls["protection_figures"], "protection-figures")
        walk.visit(page, walk.product.urls["exclusion_lifts"], "exclusion-lifts")
        _open_matter(walk, page)
        page.get_by_role("link", name="Người bị loại trừ").click()
        walk.picture(page, "exclusions")
        walk.follow(page, "main a[href$='/go/']", "exclusion-lift")
    with walk.as_role(called(walk, "xuly.ttt")) as page:
        _open_matter(walk, page)
        page.get_by_role("link", name="Ghi đề nghị bảo vệ").first.click()
        walk.picture(page, "protection-new")


def originals(walk: Any) -> None:
    """The custodian blacks out a letter; the handler reads the copy."""
    with walk.as_role(called(walk, "giumat.ttt")) as page:
        _open_matter(walk, page)
        page.get_by_role("link", name="Làm bản lược bỏ").first.click()
        page.wait_for_load_state("networkidle")
        walk.picture(page, "redaction")


def ledger_and_age(walk: Any) -> None:
    """Who did what, for the inspectorate; what goes by age, for who may say so."""
    with walk.as_role(walk.product.account("inspector")) as page:
        walk.visit(page, walk.product.urls["ledger_list"], "ledger")
    with walk.as_role(walk.product.account("admin")) as page:
        walk.visit(page, walk.product.urls["retention"], "retention")


def account(walk: Any) -> None:
    """One's own account, its second factor, the desk locked and asked again."""
    with walk.as_role(walk.product.account("inspector")) as page:
        for name, picture in (
            ("my_account", "my-account"),
            ("my_sessions", "my-sessions"),
            ("app_new", "second-factor-app"),
            ("key_new", "second-factor-key"),
            ("password_change", "password-change"),
        ):
            walk.visit(page, walk.product.urls[name], picture)
        page.goto(f"{walk.product.address}/")
        page.keyboard.press("Alt+o")
        # The script covers the page where it is; the address stays.
        expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
        walk.picture(page, "locked")


def _open_matter(walk: Any, page: Page) -> None:
    """The sealed matter of the demonstration, from the list of petitions."""
    page.goto(f"{walk.product.address}{walk.product.urls['petition_list']}?tim={_MATTER}")
    row = page.locator("main table a.row-link", has_text=_MATTER)
    if not row.count():
        page.goto(walk.product.address + walk.product.urls["sealed_register"])
    page.locator("main table tr", has_text=_MATTER).locator("a").first.click()
    page.wait_for_load_state("networkidle")
    link = page.locator("main a[href^='/vu-viec/']")
    if "/vu-viec/" not in page.url:
        link.first.click()
        page.wait_for_load_state("networkidle")
