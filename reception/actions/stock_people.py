"""People and matters of a register in use, each written once however often the book names them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.utils import timezone

from agencies.models import Agency
from agencies.vietnamese import fold, name_sort_key, tidy
from complaints import law_book, vault
from complaints.actions import search_rows
from complaints.enums import Field, PetitionKind
from complaints.models import Clock, Matter, Person
from reception.stock.people import Who
from records.actions.search_rows import put

BATCH = 1000
Thread = tuple[str, str, str]


class Told(Protocol):
    """What a line of either register tells of its matter."""

    @property
    def who(self) -> Who: ...
    @property
    def content(self) -> str: ...
    @property
    def kind(self) -> PetitionKind: ...
    @property
    def field(self) -> Field: ...
    @property
    def on(self) -> date: ...


def thread_of(row: Told) -> Thread:
    """The same person with the same words is one matter; anything less stays apart."""
    who = row.who
    somebody = who.id_number or f"{fold(who.full_name)}|{fold(who.address)}"
    return somebody, fold(row.content), row.kind.value


class People:
    """Persons of the register: by the number of a paper, else one for each matter."""

    def __init__(self, agency: Agency, rows: Iterable[Told]) -> None:
        self._agency = agency
        self._hashes = {
            row.who.id_number: vault.number_hashes(row.who.id_number)
            for row in rows
            if row.who.id_number
        }
        wanted = [id_hash for hashes in self._hashes.values() for id_hash in hashes]
        known = Person.objects.filter(agency=agency, id_hash__in=wanted)
        self._by_hash = {person.id_hash: person for person in known}
        self._by_thread: dict[Thread, Person] = {}
        self.new: list[Person] = []

    def of(self, row: Told) -> Person:
        """The person of this line, made when nobody knows them yet."""
        if row.who.id_number:
            hashes = self._hashes[row.who.id_number]
            known = next((found for found in hashes if found in self._by_hash), "")
            if not known:
                self._by_hash[hashes[0]] = self._made(row.who, hashes[0])
            return self._by_hash[known or hashes[0]]
        thread = thread_of(row)
        if thread not in self._by_thread:
            self._by_thread[thread] = self._made(row.who, "")
        return self._by_thread[thread]

    def _made(self, who: Who, id_hash: str) -> Person:
        person = Person(
            agency=self._agency,
            scope_path=self._agency.path,
            full_name=who.full_name,
            folded_name=fold(who.full_name)[:120],
            sort_key=name_sort_key(who.full_name),
            birth_year=who.birth_year,
            address=who.address,
            id_hash=id_hash,
        )
        if who.id_number:
            person.id_cipher = vault.seal_number(person_id=person.pk, number=who.id_number)
        self.new.append(person)
        return person


class Matters:
    """Matters of the register with their clocks and the nearest duty of each."""

    def __init__(self, agency: Agency, now: datetime) -> None:
        self._agency, self._today = agency, timezone.localtime(now).date()
        self.by_thread: dict[Thread, Matter] = {}
        self.clocks: dict[tuple[UUID, UUID | None, str, date], Clock] = {}
        self._due: dict[tuple[str, date], date | None] = {}

    def of(self, row: Told, *, people: int, place: str = "") -> tuple[Matter, bool]:
        """The matter of this line, and whether this line began it."""
        thread = thread_of(row)
        if found := self.by_thread.get(thread):
            found.opened_on = min(found.opened_on, row.on)
            found.people_count = max(found.people_count, people)
            return found, False
        self.by_thread[thread] = matter = Matter(
            agency=self._agency,
            scope_path=self._agency.path,
            kind=row.kind,
            field=row.field,
            title=tidy(row.content)[:200],
            petitioner_label=row.who.full_name,
            people_count=people,
            locality=place,
            opened_on=row.on,
        )
        return matter, True

    def start(
        self,
        matter: Matter,
        code: str,
        started_on: date,
        finished_on: date | None,
        *,
        petition_id: UUID | None = None,
    ) -> Clock:
        """A duty from its own day; told twice on one day it is one duty, done when any line says so."""
        key = (matter.pk, petition_id, code, started_on)
        clock = self.clocks.get(key)
        if clock is None:
            clock = self.clocks[key] = Clock(
                matter=matter,
                petition_id=petition_id,
                agency=self._agency,
                scope_path=self._agency.path,
                rule_code=code,
                branches=[],
                started_on=started_on,
            )
            if (code, started_on) not in self._due:
                self._due[code, started_on] = law_book.due_of(clock, self._today)
            clock.due_on = self._due[code, started_on]
        clock.finished_on = clock.finished_on or finished_on
        return clock

    def write(self) -> None:
        """Matters with their nearest duty, search rows, then clocks."""
        for clock in self.clocks.values():
            matter = clock.matter
            if clock.finished_on is None and clock.due_on is not None:
                nearest = (matter.next_due_on or date.max, matter.next_duty)
                soonest = min(nearest, (clock.due_on, clock.rule_code))
                matter.next_due_on, matter.next_duty = soonest
        matters = list(self.by_thread.values())
        Matter.objects.bulk_create(matters, batch_size=BATCH)
        put(map(search_rows.row_for_matter, matters))

    def write_clocks(self) -> None:
        Clock.objects.bulk_create(self.clocks.values(), batch_size=BATCH)
