"""Who sees the rows of the desk by their id: for files kept under them and documents about them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from agencies.models import User
from agencies.registry import Kind, register
from reception.models import (
    ReceptionSchedule,
    ReceptionSession,
    Registration,
    SessionConclusion,
    Venue,
    Visit,
)

GUARDED: tuple[type[Model], ...] = (
    Visit,
    ReceptionSession,
    ReceptionSchedule,
    SessionConclusion,
    Registration,
    Venue,
)


def register_guards() -> None:
    """Each model answers with its own `visible_to`, nothing else."""
    for model in GUARDED:
        name = str(model._meta.model_name)
        register(Kind.DOCUMENT_SUBJECT, name, _rows_of(model))
        register(Kind.FILE_PARENT, name, _guard_of(model))


def _rows_of(model: Any) -> Callable[..., QuerySet[Any]]:
    def rows(*, user: User) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(user)
        return found

    return rows


def _guard_of(model: Any) -> Callable[..., bool]:
    def sees(*, user: User, parent_id: UUID) -> bool:
        return bool(model.objects.visible_to(user).filter(pk=parent_id).exists())

    return sees
