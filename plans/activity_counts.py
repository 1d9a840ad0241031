"""Columns 1–17 of table 06/QLKNTC (Thông tư 06/2025/TT-TTCP) over management activities.

A column is a condition on rows and a measure of them, so that a number and the list behind it cannot
disagree. Voided activities count nowhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

import law
from agencies.models import Agency, User
from plans.enums import ActivityKind
from plans.models import ManagementActivity

Rows = QuerySet[ManagementActivity]
_FORM = Path(law.__file__).parent / "data" / "forms" / "tt06-2025_06-qlkntc.toml"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: which rows it counts in a span of days, and what it adds up (empty: the rows)."""

    counts: Callable[[date, date], Q]
    measure: str = ""


def _held(*kinds: ActivityKind) -> Callable[[date, date], Q]:
    return lambda first, last: Q(kind__in=kinds, on_date__range=(first, last))


def _inspected(first: date, last: date) -> Q:
    """Column 6: begun in the period, or before it and without a conclusion when it began."""
    running = Q(concluded_on__isnull=True) | Q(concluded_on__gte=first)
    return Q(kind=ActivityKind.INSPECTION, on_date__lte=last) & running


def _concluded(first: date, last: date) -> Q:
    """Column 8: conclusions issued in the period; 9–12 come from them."""
    return Q(kind=ActivityKind.INSPECTION, concluded_on__range=(first, last))


def _to_carry_out(first: date, last: date) -> Q:
    """Column 13: conclusions of this and earlier periods that were not carried out before it."""
    left = Q(carried_out_on__isnull=True) | Q(carried_out_on__gte=first)
    return Q(kind=ActivityKind.INSPECTION, concluded_on__lte=last) & left


_SPREAD = _held(ActivityKind.TRAINING, ActivityKind.DISSEMINATION)
COLUMNS: dict[int, Column] = {
    1: Column(_held(ActivityKind.NEW_TEXT)),
    2: Column(_held(ActivityKind.CHANGED_TEXT)),
    3: Column(_held(ActivityKind.REVOKED_TEXT)),
    4: Column(_SPREAD, "classes"),
    5: Column(_SPREAD, "people"),
    6: Column(_inspected),
    7: Column(_inspected, "units"),
    8: Column(_concluded),
    9: Column(_concluded, "advised_organisations"),
    10: Column(_concluded, "advised_people"),
    11: Column(_concluded, "handed_organisations"),
    12: Column(_concluded, "handed_people"),
    13: Column(_to_carry_out),
    14: Column(_to_carry_out, "carried_out_organisations"),
    15: Column(_to_carry_out, "carried_out_people"),
    16: Column(_to_carry_out, "prosecuted_cases"),
    17: Column(_to_carry_out, "prosecuted_people"),
}


def counted(rows: Rows, first: date, last: date) -> dict[int, int]:
    """Every column over `rows` by one statement."""
    figures = rows.filter(void_reason="").aggregate(
        **{f"c{number}": _figure(column, first, last) for number, column in COLUMNS.items()}
    )
    return {number: figures[f"c{number}"] for number in COLUMNS}


def _figure(column: Column, first: date, last: date) -> Count | Coalesce:
    condition = column.counts(first, last)
    if not column.measure:
        return Count("pk", filter=condition)
    return Coalesce(Sum(column.measure, filter=condition), 0)


def behind(rows: Rows, number: int, first: date, last: date) -> Rows:
    """The rows that a column counts."""
    return rows.filter(COLUMNS[number].counts(first, last), void_reason="")


def qlkntc(user: User, first: date, last: date, agency: Agency | None = None) -> dict[int, int]:
    """06/QLKNTC as `user` may count it; of `agency` with everything below it when one is named."""
    rows: Rows = ManagementActivity.objects.visible_to(user)
    if agency is not None:
        rows = rows.filter(scope_path__startswith=agency.path)
    return counted(rows, first, last)


@cache
def headings() -> dict[int, tuple[str, ...]]:
    """What the form prints over each column, the widest heading first."""
    with _FORM.open("rb") as file:
        columns = tomllib.load(file)["column"]
    return {column["number"]: tuple(column["heading"]) for column in columns}
