"""Xoay khóa danh tính: what older keys sealed is sealed by the present one, while the house works.

The state is what each row says of its key, nothing else: killed in the middle, the next run goes on. Of
a sealed identity its own key is wrapped anew and the marks are made anew (ADR 0038); numbers of papers
are sealed anew with their hash. Rows somebody holds are left for the next round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from complaints import vault
from complaints.actions.original_keys import originals_left, rotate_originals
from complaints.actions.protection_keys import rotate_texts, texts_left
from complaints.actions.rewriting import rewrite
from complaints.enums import IdentityPlace
from complaints.models import Person, SealedIdentity
from complaints.vault import apart, here

Progress = Callable[[str, int], None]
_PATIENCE = 30.0  # seconds; requests end sooner, a bulk load may not


@dataclass(slots=True)
class Rotation:
    """What one run did. `broken`: rows that open with no key of the ring."""

    identities: int = 0
    numbers: int = 0
    texts: int = 0
    broken: list[UUID] = field(default_factory=list)


def left() -> int:
    """Rows still on an older key: of this database and of the keeper."""
    there = int(apart.status()["left"]) if vault.is_apart() else 0
    return (
        there
        + _old_identities(_key_here()).count()
        + _old_numbers(vault.head()).count()
        + texts_left()
        + originals_left()
    )


def rotate(*, batch: int, tell: Progress) -> Rotation:
    """Round after round until nothing is left on an older key."""
    done = Rotation()
    while True:
        _wait_for_writers()
        before = (done.identities, done.numbers, done.texts)
        _identities(done, batch, tell)
        _numbers(done, batch, tell)
        done.texts += rotate_texts(batch=batch, broken=done.broken, tell=tell)
        done.texts += rotate_originals(batch=batch, broken=done.broken, tell=tell)
        if vault.is_apart():
            _at_the_keeper(batch, tell)
        if left() <= len(done.broken) or (done.identities, done.numbers, done.texts) == before:
            return done


def _identities(done: Rotation, batch: int, tell: Progress) -> None:
    before = done.identities
    done.identities += rewrite(
        _old_identities(_key_here()), fields=["key_id", "wrapped_key", "number_mark", "phone_mark"],
        again=_wrap_again, batch=batch, broken=done.broken,
        tell=lambda count: tell("danh tính", before + count),
    )  # fmt: skip


def _wrap_again(row: SealedIdentity) -> None:
    kept = here.rewrapped(row.matter_id, vault.Kept.of(row))
    row.key_id, row.wrapped_key = kept.key_id, kept.wrapped_key
    row.number_mark, row.phone_mark = kept.number_mark, kept.phone_mark


def _numbers(done: Rotation, batch: int, tell: Progress) -> None:
    before = done.numbers
    done.numbers += rewrite(
        _old_numbers(vault.head()).only("id", "id_cipher", "id_hash"),
        fields=["id_cipher", "id_hash"], again=_seal_number_again, batch=batch, broken=done.broken,
        tell=lambda count: tell("số giấy tờ", before + count),
    )  # fmt: skip


def _seal_number_again(row: Person) -> None:
    number = vault.open_number(person_id=row.pk, cipher=bytes(row.id_cipher))
    row.id_cipher = vault.seal_number(person_id=row.pk, number=number)
    row.id_hash = vault.number_hash(number) if row.id_hash else ""


def _at_the_keeper(batch: int, tell: Progress) -> None:
    there = int(apart.status()["left"])
    while there and (now_left := apart.rotate(batch)) < there:
        there = now_left
        tell("danh tính ở tiến trình riêng, còn", there)


def _key_here() -> str:
    """Id of the key that seals rows of this database; "" where this process holds none."""
    return "" if vault.is_apart() else vault.key_id()


def _old_identities(key_id: str) -> QuerySet[SealedIdentity]:
    """What was sealed before ciphers named their key has no marks yet: it is old under any key."""
    rows = SealedIdentity.objects.filter(place=IdentityPlace.SERVER)
    if not key_id:
        return rows.none()
    return rows.exclude(key_id=key_id) | rows.filter(_begins_otherwise("wrapped_key", vault.head()))


def _old_numbers(head: bytes) -> QuerySet[Person]:
    """Numbers whose cipher does not begin as the present key's do."""
    return Person.objects.filter(_begins_otherwise("id_cipher", head), id_cipher__isnull=False)


def _begins_otherwise(column: str, head: bytes) -> Q:
    after = (int.from_bytes(head, "big") + 1).to_bytes(len(head), "big")
    return Q(**{f"{column}__lt": head}) | Q(**{f"{column}__gte": after})


def _wait_for_writers() -> None:
    """Whoever began to write before the new key was there has written when this returns. No lock:
    a table lock would stand in the way of desks, or against them. Bounded; the next round sees the rest.
    """
    if connection.in_atomic_block:
        return
    begun, until = _writers(), monotonic() + _PATIENCE
    while begun & _writers() and monotonic() < until:
        sleep(0.2)


def _writers() -> set[str]:
    """Transactions of this database that write, or hold a row to write it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT virtualtransaction FROM pg_locks WHERE pid <> pg_backend_pid() "
            "AND mode IN ('RowExclusiveLock', 'RowShareLock') AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return {name for (name,) in cursor.fetchall()}
