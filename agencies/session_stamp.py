"""A session carries the rights it was opened with and ends with them (ASVS 7.4, 8.3.2).

The stamp is computed from what every request reads anyway, so nobody who gives or ends a role has to
remember anything, and a role that ends by its date counts as well.
"""

from hashlib import sha256
from typing import Any

from django.db.models import F
from django.http import HttpRequest

from agencies.models import User

RIGHTS = "rights"


def stamp_of(user: User) -> str:
    """Fingerprint of the roles in force today and of what else ends sessions."""
    held = sorted(f"{m.pk}:{m.role}:{m.agency_id}" for m in user.access.memberships)
    return sha256("|".join([str(user.session_stamp), *held]).encode()).hexdigest()


def note(request: HttpRequest, user: Any) -> None:
    """The session goes on with the rights of this moment, whatever `user` remembers of before."""
    request.session[RIGHTS] = stamp_of(User.objects.get(pk=user.pk))


def is_current(request: HttpRequest) -> bool:
    """False when the rights of the person changed since this session was opened."""
    return request.session.get(RIGHTS) == stamp_of(request.user)


def end_sessions(*, user: User, but: HttpRequest | None = None) -> None:
    """Every session of `user` ends at its next request; `but` goes on under a new key."""
    User.objects.filter(pk=user.pk).update(session_stamp=F("session_stamp") + 1)
    if but is not None:
        but.session.cycle_key()
        note(but, user)
