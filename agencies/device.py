"""The machine a person signs in on every day (máy quen): a signed cookie that names no one.

It opens nothing. It only has wrong passwords typed here counted apart from those typed elsewhere.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from agencies.guesses import account_key

_SALT = "agencies.device"
# First fit: browsers name the ones they descend from as well.
_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Mac OS X", "máy Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip
_MOST_PEOPLE = 20
_SECONDS = 180 * 24 * 3600


def words(agent: str) -> str:
    """“Chrome trên Windows” of what a browser says of itself; closed words, nothing it made up."""
    browser = next((word for sign, word in _BROWSERS if sign in agent), "")
    system = next((word for sign, word in _SYSTEMS if sign in agent), "")
    return " trên ".join(filter(None, [browser, system])) or "Máy không rõ loại"


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """(device, accounts that signed in here); empty for a cookie that is missing or not ours."""
    try:
        kept = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=_SECONDS
        )
    except signing.BadSignature:
        return "", []
    return kept["d"], kept["a"]


def known(request: HttpRequest, account: str) -> str:
    """The device, when this account signed in on it before; else ""."""
    device, accounts = _read(request)
    return device if account in accounts else ""


def is_known(request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
    """For django-axes, which locks names by address: not on a device that is counted here."""
    return bool(known(request, account_key((credentials or {}).get("username") or "")))


def remember(request: HttpRequest, response: HttpResponse, account: str) -> None:
    """After a sign-in; the newest people of a shared desk are kept."""
    device, accounts = _read(request)
    accounts = [account, *(one for one in accounts if one != account)][:_MOST_PEOPLE]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps({"d": device or secrets.token_hex(16), "a": accounts}, salt=_SALT),
        max_age=_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
