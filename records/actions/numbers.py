"""Register numbers: no gap, no double, the local year (ADR 0007)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from agencies.models import Agency
from records.enums import Book
from records.models import RegisterEntry

# One statement makes the counter row or raises it; its lock lasts until the transaction ends, so
# call it last. A sequence would leave gaps on rollback, MAX()+1 would double.
_NEXT = """
INSERT INTO records_registercounter (agency_id, book, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (agency_id, book, year) DO UPDATE SET last = records_registercounter.last + 1
RETURNING last
"""

# A book that was kept elsewhere until now: its counter starts at the last number told, and only when
# no number was given here yet. No row comes back when one was.
_CLAIM = """
INSERT INTO records_registercounter (agency_id, book, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (agency_id, book, year) DO UPDATE SET last = EXCLUDED.last
WHERE records_registercounter.last = 0
RETURNING last
"""


def next_number(*, agency: Agency, book: Book, subject: Any, now: datetime) -> RegisterEntry:
    """Gives `subject` the next number of `book` at `agency`, in the year of `now` in Viet Nam.

    Must run inside the transaction that saves the subject, as its last step.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a register number is given inside the transaction of its record")
    year = timezone.localtime(now).year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [agency.pk, book.value, year])
        number = cursor.fetchone()[0]
    return RegisterEntry.objects.create(
        agency=agency,
        book=book,
        year=year,
        number=number,
        registered_at=now,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
    )


def enter(*, book: Book, subject: Any, now: datetime) -> None:
    """Numbers `subject` in `book` of its agency and saves it: the last lock its transaction takes."""
    entry = next_number(agency=subject.agency, book=book, subject=subject, now=now)
    subject.number, subject.year = entry.number, entry.year
    subject.save(force_insert=True)


def void(*, subject: Any, reason: str) -> None:
    """Marks the number of `subject` as void. The number stays given: it is never used again."""
    RegisterEntry.objects.filter(
        subject_kind=subject._meta.model_name, subject_id=subject.pk
    ).update(void_reason=reason)


def claim(
    *,
    agency: Agency,
    book: Book,
    year: int,
    subjects: Sequence[Any],
    missing: Sequence[int],
    missing_reason: str,
    now: datetime,
) -> bool:
    """Enters `subjects` under the numbers they bring and goes on after the last; False when the
    book has numbers of its own already. `missing` stand void, so that no hole is left.

    Like `enter` the last lock of its transaction (ADR 0011).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("register numbers are claimed inside the transaction of their records")
    last = max((*missing, *(subject.number for subject in subjects)), default=0)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [agency.pk, book.value, year, last])
        if cursor.fetchone() is None:
            return False
    given = {"agency": agency, "book": book, "year": year, "registered_at": now}
    RegisterEntry.objects.bulk_create(
        (
            RegisterEntry(
                **given,
                number=subject.number,
                subject_kind=subject._meta.model_name,
                subject_id=subject.pk,
            )
            for subject in subjects
        ),
        batch_size=1000,
    )
    holes = [
        RegisterEntry(**given, number=number, subject_kind="missing", void_reason=missing_reason)
        for number in missing
    ]
    for hole in holes:
        hole.subject_id = hole.pk  # there is no record: the number stands for itself
    RegisterEntry.objects.bulk_create(holes, batch_size=1000)
    return True
