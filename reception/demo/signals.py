"""Matters that grow: one waits for a decision on what the signals propose, one was not confirmed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from agencies.units.order import DemoOrder
from complaints.actions.assessing_matters import assess_matter
from complaints.actions.hotspots import reject_hotspot
from complaints.demo.calendar import at, working_day_after
from complaints.demo.citizens import names
from complaints.demo.diary import Diary
from complaints.demo.places import Desk
from complaints.enums import Field, HotState, PetitionKind
from complaints.models import HotSpot, Matter
from complaints.petitioner import Petitioner
from complaints.signal_jobs import CHUNK, matters_to_weigh, weigh
from reception.actions.notices import notice_clocks, tell_result
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitResult
from reception.models import Visit
from reception.told import MemberInput

_CALMING = "Mời người đại diện vào phòng họp, bố trí chỗ ngồi, nước uống và thông báo giờ trả lời."


@dataclass(frozen=True, slots=True)
class _Group:
    """A matter for which more people come each time. `visits`: (days back, people, listed, tension)."""

    agency: str
    title: str
    content: str
    request: str
    place: str
    visits: tuple[tuple[int, int, int, Tension], ...]
    rejected: int = 0
    why: str = ""


_GROUPS = (
    _Group(
        agency="LS-BTCD",
        title="Kiến nghị bố trí tái định cư đường vành đai phía tây",
        content="Các hộ phải di dời đề nghị công bố mặt bằng khu tái định cư trước khi kiểm đếm.",
        request="Đề nghị tổ chức đối thoại và công khai phương án bố trí.",
        place="phường Tam Thanh",
        visits=((6, 4, 4, Tension.CALM), (4, 12, 12, Tension.CALM), (1, 30, 18, Tension.CROWDED)),
    ),
    _Group(
        agency="LS-SKHCN",
        title="Phản ánh nhiễu sóng từ trạm phát thử nghiệm",
        content="Các hộ quanh trạm phát đề nghị đo lại cường độ và dời giờ thử nghiệm.",
        request="Đề nghị công bố kết quả đo.",
        place="phường Đông Kinh",
        visits=((24, 6, 6, Tension.CALM), (20, 11, 8, Tension.CROWDED)),
        rejected=19,
        why="Đã đo cùng các hộ ngày hôm sau, kết quả trong giới hạn; các hộ đồng ý, không cần theo dõi.",
    ),
)


@dataclass
class _Told:
    """What the deeds of one matter share."""

    group: _Group
    desk: Desk
    people: list[MemberInput]
    matter: list[Matter] = field(default_factory=list)


def tell_growing_groups(
    *,
    diary: Diary,
    chance: random.Random,
    places: dict[str, Desk],
    moment: Callable[[int, int], datetime],
) -> None:
    """Writes the visits into the diary, and what was decided on the proposal."""
    for group in _GROUPS:
        people = [
            MemberInput(name, chance.randint(1950, 1995), group.place) for name in names(chance, 18)
        ]
        told = _Told(group, places[group.agency], people)
        for step, (back, many, listed, tension) in enumerate(group.visits):
            deed = partial(_comes, diary, told, many, listed, tension)
            diary.write(moment(back, 205 + 30 * step), deed)
        if group.rejected:
            diary.write(moment(group.rejected, 330), partial(_reject, told))


def _comes(
    diary: Diary, told: _Told, many: int, listed: int, tension: Tension, when: datetime
) -> None:
    group, desk, leader = told.group, told.desk, told.people[0]
    visit = register_visit(
        agency=desk.agency, arrived_at=when - timedelta(minutes=20), head_count=many,
        petitioner=Petitioner(leader.full_name, leader.birth_year, f"{group.place}, tỉnh Lạng Sơn"),
        representatives=[one.full_name for one in told.people[:2]] if many >= 5 else [],
        members=told.people[:listed], content=group.content, request=group.request,
        tension=tension, calming="" if tension == Tension.CALM else _CALMING,
        result=VisitResult.REFERRED, result_note="Báo cáo Thủ trưởng, hẹn ngày trả lời.",
        is_first_time=not told.matter, kind=PetitionKind.RECOMMENDATION, field=Field.OTHER,
        title=group.title, locality=group.place, matter=told.matter[0] if told.matter else None,
        by=desk.officer, now=when,
    )  # fmt: skip
    told.matter.append(visit.matter)
    assess_matter(matter_id=visit.matter_id, now=when, today=when.date())
    diary.write(at(working_day_after(when.date(), 4), 500), partial(_answer, desk, visit))


def _answer(desk: Desk, visit: Visit, when: datetime) -> None:
    if notice_clocks(visit).filter(finished_on=None).exists():
        tell_result(visit_id=visit.pk, told_on=when.date(), by=desk.officer, now=when)


def _reject(told: _Told, when: datetime) -> None:
    spot = HotSpot.objects.filter(matter=told.matter[0], state=HotState.PROPOSED).first()
    if spot is not None:
        reject_hotspot(hotspot_id=spot.pk, note=told.group.why, by=told.desk.head, now=when)


def weigh_all(*, order: DemoOrder, now: datetime) -> None:
    """The daily round of the last day, so that the demonstration is as a morning finds it."""
    here, after, weighed = min(now, at(order.until, 700)), UUID(int=0), 0
    while found := matters_to_weigh(after=after, today=here.date(), most=CHUNK):
        weigh(found, today=here.date(), now=here)
        after, weighed = found[-1], weighed + len(found)
    order.say(f"Đã đánh giá dấu hiệu của {weighed} vụ việc.")
