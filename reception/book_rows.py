"""Which lines a printed register holds: one book of one agency in one year, or some of its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from agencies.models import Agency, User
from agencies.roles import Permission
from complaints.enums import Secrecy
from complaints.models import Clock, Petition
from reception.book import BookLine, Papers, Told, blank_line, book_lines
from reception.enums import NOTICE
from reception.models import Visit, VisitMatter, VisitPetition
from reception.spans import day_span
from records.enums import Book
from records.models import RegisterEntry

BOOKS = (Book.VISITS, Book.SEALED_VISITS)
# Who keeps the open register: those who write it, those who correct it, and the head.
_KEEPS = (Permission.LOG_VISIT, Permission.CORRECT_REGISTER, Permission.CONCLUDE_SESSION)
WHO_PRINTS = (*_KEEPS, Permission.KEEP_SEALED_REGISTER)
_CHUNK = 250


def keeps_register(user: User) -> dict[Book, list[Agency]]:
    """Agencies whose register this user may print, by book; only by a role of that agency."""
    found = {
        Book.VISITS: {a.pk: a for right in _KEEPS for a in user.access.agencies_with(right)},
        Book.SEALED_VISITS: {
            a.pk: a for a in user.access.agencies_with(Permission.KEEP_SEALED_REGISTER)
        },
    }
    return {book: list(agencies.values()) for book, agencies in found.items() if agencies}


@dataclass(frozen=True, slots=True)
class BookAsked:
    """A register to print. Without days it is the whole book of the year, whatever the day of a
    line; with days, the lines whose day of reception lies between."""

    agency: Agency
    book: Book
    year: int
    since: date | None = None
    until: date | None = None

    @property
    def is_whole(self) -> bool:
        return self.since is None and self.until is None


def with_columns(visits: QuerySet[Visit], user: User) -> QuerySet[Visit]:
    """Visits with all that the twelve columns need: a fixed number of statements."""
    petitions = Petition.objects.visible_to(user)
    links = VisitPetition.objects.filter(petition__in=petitions).select_related("petition")
    return visits.select_related(
        "matter", "person", "received_by", "refusal", "mandate__holder"
    ).prefetch_related(
        # Lists under names of their own: a manager for each row would cost a third of the reading.
        Prefetch("visit_petitions", links, to_attr="kept_links"),
        Prefetch(
            "further_matters", VisitMatter.objects.select_related("matter"), to_attr="kept_further"
        ),
        Prefetch("corrections", to_attr="kept_corrections"),
        Prefetch("representatives", to_attr="kept_representatives"),
    )


def notices_told(visits: Iterable[Visit]) -> Told:
    """By matter and local day, when the citizen was told the result; one statement."""
    matters = {visit.matter_id for visit in visits}
    matters |= {one.matter_id for visit in visits for one in visit.kept_further}
    found = Clock.objects.unscoped("matters of the lines that are shown").filter(
        matter__in=matters, petition=None, rule_code=NOTICE, finished_on__isnull=False
    )
    rows = found.values_list("matter_id", "started_on", "finished_on")
    return {(matter, started): finished for matter, started, finished in rows}


def book_rows(asked: BookAsked, user: User) -> Iterator[BookLine]:
    """Lines in the order of their numbers, read by some hundred at a time."""
    blanks = _blanks(asked)
    for line in _visit_lines(asked, user):
        while blanks and blanks[0].first < line.first:
            yield blanks.pop(0)
        yield line
    yield from blanks


def visits_of(asked: BookAsked, user: User) -> QuerySet[Visit]:
    """Visits of the book that this user may see, in the order of their numbers."""
    is_open = asked.book == Book.VISITS
    secrecy = Q(secrecy=Secrecy.OPEN) if is_open else Q(secrecy__gte=Secrecy.SEALED)
    found = Visit.objects.visible_to(user).filter(secrecy, agency=asked.agency, year=asked.year)
    if asked.since:
        found = found.filter(arrived_at__gte=day_span(asked.since, asked.since)[0])
    if asked.until:
        found = found.filter(arrived_at__lte=day_span(asked.until, asked.until)[1])
    return found.order_by("number")


def _visit_lines(asked: BookAsked, user: User) -> Iterator[BookLine]:
    found, last = visits_of(asked, user), 0
    while True:
        chunk = list(with_columns(found.filter(number__gt=last), user)[:_CHUNK])
        told = notices_told(chunk)
        for visit in chunk:
            yield from book_lines(visit, told=told, papers=Papers.WHOLE, user=user)
        if len(chunk) < _CHUNK:
            return
        last = chunk[-1].number


def _blanks(asked: BookAsked) -> list[BookLine]:
    """Numbers of the open book given to no visit: void from the start, runs of them in one line."""
    if asked.book != Book.VISITS or not asked.is_whole:
        return []
    entries = (
        RegisterEntry.objects.filter(agency=asked.agency, book=asked.book, year=asked.year)
        .exclude(void_reason="")
        .exclude(subject_kind=Visit._meta.model_name)
        .order_by("number")
        .values_list("number", "void_reason")
    )
    return list(_runs(entries))


def _runs(entries: Iterable[tuple[int, str]]) -> Iterator[BookLine]:
    """Neighbouring numbers with one reason make one line."""
    numbered = enumerate(entries)
    for _, run in groupby(numbered, key=lambda found: (found[1][0] - found[0], found[1][1])):
        numbers = [entry for _, entry in run]
        yield blank_line(numbers[0][0], numbers[-1][0], numbers[0][1])


@dataclass(frozen=True, slots=True)
class BookTotals:
    """What the closing certificate tells of the lines printed."""

    visits: int
    people: int
    groups: int
    first: int
    last: int
    void: Sequence[str]
    absent: Sequence[tuple[int, int]]
    opened: date | None


class Summing:
    """Adds up lines while they pass by, so that nobody reads them twice."""

    def __init__(self) -> None:
        self._sums = [0, 0, 0]
        self._first = self._last = 0
        self._void: list[str] = []
        self._absent: list[tuple[int, int]] = []
        self._opened: date | None = None

    def passing(self, lines: Iterable[BookLine]) -> Iterator[BookLine]:
        for line in lines:
            self._add(line)
            yield line

    def _add(self, line: BookLine) -> None:
        for place, more in enumerate((line.visits, line.people, line.groups)):
            self._sums[place] += more
        if self._first and line.first > self._last + 1:
            self._absent.append((self._last + 1, line.first - 1))
        if line.void and line.first != self._last:
            self._void.append(line.number[0].text)
        self._first, self._last = self._first or line.first, line.last
        self._opened = self._opened or line.on

    @property
    def totals(self) -> BookTotals:
        return BookTotals(
            *self._sums, self._first, self._last, self._void, self._absent, self._opened
        )
