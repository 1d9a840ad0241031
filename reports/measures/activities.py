"""06/QLKNTC: management of reception and complaints, counted as plans counts it
(Thông tư 06/2025/TT-TTCP)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from plans.activity_counts import COLUMNS
from plans.models import ManagementActivity
from reports.measures.measure import AnyMeasure, MeasureOf, Source
from reports.spans import Span

_NAMES = (
    "new_texts", "changed_texts", "revoked_texts", "classes", "class_people", "inspections",
    "inspected_units", "inspections_concluded", "inspection_organisations_advised",
    "inspection_people_advised", "inspection_organisations_handed", "inspection_people_handed",
    "inspection_conclusions_to_carry_out", "inspection_organisations_handled",
    "inspection_people_handled", "inspection_cases_prosecuted", "inspection_people_prosecuted",
)  # fmt: skip
_INSPECTIONS, _TO_CARRY_OUT = 6, 13


def _activities(span: Span) -> QuerySet[ManagementActivity]:
    return ManagementActivity.objects.filter(void_reason="", on_date__lte=span.end)


ACTIVITIES = Source("activities", _activities)


def _inspections_left(span: Span) -> Q:
    return COLUMNS[_INSPECTIONS].counts(span.start, span.end) & Q(on_date__lt=span.start)


def _conclusions_left(span: Span) -> Q:
    return COLUMNS[_TO_CARRY_OUT].counts(span.start, span.end) & Q(concluded_on__lt=span.start)


def measures() -> Iterator[AnyMeasure]:
    for name, column in zip(_NAMES, COLUMNS.values(), strict=True):
        counts = column.counts
        yield MeasureOf(
            name, ACTIVITIES, lambda span, c=counts: c(span.start, span.end), adds=column.measure
        )
    yield MeasureOf("inspections_left", ACTIVITIES, _inspections_left)
    yield MeasureOf("inspection_conclusions_left", ACTIVITIES, _conclusions_left)
