"""The one writer of the ledger (sổ vết)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from records.enums import Verb
from records.ledger.place import address
from records.ledger.refusal import LedgerClosed
from records.models import LedgerEntry, reference

PAGE = "page"  # kind of the rows on refusals: their id is what was asked for


def write(
    *,
    by: Any,
    verb: str,
    subject: Any,
    now: datetime,
    details: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Adds one row in the caller's transaction; if it cannot be written, neither is the change.

    `by` is a User, or None for the system. `details`, `before` and `after` must hold nothing that
    identifies a person. Raises LedgerClosed: what leaves no trace is not shown.
    """
    row = _row(by, verb, reference(subject), now, details)
    row.before, row.after = before, after
    try:
        row.save(force_insert=True)
    except DatabaseError as error:
        raise LedgerClosed from error


def write_refusal(*, by: Any, page: str, asked: list[str], status: int, now: datetime) -> None:
    """One row on a page that was refused (403) or answered as if there were nothing (404).

    It names the page and the ids asked for, whatever they are: nothing is looked up to write it.
    Raises LedgerClosed.
    """
    first = next((pk for pk in map(_uuid, asked) if pk), None)
    details = {"tra_loi": status} | ({"ma": asked} if asked else {})
    row = _row(by, Verb.REFUSE, (PAGE, first, page[:200]), now, details)
    try:
        row.save(force_insert=True)
    except DatabaseError as error:
        raise LedgerClosed from error


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def write_many(
    *,
    by: Any,
    verb: str,
    subjects: Iterable[Any],
    now: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """One row for each of `subjects`, for what comes in by the thousand; alike in all else."""
    rows = (_row(by, verb, reference(subject), now, details) for subject in subjects)
    try:
        LedgerEntry.objects.bulk_create(rows, batch_size=1000)
    except DatabaseError as error:
        raise LedgerClosed from error


def _row(
    by: Any, verb: str, subject: tuple[str, Any, str], now: datetime, details: dict[str, Any] | None
) -> LedgerEntry:
    kind, subject_id, label = subject
    return LedgerEntry(
        at=now,
        user_id=by.pk if by else None,
        user_label=str(by)[:120] if by else "Hệ thống",
        verb=verb,
        subject_kind=kind,
        subject_id=subject_id,
        subject_label=label,
        details=details or {},
        agency_id=_agency_of(by),
        address=address(),
    )


def _agency_of(by: Any) -> Any:
    """The agency in which `by` works, where this request has looked at their rights: never a
    statement of its own."""
    person = getattr(by, "_wrapped", by)  # the user of a request is read when first asked for
    access = getattr(person, "__dict__", {}).get("access")
    agency = access.home_agency() if access else None
    return agency.pk if agency else None
