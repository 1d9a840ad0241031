"""A measure over its list: the rows of a span, which of them count, what of them is the figure.

Figures of all agencies come from one grouped statement for each source of rows, never one a cell; the
list behind a cell is the same rows, so the two cannot disagree. Rows with excluded persons are never
counted (`counted()`, ADR 0008).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.db import connection
from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from reports.spans import Span

Number = int | Decimal
ByAgency = dict[UUID, Number]
Rows = QuerySet[Any]
Where = Callable[[Span], Q]
MILLION = Decimal(1_000_000)
_CENT = Decimal("0.01")
_ALL = Q()
_BETTER = "LEAST(a.best, b.best) AS best, COALESCE(a.is_first OR b.is_first, FALSE) AS is_first"


def everything(span: Span) -> Q:
    """Every row of the source."""
    return _ALL


def flag(condition: Q) -> Case:
    """True or false, never unknown, whatever is missing on the other side of a join."""
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: all that may count in a span, over all agencies, and whose they are.

    `halves`: the same rows as two streams, the many that an index holds in the order of their matters
    and the few beside them. Grouped each alone they need no sorting and no memory of every matter.
    """

    name: str
    rows: Callable[[Span], Rows]
    prefix: str = ""  # the way to the row that carries agency and scope_path
    halves: tuple[Callable[[Span], Rows], Callable[[Span], Rows]] | None = None

    @property
    def agency(self) -> str:
        return f"{self.prefix}agency"

    @property
    def scope(self) -> str:
        return f"{self.prefix}scope_path"


@dataclass(frozen=True, slots=True)
class MeasureOf:
    """One measure: rows of its source that count, and the figure of them.

    `adds`: the column added up instead of counting; `distinct`: counts each value once in an agency;
    `scale`: what one unit of the figure is in the unit of the column, for figures with two decimals.
    """

    name: str
    source: Source
    where: Where = everything
    adds: str = ""
    distinct: str = ""
    scale: Decimal | None = None

    def rows(self, span: Span) -> Rows:
        """The list behind the figure, over all agencies."""
        return self.source.rows(span).filter(self.where(span))

    def value(self, rows: Rows) -> Number:
        """The figure of a list: that of each agency, added up."""
        return sum(self.by_agency(rows).values(), start=self.nothing)

    def by_agency(self, rows: Rows) -> ByAgency:
        """The figure of each agency in a list."""
        grouped = rows.order_by().values(self.source.agency).annotate(figure=self.figure())
        return {row[self.source.agency]: self.number(row["figure"]) for row in grouped}

    def figure(self, **filters: Any) -> Aggregate:
        """What is asked of the database, of all rows or of those that pass `filter`."""
        if self.adds:
            return Sum(self.adds, **filters)
        if self.distinct:
            return Count(self.distinct, distinct=True, **filters)
        return Count(Value(1), **filters)  # of the key it would ask a column that no index holds

    def number(self, found: Any) -> Number:
        """As the table prints it: whole, or with two decimals where money and land are."""
        if self.scale is None:
            return int(found or 0)
        return (Decimal(found or 0) / self.scale).quantize(_CENT, ROUND_HALF_UP)

    @property
    def nothing(self) -> Number:
        return Decimal(0) if self.scale is not None else 0


@dataclass(frozen=True, slots=True)
class MatterOf:
    """Vụ việc: each matter of an agency once, in the best place that one of its rows has.

    `rank`: the column of `source` that says which place a row has; the lowest of a matter decides.
    `places`: those that this measure counts. `first`: only matters some row of which is (or none is)
    the first time.
    """

    name: str
    source: Source
    rank: str
    places: frozenset[int]
    first: bool | None = None
    firsts: str = ""
    scale: None = field(default=None, init=False)

    def rows(self, span: Span) -> Rows:
        """Rows that put their matter where it is counted."""
        same = self.source.rows(span).filter(agency=OuterRef("agency"), matter=OuterRef("matter"))
        better = same.filter(**{f"{self.rank}__lt": OuterRef(self.rank)})
        found = self.source.rows(span).filter(
            ~Exists(better), **{f"{self.rank}__in": sorted(self.places)}
        )
        if self.first is None:
            return found
        is_first = Exists(same.filter(**{self.firsts: True}))
        return found.filter(is_first if self.first else ~is_first)

    def value(self, rows: Rows) -> int:
        return sum(int(n) for n in self.by_agency(rows).values())

    def by_agency(self, rows: Rows) -> ByAgency:
        """Distinct matters of each agency in a list."""
        counted = rows.order_by().values("agency").annotate(n=Count("matter", distinct=True))
        return {row["agency"]: int(row["n"]) for row in counted}

    @property
    def nothing(self) -> int:
        return 0

    def holds(self, best: int, first: bool | None) -> bool:
        """Whether a matter with this best place is counted here."""
        return best in self.places and (self.first is None or self.first == bool(first))


