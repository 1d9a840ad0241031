"""Schedules of the heads over the year: published, held, at times moved, cancelled, missed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints.demo.calendar import at, working_day_after
from complaints.demo.diary import Diary
from reception.actions.online import note_preparation
from reception.actions.schedules import days_of, publish_schedule, write_schedule
from reception.actions.session_changes import (
    cancel_session,
    confirm_held,
    delegate_session,
    miss_session,
    move_session,
)
from reception.actions.sessions import OnlineInput, hold_session, mark_held
from reception.actions.venues import MemberInput, write_venue
from reception.enums import DayOffRule, OnlineGround, SessionKind, SessionMode, SessionState
from reception.models import ReceptionSession, Venue
from reception.workflow import ONLINE_SINCE

_MEMBERS = (
    ("LS-TU-VP", "Ông Hoàng Văn Páo, Phó Chánh Văn phòng", "Công văn số 36-CV/VPTU"),
    ("LS-DBQH", "Bà Chu Thị Hồng, Phó Chánh Văn phòng", "Công văn số 27/ĐBQH-HĐND"),
    ("LS", "Ông Bế Thanh Sơn, Phó Chủ tịch", "Thông báo số 15/TB-UBND"),
    ("LS-TTT", "Bà Hà Thị Ngọc Mai, Thanh tra viên", "Công văn số 42/TTr-NV1"),
    ("LS-VP", "Trưởng phòng Tiếp công dân – Nội chính", "Công văn số 118/VP-TCD"),
)
_GONE = (
    ("Dự kỳ họp Hội đồng nhân dân", 4), ("Đi công tác theo triệu tập của cấp trên", 3),
    ("Tham gia đoàn kiểm tra phòng, chống thiên tai", 2),
)  # fmt: skip
_HALF_YEAR = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Host:
    """A head with a schedule of reception, and who plans it."""

    agency: Agency
    head: User
    planner: User
    rule: str
    day_off: DayOffRule
    deputy: User | None = None


def hosts() -> list[Host]:
    """The province, the department of science, and every commune whose chairman has an account."""
    people = {
        user.username: user
        for user in User.objects.filter(memberships__agency__code__startswith="LS")
    }
    found = [
        Host(_agency("LS"), people["lanhdao.ls"], people["lanhdao.ls"], "ngày 15 hằng tháng",
             DayOffRule.NEXT_WORKING),
        Host(_agency("LS-SKHCN"), people["giamdoc.skhcn"], people["tiepdan.skhcn"],
             "ngày 20 hằng tháng", DayOffRule.NEAREST, people["phogiamdoc.skhcn"]),
    ]  # fmt: skip
    for username in sorted(people):
        role, _, place = username.partition(".")
        if role == "chutich":
            head = people[username]
            agency = head.memberships.select_related("agency").get().agency
            found.append(
                Host(agency, head, people[f"tiepdan.{place}"], "thứ Năm hằng tuần",
                     DayOffRule.NEXT_WORKING)
            )  # fmt: skip
    return found


def _agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def write_calendar(*, diary: Diary, days: list[date], order: DemoOrder) -> None:
    """Puts the place, every head's schedules and what became of their days into the diary."""
    chance = order.chance("reception.sessions")
    diary.write(at(days[0], 0), _found_headquarters)
    for host in hosts():
        for first, last in _periods(days[0], order.until):
            diary.write(at(first, 1), partial(_publish, host, last))
            for planned in days_of(host.rule, first, last, host.day_off):
                _what_becomes(diary, chance, host, planned.day)
    _online(diary, order.until)


def _periods(first: date, until: date) -> Iterator[tuple[date, date]]:
    """A schedule for each calendar year; the last one runs half a year beyond today at most."""
    while first <= until:
        yield first, date(first.year, 12, 31)
        first = working_day_after(date(first.year + 1, 1, 1), 0)


def _found_headquarters(when: datetime) -> None:
    board = _agency("LS-BTCD")
    write_venue(
        agency=board, name="Trụ sở tiếp công dân tỉnh Lạng Sơn", is_headquarters=True,
        address="Đường Hùng Vương, phường Lương Văn Tri, tỉnh Lạng Sơn",
        members=[
            MemberInput(_agency(code), when.date(), who, f"{document} ngày {when:%d/%m/%Y}")
            for code, who, document in _MEMBERS
        ],
        by=User.objects.get(username="tiepdan.ls"), now=when,
    )  # fmt: skip


def _publish(host: Host, last: date, when: datetime) -> None:
    venue = Venue.objects.used_by(host.agency, when.date()).first()
    schedule = write_schedule(
        agency=host.agency, kind=SessionKind.PERIODIC, host=host.head, rule=host.rule,
        day_off=host.day_off, starts_at=time(8), ends_at=time(11, 30), valid_from=when.date(),
        valid_to=last, venue=venue, attendance="Lãnh đạo các đơn vị có liên quan",
        by=host.planner, now=when,
    )  # fmt: skip
    publish_schedule(schedule_id=schedule.pk, by=host.planner, now=when)


