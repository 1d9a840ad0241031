"""What hangs on a protection file: its documents, its notices (registered in apps.py)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import User
from agencies.registry import Kind, register
from complaints.actions.protection_documents import bytes_for_scanner
from complaints.models import AdverseNote, ProtectionFile


def register_guards() -> None:
    """Whoever sees the file sees its documents and is told of it, nobody else."""
    register(Kind.DOCUMENT_SUBJECT, "protectionfile", files_seen)
    register(Kind.NOTICE_SUBJECT, "protection_detail", files_seen)
    register(Kind.NOTICE_SUBJECT, "protection_adverse", notes_seen)
    register(Kind.FILE_PARENT, "protectionfile", sees_file)
    register(Kind.SEALED_BYTES, "protectionfile", bytes_for_scanner)


def files_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = ProtectionFile.objects.visible_to(user)
    return found


def notes_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = AdverseNote.objects.visible_to(user)
    return found


def sees_file(*, user: User, parent_id: UUID) -> bool:
    """Papers are sealed originals: the common door gives none, theirs is `protection_document`."""
    return bool(files_seen(user=user).filter(pk=parent_id).exists())
