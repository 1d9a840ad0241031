"""Rows of the session pages: the list under its filter, a month as weeks, one session with its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from agencies.models import Agency, User
from complaints import law_book
from complaints.forms.fields import DayField
from reception import quotas
from reception.enums import SessionKind, SessionMode, SessionState
from reception.models import ReceptionSession, Visit
from reception.selectors import hosts, register
from reception.workflow_sessions import Preparation, Step, online_steps
from records.filtering import FilterForm

AHEAD = timedelta(days=31)
_DAY = DayField.widget
_MOST_VISITS = 100


class SessionFilter(django_filters.FilterSet):
    """Period, kind, state, in person or by a deputy, who receives, which agency."""

    tu = django_filters.DateFilter(
        label="Từ ngày", field_name="on_date", lookup_expr="gte", widget=_DAY
    )
    den = django_filters.DateFilter(
        label="Đến ngày", field_name="on_date", lookup_expr="lte", widget=_DAY
    )
    loai = django_filters.ChoiceFilter(
        label="Loại buổi tiếp", field_name="kind", choices=SessionKind.choices, empty_label="Tất cả"
    )
    tinh_trang = django_filters.ChoiceFilter(
        label="Tình trạng", field_name="state", choices=SessionState.choices, empty_label="Tất cả"
    )
    uy_quyen = django_filters.ChoiceFilter(
        label="Người tiếp",
        field_name="delegated",
        choices=[("False", "Thủ trưởng, người được phân công"), ("True", "Theo ủy quyền")],
        empty_label="Tất cả",
    )
    chu_tri = django_filters.ModelChoiceFilter(
        label="Người chủ trì", field_name="host", queryset=User.objects.none(), empty_label="Tất cả"
    )
    co_quan = django_filters.ModelChoiceFilter(
        label="Cơ quan", field_name="agency", queryset=Agency.objects.none(), empty_label="Tất cả"
    )

    class Meta:
        model = ReceptionSession
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = user.access.home_agency()
        if home is not None:
            self.filters["chu_tri"].queryset = hosts(home, today)
        if user.access.prefixes:
            reached = Agency.objects.visible_to(user).order_by("sort_key")
            self.filters["co_quan"].queryset = reached
        else:
            del self.filters["co_quan"]


def asked_period(asked: QueryDict, today: date) -> QueryDict:
    """Without a last day the list ends a month from now: a year is planned ahead."""
    found = asked.copy()
    if not {"tu", "den"} & found.keys():
        found["den"] = (today + AHEAD).isoformat()
    return found


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the month on paper."""

    on: date
    of_month: bool
    is_today: bool
    off: str  # why it is a day off; empty on a working day
    sessions: list[ReceptionSession]


def month_weeks(user: User, agency: Agency, month: date, today: date) -> list[list[Day]]:
    """Weeks from Monday to Sunday that touch `month`, with the sessions of one agency. Standing
    reception happens on every working day and is left out."""
    first = month - timedelta(days=month.weekday())
    last = quotas.next_month(month) - timedelta(days=1)
    last += timedelta(days=6 - last.weekday())
    by_day: dict[date, list[ReceptionSession]] = defaultdict(list)
    found = (
        ReceptionSession.objects.visible_to(user)
        .filter(agency=agency, on_date__range=(first, last))
        .exclude(kind=SessionKind.STANDING)
        .select_related("host")
        .order_by("on_date", "starts_at", "id")
    )
    for session in found:
        by_day[session.on_date].append(session)
    days = [
        Day(day, day.month == month.month, day == today, _off(day), by_day[day])
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
    ]
    return [days[i : i + 7] for i in range(0, len(days), 7)]


def _off(day: date) -> str:
    calendar = law_book.calendar()
    if not calendar.covers(day):
        return ""
    status = calendar.reason(day)
    return "" if status.working else status.text


def visits_of(user: User, session: ReceptionSession) -> QuerySet[Visit]:
    """Visits of a session as far as this user may see."""
    return register(user).filter(session=session)[:_MOST_VISITS]


def checklist(session: ReceptionSession, now: datetime) -> list[Step]:
    """What an online session asks to be prepared; empty for one in person."""
    if session.mode != SessionMode.ONLINE:
        return []
    done = session.online
    return online_steps(
        Preparation(
            notice_sent_on=done.notice_sent_on,
            tested_on=done.tested_on,
            connected_at=timezone.localtime(done.connected_at) if done.connected_at else None,
            recording_reference=done.recording_reference,
        ),
        on_date=session.on_date,
        starts_at=session.starts_at,
        now=timezone.localtime(now),
        rules=law_book.rules(),
        calendar=law_book.calendar(),
    )
