"""Keys of sealed originals follow a rotation (xoay khóa): each row's own key wrapped anew, the bytes stay
as they lie (ADR 0039). Those that a keeper holds are rotated there."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db.models import Q, QuerySet

from complaints import vault
from complaints.actions.rewriting import rewrite
from complaints.enums import IdentityPlace
from complaints.models import SealedOriginal
from complaints.vault import here


def originals_left() -> int:
    """Originals whose key an older key wraps."""
    return _old().count()


def rotate_originals(*, batch: int, broken: list[UUID], tell: Callable[[str, int], None]) -> int:
    """How many follow the present key now; those that open with no key go to `broken`."""
    return rewrite(
        _old(), fields=["key_id", "wrapped_key"], again=_wrap_again, batch=batch, broken=broken,
        tell=lambda count: tell("bản gốc", count),
    )  # fmt: skip


def _wrap_again(row: SealedOriginal) -> None:
    kept = vault.Kept(
        place=IdentityPlace.SERVER, key_id=row.key_id, wrapped_key=bytes(row.wrapped_key),
        cipher=bytes(row.cipher),
    )  # fmt: skip
    kept = here.rewrapped(row.pk, kept)
    row.key_id, row.wrapped_key = kept.key_id, kept.wrapped_key


def _old() -> QuerySet[SealedOriginal]:
    if vault.is_apart():
        return SealedOriginal.objects.none()
    here_now = vault.key_id()
    mine = SealedOriginal.objects.filter(Q(key_id__lt=here_now) | Q(key_id__gt=here_now))
    return mine.exclude(key_id="")