def _what_becomes(diary: Diary, chance: random.Random, host: Host, day: date) -> None:
    """Nine days of ten are held; the rest is told the day before, or afterwards."""
    dice = chance.random()
    reason = chance.choices(*zip(*_GONE, strict=True))[0]
    before = day - timedelta(days=1)
    if dice < 0.03:
        diary.write(at(before, 300), partial(_cancel, host, day, reason))
    elif dice < 0.06:
        diary.write(at(before, 300), partial(_move, diary, host, day, reason))
    elif dice < 0.08:
        diary.write(at(day, 520), partial(_miss, host, day, reason))
    elif host.deputy and dice < 0.2:
        diary.write(at(before, 310), partial(_delegate, host, day))
    # After all else: a day whose change was not needed is held like the others.
    diary.write(at(day, 530), partial(_held, host, day))


def planned_session(agency: Agency, day: date) -> ReceptionSession | None:
    """The head's session of that day that still stands."""
    found: ReceptionSession | None = ReceptionSession.objects.filter(
        agency=agency, kind=SessionKind.PERIODIC, on_date=day,
        state__in=(SessionState.PLANNED, SessionState.HELD),
    ).first()  # fmt: skip
    return found


def _waiting(host: Host, day: date) -> ReceptionSession | None:
    session = planned_session(host.agency, day)
    return session if session and session.state == SessionState.PLANNED else None


def _free(host: Host, day: date) -> ReceptionSession | None:
    """One for which nobody has registered yet: that day may still change."""
    session = _waiting(host, day)
    return session if session and not session.registrations.exists() else None


def _held(host: Host, day: date, when: datetime) -> None:
    if session := _waiting(host, day):
        mark_held(session=session, by=host.planner, now=when)


def _cancel(host: Host, day: date, reason: str, when: datetime) -> None:
    if session := _free(host, day):
        cancel_session(session_id=session.pk, reason=reason, by=host.planner, now=when)


def _miss(host: Host, day: date, reason: str, when: datetime) -> None:
    if session := _free(host, day):
        miss_session(session_id=session.pk, reason=reason, by=host.planner, now=when)


def _delegate(host: Host, day: date, when: datetime) -> None:
    if host.deputy and (session := _free(host, day)):
        delegate_session(
            session_id=session.pk, host=host.deputy,
            document=f"Giấy ủy quyền số {day.month:02d}/UQ-{host.agency.symbol}",
            by=host.planner, now=when,
        )  # fmt: skip


def _move(diary: Diary, host: Host, day: date, reason: str, when: datetime) -> None:
    new_day = working_day_after(day, 1)
    if (session := _free(host, day)) and planned_session(host.agency, new_day) is None:
        move_session(
            session_id=session.pk, on_date=new_day, reason=reason, by=host.planner, now=when
        )
        diary.write(at(new_day, 500), partial(_held, host, new_day))


def _online(diary: Diary, until: date) -> None:
    """Two sessions by video of the province: one held with all its steps, one still prepared."""
    past, coming = working_day_after(until - timedelta(days=20), 0), working_day_after(until, 9)
    asked = until - timedelta(days=3)
    if past < ONLINE_SINCE + timedelta(days=15):
        return
    diary.write(at(past - timedelta(days=12), 60), partial(_arrange, past))
    diary.write(at(past, 400), partial(_recorded, past))
    diary.write(at(asked, 30), partial(_arrange, coming))
    diary.write(at(asked, 400), partial(_announced, coming))


def _arrange(day: date, when: datetime) -> None:
    province, head = _agency("LS"), User.objects.get(username="lanhdao.ls")
    hold_session(
        agency=province, kind=SessionKind.AD_HOC, mode=SessionMode.ONLINE, on_date=day, place="",
        host=head, delegated=False, venue=Venue.objects.used_by(province, day).first(),
        starts_at=time(8), ends_at=time(10), ad_hoc_ground="heated",
        online=OnlineInput(
            OnlineGround.COMPLEX, "Trụ sở tiếp công dân tỉnh Lạng Sơn",
            ("UBND xã Hữu Lũng", "Sở Nông nghiệp và Môi trường"),
        ),
        by=head, now=when,
    )  # fmt: skip


def _announced(day: date, when: datetime) -> None:
    session = ReceptionSession.objects.get(agency__code="LS", on_date=day, mode=SessionMode.ONLINE)
    note_preparation(
        session_id=session.pk, notice_document="Giấy mời số 34/GM-UBND",
        notice_sent_on=when.date(), tested_on=None, connected_at=None, recording_reference="",
        by=session.host, now=when,
    )  # fmt: skip


def _recorded(day: date, when: datetime) -> None:
    session = ReceptionSession.objects.get(agency__code="LS", on_date=day, mode=SessionMode.ONLINE)
    note_preparation(
        session_id=session.pk, notice_document="Giấy mời số 31/GM-UBND",
        notice_sent_on=day - timedelta(days=11), tested_on=day - timedelta(days=2),
        connected_at=at(day, -40), recording_reference="Máy chủ lưu trữ UBND tỉnh, mã TCD-TT-01",
        by=session.host, now=when,
    )  # fmt: skip
    confirm_held(session_id=session.pk, by=session.host, now=when)
