"""One proves oneself at an open session: password, code or security key, each guess counted."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.http import HttpRequest, JsonResponse

from agencies import guesses, second_factor
from agencies.models import User
from agencies.second_factor import Type

WRONG = {
    "password": "Mật khẩu không đúng.",
    "code": "Mã không đúng hoặc đã dùng rồi; hãy chờ mã mới trên điện thoại.",
    "key": "Khóa bảo mật không được chấp nhận; hãy thử lại.",
}
TOO_LONG = 200


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one try. `why` is empty when it was right; `is_over`: no more tries here."""

    why: str
    is_over: bool = False


def challenge(user: User) -> JsonResponse:
    """What a security key has to sign; kept in the session until it is answered once."""
    return JsonResponse(webauthn.begin_authentication(user))


def _is_right(user: User, kind: str, said: str, now: datetime) -> bool:
    if kind == "password":
        return user.check_password(said)
    if kind == "code":
        return second_factor.code_is_right(user=user, code=said, now=now)
    return second_factor.key_is_right(user=user, answer=_json(said), now=now)


def _json(text: str) -> Any:
    """The parsed text; an empty object for what is none."""
    try:
        return json.loads(text)
    except ValueError:
        return {}


def attempt(*, user: User, device: str, kind: str, said: str, now: datetime) -> Tried:
    """Evaluates one try; what is too much is not looked at."""
    if kind not in WRONG:
        return Tried("Hãy chọn cách xác nhận.")
    if kind != "key" and (not said or len(said) > TOO_LONG):
        return Tried("Hãy nhập mật khẩu." if kind == "password" else "Hãy nhập mã xác nhận.")
    account = guesses.account_key(f"{kind}:{user.username}")
    guess = guesses.claim(account=account, device=device, now=now)
    if guess is None:
        return Tried(guesses.sentence(device), is_over=True)
    if not _is_right(user, kind, said, now):
        return Tried(WRONG[kind])
    guess.delete()
    return Tried("")


def ways(user: User, *, with_password: bool) -> dict[str, bool]:
    """Which ways to prove oneself a page offers this person."""
    kinds = second_factor.kinds_of(user)
    return {
        "by_password": with_password or not kinds,
        "by_code": Type.TOTP in kinds,
        "by_key": Type.WEBAUTHN in kinds,
        "by_recovery": bool(kinds),
    }


def session_device(request: HttpRequest) -> str:
    """An open session counts its guesses apart, like a known device."""
    return sha256((request.session.session_key or "").encode()).hexdigest()[:32]


def may_say_password(request: HttpRequest, form: Any, now: datetime) -> bool:
    """Counts a wrong old password in the form of a new one; False when there were too many."""
    guess = guesses.claim(
        account=guesses.account_key(f"password:{request.user.username}"),
        device=session_device(request),
        now=now,
    )
    if guess is None:
        return False
    if "old_password" not in form.errors:
        guess.delete()
    return True
