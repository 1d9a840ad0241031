"""Rows for the pages of events: the list by what runs, one event with its timeline and doors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from agencies.enums import Phase
from agencies.event_rights import naming_paths
from agencies.models import Event, EventUnit, User
from agencies.roles import Permission
from agencies.windows import Segment, countdown, day_span_of, length_of, phase_of, segments

TONES = {
    Phase.COMING: "neutral",
    Phase.BEFORE: "info",
    Phase.DURING: "warn",
    Phase.AFTER: "info",
    Phase.OVER: "neutral",
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as lists and the home panel print it."""

    event: Event
    state: str
    tone: str
    countdown: str


@dataclass(frozen=True, slots=True)
class Door:
    """A page of another part of the house that belongs to a phase."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PhaseBox:
    """One phase on the page of an event: its days and what is done in it."""

    phase: Phase
    first: date
    last: date
    is_now: bool
    doors: list[Door]

    @property
    def has_days(self) -> bool:
        return self.first <= self.last


@dataclass(frozen=True, slots=True)
class Timeline:
    """The window drawn to scale: a unit of width is a day; `today` is None outside the window."""

    length: int
    segments: list[Segment]
    today: int | None


# Phase -> what is done in it: label, URL name, parameter that names the event (none: in the path),
# note.
_DOORS: dict[Phase, tuple[tuple[str, str, str, str], ...]] = {
    Phase.BEFORE: (
        ("Danh bạ, tình huống, điều kiện tiếp", "standing", "", ""),
        ("Vụ việc cần giải quyết trước sự kiện", "settle_list", "", ""),
        ("Lịch trực của sự kiện", "event_roster", "", ""),
    ),
    Phase.DURING: (
        ("Báo cáo nhanh của các đơn vị", "quick_list", "su-kien", ""),
        ("Tổng hợp báo cáo nhanh trong ngày", "quick_rollup", "", ""),
        ("Báo cáo đột xuất", "incident_list", "su-kien", ""),
        ("Nhiệm vụ của các kế hoạch", "my_tasks", "su-kien", ""),
    ),
    Phase.AFTER: (
        ("So sánh với kỳ trước", "event_compare", "", ""),
        ("Đánh giá, rút kinh nghiệm", "after_action", "", ""),
    ),
}
# Lists cut to the window by the filter “Sự kiện”: label, URL name, who reads them.
_LISTS: tuple[tuple[str, str, tuple[Permission, ...]], ...] = (
    ("Lượt tiếp công dân", "visit_list", ()),
    ("Đơn thư nhận được", "petition_list", ()),
    ("Điểm nóng", "hotspot_list", ()),
    ("Tổng quan các đơn vị", "overview", (Permission.SEE_OVERVIEW,)),
)


def events_of(user: User) -> QuerySet[Event]:
    """Events this user sees, with what a line prints."""
    found: QuerySet[Event] = Event.objects.visible_to(user).select_related("agency")
    return found


def running(rows: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Windows open today, the first to end above."""
    return rows.open_on(today).order_by("window_to", "id")  # type: ignore[attr-defined, no-any-return]


def coming(rows: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Windows that have not opened yet, the nearest above."""
    return rows.filter(window_from__gt=today, closed_at=None).order_by("window_from", "id")


def past(rows: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Closed, or the window is over."""
    return rows.filter(Q(closed_at__isnull=False) | Q(window_to__lt=today))


def lines_of(found: Iterable[Event], today: date) -> list[EventLine]:
    """Lines without a further statement."""
    return [line_of(event, today) for event in found]


def line_of(event: Event, today: date) -> EventLine:
    """The phase in words; a closed event says so whatever the day."""
    if event.closed_at:
        return EventLine(event, "Đã đóng", "ok", f"ngày {localdate(event.closed_at):%d/%m/%Y}")
    phase = phase_of(event, today)
    return EventLine(event, phase.label, TONES[phase], countdown(event, today))


def timeline_of(event: Event, today: date) -> Timeline:
    """Window as a strip; today's mark while it is open."""
    inside = event.window_from <= today <= event.window_to
    here = (today - event.window_from).days if inside else None
    return Timeline(length_of(event), segments(event), here)


def boxes_of(event: Event, user: User, today: date) -> list[PhaseBox]:
    """Before, during, after with their days and the doors this user may open."""
    now = None if event.closed_at else phase_of(event, today)
    boxes = []
    for phase, doors in _DOORS.items():
        first, last = day_span_of(event, phase)
        shown = [_door(event, *door) for door in doors] if works_on_events(user) else []
        boxes.append(PhaseBox(phase, first, last, phase == now, [d for d in shown if d]))
    return boxes


def lists_of(event: Event, user: User) -> list[Door]:
    """Lists of the house cut to the window."""
    if not works_on_events(user):
        return []
    return [
        Door(label, f"{reverse(name)}?su_kien={event.pk}")
        for label, name, rights in _LISTS
        if all(user.may(right) for right in rights)
    ]


def units_of(event: Event, user: User) -> list[EventUnit]:
    """Units that owe the daily report: those within reach, and those the user names."""
    condition = user.access.scope_q()
    for path in naming_paths(user, event):
        condition |= Q(scope_path__gte=path, scope_path__lt=path[:-1] + "0")
    named = EventUnit.objects.filter(condition, event=event).select_related("agency")
    return list(named.order_by("agency__path"))


def works_on_events(user: User) -> bool:
    """True for roles that reach an agency's common records: not the custodian's, not the
    administrator's."""
    return bool(user.access.own_ids or user.access.prefixes)


def _door(event: Event, label: str, name: str, parameter: str, note: str) -> Door | None:
    """None while nobody has built that page: the parts of the house come one after the other."""
    try:
        if parameter:
            return Door(label, f"{reverse(name)}?{parameter}={event.pk}", note)
        return Door(label, reverse(name, args=[event.pk]), note)
    except NoReverseMatch:
        return None