AnyMeasure = MeasureOf | MatterOf


def whose(agencies: Collection[UUID]) -> Callable[[Source], Q]:
    """Rows of these agencies, whatever their source."""
    return lambda source: Q(**{f"{source.agency}__in": agencies})


def figures_of(
    measures: Iterable[AnyMeasure], span: Span, within: Callable[[Source], Q]
) -> dict[str, ByAgency]:
    """Every measure for every agency: one statement for each source (and each kind of place)."""
    plain: dict[Source, list[MeasureOf]] = defaultdict(list)
    placed: dict[tuple[Source, str, str], list[MatterOf]] = defaultdict(list)
    for measure in measures:
        if isinstance(measure, MeasureOf):
            plain[measure.source].append(measure)
        else:
            placed[measure.source, measure.rank, measure.firsts].append(measure)
    found: dict[str, ByAgency] = {}
    for source, some in plain.items():
        found |= _counted(source, some, span, within(source))
    for (source, rank, firsts), these in placed.items():
        found |= _placed(source, rank, firsts, these, span, within(source))
    return found


def _counted(
    source: Source, measures: list[MeasureOf], span: Span, within: Q
) -> dict[str, ByAgency]:
    rows = source.rows(span).filter(within).order_by().values(source.agency)
    figures = {}
    for place, measure in enumerate(measures):
        where = measure.where(span)
        figures[f"f{place}"] = measure.figure(**({"filter": where} if where else {}))
    found: dict[str, ByAgency] = {measure.name: {} for measure in measures}
    for row in rows.annotate(**figures):
        for place, measure in enumerate(measures):
            if number := measure.number(row[f"f{place}"]):
                found[measure.name][row[source.agency]] = number
    return found


def _placed(
    source: Source, rank: str, firsts: str, measures: list[MatterOf], span: Span, within: Q
) -> dict[str, ByAgency]:
    """Each matter of an agency has its best place; then how many are in each place."""
    matters, parameters = _matters(source, rank, firsts, span, within)
    found: dict[str, ByAgency] = {measure.name: defaultdict(int) for measure in measures}
    with connection.cursor() as cursor:
        # Groups of groups; the ORM has no GROUP BY over a grouped subquery.
        cursor.execute(
            f"SELECT agency_id, best, is_first, count(*) FROM {matters} GROUP BY 1, 2, 3",  # noqa: S608  # nosec B608
            parameters,
        )
        for agency, best, is_first, number in cursor.fetchall():
            for measure in measures:
                if measure.holds(best, is_first):
                    found[measure.name][agency] += number
    return found


def _matters(
    source: Source, rank: str, firsts: str, span: Span, within: Q
) -> tuple[str, tuple[Any, ...]]:
    """Every matter of an agency with its best place, as what stands behind FROM."""
    first: Any = BoolOr(firsts) if firsts else Value(None, output_field=BooleanField())
    told = [
        rows(span).filter(within).order_by().values("agency_id", "matter_id")
        .annotate(best=Min(F(rank)), is_first=first).query.sql_with_params()
        for rows in source.halves or (source.rows,)
    ]  # fmt: skip
    parameters = tuple(parameter for _, given in told for parameter in given)
    if source.halves is None:
        return f"({told[0][0]}) matters", parameters
    (many, _), (few, _) = told
    joined = f"({many}) a FULL JOIN ({few}) b USING (agency_id, matter_id)"
    return f"(SELECT agency_id, {_BETTER} FROM {joined}) matters", parameters  # noqa: S608  # nosec B608
