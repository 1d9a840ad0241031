"""Sheets of the emergency paper register (sổ giấy dự phòng) as pages ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Permission
from reception.enums import PaperState
from reception.models import PaperSheet, Visit
from records.enums import Book

MOST_AT_ONCE = 50
# A blank sheet kept in the drawer is no fault; one that old is either used and forgotten, or lost.
LATE_AFTER = timedelta(days=7)
SHOWN = 200
RIGHT_OF_BOOK = {
    Book.VISITS: Permission.LOG_VISIT,
    Book.SEALED_VISITS: Permission.KEEP_SEALED_REGISTER,
}
WHO_KEEPS = tuple(RIGHT_OF_BOOK.values())


def kept_series(user: User) -> list[tuple[Agency, Book]]:
    """The series of sheets this user may print: open ones at the desk, sealed ones as custodian."""
    found = [
        (agency, book)
        for book, right in RIGHT_OF_BOOK.items()
        for agency in user.access.agencies_with(right)
    ]
    return list({(agency.pk, book): (agency, book) for agency, book in found}.values())


def keeps(user: User, sheet: PaperSheet) -> bool:
    """True when this user may enter, void or print this sheet again."""
    right = RIGHT_OF_BOOK[Book(sheet.book)]
    return any(agency.pk == sheet.agency_id for agency in user.access.agencies_with(right))


def late_count(user: User, now: datetime | None = None) -> int:
    """Sheets of the user's own series that wait longer than a week, at most a hundred."""
    before = (now or timezone.now()) - LATE_AFTER
    own = {agency.pk for agency, _book in kept_series(user)}
    late = PaperSheet.objects.visible_to(user).unsettled().filter(agency__in=own)
    return late.filter(printed_at__lt=before)[:100].count()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the list. `visit`: where it was entered, if this user may know."""

    sheet: PaperSheet
    name: str
    is_sealed: bool
    is_late: bool
    is_skipped: bool
    may_settle: bool
    visit: Visit | None


def unsettled_lines(user: User, now: datetime) -> list[SheetLine]:
    """What still has to be entered or declared void, oldest first."""
    found = list(_sheets(user).unsettled().order_by("year", "book", "number", "id")[:SHOWN])
    return _lines(user, found, now)


def settled_lines(user: User, now: datetime) -> list[SheetLine]:
    """The newest that were entered or are void."""
    done = _sheets(user).exclude(state=PaperState.PRINTED)
    return _lines(user, list(done.order_by("-year", "book", "-number", "id")[:SHOWN]), now)


def _sheets(user: User) -> QuerySet[PaperSheet]:
    own = {agency.pk for agency, _book in kept_series(user)}
    sheets: QuerySet[PaperSheet] = PaperSheet.objects.visible_to(user).filter(agency__in=own)
    return sheets.select_related("agency", "printed_by")


def _lines(user: User, found: Sequence[PaperSheet], now: datetime) -> list[SheetLine]:
    visits = _visits(user, found)
    last_used = _last_used(user, found)
    return [
        SheetLine(
            sheet=sheet,
            name=str(sheet),
            is_sealed=sheet.is_sealed,
            is_late=now - sheet.printed_at > LATE_AFTER,
            is_skipped=sheet.number < last_used.get((sheet.agency_id, sheet.book, sheet.year), 0),
            may_settle=sheet.state == PaperState.PRINTED and keeps(user, sheet),
            visit=visits.get(sheet.visit_id),
        )
        for sheet in found
    ]


def _visits(user: User, found: Iterable[PaperSheet]) -> dict[UUID | None, Visit]:
    pks = [sheet.visit_id for sheet in found if sheet.visit_id]
    return {visit.pk: visit for visit in Visit.objects.visible_to(user).filter(pk__in=pks)}


def _last_used(user: User, found: Iterable[PaperSheet]) -> dict[tuple[UUID, str, int], int]:
    """Sheets are taken in order: one that was passed over is used and forgotten, or spoilt."""
    years = {sheet.year for sheet in found}
    entered = PaperSheet.objects.visible_to(user).filter(state=PaperState.ENTERED, year__in=years)
    last: dict[tuple[UUID, str, int], int] = {}
    for agency, book, year, number in entered.values_list("agency", "book", "year", "number"):
        last[agency, book, year] = max(last.get((agency, book, year), 0), number)
    return last


def sheet_to_enter(user: User, pk: UUID) -> PaperSheet | None:
    """The open sheet that the desk may enter now (`?to=`); None when there is none such."""
    sheet = _sheets(user).unsettled().filter(pk=pk, book=Book.VISITS).first()
    return sheet if sheet is not None and keeps(user, sheet) else None


def run_from(user: User, sheet: PaperSheet, count: int) -> list[PaperSheet]:
    """`sheet` and the unsettled ones after it, up to `count` numbers: what is printed together."""
    last = sheet.number + min(max(count, 1), MOST_AT_ONCE) - 1
    found = _sheets(user).unsettled().filter(
        agency=sheet.agency_id, book=sheet.book, year=sheet.year, number__range=(sheet.number, last)
    )  # fmt: skip
    return list(found.order_by("number"))
