"""The roster of the event that runs on the demonstration's last day: two agencies, phones in the evening
and on days off, people posted to the offices above, one day that nobody has taken yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agencies.actions.duty import write_roster
from agencies.actions.own_phone import set_own_phone
from agencies.enums import Duty, Phase
from agencies.models import Agency, Event, User
from agencies.units.order import DemoOrder
from agencies.windows import day_span_of
from complaints.demo.calendar import at
from reception.duty_cells import working
from reception.duty_fill import Asked, propose

# Invented numbers of the office: no exchange begins with 000.
_PHONES = {
    "tiepdan.ls": "0205 000 0101", "xuly.ls": "0205 000 0102", "xuly2.ls": "0205 000 0103",
    "thutruong.ls": "0205 000 0104", "tiepdan.skhcn": "0205 000 0201",
    "xuly.skhcn": "0205 000 0202", "phogiamdoc.skhcn": "0205 000 0203",
    "so.khcn.ls": "0205 000 0204", "giamdoc.skhcn": "0205 000 0205",
}  # fmt: skip
_HOTLINE = {"LS-BTCD": "0205 000 0100", "LS-SKHCN": "0205 000 0200"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One duty of one agency: who shares it, at which hours, on working days or days off."""

    agency: str
    duty: Duty
    people: tuple[str, ...]
    begins: time
    ends: time
    on_working_days: bool
    place: str = ""
    is_hotline: bool = False


_MORNING, _EVENING, _NIGHT = time(7, 30), time(17, 0), time(20, 0)
_BTCD, _SKHCN = ("tiepdan.ls", "xuly.ls", "xuly2.ls"), ("xuly.skhcn", "so.khcn.ls")
_OFF = (_MORNING, _EVENING, False)
_LINES = [
    _Line("LS-BTCD", Duty.CENTRAL, ("xuly2.ls",), _MORNING, _EVENING, True, place="Hà Nội"),
    _Line("LS-BTCD", Duty.LEADER, ("thutruong.ls",), *_OFF),
    _Line("LS-BTCD", Duty.PHONE, _BTCD, *_OFF, is_hotline=True),
    _Line("LS-BTCD", Duty.PHONE, _BTCD[:2], _EVENING, _NIGHT, True, is_hotline=True),
    _Line("LS-SKHCN", Duty.PROVINCE, ("so.khcn.ls",), _MORNING, _EVENING, True),
    _Line("LS-SKHCN", Duty.LEADER, ("phogiamdoc.skhcn", "giamdoc.skhcn"), *_OFF),
    _Line("LS-SKHCN", Duty.PHONE, _SKHCN, *_OFF, is_hotline=True),
    _Line("LS-SKHCN", Duty.PHONE, _SKHCN, _EVENING, _NIGHT, True, is_hotline=True),
]


def write_event_roster(*, order: DemoOrder) -> None:
    """Writes the roster as the two agencies would have, through the ordinary proposal and action."""
    now = at(order.until, 0)
    event = Event.objects.filter(
        agency__code="LS", window_from__lte=order.until, window_to__gte=order.until,
        closed_at__isnull=True,
    ).first()  # fmt: skip
    if event is None:
        return
    people = {user.username: user for user in User.objects.filter(username__in=_PHONES)}
    for username, phone in _PHONES.items():
        set_own_phone(phone=phone, by=people[username], now=now)
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=_HOTLINE)}
    for line in _LINES:
        _write(line, event, agencies[line.agency], [people[who] for who in line.people], now)


def _write(
    line: _Line, event: Event, agency: Agency, people: Sequence[User], now: datetime
) -> None:
    days = [day for day in _days(event, line) if working(day)[0] == line.on_working_days]
    asked = Asked(
        agency=agency, duty=line.duty, people=tuple(people), days=tuple(days), begins=line.begins,
        ends=line.ends,
    )  # fmt: skip
    # Seen from before the event, so that the days that are over have their people too.
    turns, _ = propose(asked, user=people[0], now=at(event.window_from, 0))
    write_roster(
        agency=agency, duty=line.duty,
        turns=[turn.given(turn.person) for turn in turns if turn.person is not None],
        event=event, place=line.place, phone=_HOTLINE[agency.code] if line.is_hotline else "",
        by=None, now=now,
    )  # fmt: skip


def _days(event: Event, line: _Line) -> list[date]:
    """The days of the event; nobody has taken the phone of its last day yet."""
    first, last = day_span_of(event, Phase.DURING)
    number = (last - first).days + (0 if line.is_hotline else 1)
    return [first + timedelta(days=n) for n in range(number)]
