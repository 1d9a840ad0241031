"""Visits in volume by COPY: half bring a loaded petition, the others a matter of their own."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from agencies.units.order import DemoOrder
from agencies.vietnamese import fold, name_sort_key
from complaints.actions.search_rows import matter_text
from complaints.demo.bulk import uuid_of
from complaints.demo.calendar import at, due, working_day_after, working_days
from complaints.demo.citizens import citizen, home
from complaints.demo.places import Desk, desks
from complaints.demo.subjects import Subject, subject
from complaints.enums import FactKind, Field, PetitionKind, Secrecy, Source
from complaints.models import Clock, Matter, MatterFact, Person, Petition
from complaints.petitioner import Petitioner
from reception.enums import SessionKind, SessionState, Tension, VisitResult
from reception.models import ReceptionSession, Visit, VisitPetition
from reception.searched import visit_label, visit_text
from records.copying import Copy, between_copies, copy_counters, copying
from records.enums import Book
from records.models import RegisterEntry, SearchRow
from records.search_words import day_key

_BATCH = 10_000
_READ = 5000
_NOTICE = "TCD_TB_KQ"
_DONE_WITHIN = 9
_SCOPE = ["agency_id", "scope_path"]


@dataclass(slots=True)
class Coming:
    """One invented visit. Matter and texts come from the petition that it brought, if any."""

    id: UUID
    matter_id: UUID
    desk: Desk
    arrived_at: datetime
    people: int
    who: Petitioner
    told: Subject
    place: str
    secrecy: int = Secrecy.OPEN
    label: str = ""
    person_id: UUID | None = None
    petition_id: UUID | None = None
    number: int = 0

    @property
    def day(self) -> date:
        return self.arrived_at.date()


def load_visits(*, order: DemoOrder) -> None:
    """Writes `order.visits` visits over the working days of the year, numbered in order of time."""
    chance = order.chance("reception.bulk")
    counters: dict[tuple[UUID, str, int], int] = defaultdict(int)
    sessions: dict[tuple[UUID, date], UUID] = {}
    comings, written = _comings(order, chance), 0
    with copying() as copy:
        while batch := list(islice(comings, _BATCH)):
            for coming in batch:
                key = (coming.desk.agency.pk, _book(coming), coming.arrived_at.year)
                counters[key] += 1
                coming.number = counters[key]
            _write(copy, batch, chance, sessions, order.until)
            written += len(batch)
            order.say(f"Đã nạp {written} lượt tiếp.")
        copy_counters(copy, counters)


def _book(coming: Coming) -> str:
    return (Book.SEALED_VISITS if coming.secrecy else Book.VISITS).value


def _comings(order: DemoOrder, chance: random.Random) -> Iterator[Coming]:
    """Petitions handed in at a desk come as visits first; the rest of each day are new matters."""
    places = desks()
    by_agency = {desk.agency.pk: desk for desk in places}
    days, brought = working_days(order.until), _brought(order.visits // 2)
    waiting = next(brought, None)
    for position, day in enumerate(days):
        today = (position + 1) * order.visits // len(days) - position * order.visits // len(days)
        found: list[Coming] = []
        while waiting and waiting["received_on"] <= day and len(found) < today:
            found.append(_with_petition(waiting, by_agency, chance, day))
            waiting = next(brought, None)
        found += [_alone(chance, places, day) for _ in range(today - len(found))]
        yield from sorted(found, key=lambda coming: coming.arrived_at)


def _brought(limit: int) -> Iterator[dict[str, Any]]:
    rows = Petition.objects.filter(source=Source.DESK).order_by("received_on", "id")
    found = rows.values(
        "id", "matter_id", "agency_id", "received_on", "secrecy", "petitioner_label", "person_id",
        "signatories", "locality", "summary", "content", "kind", "field",
    )[:limit].iterator(chunk_size=_READ)  # fmt: skip
    return between_copies(found, size=_READ)


def _with_petition(
    row: dict[str, Any], by_agency: dict[UUID, Desk], chance: random.Random, day: date
) -> Coming:
    told = Subject(PetitionKind(row["kind"]), row["field"], row["summary"], row["content"], "")
    return Coming(
        uuid_of(chance), row["matter_id"], by_agency[row["agency_id"]],
        at(day, chance.randint(0, 500)), row["signatories"], Petitioner(row["petitioner_label"]),
        told, row["locality"], row["secrecy"], row["petitioner_label"], row["person_id"], row["id"],
    )  # fmt: skip


def _alone(chance: random.Random, places: list[Desk], day: date) -> Coming:
    desk = chance.choices(places, [place.weight for place in places])[0]
    address, place = home(chance, desk.homes)
    told = subject(chance, PetitionKind.RECOMMENDATION, place, address.split(",")[0])
    who = citizen(chance, address)
    return Coming(
        uuid_of(chance), uuid_of(chance), desk, at(day, chance.randint(0, 500)),
        chance.randint(5, 25) if chance.random() < 0.01 else 1, who, told, place,
        label=who.full_name, person_id=uuid_of(chance),
    )  # fmt: skip


def _write(
    copy: Copy,
    batch: list[Coming],
    chance: random.Random,
    sessions: dict[tuple[UUID, date], UUID],
    until: date,
) -> None:
    alone = [coming for coming in batch if coming.petition_id is None]
    copy(ReceptionSession, _SESSION, _new_sessions(batch, chance, sessions))
    copy(Person, _PERSON, (_person(c) for c in alone))
    copy(Matter, _MATTER, (_matter(c, until) for c in alone))
    copy(Visit, _VISIT, (_visit(c, sessions) for c in batch))
    copy(RegisterEntry, _ENTRY, (_entry(c, uuid_of(chance)) for c in batch))
    copy(SearchRow, _SEARCH, (row for c in batch if not c.secrecy for row in _search(c, chance)))
    copy(Clock, _CLOCK, (_clock(c, uuid_of(chance), until) for c in alone))
    copy(MatterFact, _FACT, (_fact(c, uuid_of(chance)) for c in batch))
    copy(
        VisitPetition, ["visit_id", "petition_id"],
        ((c.id, c.petition_id) for c in batch if c.petition_id),
    )  # fmt: skip


_SEARCH = ["id", *_SCOPE, "subject_kind", "subject_id", "matter", "label", "text", "on_date"]


def _search(c: Coming, chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """The words that the actions take: of the visit, and of a matter that came with it."""
    scope, title = (c.desk.agency.pk, c.desk.agency.path), c.told.title
    number, day = f"{c.number:02d}/{c.arrived_at.year}", day_key(c.day)
    words = visit_text(number=number, day=day, visitor=c.label, title=title,
                       address=c.who.address, locality=c.place, content=c.told.content)  # fmt: skip
    yield (uuid_of(chance), *scope, "visit", c.id, c.matter_id, visit_label(number, title), words,
           c.day)  # fmt: skip
    if c.petition_id is None:
        words = matter_text(title=title, petitioner=c.label, locality=c.place, day=day,
                            field=str(Field(c.told.field).label))  # fmt: skip
        yield (uuid_of(chance), *scope, "matter", c.matter_id, c.matter_id,
               f"Vụ việc: {title}"[:200], words, c.day)  # fmt: skip


_SESSION = ["id", *_SCOPE, "kind", "state", "on_date", "place", "host_id"]


def _new_sessions(
    batch: list[Coming], chance: random.Random, sessions: dict[tuple[UUID, date], UUID]
) -> Iterator[tuple[Any, ...]]:
    """The standing session of each desk and day, once."""
    for coming in batch:
        agency = coming.desk.agency
        if coming.secrecy or (agency.pk, coming.day) in sessions:
            continue
        sessions[agency.pk, coming.day] = pk = uuid_of(chance)
        yield (pk, agency.pk, agency.path, SessionKind.STANDING.value, SessionState.HELD.value,
               coming.day, f"Nơi tiếp công dân của {agency.name}", coming.desk.officer.pk)  # fmt: skip


_PERSON = ["id", *_SCOPE, "full_name", "folded_name", "sort_key", "birth_year", "address", "phone"]


def _person(c: Coming) -> tuple[Any, ...]:
    name, agency = c.who.full_name, c.desk.agency
    return (c.person_id, agency.pk, agency.path, name, fold(name), name_sort_key(name),
            c.who.birth_year, c.who.address, c.who.phone)  # fmt: skip


def _told_on(c: Coming, until: date) -> date | None:
    day = working_day_after(c.day, c.arrived_at.minute % _DONE_WITHIN + 1)
    return day if day <= until else None


_MATTER = ["id", *_SCOPE, "kind", "field", "title", "petitioner_label", "people_count", "locality",
           "opened_on", "closed_on", "next_due_on", "next_duty"]  # fmt: skip


def _matter(c: Coming, until: date) -> tuple[Any, ...]:
    agency, told_on = c.desk.agency, _told_on(c, until)
    duty = (None, "") if told_on else (due(_NOTICE, c.day), _NOTICE)
    return (c.matter_id, agency.pk, agency.path, c.told.kind.value, c.told.field.value,
            c.told.title, c.label, c.people, c.place, c.day, told_on, *duty)  # fmt: skip


_VISIT = ["id", "session_id", "matter_id", *_SCOPE, "secrecy", "session_kind", "number", "year",
          "arrived_at", "entered_at", "received_by_id", "person_id", "visitor_label", "address",
          "head_count", "content", "request", "tension", "result"]  # fmt: skip


def _visit(c: Coming, sessions: dict[tuple[UUID, date], UUID]) -> tuple[Any, ...]:
    agency = c.desk.agency
    session = None if c.secrecy else sessions[agency.pk, c.day]
    result = VisitResult.PETITION if c.petition_id else VisitResult.GUIDED
    return (c.id, session, c.matter_id, agency.pk, agency.path, c.secrecy,
            SessionKind.STANDING.value, c.number, c.arrived_at.year, c.arrived_at,
            c.arrived_at + timedelta(minutes=12), c.desk.officer.pk, c.person_id, c.label,
            "" if c.secrecy else c.who.address, c.people, c.told.content, c.told.request,
            Tension.CALM.value, result.value)  # fmt: skip


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


def _entry(c: Coming, pk: UUID) -> tuple[Any, ...]:
    return (
        pk,
        c.desk.agency.pk,
        _book(c),
        c.arrived_at.year,
        c.number,
        c.arrived_at,
        "visit",
        c.id,
    )


_CLOCK = [
    "id",
    "matter_id",
    *_SCOPE,
    "rule_code",
    "branches",
    "started_on",
    "due_on",
    "finished_on",
]


def _clock(c: Coming, pk: UUID, until: date) -> tuple[Any, ...]:
    agency = c.desk.agency
    return (pk, c.matter_id, agency.pk, agency.path, _NOTICE, [], c.day, due(_NOTICE, c.day),
            _told_on(c, until))  # fmt: skip


_FACT = ["id", "matter_id", "kind", "happened_on", "amount", "sentence", "reference_kind",
         "reference_id"]  # fmt: skip


def _fact(c: Coming, pk: UUID) -> tuple[Any, ...]:
    sentence = f"{c.people} người đến nơi tiếp công dân trình bày."
    return (pk, c.matter_id, FactKind.VISIT.value, c.day, c.people, sentence, "visit", c.id)
