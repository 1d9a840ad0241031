"""The days of a schedule: beside the sessions made from them, and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from law.dates import vn_date, vn_weekday
from reception import recurrence
from reception.actions.schedules import days_of
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSchedule, ReceptionSession
from records import pdf
from records.documents import LETTERS
from records.enums import DocumentKind
from records.letterhead import letterhead_of

TEMPLATE = "reception/pdf/schedule.html"
TITLES = {
    SessionKind.PERIODIC: "Tiếp công dân định kỳ của Thủ trưởng",
    SessionKind.STANDING: "Tiếp công dân thường xuyên",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One day of a schedule: its weekday, why it is that day, the session made from it."""

    day: date
    why: str
    session: ReceptionSession | None

    @property
    def weekday(self) -> str:
        return vn_weekday(self.day)

    @property
    def note(self) -> str:
        """What the paper says beside the day."""
        session = self.session
        if session is None or session.state in (SessionState.PLANNED, SessionState.HELD):
            return self.why
        if session.moved_to:
            return f"Dời sang ngày {vn_date(session.moved_to.on_date)}: {session.state_reason}"
        return f"{session.get_state_display()}: {session.state_reason}"


def lines_of(schedule: ReceptionSchedule) -> list[Line]:
    """Every day by the rule, and the days to which one was moved."""
    made = {
        session.on_date: session
        for session in schedule.sessions.select_related("moved_to", "host").order_by("on_date")
    }
    planned = days_of(schedule.rule, schedule.valid_from, schedule.valid_to, schedule.day_off)
    found = [Line(p.day, p.why, made.pop(p.day, None)) for p in planned]
    moved_from = {s.moved_to_id: s for line in found if (s := line.session) and s.moved_to_id}
    for day, session in made.items():
        old = moved_from.get(session.pk)
        found.append(Line(day, f"dời từ ngày {vn_date(old.on_date)}" if old else "", session))
    return sorted(found, key=lambda line: line.day)


def sheet_of(schedule: ReceptionSchedule) -> dict[str, Any]:
    """What the template prints. A schedule of all working days is said, not listed."""
    every_day = recurrence.parse(schedule.rule).every_working_day
    return {
        "subject": TITLES[SessionKind(schedule.kind)],
        "span": f"từ ngày {vn_date(schedule.valid_from)} đến ngày {vn_date(schedule.valid_to)}",
        "schedule": schedule,
        "said": recurrence.describe(recurrence.parse(schedule.rule)),
        "lines": [] if every_day else lines_of(schedule),
        "copies": ("Niêm yết tại nơi tiếp công dân;", "Trang thông tin điện tử;", "Lưu: VT, TCD."),
    }


def print_schedule(schedule: ReceptionSchedule, on: date) -> bytes:
    """The sheet as it is posted, without a number."""
    context = sheet_of(schedule)
    kind = DocumentKind.SCHEDULE
    head = letterhead_of(schedule.agency, on, letters=LETTERS[kind], copies=context["copies"])
    frame = {"head": head, "kind": kind.label.upper(), "signer_name": ""}
    return pdf.document(TEMPLATE, {**frame, **context}, {})
