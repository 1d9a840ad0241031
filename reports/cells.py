"""A cell of a statutory table: the one filter behind the number, its list and its export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.models import Agency
from law.forms import Column, Form
from law.periods import Period
from reports.measures import AnyMeasure, Number, figure_of
from reports.measures.measure import Source
from reports.measures.opening import openings_of
from reports.models import OpeningBalance
from reports.spans import Span

_AFTER_SLASH = "0"


def tree(path: str, scope: str = "scope_path") -> Q:
    """Rows of the agency with this path and of all below it."""
    return Q(**{f"{scope}__gte": path, f"{scope}__lt": path[:-1] + _AFTER_SLASH})


def vertical_paths(root: Agency) -> list[str]:
    """Bodies of the centre below `root`: shown apart and never summed, unless the table is theirs
    (Thông tư 06/2025/TT-TTCP, art. 7 clause 2)."""
    found = Agency.objects.filter(tree(root.path, "path"), is_vertical=True).exclude(pk=root.pk)
    return list(found.values_list("path", flat=True))


def summed(root: Agency) -> Callable[[str], Q]:
    """Rows that the total of `root` adds up, for a column that holds the path of their agency."""
    apart = vertical_paths(root)

    def condition(scope: str) -> Q:
        found = tree(root.path, scope)
        for path in apart:
            found &= ~tree(path, scope)
        return found

    return condition


@dataclass(frozen=True)
class Cell:
    """One column of one row: `agency`, or the total (of one `level`) over the tree of `root`."""

    form: Form
    column: Column
    period: Period
    agency: Agency | None
    root: Agency
    today: date
    level: str = ""

    @property
    def measure(self) -> AnyMeasure | None:
        """None where the records have no answer to the column."""
        return figure_of(self.column.measure) if self.column.is_counted else None

    @property
    def span(self) -> Span:
        return Span.of(self.period, self.today)

    def rows(self) -> QuerySet[Any]:
        """The list that was counted. Of a column without a measure there is none."""
        if self.measure is None:
            return OpeningBalance.objects.none()
        return self.narrow(self.measure.rows(self.span))

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of rows of the measure, over all agencies, those of this cell."""
        return rows if self.measure is None else rows.filter(self._mine(self.measure.source))

    def value(self) -> Number:
        """The measure of the list, and what was declared open before the system counted."""
        return 0 if self.measure is None else self.measure.value(self.rows()) + self.opening()

    def opening(self) -> Number:
        """What opening balances add."""
        name = self.column.measure
        mine = self._mine(Source("openings", lambda span: OpeningBalance.objects.all()))
        return sum(openings_of([name], self.span, mine).get(name, {}).values())

    def url(self) -> str:
        """The list behind the number; empty where there is none."""
        if self.measure is None:
            return ""
        asked = {
            "bieu": self.form.code,
            "cot": self.column.number,
            "ky": self.period.code,
            "che_do": self.form.regime,
            "goc": self.root.pk,
            "don_vi": self.agency.pk if self.agency else "",
            "cap": self.level,
        }
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('cell_rows')}?{told}"

    def _mine(self, source: Source) -> Q:
        if self.agency is not None:
            return Q(**{source.agency: self.agency})
        found = summed(self.root)(source.scope)
        return found & Q(**{f"{source.agency}__level": self.level}) if self.level else found
