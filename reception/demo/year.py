"""The small year: a few hundred visits and petitions through the actions, in date order."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from agencies.enums import Level
from agencies.units.order import DemoOrder
from complaints.actions import petitions
from complaints.demo.calendar import at, working_day_after, working_days
from complaints.demo.cases import tell_cases
from complaints.demo.citizens import citizen, home, names, village
from complaints.demo.course import course
from complaints.demo.diary import Diary
from complaints.demo.places import Desk, desks
from complaints.demo.procedure import take, turns, version_of
from complaints.demo.sending import grounds_of, note_transfer_answer, receiver_of
from complaints.demo.subjects import Subject, kind_by_chance, subject
from complaints.enums import Outcome, PetitionKind, Source
from complaints.models import Matter, Petition
from complaints.petitioner import Petitioner
from complaints.told import About
from reception.actions.notices import notice_clocks, tell_result
from reception.actions.visits import register_visit
from reception.demo.heads_day import tell_heads_days
from reception.demo.sessions import planned_session, write_calendar
from reception.demo.special import tell_special_stories
from reception.enums import Tension, VisitResult
from reception.intake import PetitionInput
from reception.models import ReceptionSession, Visit, VisitPetition

_ARRIVALS_A_DAY = 1.7
_POST = ((Source.POST, 60), (Source.TRANSFER, 24), (Source.PORTAL, 16))
_SENDERS = (
    "Công văn số {no}/BTCDTW-NV1 ngày {day} của Ban Tiếp công dân Trung ương",
    "Công văn số {no}/VP-TCD ngày {day} của Văn phòng UBND tỉnh",
    "Phiếu chuyển đơn số {no}/PC-TTr ngày {day} của Thanh tra tỉnh",
)
_RESULTS = (
    (VisitResult.PETITION, 52), (VisitResult.GUIDED, 22), (VisitResult.ANSWERED, 20),
    (VisitResult.REFERRED, 6),
)  # fmt: skip
_RESULT_NOTES = {
    VisitResult.GUIDED: "Hướng dẫn công dân gửi đơn và giấy tờ kèm theo đến cơ quan có thẩm quyền.",
    VisitResult.ANSWERED: "Giải thích quy định, công dân đồng ý, không gửi đơn.",
    VisitResult.REFERRED: "Báo cáo Thủ trưởng xem xét tiếp trong kỳ tiếp định kỳ.",
}


@dataclass
class Year:
    """What the deeds of one year share."""

    order: DemoOrder
    chance: random.Random
    diary: Diary
    # Open matters that came by the desk, by agency: a few of them come again.
    earlier: dict[UUID, list[tuple[Matter, Petitioner, Subject]]] = field(default_factory=dict)
    head_days: set[tuple[UUID, date]] = field(default_factory=set)

    def session_of(self, desk: Desk, day: date) -> ReceptionSession | None:
        """The head's session of that day when people were asked to come to it."""
        wanted = (desk.agency.pk, day) in self.head_days
        return planned_session(desk.agency, day) if wanted else None


def live_through(*, order: DemoOrder, now: datetime) -> None:
    """Writes the year into a diary, then lives it; beside volumes only the special matters."""
    chance = order.chance("reception.year")
    staffed = desks(staffed_only=True)
    diary = Diary(min(now, at(order.until, 700)))
    year = Year(order, chance, diary)
    days = working_days(order.until)
    if not order.is_bulk:
        write_calendar(diary=diary, days=days, order=order)
        _plan_periodic_sessions(year, staffed, days)
        _plan_arrivals(year, staffed, days)
        tell_heads_days(diary=diary, days=days)
    pick = tell_special_stories(diary=diary, days=days, order=order)
    if not order.is_bulk:
        tell_cases(diary=diary, chance=order.chance("complaints.cases"), moment=pick)
    order.say(f"Đã ghi {diary.live()} việc của năm mẫu.")


def _plan_arrivals(year: Year, staffed: list[Desk], days: list[date]) -> None:
    weights = [desk.weight for desk in staffed]
    for day in days:
        # Tuesdays and Thursdays are busier, as at most offices.
        busy = 1.35 if day.weekday() in (1, 3) else 0.8
        many = int(_ARRIVALS_A_DAY * busy + year.chance.random())
        for desk in year.chance.choices(staffed, weights, k=many):
            deed = _visit if year.chance.random() < 0.6 else _by_post
            year.diary.write(at(day, year.chance.randint(5, 500)), partial(deed, year, desk))


def _plan_periodic_sessions(year: Year, staffed: list[Desk], days: list[date]) -> None:
    """Somebody comes to the head's day once a month: on the first Thursday from the 15th."""
    firsts = {(d.year, d.month): d for d in reversed(days) if d.day >= 15 and d.weekday() == 3}
    for day in sorted(firsts.values()):
        for desk in staffed:
            if desk.agency.level == Level.COMMUNE:
                year.head_days.add((desk.agency.pk, day))
                year.diary.write(at(day, year.chance.randint(20, 200)), partial(_visit, year, desk))


def _visit(year: Year, desk: Desk, when: datetime) -> None:
    """Somebody comes: again about an open matter, or with something new."""
    chance, before = year.chance, year.earlier.setdefault(desk.agency.pk, [])
    if before and chance.random() < 0.14:
        matter, who, told = before.pop(chance.randrange(len(before)))
        _receive(year, desk, when, who, told, matter, VisitResult.ANSWERED)
        return
    address, place = home(chance, desk.homes)
    told = subject(chance, kind_by_chance(chance), place, address.split(",")[0])
    results, weights = zip(*_RESULTS, strict=True)
    result = chance.choices(results, weights)[0]
    if told.kind is PetitionKind.DENUNCIATION:
        result = VisitResult.PETITION
    _receive(year, desk, when, citizen(chance, address), told, None, result)


