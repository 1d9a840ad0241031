"""Figures: a measure applied to a list. The number and the page behind it share the list.

Rows with excluded persons are never counted here (`counted()`, ADR 0008); they are added separately
for those entitled.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, CharField, Count, Q, QuerySet, Sum
from django.db.models.functions import Cast, Concat

from agencies.models import Agency, User
from reports.spans import Span


class Measure(Enum):
    """What of a list is counted."""

    ROWS = "rows"
    PEOPLE = "people"
    MATTERS = "matters"
    DAYS = "days"

    @property
    def aggregate(self) -> Aggregate:
        if self is Measure.PEOPLE:
            return Sum("head_count")
        if self is Measure.DAYS:  # two sessions of an agency on one day are one day
            day = Concat(Cast("agency_id", CharField()), Cast("on_date", CharField()))
            return Count(day, distinct=True)
        return Count("matter", distinct=True) if self is Measure.MATTERS else Count("pk")


Rows = QuerySet[Any]
By = Callable[[Rows, "Aggregate", Sequence[UUID]], dict[UUID, int]]


def by_agency(rows: Rows, measure: Aggregate, ids: Sequence[UUID]) -> dict[UUID, int]:
    """The number of each of these agencies, by one statement."""
    mine = rows.filter(agency__in=ids).order_by().values("agency").annotate(n=measure)
    return {row["agency"]: int(row["n"] or 0) for row in mine}


def of_agency(rows: QuerySet[Any], agency: Agency) -> QuerySet[Any]:
    """Rows that belong to an agency."""
    return rows.filter(agency=agency)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report: `rows(span)` is its list over all agencies, `measure` its number."""

    name: str
    label: str
    unit: str
    rows: Callable[[Span], QuerySet[Any]]
    measure: Measure = Measure.ROWS
    by: str = ""  # what its list is ordered by, where that differs from lists of the same rows
    narrow: Callable[[QuerySet[Any], Agency], QuerySet[Any]] = of_agency
    split: By = by_agency  # the same for several agencies at once

    def of(self, agency: Agency, span: Span) -> QuerySet[Any]:
        """The list of one agency."""
        return self.narrow(self.rows(span), agency)

    def of_many(self, ids: Sequence[UUID], span: Span) -> dict[UUID, int]:
        """The number of each of these agencies that has one."""
        return self.split(self.rows(span), self.measure.aggregate, ids)

    def seen_by(self, user: User, span: Span) -> QuerySet[Any]:
        """The list that `user` may open."""
        return self.rows(span).visible_to(user)

    def value(self, rows: QuerySet[Any]) -> int:
        """The number of a list of this figure."""
        return int(rows.aggregate(n=self.measure.aggregate)["n"] or 0)

    def by_agency(self, rows: QuerySet[Any]) -> dict[Any, int]:
        """The number of each agency in a list of this figure."""
        return self.divided(rows, "agency")

    def divided(self, rows: QuerySet[Any], key: str) -> dict[Any, int]:
        """The number of each value of the column `key` in a list of this figure."""
        counted = rows.order_by().values(key).annotate(n=self.measure.aggregate)
        return {row[key]: int(row["n"] or 0) for row in counted}


def in_tree(path: str, scope: str = "scope_path") -> Q:
    """Rows of the agency with this path and of all below it; one range of the index."""
    return Q(**{f"{scope}__gte": path, f"{scope}__lt": path[:-1] + "0"})
