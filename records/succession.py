"""The job that carries what an ended unit left to its successors, and the lines of the house itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from agencies.models import Membership, UnitEnd, User
from agencies.succession import Heirs, Line, Part, parts, preview
from agencies.unit_end_models import EndState
from records.actions import jobs, ledger
from records.enums import Book, Verb
from records.models import Job, RegisterCounter

KIND = "unit_end"
_BOOKS = (Book.VISITS, Book.PETITIONS, Book.DOCUMENTS)


def ask(*, ending: UnitEnd, by: User | None, now: datetime) -> Job:
    """Asked once for each end."""
    return jobs.ask(
        kind=KIND, effect_key=f"{KIND}:{ending.pk}", agency=None,
        arguments={"ending": str(ending.pk)}, by=by, now=now,
    )  # fmt: skip


def run(*, job: Job, now: datetime) -> None:
    """Every app in turn, each in chunks of its own transactions; run again, it does what is left."""
    ending = UnitEnd.objects.select_related("agency", "keeper", "made_by").get(
        pk=UUID(job.arguments["ending"])
    )
    if ending.state == EndState.DONE:
        return
    heirs = Heirs.of(ending)
    if not ending.before:
        ending.before = counts(preview(heirs))
        ending.save(update_fields=["before"])
    found = parts()
    for at, part in enumerate(found, start=1):
        part.carry(ending=ending, heirs=heirs, now=now)
        jobs.set_progress(job=job, percent=99 * at // len(found))
    _finish(ending.pk, now)


def counts(lines: list[Line]) -> dict[str, dict[str, int]]:
    return {line.label: dict(line.by_heir) for line in lines if line.by_heir}


@transaction.atomic
def _finish(ending_id: UUID, now: datetime) -> None:
    ending = UnitEnd.objects.select_for_update().get(pk=ending_id)
    ending.state, ending.finished_at = EndState.DONE, now
    ending.save(update_fields=["state", "finished_at"])
    ledger.write(
        by=None, verb=Verb.CHANGE, subject=ending, now=now, details={"da_ban_giao": ending.moved}
    )


def note_moved(ending: UnitEnd, label: str, moved: dict[str, int]) -> None:
    """Adds what one chunk moved, in the transaction of the chunk."""
    if not moved:
        return
    kept = UnitEnd.objects.select_for_update().get(pk=ending.pk)
    line = kept.moved.setdefault(label, {})
    for code, count in moved.items():
        line[code] = line.get(code, 0) + count
    kept.save(update_fields=["moved"])


def part() -> Part:
    """Accounts, and the common books closed at their last number; nothing of them moves by the job."""
    return Part(preview=_preview, carry=_nothing)


def _preview(heirs: Heirs) -> list[Line]:
    unit = heirs.predecessor
    held = Membership.objects.filter(agency=unit, valid_to=None, user__is_active=True)
    note = "chọn từng người ở dưới: kết thúc hoặc chuyển"
    return [Line("Tài khoản đang giữ vai trò", stays=held.count(), note=note), *_books(heirs)]


def _books(heirs: Heirs) -> list[Line]:
    year = heirs.starts_on.year - (heirs.starts_on.timetuple().tm_yday == 1)
    kept: QuerySet[RegisterCounter] = RegisterCounter.objects.filter(
        agency=heirs.predecessor, book__in=_BOOKS, year=year, last__gt=0
    )
    return [
        Line(f"{book.get_book_display()} năm {year}", stays=book.last,
             note=f"đóng ở số {book.last}; số cũ giữ nguyên")
        for book in kept.order_by("book")
    ]  # fmt: skip


def _nothing(*, ending: UnitEnd, heirs: Heirs, now: datetime) -> None:
    """Roles ended with the decision; books simply take no further number."""
