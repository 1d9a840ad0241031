"""Second factor (mã xác nhận, khóa bảo mật): who needs one, and whether an answer is right.

Secrets, codes and keys are those of allauth.mfa; its pages are not used (ADR 0041). A code counts
once: the counter of the last one is kept with the secret, under a lock, for all processes alike.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from agencies.models import User

Type = Authenticator.Type
# In the session: it was opened, or went on, with a second factor.
WITH_FACTOR = "second_factor"

new_secret = generate_totp_secret


def kinds_of(user: User) -> frozenset[str]:
    """What the person has set up; recovery codes alone are nothing."""
    return frozenset(
        Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.WEBAUTHN]).values_list(
            "type", flat=True
        )
    )


def spare_codes_left(user: User) -> int:
    """Recovery codes that still count."""
    held = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(held).get_unused_codes()) if held else 0


def with_factor(users: QuerySet[User]) -> QuerySet[User]:
    """These people, each with `has_factor`: whether they set something up."""
    held = Authenticator.objects.filter(user=OuterRef("pk"), type__in=[Type.TOTP, Type.WEBAUTHN])
    return users.annotate(has_factor=Exists(held))


def is_due(user: User) -> bool:
    """True for the roles that need one (SECOND_FACTOR_ROLES), unless the setting is off."""
    if settings.SECOND_FACTOR == "off":
        return False
    return bool(user.access.roles & set(settings.SECOND_FACTOR_ROLES))


def must_set_up(request: HttpRequest) -> bool:
    """True for somebody who may open nothing else before it is set up."""
    if settings.SECOND_FACTOR != "required" or request.session.get(WITH_FACTOR):
        return False
    return is_due(request.user)


def fitting_counter(secret: str, code: str, now: datetime) -> int | None:
    """The step of time whose code this is; None when it is none of the allowed ones."""
    here = int(now.timestamp()) // app_settings.TOTP_PERIOD
    tolerance = app_settings.TOTP_TOLERANCE
    for counter in range(here - tolerance, here + tolerance + 1):
        expected = format_hotp_value(hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected):
            return counter
    return None


@transaction.atomic
def code_is_right(*, user: User, code: str, now: datetime) -> bool:
    """A code of the app, each one once, or an unused recovery code."""
    held = {
        one.type: one
        for one in Authenticator.objects.select_for_update().filter(
            user=user, type__in=[Type.TOTP, Type.RECOVERY_CODES]
        )
    }
    app = held.get(Type.TOTP)
    if app is not None:
        counter = fitting_counter(decrypt(app.data["secret"]), code, now)
        if counter is not None:
            return _used_first(app, counter, now)
    codes = held.get(Type.RECOVERY_CODES)
    return codes is not None and RecoveryCodes(codes).validate_code(code)


def _used_first(app: Any, counter: int, now: datetime) -> bool:
    """Marks the code as used; False when it, or a later one, was used before."""
    if counter <= app.data.get("last_counter", -1):
        return False
    app.data["last_counter"] = counter
    app.last_used_at = now
    app.save(update_fields=["data", "last_used_at"])
    return True


def key_is_right(*, user: User, answer: Any, now: datetime) -> bool:
    """The answer of a security key to the challenge of this session, which counts once."""
    try:
        key = webauthn.complete_authentication(user, answer)
    except (ValidationError, ValueError, TypeError, KeyError):
        webauthn.clear_state()
        return False
    key.last_used_at = now
    key.save(update_fields=["last_used_at"])
    return True
