"""Which records stand behind a finding: those of its columns that the other side does not count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agencies.models import Agency, User
from law.errors import LawError
from law.forms import Column, Form, Regime
from law.periods import Period
from reports.cells import Cell
from reports.checks.cases import LIMIT, labels
from reports.checks.finding import Finding
from reports.rows import reading
from reports.spans import Span

MOST_TERMS = 8


@dataclass(slots=True)
class Naming:
    """Names the cases of findings about one period; as `user` may see them when one is given."""

    regime: Regime
    period: Period
    root: Agency
    today: date
    user: User | None = None
    _agencies: dict[str, Agency] = field(default_factory=dict)

    def name(self, finding: Finding) -> Finding:
        """The finding with its cases; the same when nothing can be named."""
        if finding.cases or not finding.columns:
            return finding
        rows = self.rows(finding)
        return finding.naming(labels(rows)) if rows else finding

    def cells(self, finding: Finding) -> list[tuple[str, Cell]]:
        """Each column of a finding with its cell, for a link to its list."""
        found = []
        for code, number in finding.columns[:MOST_TERMS]:
            cell = self._cell(finding, code, number)
            if cell is not None:
                found.append((f"cột {number} biểu {code}", cell))
        return found

    def _cell(self, finding: Finding, code: str, number: int) -> Cell | None:
        try:
            form = self.regime.form(code)
            column = form.column(number)
        except LawError:
            return None
        if not column.is_counted:
            return None
        return self.cell(form, column, agency=self._agency(finding.agency))

    def cell(self, form: Form, column: Column, *, agency: Agency | None) -> Cell:
        """The filter behind one column of these tables."""
        return Cell(
            form=form, column=column, period=self.period, agency=agency, root=self.root,
            today=self.today,
        )  # fmt: skip

    @property
    def span(self) -> Span:
        return Span.of(self.period, self.today)

    def _agency(self, code: str) -> Agency | None:
        if not self._agencies:
            tree = Agency.objects.filter(path__startswith=self.root.path)
            self._agencies = {agency.code: agency for agency in tree}
        return self._agencies.get(code)

    def rows(self, finding: Finding) -> list[Any]:
        """Rows of one kind that only one side counts; all of them where the sides are of two kinds."""
        lists = [self._seen(cell) for _, cell in self.cells(finding)]
        if not lists:
            return []
        times: dict[Any, int] = {}
        rows_by_key: dict[Any, Any] = {}
        first = {row.pk for row in lists[0]}
        for rows in lists:
            for row in rows:
                times[row.pk] = times.get(row.pk, 0) + 1
                rows_by_key[row.pk] = row
        # Named on the left and exactly once on the right: the row is where it belongs.
        apart = [row for key, row in rows_by_key.items() if not (key in first and times[key] == 2)]
        return (apart or list(rows_by_key.values()))[:LIMIT]

    def _seen(self, cell: Cell) -> list[Any]:
        rows = cell.rows()
        if self.user is not None and hasattr(rows, "visible_to"):
            rows = rows.visible_to(self.user)
        return list(rows.select_related(*reading(rows).related)[:LIMIT])
