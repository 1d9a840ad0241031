"""Job kind `register_book`: the register of a year as PDF or workbook."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from reception.actions.book import KIND as KIND  # the app registers it
from reception.actions.book import ensure_keeps
from reception.book_pdf import cut_book, set_book
from reception.book_rows import BookAsked, book_rows, keeps_register
from reception.book_xlsx import register_xlsx
from records.actions import files, jobs
from records.enums import Book
from records.models import Job
from records.moment import one_moment

_PREFIX = {Book.VISITS: "so-tiep-cong-dan", Book.SEALED_VISITS: "so-tiep-cong-dan-kin"}


def run_register_book(*, job: Job, now: datetime) -> None:
    """Makes the file with what whoever asked may see now, and keeps it under the job."""
    by, asked = job.asked_by, asked_of(job)
    if by is None:
        raise Refused("Việc in sổ phải có người yêu cầu.")
    ensure_keeps(asked, by)
    jobs.set_progress(job=job, percent=0)
    made_on = timezone.localdate(now)
    if job.arguments["form"] == "xlsx":
        with one_moment():
            content, _ = register_xlsx(asked=asked, lines=book_rows(asked, by), made_on=made_on)
    else:
        content = _pdf(asked, by, made_on, partial(_tell, job))
    _tell(job, 95)
    with transaction.atomic():
        name = file_name(asked, job)
        kind = files.ALLOWED[Path(name).suffix].content_type
        files.store(parent=job, name=name, content=content, by=by, now=now, content_type=kind)


def _pdf(asked: BookAsked, by: User, made_on: date, tell: Callable[[int], None]) -> bytes:
    with one_moment():
        cut = cut_book(book_rows(asked, by))
    tell(50)
    return set_book(asked=asked, book=cut, made_on=made_on, tell=tell).pdf


def _tell(job: Job, percent: int) -> None:
    jobs.set_progress(job=job, percent=percent)


def asked_of(job: Job) -> BookAsked:
    """The register that a job prints."""
    told = job.arguments
    since, until = (
        date.fromisoformat(told[name]) if told[name] else None for name in ("since", "until")
    )
    agency = Agency.objects.select_related("parent").get(pk=UUID(told["agency"]))
    return BookAsked(agency, Book(told["book"]), told["year"], since, until)


def file_name(asked: BookAsked, job: Job) -> str:
    """so-tiep-cong-dan-LS-SKHCN-2026.pdf: nothing of a citizen in it."""
    days = "".join(f"-{day:%Y%m%d}" for day in (asked.since, asked.until) if day)
    return f"{_PREFIX[asked.book]}-{asked.agency.code}-{asked.year}{days}.{job.arguments['form']}"


def sees_book(*, user: User, job: Job) -> bool:
    """Guard of the file: keepers of that register; of a sealed one only who asked for it."""
    asked = asked_of(job)
    if asked.agency not in keeps_register(user).get(asked.book, []):
        return False
    return asked.book == Book.VISITS or job.asked_by_id == user.pk
