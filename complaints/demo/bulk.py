"""Petitions in volume: matters, numbers, clocks and search rows by COPY, in date order."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from agencies.models import User
from agencies.units.order import DemoOrder
from agencies.vietnamese import fold, name_sort_key
from complaints import law_book, vault
from complaints.actions.search_rows import matter_text, petition_text
from complaints.demo.bulk_cases import PROCEEDING, proceeding_row, waits_for
from complaints.demo.calendar import at, due, working_days
from complaints.demo.citizens import citizen, home
from complaints.demo.course import Course, course
from complaints.demo.places import Desk, desks
from complaints.demo.subjects import Subject, kind_by_chance, subject
from complaints.enums import Outcome, PetitionKind, Secrecy, Source
from complaints.likeness import BANDS
from complaints.models import Clock, Matter, Person, Petition, Proceeding, SealedIdentity
from complaints.petitioner import Petitioner
from records.copying import Copy, copy_counters, copying
from records.enums import Book
from records.models import RegisterEntry, SearchRow
from records.search_words import day_key

_BATCH = 10_000
_INTAKE = {
    PetitionKind.COMPLAINT: "KN_THULY",
    PetitionKind.DENUNCIATION: "TC_XLBD",
    PetitionKind.RECOMMENDATION: "KNPA_TB",
}
_RESOLVE = {
    PetitionKind.COMPLAINT: "KN_GQ1",
    PetitionKind.DENUNCIATION: "TC_GQ",
    PetitionKind.RECOMMENDATION: "KNPA_GQ",
}
_CEILING = "XLD_TREO"
_SOURCES = ((Source.DESK, 46), (Source.POST, 30), (Source.TRANSFER, 14), (Source.PORTAL, 10))


@dataclass(slots=True)
class Story:
    """One invented petition whole, before it becomes rows."""

    id: UUID
    matter_id: UUID
    person_id: UUID
    desk: Desk
    received_at: datetime
    told: Subject
    who: Petitioner
    place: str
    people: int
    source: Source
    went: Course
    number: int = 0
    alias: str = ""
    clocks: list[tuple[str, date, date | None, date | None]] = field(default_factory=list)

    @property
    def received_on(self) -> date:
        return self.received_at.date()

    @property
    def secrecy(self) -> Secrecy:
        return Secrecy.SEALED if self.alias else Secrecy.OPEN

    @property
    def label(self) -> str:
        return self.alias or self.who.full_name

    @property
    def next_duty(self) -> tuple[date | None, str]:
        """The nearest duty that is still open."""
        open_ones = [(due_on, code) for code, _, due_on, done in self.clocks if not done and due_on]
        return min(open_ones) if open_ones else (None, "")

    @property
    def closed_on(self) -> date | None:
        if self.went.resolved_on:
            return self.went.resolved_on
        is_open = self.went.outcome in (None, Outcome.ACCEPT)
        return None if is_open else self.went.processed_on


def uuid_of(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def load_petitions(*, order: DemoOrder) -> None:
    """Writes `order.petitions` petitions over the working days of the year, evenly."""
    chance = order.chance("complaints.bulk")
    places = desks()
    counters: dict[tuple[UUID, str, int], int] = defaultdict(int)
    stories = _stories(order, chance, places)
    written = 0
    with copying() as copy:
        while batch := list(islice(stories, _BATCH)):
            for story in batch:
                _number(story, counters)
            _write(copy, batch, chance, order.until)
            written += len(batch)
            order.say(f"Đã nạp {written} đơn.")
        copy_counters(copy, counters)


def _stories(order: DemoOrder, chance: random.Random, places: Sequence[Desk]) -> Iterator[Story]:
    days = working_days(order.until)
    weights = [desk.weight for desk in places]
    for position, day in enumerate(days):
        today = (position + 1) * order.petitions // len(days) - position * order.petitions // len(
            days
        )
        for minute in sorted(chance.randint(0, 530) for _ in range(today)):
            desk = chance.choices(places, weights)[0]
            yield _story(order, chance, desk, at(day, minute))


def _story(
    order: DemoOrder, chance: random.Random, desk: Desk, received_at: datetime
) -> Story:  # fmt: skip
    kind = kind_by_chance(chance)
    address, place = home(chance, desk.homes)
    told = subject(chance, kind, place, address.split(",")[0])
    went = course(chance, kind, received_at.date(), order.until)
    sources, weights = zip(*_SOURCES, strict=True)
    story = Story(
        uuid_of(chance), uuid_of(chance), uuid_of(chance), desk, received_at, told,
        citizen(chance, address), place,
        chance.randint(5, 30) if chance.random() < 0.01 else 1,
        chance.choices(sources, weights)[0], went,
    )  # fmt: skip
    if kind is PetitionKind.DENUNCIATION:
        story.alias = f"Người tố cáo #{chance.getrandbits(24):06X}"
    story.clocks = _clocks(kind, story.received_on, went)
    return story


def _clocks(
    kind: PetitionKind, start: date, went: Course
) -> list[tuple[str, date, date | None, date | None]]:
    """(rule, start, due, finished) as the actions would have written them."""
    codes = [_INTAKE[kind], *([_CEILING] if law_book.covers(_CEILING, start) else [])]
    found = [(code, start, due(code, start), went.processed_on) for code in codes]
    if went.outcome is Outcome.ACCEPT and went.processed_on:
        code = _RESOLVE[kind]
        found.append((code, went.processed_on, due(code, went.processed_on), went.resolved_on))
    return found


def _number(story: Story, counters: dict[tuple[UUID, str, int], int]) -> None:
    book = Book.SEALED_PETITIONS if story.alias else Book.PETITIONS
    key = (story.desk.agency.pk, book.value, story.received_at.year)
    counters[key] += 1
    story.number = counters[key]


def _write(copy: Copy, batch: list[Story], chance: random.Random, until: date) -> None:
    """Parents before children; every row with its own id from the same chance."""
    named = [s for s in batch if not s.alias]
    copy(Person, _PERSON, (_person(s) for s in named))
    copy(Matter, _MATTER, (_matter(s) for s in batch))
    copy(Petition, _PETITION, (_petition(s, until, chance) for s in batch))
    accepted = [s for s in batch if s.went.outcome is Outcome.ACCEPT]
    rows = (proceeding_row(uuid_of(chance), s.id, s.told.kind, s.went, until) for s in accepted)
    copy(Proceeding, PROCEEDING, rows)
    copy(RegisterEntry, _ENTRY, (_entry(s, uuid_of(chance)) for s in batch))
    copy(Clock, _CLOCK, (row for s in batch for row in _clock_rows(s, chance)))
    copy(SearchRow, _SEARCH, (row for s in named for row in _search_rows(s, chance)))
    copy(SealedIdentity, _SEALED, (_sealed(s, uuid_of(chance)) for s in batch if s.alias))


_SCOPE = ["agency_id", "scope_path"]


def _scope(story: Story) -> tuple[UUID, str]:
    return story.desk.agency.pk, story.desk.agency.path


_PERSON = ["id", *_SCOPE, "full_name", "folded_name", "sort_key", "birth_year", "address", "phone"]


def _person(s: Story) -> tuple[Any, ...]:
    name = s.who.full_name
    return (s.person_id, *_scope(s), name, fold(name), name_sort_key(name), s.who.birth_year,
            s.who.address, s.who.phone)  # fmt: skip


_MATTER = ["id", *_SCOPE, "secrecy", "kind", "field", "title", "petitioner_label", "people_count",
           "locality", "opened_on", "closed_on", "next_due_on", "next_duty"]  # fmt: skip


def _matter(s: Story) -> tuple[Any, ...]:
    return (s.matter_id, *_scope(s), s.secrecy.value, s.told.kind.value, s.told.field.value,
            s.told.title, s.label, s.people, s.place, s.received_on, s.closed_on,
            *s.next_duty)  # fmt: skip


_PETITION = ["id", "matter_id", *_SCOPE, "secrecy", "number", "year", "kind", "field", "source",
             "received_on", "entered_at", "entered_by_id", "person_id", "petitioner_label",
             "signatories", "locality", "commune_code", "summary", "content", "state", "is_competent",
             "outcome", "outcome_note", "processed_on", "processed_by_id", "resolved_on", "resolution",
             "holder_id", "waits_for", "text_bands", "next_due_on", "next_duty"]  # fmt: skip


def _petition(s: Story, until: date, chance: random.Random) -> tuple[Any, ...]:
    """The bands are drawn by lot: texts alike are found, and measured, by those of other rows."""
    went, officer = s.went, s.desk.officer
    bands = tuple(chance.getrandbits(63) for _ in range(BANDS))
    processed_by: User | None = s.desk.head if went.outcome else None
    return (s.id, s.matter_id, *_scope(s), s.secrecy.value, s.number, s.received_at.year,
            s.told.kind.value, s.told.field.value, s.source.value, s.received_on, s.received_at,
            officer.pk, None if s.alias else s.person_id, s.label, s.people, s.place,
            s.desk.commune_code(s.place), s.told.title,
            f"{s.told.content}\n{s.told.request}", went.state.value, went.is_competent,
            went.outcome.value if went.outcome else "", went.note, went.processed_on,
            processed_by.pk if processed_by else None, went.resolved_on, went.resolution,
            s.desk.handler.pk, waits_for(went, until).value, bands, *s.next_duty)  # fmt: skip


_ENTRY = [
    "id",
    "agency_id",
    "book",
    "year",
    "number",
    "registered_at",
    "subject_kind",
    "subject_id",
]


def _entry(s: Story, pk: UUID) -> tuple[Any, ...]:
    book = Book.SEALED_PETITIONS if s.alias else Book.PETITIONS
    return (pk, s.desk.agency.pk, book.value, s.received_at.year, s.number, s.received_at,
            "petition", s.id)  # fmt: skip


_CLOCK = ["id", "matter_id", "petition_id", *_SCOPE, "secrecy", "rule_code", "branches",
          "started_on", "due_on", "finished_on"]  # fmt: skip


def _clock_rows(s: Story, chance: random.Random) -> Iterator[tuple[Any, ...]]:
    for code, started_on, due_on, finished_on in s.clocks:
        yield (uuid_of(chance), s.matter_id, s.id, *_scope(s), s.secrecy.value, code, [],
               started_on, due_on, finished_on)  # fmt: skip


_SEARCH = ["id", *_SCOPE, "subject_kind", "subject_id", "matter", "label", "text", "on_date"]


def _search_rows(s: Story, chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """The same words as complaints.actions.search_rows takes: the matter and its petition."""
    title, number = s.told.title, f"{s.number:02d}/{s.received_at.year}"
    told = {"petitioner": s.label, "locality": s.place, "day": day_key(s.received_on)}
    yield (uuid_of(chance), *_scope(s), "matter", s.matter_id, s.matter_id,
           f"Vụ việc: {title}"[:200], matter_text(title=title, field=s.told.field.label, **told),
           s.received_on)  # fmt: skip
    content = f"{s.told.content}\n{s.told.request}"
    yield (uuid_of(chance), *_scope(s), "petition", s.id, s.matter_id,
           f"Đơn số {number}: {title}"[:200],
           petition_text(number=number, summary=title, content=content, **told),
           s.received_on)  # fmt: skip


_SEALED = ["id", "matter_id", "alias", "sealed_at", *vault.Kept().columns()]


def _sealed(s: Story, pk: UUID) -> tuple[Any, ...]:
    kept = vault.put(matter_id=s.matter_id, identity=s.who.as_texts())
    return (pk, s.matter_id, s.alias, s.received_at, *kept.columns().values())
