"""What the demonstration is about: three hot spots and a denunciation of a head."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from agencies.models import User
from agencies.units.order import DemoOrder
from complaints.actions import hotspots, petitions, sealing
from complaints.demo import hotspots as watch
from complaints.demo.calendar import at, working_day_after
from complaints.demo.cases import Moment
from complaints.demo.citizens import names
from complaints.demo.diary import Diary
from complaints.demo.places import Desk, desks
from complaints.enums import Field, HotLevel, Outcome, PetitionKind
from complaints.models import HotSpot, Matter
from complaints.petitioner import Petitioner
from reception.actions.notices import notice_clocks, tell_result
from reception.actions.visits import register_visit
from reception.demo.callers import tell_callers
from reception.demo.signals import tell_growing_groups
from reception.enums import Tension, VisitResult
from reception.intake import PetitionInput
from reception.models import Visit, VisitPetition

_CALMING = "Mời người đại diện vào làm việc, bố trí chỗ ngồi và nước uống cho đoàn."


@dataclass(frozen=True, slots=True)
class Crowd:
    """A matter for which groups come. `visits`: (days before the last one, people)."""

    agency: str
    kind: PetitionKind
    field: Field
    title: str
    content: str
    request: str
    leader: str
    place: str
    visits: tuple[tuple[int, int], ...]
    level: HotLevel
    raised: int
    note: str
    decided: int = 0
    closed: int = 0
    result: str = ""


def _crowds() -> list[Crowd]:
    """The matters of the data file."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return [
        Crowd(
            **{
                **row,
                "kind": PetitionKind(row["kind"]),
                "field": Field(row["field"]),
                "level": HotLevel(row["level"]),
                "content": " ".join(row["content"].split()),
                "visits": tuple((back, people) for back, people in row["visits"]),
            }
        )
        for row in data["crowd"]
    ]


def tell_special_stories(*, diary: Diary, days: Sequence[date], order: DemoOrder) -> Moment:
    """Writes them into the diary; with volumes loaded all fall on the last day, after them. Gives
    how its days are counted back, for further stories."""
    chance, places = order.chance("special"), {desk.agency.code: desk for desk in desks()}
    pick = _Days(days, on_last_day=order.is_bulk)
    for crowd in _crowds():
        _tell_crowd(diary, chance, places[crowd.agency], crowd, pick)
    diary.write(pick.at(12, 95), partial(_denounce, diary, places, chance, pick))
    if not order.is_bulk:
        tell_callers(diary=diary, chance=order.chance("callers"), places=places, moment=pick.at)
        chance = order.chance("signals")
        tell_growing_groups(diary=diary, chance=chance, places=places, moment=pick.at)
    return pick.at


@dataclass
class _Days:
    """Moments counted back in days from the last working day; in order, whatever is asked."""

    days: Sequence[date]
    on_last_day: bool
    _step: int = 0

    def at(self, back: int, minute: int) -> datetime:
        if self.on_last_day:
            self._step += 1
            return at(self.days[-1], 535 + self._step)
        wanted = self.days[-1] - timedelta(days=back)
        earlier = (day for day in self.days if day <= wanted)
        return at(max(earlier, default=self.days[0]), minute)


def _tell_crowd(diary: Diary, chance: random.Random, desk: Desk, crowd: Crowd, pick: _Days) -> None:
    state: dict[str, Matter] = {}
    deeds = [
        (back, partial(_group_comes, diary, crowd, desk, chance, people, state))
        for back, people in crowd.visits
    ]
    deeds.append((crowd.raised, partial(_raise, crowd, desk, state)))
    if crowd.decided:
        deeds.append((crowd.decided, partial(_confirm, desk, state)))
        last, people = crowd.visits[-1]
        course = watch.course_of(crowd.decided, crowd.closed, last, people)
        deeds += (
            []
            if pick.on_last_day
            else [(back, partial(_watch, deed, desk, state)) for back, deed in course]
        )
    if crowd.closed:
        deeds.append((crowd.closed, partial(_close, crowd, desk, state)))
    for back, deed in sorted(deeds, key=lambda pair: -pair[0]):
        diary.write(pick.at(back, 170), deed)


