"""What arrives, in pictures: a petition of another agency is taken in or sent back; a file waits while
the scanner is down."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import expect

from config.local import ports
from tests.browser.product import ROOT, sign_in
from tests.browser.walk_reports import called

_LETTER = "Bản trình bày bổ sung, đánh máy lại lúc {}.\n"


def taken_in(walk: Any) -> None:
    """The department opens what came, may not send it back without a reason, takes it in."""
    with walk.as_role(called(walk, "xuly.snnmt")) as page:
        page.goto(walk.product.address + walk.product.urls["transfer_inbox"])
        waiting = page.locator("main table tr", has_text="chờ tiếp nhận").locator("a.row-link")
        if not waiting.count():
            return  # this product was walked before; what came is taken in
        waiting.last.click()
        walk.picture(page, "transfer-receive")
        page.locator("summary", has_text="Không tiếp nhận").click()
        page.get_by_role("button", name="Trả lại kèm lý do").click()
        expect(page.locator("[data-errors]")).to_be_visible()
        walk.picture(page, "transfer-return-empty")
        address = page.url
        page.get_by_role("button", name="Tiếp nhận, vào sổ").click()
        page.wait_for_url("**/don/*/")
        page.goto(address)
        walk.picture(page, "transfer-receive-done")


def held(walk: Any) -> None:
    """The same house with a scanner that gives no answer: the file is kept, nobody gets it."""
    with _without_scanner() as address, walk.as_role(None) as page:
        sign_in(page, address, called(walk, "xuly.skhcn"))
        page.goto(f"{address}{walk.product.urls['petition_list']}?tinh_trang=accepted")
        page.locator("main table a.row-link").first.click()
        page.locator("main a[href^='/vu-viec/']").first.click()
        # The same bytes twice would be one file, and that one was let go already.
        said = _LETTER.format(time.time_ns()).encode()
        file = {
            "name": "trinh-bay-bo-sung.txt",
            "mimeType": "text/plain",
            "buffer": said,
        }
        page.locator("#id_file").set_input_files([file])
        page.get_by_role("button", name="Đính kèm", exact=True).click()
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text("chờ quét mã độc").first).to_be_visible()
        walk.picture(page, "file-held")


@contextmanager
def _without_scanner() -> Iterator[str]:
    """A second door to the same data, started and ended here; its broker is away too, so that the
    worker of the first one, which asks no scanner, does not release the file before it is looked at."""
    port = ports.any_free()
    away = {"CLAMD_SOCKET": str(ROOT / "no-scanner.sock"), "REDIS_URL": "redis://127.0.0.1:1/0"}
    door = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT, env={**os.environ, **away}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        door.terminate()
        door.wait(30)


def _wait_for(port: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
