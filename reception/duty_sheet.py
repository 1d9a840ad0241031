"""Rosters as documents (lịch trực), by the layout of Decree 30/2020/NĐ-CP, with phone numbers."""

from dataclasses import replace
from datetime import date

from agencies.models import Agency
from law.dates import vn_date, vn_day
from law.periods import Period
from reception.duty import Roster
from reception.duty_event import COLUMNS, EventRoster
from records.letterhead import letterhead_of
from records.pdf import document

_COPIES = (
    "Lãnh đạo cơ quan;",
    "Những người có tên;",
    "Niêm yết tại nơi tiếp công dân;",
    "Lưu: VT, TCD.",
)
# The roster of an event goes to the bodies one has to be reachable for (Mỹ Xuyên 2024, part II.1).
_EVENT_COPIES = (_COPIES[0], "Trụ sở Tiếp công dân tỉnh;", *_COPIES[1:])


def roster_pdf(roster: Roster, *, agency: Agency, on: date) -> bytes:
    """A4 portrait; the number is written by hand when the head has signed. Raises Refused."""
    head = letterhead_of(agency, on, letters="LT", copies=_COPIES)
    context = {
        "head": head,
        "kind": "LỊCH TRỰC",
        "subject": "Trực tiếp công dân và lãnh đạo trực",
        "span": roster.week.span,
        "has_others": roster.has_others,
        "days": [
            (vn_day(day.on), day)
            for day in roster.days
            if day.desk or day.leaders or day.others or day.gaps
        ],
    }
    return document("reception/pdf/duty_roster.html", context, {})


def event_roster_pdf(roster: EventRoster, *, on: date) -> bytes:
    """A4 landscape, only with days on which somebody is on duty or is missing. Raises Refused."""
    head = letterhead_of(roster.agency, on, letters="LT", copies=_EVENT_COPIES)
    days = [day for day in roster.days if day.gaps or any(c.cells for c in day.columns)]
    used = [
        number
        for number in range(len(COLUMNS))
        if any(day.columns[number].cells or day.columns[number].missing for day in days)
    ]
    context = {
        "head": replace(head, to=()),
        "kind": "LỊCH TRỰC",
        "subject": f"Phục vụ {roster.event.name}",
        "span": _span(roster),
        "labels": [COLUMNS[number][0] for number in used],
        "days": [(vn_day(day.on), day, [day.columns[n] for n in used]) for day in days],
    }
    return document("reception/pdf/duty_event.html", context, {})


def _span(roster: EventRoster) -> str:
    first, last = roster.event.window_from, roster.event.window_to
    if roster.days:
        first, last = roster.days[0].on, roster.days[-1].on
    label = f"Từ {vn_date(first)} đến {vn_date(last)}"
    return Period(f"{first}..{last}", first, last, label).span
