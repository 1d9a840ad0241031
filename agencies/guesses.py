"""Guesses at the door of one account, counted so that guessing is slow and the owner still enters.

Each guess is a row before it is evaluated; at most so many are evaluated in a window. A device that
signed in to this account before is counted apart from all others, so that fifty strangers' addresses
cannot lock the owner out of the own desk (security.md G20).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from agencies.models import SignInGuess

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` guesses in `window`."""

    most: int
    window: timedelta


STRANGERS = Limit(10, timedelta(hours=1))
KNOWN_DEVICE = Limit(8, timedelta(minutes=15))


def account_key(username: str) -> str:
    """What stands for an account in a row and in a cookie; the name itself is in neither."""
    return salted_hmac("agencies.guesses", username.strip().casefold()).hexdigest()


def claim(*, account: str, device: str, now: datetime) -> SignInGuess | None:
    """The right to have one guess evaluated; None when there were too many.

    The row is there before it is counted, so of many at once no more than the limit pass.
    """
    limit = KNOWN_DEVICE if device else STRANGERS
    SignInGuess.objects.filter(at__lt=now - _KEPT).delete()
    guess = SignInGuess.objects.create(account=account, device=device, at=now)
    counted = SignInGuess.objects.filter(
        account=account, device=device, at__gt=now - limit.window
    ).count()
    if counted > limit.most:
        guess.delete()
        return None
    return guess


def sentence(device: str) -> str:
    """What is said to whoever has to wait; the same for accounts that do not exist."""
    if device:
        return "Đã thử sai quá nhiều lần trên máy này. Hãy chờ 15 phút rồi thử lại."
    return (
        "Đã có quá nhiều lần thử sai với tài khoản này. Hãy chờ một giờ, hoặc đăng nhập trên máy "
        "mà bạn vẫn dùng hằng ngày."
    )
