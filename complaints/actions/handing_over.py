"""Giao danh tính cho tiến trình giữ riêng: what was sealed on this server goes to the keeper's shelf.

Sealed as it is: this process has no key, the keeper has the same one and opens each to be sure (ADR 0038).
The row is emptied in the transaction of its batch; killed in the middle, the next run goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from complaints import vault
from complaints.actions.rewriting import rewrite
from complaints.enums import IdentityPlace
from complaints.models import SealedIdentity, SealedOriginal
from complaints.vault import apart

_SEALED = ("key_id", "wrapped_key", "cipher")
_MARKS = ("number_mark", "phone_mark")


def hand_over(*, batch: int, tell: Callable[[str, int], None]) -> tuple[int, list[UUID]]:
    """How many went over, and the rows that no key of the keeper opens. Raises KeeperAway."""
    broken: list[UUID] = []
    done = rewrite(
        SealedIdentity.objects.filter(place=IdentityPlace.SERVER),
        fields=["place", *_SEALED, *_MARKS], again=_give_identity, batch=batch, broken=broken,
        tell=lambda count: tell("danh tính", count),
    )  # fmt: skip
    done += rewrite(
        SealedOriginal.objects.exclude(key_id=""), fields=_SEALED, again=_give_original,
        batch=batch, broken=broken, tell=lambda count: tell("bản gốc", count),
    )  # fmt: skip
    return done, broken


def _give_identity(row: SealedIdentity) -> None:
    apart.adopt(row.matter_id, vault.Kept.of(row))
    _empty(row)
    row.place, row.number_mark, row.phone_mark = IdentityPlace.APART, "", ""


def _give_original(row: SealedOriginal) -> None:
    kept = vault.Kept(
        key_id=row.key_id, wrapped_key=bytes(row.wrapped_key), cipher=bytes(row.cipher)
    )
    apart.adopt(row.pk, kept)
    _empty(row)


def _empty(row: SealedIdentity | SealedOriginal) -> None:
    row.key_id, row.wrapped_key, row.cipher = "", b"", b""
