"""Texts of protection files follow a rotation of the key (xoay khóa): each row's own key wrapped anew.

The ciphers stay, so the append-only steps stay as they were written (ADR 0043).
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet

from complaints import vault
from complaints.actions.rewriting import rewrite
from complaints.models import AdverseNote, ProtectedPerson, ProtectionLetter, ProtectionStep
from complaints.models.protection import SealedTexts
from complaints.vault import texts

TABLES: tuple[type[SealedTexts], ...] = (
    ProtectedPerson,
    ProtectionStep,
    ProtectionLetter,
    AdverseNote,
)


def texts_left() -> int:
    """Rows whose texts an older key holds."""
    return sum(_old(model).count() for model in TABLES)


def rotate_texts(*, batch: int, broken: list[UUID], tell: Callable[[str, int], None]) -> int:
    """How many rows follow the present key now; those that open with no key go to `broken`."""
    return sum(
        rewrite(
            _old(model), fields=["key_id", "wrapped_key"], again=_wrap_again, batch=batch,
            broken=broken, tell=lambda count: tell("hồ sơ bảo vệ", count),
        )
        for model in TABLES
    )  # fmt: skip


def _wrap_again(row: SealedTexts) -> None:
    row.wrapped_key = texts.rewrapped(row_id=row.pk, wrapped_key=bytes(row.wrapped_key))
    row.key_id = texts.key_id_of(row.wrapped_key)


def _old(model: type[SealedTexts]) -> QuerySet[SealedTexts]:
    present = texts.key_id_of(vault.head())
    return model.objects.filter(cipher__isnull=False).exclude(key_id=present)
