"""A double click, a reload or a retry makes one record (khóa chống gửi trùng)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import User
from records.models import IdempotencyKey

Made = TypeVar("Made")


def found(*, key: UUID, by: User) -> IdempotencyKey | None:
    """The record made by an earlier submission with this key."""
    return IdempotencyKey.objects.filter(user=by, key=key).first()


def once(
    *, key: UUID, by: User, now: datetime, make: Callable[[], Made], fetch: Callable[[UUID], Made]
) -> Made:
    """Runs `make` for the first submission with `key`; later ones get `fetch(id)` of what it made."""
    earlier = found(key=key, by=by)
    if earlier:
        return fetch(earlier.subject_id)
    try:
        with transaction.atomic():
            made: Any = make()
            IdempotencyKey.objects.create(
                user=by, key=key, subject_kind=made._meta.model_name, subject_id=made.pk, at=now
            )
            return made
    except IntegrityError:
        # The other of two simultaneous submissions won; ours, with its number, was rolled back.
        winner = found(key=key, by=by)
        if winner is None:
            raise
        return fetch(winner.subject_id)
