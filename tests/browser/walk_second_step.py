"""The second step of sign-in in pictures: set up, its recovery codes, asked for, lost and taken away."""

import hashlib
import hmac
import struct
import time
from base64 import b32decode
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.walk_reports import called

_WHO = "lanhdao.ls"
_WRONG = "000000"


def second_step(walk: Any) -> None:
    """Whoever sets up an app is asked for it from then on; an administrator helps who lost it."""
    with walk.as_role(called(walk, _WHO)) as page:
        spare = _set_up(walk, page)
    with walk.as_role(None) as page:
        _enters(walk, page, spare)
    with walk.as_role(walk.product.account("admin")) as page:
        _lost(walk, page)


def shut(walk: Any) -> None:
    """The lock as the server shows it, a wrong answer to it; the proof before something sealed."""
    with walk.as_role(called(walk, "giumat.skhcn")) as page:
        page.keyboard.press("Alt+o")
        expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
        walk.visit(page, walk.product.urls["lock"], "lock")
        page.get_by_label("Mật khẩu").fill("khong phai")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        walk.picture(page, "lock-wrong")
        page.get_by_label("Mật khẩu").fill(called(walk, "giumat.skhcn")["password"])
        page.keyboard.press("Enter")
        page.wait_for_url(f"{walk.product.address}/")
        walk.visit(page, walk.product.urls["prove_again"], "prove-again")


def _set_up(walk: Any, page: Page) -> str:
    """Returns one of the recovery codes."""
    page.goto(walk.product.address + walk.product.urls["app_new"])
    page.locator("#id_code").fill(_WRONG)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mã không đúng").first).to_be_visible()
    walk.picture(page, "second-factor-wrong")
    secret = page.locator("main code").first.inner_text().replace(" ", "")
    page.locator("#id_code").fill(_code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    codes: list[str] = page.locator("main li code").all_inner_texts()
    walk.picture(page, "recovery-codes")
    page.get_by_role("link", name="Đã cất mã").click()
    walk.picture(page, "my-account-two-steps")
    return codes[0]


def _enters(walk: Any, page: Page, spare: str) -> None:
    who = called(walk, _WHO)
    page.goto(f"{walk.product.address}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(who["username"])
    page.get_by_label("Mật khẩu").fill(who["password"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Xác nhận đăng nhập")).to_be_visible()
    walk.picture(page, "sign-in-second-step")
    page.locator("#ma").fill(_WRONG)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    walk.picture(page, "sign-in-second-step-wrong")
    page.locator("#ma").fill(spare)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{walk.product.address}/")


def _lost(walk: Any, page: Page) -> None:
    page.goto(f"{walk.product.address}{walk.product.urls['user_list']}?q={_WHO}")
    walk.picture(page, "accounts-two-steps")
    page.get_by_role("link", name="Gỡ lớp xác nhận thứ hai").first.click()
    walk.picture(page, "factor-reset")
    page.keyboard.press("Alt+s")
    expect(page.locator("[data-errors]")).to_be_visible()
    page.locator("#id_reason").fill("Mất điện thoại; Chánh Văn phòng đã xác nhận qua điện thoại.")
    page.keyboard.press("Alt+s")
    expect(page.get_by_text("người ấy được báo")).to_be_visible()


def _code(secret: str) -> str:
    """RFC 6238: six digits for this half minute."""
    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
