"""Open sessions of one person (các phiên đang mở), read from the sessions themselves.

A table of its own would have to follow every new key and every end. The rows of Django are signed and
not ordered by person, so those of a working day are looked through: at most one for each sign-in
(docs/sign-in.md says how long that takes).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zlib import decompress
from zlib import error as ZlibError

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.signing import b64_decode
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from agencies import device
from agencies.models import User
from agencies.session_stamp import RIGHTS, stamp_of

SIGNED_IN_AT = "signed_in_at"
LOCKED = "locked"
_FROM = "signed_in_from"
_LONGEST_ADDRESS = 45


@dataclass(frozen=True, slots=True)
class Opened:
    """One session. `code` stands for its key, which never leaves the server but in its own cookie."""

    code: str
    key: str
    machine: str
    address: str
    signed_in_at: datetime
    is_locked: bool
    is_this: bool


def note_machine(request: HttpRequest) -> None:
    """What the list tells about this session later: kind of machine and network address."""
    request.session[_FROM] = {
        "machine": device.words(request.headers.get("User-Agent", "")),
        "address": str(getattr(request, "asked_from", ""))[:_LONGEST_ADDRESS],
    }


def open_of(user: User, *, now: datetime, this: str) -> list[Opened]:
    """Sessions that still open something, this one first, then the newest. `this`: the present key."""
    found = [_read(key, data, this) for key, data in _rows_of(user, now)]
    return sorted(found, key=lambda one: (one.is_this, one.signed_in_at), reverse=True)


def with_code(user: User, code: str, *, now: datetime) -> Opened | None:
    """The session of this person that a form names."""
    for one in open_of(user, now=now, this=""):
        if constant_time_compare(one.code, code):
            return one
    return None


def own_account(*, user: User) -> QuerySet[User]:
    """A notice about an account is for its owner alone (Kind.NOTICE_SUBJECT)."""
    return User.objects.filter(pk=user.pk)


def _rows_of(user: User, now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Past the absolute limit or with rights of before, a row opens nothing and is left out."""
    stamp, oldest = stamp_of(user), now.timestamp() - settings.SESSION_ABSOLUTE_SECONDS
    live = Session.objects.filter(expire_date__gt=now).values_list("session_key", "session_data")
    for key, sealed in live.iterator():
        if not _names(user, sealed):
            continue
        data = SessionStore().decode(sealed)
        is_own = data.get(SESSION_KEY) == str(user.pk)
        if is_own and data.get(RIGHTS) == stamp and data.get(SIGNED_IN_AT, 0) >= oldest:
            yield key, data


def _names(user: User, sealed: str) -> bool:
    """A look before the signature is checked: that costs seven times as much, for all the others."""
    packed = sealed.partition(":")[0].encode()
    try:
        plain = decompress(b64_decode(packed[1:])) if packed[:1] == b"." else b64_decode(packed)
    except (ValueError, ZlibError):
        return False
    return str(user.pk).encode() in plain


def _read(key: str, data: dict[str, Any], this: str) -> Opened:
    came_from = data.get(_FROM) or {}
    return Opened(
        code=salted_hmac("agencies.own_sessions", key).hexdigest()[:32],
        key=key,
        machine=came_from.get("machine") or device.words(""),
        address=came_from.get("address", ""),
        signed_in_at=datetime.fromtimestamp(data[SIGNED_IN_AT], tz=UTC),
        is_locked=LOCKED in data,
        is_this=key == this,
    )
