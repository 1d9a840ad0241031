"""Who sees a petition by its id: for documents issued about it and files kept under it."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import User
from agencies.registry import Kind, register
from complaints.models import Petition


def register_guards() -> None:
    """Whoever sees the petition sees its documents, nobody else."""
    register(Kind.DOCUMENT_SUBJECT, "petition", petitions_seen)
    register(Kind.FILE_PARENT, "petition", sees_petition)


def petitions_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = Petition.objects.visible_to(user)
    return found


def sees_petition(*, user: User, parent_id: UUID) -> bool:
    return bool(Petition.objects.visible_to(user).filter(pk=parent_id).exists())
