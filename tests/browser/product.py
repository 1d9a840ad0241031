"""The running product: the one that is there, or one started for the occasion."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from config.local import chromium, ports, state

ROOT = Path(__file__).resolve().parents[2]
# No look-ups of Google's hosts, no first-run pages: the machine may have no way out.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Product:
    """Address, accounts and pages, as `manage.py demo --json` tells them."""

    address: str
    accounts: list[dict[str, Any]]
    urls: dict[str, str]

    def account(self, role: str, agency: str | None = None) -> dict[str, Any]:
        """The first account of that role (in that agency)."""
        return next(
            a for a in self.accounts
            if a["role"] == role and agency in (None, a["agency"]) and not a["excluded"]
        )  # fmt: skip


def _command(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr.strip() or done.stdout.strip())
    return done.stdout


@contextmanager
def running() -> Iterator[Product]:
    """The product that serves already, or one on a free port, stopped afterwards."""
    there = state.read()
    if there is None:
        _command("-m", "config.local.run", "up", str(ports.any_free()))
        there_now = state.read()
    else:
        there_now = there
    assert there_now is not None
    try:
        told = json.loads(_command("manage.py", "demo", "--json"))
        yield Product(there_now.address.rstrip("/"), told["accounts"], told["urls"])
    finally:
        if there is None:
            _command("-m", "config.local.run", "stop")


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium.find(), args=QUIET)
        yield opened
        opened.close()


def sign_in(page: Page, address: str, account: dict[str, Any]) -> None:
    """Signs in by keyboard and waits for the home page."""
    page.goto(f"{address}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(account["username"])
    page.get_by_label("Mật khẩu").fill(account["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")


def log_visit(page: Page, address: str, *, name: str) -> str:
    """An officer logs one visit with a petition by keyboard; returns the heading with its number."""
    page.goto(f"{address}/tiep-cong-dan/ban-tiep/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.locator("[data-choice='1']:focus, #id_birth_year:focus").wait_for()
    if page.locator("[data-choice='1']").count():
        page.keyboard.press("Alt+0")  # somebody of that name came before; this is another one
    expect(page.locator("#id_birth_year")).to_be_focused()
    page.keyboard.type("1968")
    page.locator("#id_address").fill("thôn Nà Lùng, xã Tân Thanh, tỉnh Lạng Sơn")
    for key in ("Alt+k", "3", "1"):  # loại việc: kiến nghị; lĩnh vực: đất đai
        page.keyboard.press(key)
    page.keyboard.type("Kiến nghị đo đạc lại ranh giới đất ở")
    page.keyboard.press("Tab")
    page.keyboard.type("Gia đình và hộ liền kề chưa thống nhất ranh giới, đề nghị đo đạc lại.")
    for key in ("Alt+r", "1"):  # kết quả: nhận đơn
        page.keyboard.press(key)
    send(page)
    return page.locator("h1").inner_text()


def send(page: Page) -> None:
    """Enters the visit by keyboard; on a day off or at night the desk asks once more, and so do we."""
    entered = page.locator("h1", has_text="Lượt tiếp số")
    warned = page.get_by_text("Chưa ghi vào sổ.")
    page.keyboard.press("Alt+s")
    entered.or_(warned).wait_for()
    if warned.is_visible():
        page.keyboard.press("Alt+s")
    entered.wait_for()


def make_weekly_report(page: Page, address: str) -> int:
    """Asks for last week's report, waits for the job and downloads the PDF; returns its size."""
    page.goto(f"{address}/bao-cao/lap/")
    page.get_by_role("button", name="Lập báo cáo").click()
    page.get_by_role("link", name="Mở danh sách báo cáo").click(timeout=120_000)
    page.wait_for_url(f"{address}/bao-cao/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải PDF").first.click()
    return Path(waiting.value.path()).stat().st_size
