"""Figures of the overview alone: duties in time, flags by level, answers awaited, lateness by age."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from agencies.models import Agency
from complaints.enums import HotLevel, HotState, Secrecy, TransferState
from complaints.models import Clock, HotSpot, Matter, Petition, Transfer
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession
from reports.figures import Figure, Measure
from reports.spans import Span

Rows = Callable[[Span], QuerySet[Any]]
# Days late of the ages of lateness, the youngest first; the last has no end.
AGES = ((1, 10), (11, 30), (31, 90), (91, None))


def _finished(span: Span) -> QuerySet[Any]:
    """Duties of petitions that came to their end in the span."""
    mine = Clock.objects.counted().of_the_office()
    return mine.filter(petition__isnull=False, finished_on__range=(span.start, span.end))


def _in_time(span: Span) -> QuerySet[Any]:
    return _finished(span).filter(Q(due_on__isnull=True) | Q(finished_on__lte=F("due_on")))


def _late_petitions(span: Span) -> QuerySet[Any]:
    return Petition.objects.counted().overdue(span.as_of)


def _flags(state: HotState, **also: str) -> Rows:
    return lambda span: HotSpot.objects.counted().filter(state=state, **also)


def _unanswered(span: Span) -> QuerySet[Any]:
    """Sent on, with an answer asked for and none come; restricted ones are counted nowhere."""
    return Transfer.objects.unscoped("counted without restricted matters").filter(
        state=TransferState.SENT, secrecy__lt=Secrecy.RESTRICTED
    )


def _answers_late(span: Span) -> QuerySet[Any]:
    return _unanswered(span).filter(answer_due_on__lt=span.as_of)


def _held(span: Span) -> QuerySet[Any]:
    """Periodic reception by the head in person, of sessions that were held."""
    return ReceptionSession.objects.filter(
        kind=SessionKind.PERIODIC,
        state=SessionState.HELD,
        delegated=False,
        on_date__range=(span.start, span.end),
    )


def days_of_age(age: tuple[int, int | None], today: date) -> tuple[date | None, date]:
    """First and last due day of matters that are late for so long today."""
    youngest, oldest = age
    first = None if oldest is None else today - timedelta(days=oldest)
    return first, today - timedelta(days=youngest)


def _of_age(age: tuple[int, int | None]) -> Rows:
    def rows(span: Span) -> QuerySet[Any]:
        first, last = days_of_age(age, span.as_of)
        found = Matter.objects.counted().filter(next_due_on__lte=last)
        return found if first is None else found.filter(next_due_on__gte=first)

    return rows


def age_words(age: tuple[int, int | None]) -> str:
    """1–10 ngày; trên 90 ngày."""
    youngest, oldest = age
    return f"trên {youngest - 1} ngày" if oldest is None else f"{youngest}–{oldest} ngày"


def _of_sender(rows: QuerySet[Any], agency: Agency) -> QuerySet[Any]:
    return rows.filter(petition__agency=agency)


def _flag(name: str, label: str, rows: Rows) -> Figure:
    return Figure(name, label, "vụ việc", rows)


AGE_FIGURES = [
    _flag(f"late_{age[0]}", f"Vụ việc quá hạn {age_words(age)}", _of_age(age)) for age in AGES
]
OVERVIEW = {
    figure.name: figure
    for figure in (
        Figure("finished", "Thời hạn của đơn đã hoàn thành", "thời hạn", _finished,
               by="finished_on"),
        Figure("on_time", "Thời hạn của đơn hoàn thành đúng hạn", "thời hạn", _in_time,
               by="finished_on"),
        Figure("late_petitions", "Đơn quá hạn", "đơn", _late_petitions, by="next_due_on"),
        _flag("flags_proposed", "Đề xuất điểm nóng chờ quyết định", _flags(HotState.PROPOSED)),
        *(
            _flag(f"flags_{level.value}", f"Đang theo dõi, mức {level.label.lower()}",
                  _flags(HotState.CONFIRMED, level=level.value))
            for level in HotLevel
        ),
        Figure("unanswered", "Đơn chuyển đi chưa có trả lời", "đơn", _unanswered,
               by="sent_on", narrow=_of_sender),
        Figure("answers_late", "Đơn chuyển đi quá hạn trả lời", "đơn", _answers_late,
               by="sent_on", narrow=_of_sender),
        Figure("head_days", "Ngày Thủ trưởng trực tiếp tiếp công dân", "ngày", _held,
               Measure.DAYS, by="on_date"),
        *AGE_FIGURES,
    )
}  # fmt: skip