def _group_comes(
    diary: Diary, crowd: Crowd, desk: Desk, chance: random.Random, people: int,
    state: dict[str, Matter], when: datetime,
) -> None:  # fmt: skip
    first = "matter" not in state
    visit = register_visit(
        agency=desk.agency,
        arrived_at=when - timedelta(minutes=30),
        petitioner=Petitioner(crowd.leader, 1969, f"{crowd.place}, tỉnh Lạng Sơn"),
        head_count=people,
        representatives=[crowd.leader, *names(chance, 1)],
        content=crowd.content,
        request=crowd.request,
        tension=Tension.CALM if first else Tension.CROWDED,
        calming="" if first else _CALMING,
        result=VisitResult.PETITION if first else VisitResult.REFERRED,
        result_note="" if first else "Báo cáo Thủ trưởng, hẹn đối thoại với các hộ.",
        is_first_time=first,
        kind=crowd.kind,
        field=crowd.field,
        title=crowd.title,
        locality=crowd.place,
        matter=state.get("matter"),
        petition=PetitionInput(f"{crowd.content}\n{crowd.request}") if first else None,
        by=desk.officer,
        now=when,
    )
    state.setdefault("matter", visit.matter)
    told_on = at(working_day_after(when.date(), 4), 500)
    diary.write(told_on, partial(_tell, desk, visit))
    if first:
        _accept(visit, desk, when)


def _tell(desk: Desk, visit: Visit, when: datetime) -> None:
    """The head's answer reaches the representatives; a later visit may have been answered with it."""
    if notice_clocks(visit).filter(finished_on=None).exists():
        tell_result(visit_id=visit.pk, told_on=when.date(), by=desk.officer, now=when)


def _accept(visit: Visit, desk: Desk, when: datetime) -> None:
    petition = VisitPetition.objects.select_related("petition").get(visit=visit).petition
    petitions.process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True,
        note="Đơn đông người, thuộc thẩm quyền; giao bộ phận chuyên môn xác minh.",
        processed_on=when.date(), version=petition.version, by=desk.head, now=when,
    )  # fmt: skip


def _raise(crowd: Crowd, desk: Desk, state: dict[str, Matter], when: datetime) -> None:
    hotspots.raise_hotspot(
        matter_id=state["matter"].pk, level=crowd.level, note=crowd.note, by=desk.officer, now=when
    )


def _open_flag(state: dict[str, Matter]) -> HotSpot:
    found: HotSpot = HotSpot.objects.open().get(matter=state["matter"])
    return found


def _confirm(desk: Desk, state: dict[str, Matter], when: datetime) -> None:
    watch.confirm(desk, state["matter"], when)


def _watch(deed: watch.Deed, desk: Desk, state: dict[str, Matter], when: datetime) -> None:
    deed(desk, state["matter"], when)


def _close(crowd: Crowd, desk: Desk, state: dict[str, Matter], when: datetime) -> None:
    hotspots.close_hotspot(
        hotspot_id=_open_flag(state).pk, result=crowd.result, by=desk.head, now=when
    )


def _denounce(
    diary: Diary, places: dict[str, Desk], chance: random.Random, pick: _Days, when: datetime
) -> None:
    """Somebody denounces the head at his own desk: registered at the inspectorate."""
    desk = places["LS-SKHCN"]
    visit = register_visit(
        agency=desk.agency,
        arrived_at=when - timedelta(minutes=25),
        petitioner=Petitioner(
            "Nông Thị Ánh Dương", 1987, "khối 4, phường Tam Thanh, tỉnh Lạng Sơn"
        ),
        head_count=1,
        content="Người tố cáo trình bày dấu hiệu chỉ định nhà cung cấp quen biết trong mua sắm "
        "thiết bị đo lường năm 2025, giá cao hơn thị trường; có kèm bản sao báo giá.",
        request="Đề nghị xác minh việc mua sắm và giữ kín danh tính.",
        tension=Tension.CALM,
        result=VisitResult.PETITION,
        is_first_time=True,
        kind=PetitionKind.DENUNCIATION,
        field=Field.CORRUPTION,
        title="Tố cáo việc mua sắm thiết bị đo lường",
        petition=PetitionInput(
            "Tố cáo người đứng đầu đơn vị có dấu hiệu chỉ định nhà cung cấp trong mua sắm "
            "thiết bị đo lường năm 2025."
        ),
        accused_agency=desk.agency,
        by=desk.officer,
        now=when,
    )
    diary.write(pick.at(7, 80), partial(_take_up, visit))


def _take_up(visit: Visit, when: datetime) -> None:
    """The inspectorate accepts it and asks the custodian for the identity."""
    head, inspector = (User.objects.get(username=n) for n in ("chanhthanhtra.ls", "xuly.ttt"))
    petition = VisitPetition.objects.select_related("petition").get(visit=visit).petition
    petitions.process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True,
        note="Đủ điều kiện thụ lý tố cáo.", processed_on=when.date(), version=petition.version,
        by=head, now=when,
    )  # fmt: skip
    sealing.ask_identity(
        matter_id=visit.matter_id,
        reason="Cần gặp người tố cáo để làm rõ báo giá kèm theo đơn.",
        by=inspector,
        now=when + timedelta(minutes=5),
    )