def _receive(
    year: Year, desk: Desk, when: datetime, who: Petitioner, told: Subject,
    matter: Matter | None, result: VisitResult,
) -> None:  # fmt: skip
    chance = year.chance
    is_crowd = (
        matter is None and told.kind is not PetitionKind.DENUNCIATION and chance.random() < 0.02
    )
    people = chance.randint(5, 14) if is_crowd else chance.choices((1, 2, 3), (86, 11, 3))[0]
    tension, calming = _situation(chance, people)
    visit = register_visit(
        agency=desk.agency,
        session=year.session_of(desk, when.date()),
        arrived_at=when - timedelta(minutes=chance.randint(6, 25)),
        petitioner=who,
        head_count=people,
        representatives=names(chance, 2) if people >= 5 else (),
        content=told.content,
        request=told.request,
        tension=tension,
        calming=calming,
        result=result,
        result_note=_RESULT_NOTES.get(result, ""),
        is_first_time=matter is None,
        kind=told.kind,
        field=told.field,
        title=told.title,
        locality=_locality(who),
        matter=matter,
        petition=PetitionInput(f"{told.content}\n{told.request}")
        if result is VisitResult.PETITION
        else None,
        by=desk.officer,
        now=when,
    )
    _afterwards(year, desk, visit, who, told, when)


def _situation(chance: random.Random, people: int) -> tuple[Tension, str]:
    if people >= 10:
        return Tension.CROWDED, "Mời vào phòng chờ, mời người đại diện làm việc trước."
    if chance.random() < 0.02:
        return Tension.HEATED, "Giải thích, ghi nhận đầy đủ nội dung, hẹn ngày trả lời."
    return Tension.CALM, ""


def _locality(who: Petitioner) -> str:
    """The commune in an address "thôn …, xã …, tỉnh …"."""
    parts = who.address.split(", ")
    return parts[1] if len(parts) > 1 else ""


def _afterwards(
    year: Year, desk: Desk, visit: Visit, who: Petitioner, told: Subject, when: datetime
) -> None:
    """The notice of the result, and the course of the petition that came with the visit."""
    if visit.result != VisitResult.ANSWERED and year.chance.random() < 0.985:
        day = working_day_after(when.date(), year.chance.randint(2, 9))
        year.diary.write(at(day, 520), partial(_tell, desk, visit.pk))
    if visit.result == VisitResult.PETITION:
        link = VisitPetition.objects.select_related("petition").get(visit=visit)
        plan_course(year.diary, year.chance, desk, link.petition, year.order.until)
    if not visit.secrecy and visit.result != VisitResult.ANSWERED:
        year.earlier[desk.agency.pk].append((visit.matter, who, told))


def _tell(desk: Desk, visit_id: UUID, when: datetime) -> None:
    """Once: a later visit of the same matter may have been told already, for both."""
    visit = Visit.objects.get(pk=visit_id)
    if notice_clocks(visit).filter(finished_on=None).exists():
        tell_result(visit_id=visit_id, told_on=when.date(), by=desk.officer, now=when)


def _by_post(year: Year, desk: Desk, when: datetime) -> None:
    chance = year.chance
    address, place = home(chance, desk.homes)
    told = subject(chance, kind_by_chance(chance), place, village(chance, desk.agency))
    sources, weights = zip(*_POST, strict=True)
    source = chance.choices(sources, weights)[0]
    day = f"{when - timedelta(days=3):%d/%m/%Y}"
    petition = petitions.register_petition(
        agency=desk.agency,
        kind=told.kind,
        field=told.field,
        source=source,
        sender_reference=chance.choice(_SENDERS).format(no=chance.randint(20, 900), day=day)
        if source is Source.TRANSFER
        else "",
        received_on=when.date(),
        petitioner=citizen(chance, address),
        signatories=chance.randint(5, 20) if chance.random() < 0.02 else 1,
        locality=place,
        about=About(commune_code=desk.commune_code(place)),
        summary=told.title,
        content=f"{told.content}\n{told.request}",
        by=desk.officer,
        now=when,
    )
    plan_course(year.diary, chance, desk, petition, year.order.until)


def plan_course(
    diary: Diary, chance: random.Random, desk: Desk, petition: Petition, until: date
) -> None:
    """Writes the processing and every step after it into the diary."""
    kind = PetitionKind(petition.kind)
    went = course(chance, kind, petition.received_on, until)
    if went.outcome is None or went.processed_on is None or petition.is_anonymous:
        return
    minute, receiver = chance.randint(60, 480), receiver_of(chance, desk, went)
    process: Callable[[datetime], object] = lambda when: petitions.process_petition(  # noqa: E731
        petition_id=petition.pk, outcome=went.outcome, is_competent=bool(went.is_competent),
        note=went.note, processed_on=when.date(), receiver=receiver, grounds=grounds_of(kind, went),
        document=f"{chance.randint(10, 900)}/{desk.agency.symbol}-TCD",
        version=version_of(petition.pk), by=desk.head, now=when,
    )  # fmt: skip
    diary.write(at(went.processed_on, minute), process)
    if receiver is not None and went.outcome == Outcome.TRANSFER and chance.random() < 0.7:
        answered_on = working_day_after(went.processed_on, chance.randint(6, 28))
        diary.write(at(answered_on, 300), partial(note_transfer_answer, desk, petition.pk))
    if went.outcome == Outcome.ACCEPT:
        for place, turn in enumerate(turns(kind, went, desk)):
            diary.write(at(turn.on, 485 + place), partial(take, petition.pk, turn, desk))
