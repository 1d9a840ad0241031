"""Five thousand visits of one desk and year, written straight into the tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Permission
from complaints import vault
from complaints.enums import Field, PaperKind, PetitionKind
from complaints.models import Clock, Matter, Person
from reception.enums import NOTICE, SessionKind, SessionState, VisitResult
from reception.models import ReceptionSession, Visit, VisitCorrection, VisitMatter
from records.enums import Book
from records.models import RegisterCounter, RegisterEntry

YEAR = 2025
_SPACE = UUID("5d0f1c6e-4a53-4a47-9d53-0d6d3f5a7f10")
_TEXT = (
    "đường vào khu sản xuất bị sạt lở từ tháng tám đi lại khó khăn đề nghị cấp có thẩm quyền xem xét "
    "giải quyết việc thu hồi đất bồi thường hỗ trợ tái định cư theo quy định của pháp luật gia đình tôi "
    "đã nhiều lần có ý kiến nhưng chưa được trả lời bằng văn bản"
)
WORDS = _TEXT.split()
_NAMES = ("Hoàng Văn Bình", "Nông Thị Lan", "Vi Văn Sáng", "Bế Thị Hòa", "Lý Văn Thành")
_BATCH = 2000
_FEW = 50  # one line in fifty is void, one corrected, one tells a further content


def write(agency: Agency, count: int) -> None:
    """Visits numbered 1..count in the open book of YEAR, with people, notices and what befell them."""
    officer = next(
        one.user
        for one in agency.memberships.select_related("user", "agency")
        if Permission.LOG_VISIT in one.user.access.permissions
    )
    with transaction.atomic():
        _write(agency, officer, count)


def _write(agency: Agency, officer: User, count: int) -> None:
    chance = random.Random(YEAR)
    days = {_day(n, count) for n in range(1, count + 1)}
    scope = {"agency": agency, "scope_path": agency.path}
    sessions = {
        day: ReceptionSession(
            **scope, kind=SessionKind.STANDING, state=SessionState.HELD, on_date=day,
            place=f"Nơi tiếp công dân của {agency.name}", host=officer,
        )
        for day in sorted(days)
    }  # fmt: skip
    ReceptionSession.objects.bulk_create(sessions.values())
    visits: list[Visit] = []
    # Some at a time: a transaction in which nothing is written for a minute is ended by the server.
    for first in range(1, count + 1, _BATCH):
        numbers = range(first, min(first + _BATCH, count + 1))
        rows = [_rows(n, count, scope, officer, sessions, chance) for n in numbers]
        for place, model in enumerate((Person, Matter, Visit, RegisterEntry, Clock)):
            model.objects.bulk_create(row[place] for row in rows)
        visits += [row[2] for row in rows]
    _befall(visits, scope, officer, chance)
    RegisterCounter.objects.create(agency=agency, book=Book.VISITS, year=YEAR, last=count)


def _day(number: int, count: int) -> date:
    return date(YEAR, 1, 2) + timedelta(days=number * 360 // count)


def _some(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def _rows(
    number: int, count: int, scope: dict[str, object], officer: User,
    sessions: dict[date, ReceptionSession], chance: random.Random,
) -> tuple[Person, Matter, Visit, RegisterEntry, Clock]:  # fmt: skip
    day, name = _day(number, count), f"{chance.choice(_NAMES)} {number}"
    came = timezone.make_aware(datetime.combine(day, time(8, number % 60)))
    people = 7 if number % 40 == 0 else 1
    person = Person(
        **scope, id=uuid5(_SPACE, f"person {number}"), full_name=name, folded_name=name,
        sort_key=name, birth_year=1960 + number % 40, address=f"thôn {number % 9 + 1}, xã Tân Thanh",
        paper=PaperKind.IDENTITY_CARD,
    )  # fmt: skip
    person.id_cipher = vault.seal_number(person_id=person.pk, number=f"020{number:09d}")
    matter = Matter(
        **scope, kind=(PetitionKind.COMPLAINT, PetitionKind.RECOMMENDATION)[number % 2],
        field=Field.LAND, title=_some(chance, 10), petitioner_label=name, people_count=people,
        opened_on=day,
    )  # fmt: skip
    guided = number % 3 == 0
    visit = Visit(
        **scope, session=sessions[day], matter=matter, session_kind=SessionKind.STANDING,
        number=number, year=YEAR, arrived_at=came, entered_at=came + timedelta(minutes=12),
        received_by=officer, person=person, visitor_label=name, address=person.address,
        head_count=people, content=_some(chance, 35), request=_some(chance, 12),
        result=VisitResult.GUIDED if guided else VisitResult.ANSWERED,
        result_note=_some(chance, 14), is_competent=not guided,
        directed_to="UBND xã Tân Thanh" if guided else "",
    )  # fmt: skip
    entry = RegisterEntry(
        agency=scope["agency"], book=Book.VISITS, year=YEAR, number=number, registered_at=came,
        subject_kind="visit", subject_id=visit.pk,
    )  # fmt: skip
    clock = Clock(
        **scope, matter=matter, rule_code=NOTICE, started_on=day, due_on=day + timedelta(days=14),
        finished_on=day + timedelta(days=number % 9),
    )  # fmt: skip
    return person, matter, visit, entry, clock


def _befall(
    visits: list[Visit], scope: dict[str, object], officer: User, chance: random.Random
) -> None:
    """Some lines are void, some corrected, some tell of a second content."""
    for visit in visits[10::_FEW]:
        visit.voided_at, visit.voided_by = visit.entered_at, officer
        visit.void_reason = "Ghi trùng với lượt tiếp trước."
    Visit.objects.bulk_update(visits[10::_FEW], ["voided_at", "voided_by", "void_reason"])
    VisitCorrection.objects.bulk_create(
        VisitCorrection(visit=visit, field="address", old="thôn Nà Lầu", new=visit.address,
                        reason="Ghi nhầm.", by=officer, at=visit.entered_at)
        for visit in visits[20::_FEW]
    )  # fmt: skip
    matters = [
        Matter(**scope, kind=PetitionKind.RECOMMENDATION, field=Field.POLICY,
               title=_some(chance, 9), petitioner_label=visit.visitor_label,
               opened_on=visit.arrived_on)
        for visit in _of_two_contents(visits)
    ]  # fmt: skip
    Matter.objects.bulk_create(matters)
    VisitMatter.objects.bulk_create(
        VisitMatter(visit=visit, matter=matter, content=_some(chance, 20),
                    result=VisitResult.TRANSFER, directed_to="Sở Nội vụ")
        for visit, matter in zip(_of_two_contents(visits), matters, strict=True)
    )  # fmt: skip


def _of_two_contents(visits: list[Visit]) -> Iterator[Visit]:
    yield from visits[30::_FEW]
