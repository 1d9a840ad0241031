"""Register numbers: no gap, no double, the local year (ADR 0007)."""

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
