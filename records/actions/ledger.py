"""The one writer of the ledger (sổ vết)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from django.db import DatabaseError

from agencies.ledger import Row
from records.enums import Verb
from records.ledger.pair import Told, pair
from records.ledger.place import address
from records.ledger.refusal import LedgerClosed
from records.ledger.words import EDITED
from records.models import LedgerEntry, reference

PAGE = "page"  # kind of the rows on refusals: their id is what was asked for


def write(**told: Unpack[Row]) -> None:
    """Adds one row in the caller's transaction; if it cannot be written, neither is the change.

    What it takes: `agencies.ledger.Row`. A record that is `Kept` tells before and after itself
    (`records.ledger.pair`); what the command tells stands beside it. Raises LedgerClosed: what leaves
    no trace is not shown.
    """
    verb, subject = told["verb"], told["subject"]
    row = _row(told["by"], verb, reference(subject), told["now"], told.get("details"))
    before, after = pair(verb, subject)
    for beneath in told.get("also", ()):
        was, now = pair(verb, beneath)
        before, after = _joined(before, was), _joined(after, now)
    row.before = _joined(before, told.get("before"))
    row.after = _joined(after, told.get("after"))
    try:
        row.save(force_insert=True)
    except DatabaseError as error:
        raise LedgerClosed from error


def _joined(own: Told, told: Told) -> Told:
    if own is None or told is None:
        return told if own is None else own
    edited = dict.fromkeys([*own.get(EDITED, []), *told.get(EDITED, [])])
    return own | told | ({EDITED: list(edited)} if edited else {})


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
    before: Told = None,
    after: Told = None,
) -> None:
    """One row for each of `subjects`, for what comes in by the thousand; alike in all but what each
    tells of itself."""
    rows = []
    for subject in subjects:
        row = _row(by, verb, reference(subject), now, details)
        own = pair(verb, subject)
        row.before, row.after = _joined(own[0], before), _joined(own[1], after)
        rows.append(row)
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
