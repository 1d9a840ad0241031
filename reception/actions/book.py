"""Printing the register: asked for at the desk, made by a worker, kept under its job."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed
from reception.book_rows import BookAsked, keeps_register
from records.actions import jobs, ledger
from records.enums import Book, Verb
from records.models import Job

KIND = "register_book"
FORMATS = {"pdf": "PDF để in (A4 ngang)", "xlsx": "Bảng tính Excel"}


def ensure_keeps(asked: BookAsked, by: User) -> None:
    """Raises NotAllowed unless `by` keeps this book of this agency."""
    if asked.agency not in keeps_register(by).get(asked.book, []):
        raise NotAllowed("Vai trò của bạn không được in sổ này.")


@transaction.atomic
def ask_register_book(*, asked: BookAsked, form: str, by: User, now: datetime) -> Job:
    """The job that prints the register; asking again starts it over with what holds now.

    That it was asked for stands in the ledger. A sealed register is made for one keeper alone: each
    of them may know other lines of it.
    """
    ensure_keeps(asked, by)
    sealed = asked.book == Book.SEALED_VISITS
    parts = [asked.agency.code, asked.book.value, str(asked.year), form]
    parts += [day.isoformat() if day else "" for day in (asked.since, asked.until)]
    if sealed:
        parts.append(str(by.pk))
    details = {"so": asked.book.value, "nam": asked.year, "dang": form}
    ledger.write(by=by, verb=Verb.EXPORT, subject=asked.agency, now=now, details=details)
    return jobs.ask(
        kind=KIND,
        effect_key=f"{KIND}:{':'.join(parts)}",
        agency=None if sealed else asked.agency,
        arguments={
            "agency": str(asked.agency.pk),
            "book": asked.book.value,
            "year": asked.year,
            "since": asked.since.isoformat() if asked.since else None,
            "until": asked.until.isoformat() if asked.until else None,
            "form": form,
        },
        by=by,
        now=now,
        again=True,
    )
