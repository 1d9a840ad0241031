"""01/TCD: visits, people, groups, matters and days (Thông tư 06/2025/TT-TTCP; số kỳ of 01/2024)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Case, PositiveSmallIntegerField, Q, QuerySet, Value, When

from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSession, Visit
from reception.workflow import GROUP
from reports.measures.measure import AnyMeasure, MatterOf, MeasureOf, Source
from reports.models import Desk, Heard
from reports.spans import Span

_STANDING = Q(session_kind=SessionKind.STANDING)
_DELEGATED = Q(session__delegated=True)
# By whom: the suffix of the name, which visits, which place of a matter, which sessions.
_BY: dict[str, tuple[Q, Desk | None]] = {
    "": (Q(), None),
    "_standing": (_STANDING, Desk.STANDING),
    "_head": (~_STANDING & (Q(session__isnull=True) | Q(session__delegated=False)), Desk.HEAD),
    "_delegate": (~_STANDING & _DELEGATED, Desk.DELEGATE),
}
_GROUPS = Q(head_count__gte=GROUP)


def _inside(span: Span) -> Q:
    return Q(arrived_at__gte=span.starts_at, arrived_at__lt=span.ends_before)


def _visits(span: Span) -> QuerySet[Visit]:
    return Visit.objects.counted().filter(_inside(span))


def _heard(span: Span) -> QuerySet[Heard]:
    return Heard.objects.counted().filter(_inside(span))


def _own(span: Span) -> QuerySet[Visit]:
    """Visits with the matter that each came for: `_heard` without further matters, read from an index
    that holds every column of it (`visit_heard_by_matter`). By whom: as the view says it."""
    delegated = ReceptionSession.objects.filter(delegated=True).values("pk")
    desk = Case(
        When(session_kind=SessionKind.STANDING, then=Value(Desk.STANDING.value)),
        When(session__in=delegated, then=Value(Desk.DELEGATE.value)),
        default=Value(Desk.HEAD.value),
        output_field=PositiveSmallIntegerField(),
    )
    return _visits(span).annotate(desk=desk)


def _further(span: Span) -> QuerySet[Heard]:
    return _heard(span).filter(is_own=False)


def _head_sessions(span: Span) -> QuerySet[ReceptionSession]:
    """Sessions of the head that took or take place: neither cancelled nor moved away."""
    return ReceptionSession.objects.filter(
        kind__in=(SessionKind.PERIODIC, SessionKind.AD_HOC), on_date__range=(span.start, span.end)
    ).exclude(state__in=(SessionState.CANCELLED, SessionState.MOVED))


VISITS = Source("visits", _visits)
HEARD = Source("heard", _heard, halves=(_own, _further))
SESSIONS = Source("sessions", _head_sessions)
# Announced: by a schedule that was published, or a session outside it that was planned or held.
_ANNOUNCED = Q(schedule__published_at__isnull=False) | Q(
    schedule__isnull=True, state__in=(SessionState.PLANNED, SessionState.HELD)
)


def _of_visits(suffix: str, by: Q) -> Iterator[AnyMeasure]:
    groups = by & _GROUPS
    yield MeasureOf(f"visits{suffix}", VISITS, lambda span: by)
    yield MeasureOf(f"people{suffix}", VISITS, lambda span: by, adds="head_count")
    yield MeasureOf(f"groups{suffix}", VISITS, lambda span: groups)
    if suffix:
        yield MeasureOf(f"group_people{suffix}", VISITS, lambda span: groups, adds="head_count")
        for often, first in (("_first", True), ("_again", False)):
            these = groups & Q(is_first_time=first)
            yield MeasureOf(f"groups{suffix}{often}", VISITS, lambda span, q=these: q)


def _of_matters(suffix: str, place: Desk | None) -> Iterator[AnyMeasure]:
    places = frozenset(int(desk) for desk in (Desk if place is None else (place,)))
    yield MatterOf(f"matters{suffix}", HEARD, "desk", places, firsts="is_first_time")
    if place is not None:
        for often, first in (("_first", True), ("_again", False)):
            yield MatterOf(f"matters{suffix}{often}", HEARD, "desk", places, first, "is_first_time")


def _of_days(suffix: str, delegated: bool) -> Iterator[AnyMeasure]:
    by = Q(delegated=delegated)
    yield MeasureOf(f"days{suffix}", SESSIONS, lambda span: by & _ANNOUNCED, distinct="on_date")
    held = by & Q(state=SessionState.HELD)
    yield MeasureOf(f"sessions{suffix}", SESSIONS, lambda span: held)


def measures() -> Iterator[AnyMeasure]:
    for suffix, (by, place) in _BY.items():
        yield from _of_visits(suffix, by)
        yield from _of_matters(suffix, place)
    yield from _of_days("_head", False)
    yield from _of_days("_delegate", True)
