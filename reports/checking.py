"""Every cell against its list: what `manage.py check_figures` compares."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agencies.models import Agency, User
from law.periods import Period
from reports.catalogue import FIGURES
from reports.overview import COLUMNS, agencies_of, period_of, tallied
from reports.spans import Span
from reports.weekly import weekly_figures

OVERVIEW_PERIODS = ("tuan", "thang", "nam")
_CASES = 20


@dataclass(slots=True)
class Checked:
    """How many cells were compared, and those that differ from their list."""

    checked: int = 0
    broken: list[dict[str, Any]] = field(default_factory=list)

    def compare(
        self, *, table: str, agency: str, relation: str, cell: int, rows: int, cases: Any
    ) -> None:
        """Counts one comparison; of a difference it keeps both sides and the first cases."""
        self.checked += 1
        if cell != rows:
            self.broken.append(
                {
                    "table": table,
                    "agency": agency,
                    "relation": relation,
                    "left": cell,
                    "right": rows,
                    "cases": [str(pk) for pk in cases.values_list("pk", flat=True)[:_CASES]],
                }
            )


def check_overview(*, user: User, today: date) -> Checked:
    """Each number of the overview of `user` against the list it opens, for every period offered."""
    result = Checked()
    agencies = list(agencies_of(user, "").order_by("path"))
    for choice in OVERVIEW_PERIODS:
        period = period_of(choice, today)
        span = Span.of(period, today)
        counts = tallied(agencies_of(user, ""), period, today)
        for place, (column, figure) in enumerate(COLUMNS.items()):
            seen = figure.seen_by(user, span)
            listed = figure.by_agency(seen)
            for agency in agencies:
                result.compare(
                    table=f"tong-quan {period.code}",
                    agency=agency.code,
                    relation=f"{column} = {figure.name}",
                    cell=counts[agency.pk][place] if agency.pk in counts else 0,
                    rows=listed.get(agency.pk, 0),
                    cases=seen.filter(agency=agency),
                )
    return result


def check_weekly(*, agency: Agency, period: Period, today: date) -> Checked:
    """The weekly figures of an agency against their lists, and the sums they must add up to."""
    result = Checked()
    figures = weekly_figures(agency=agency, period=period, today=today)
    span = Span.of(period, today)
    now = {name: values[0] for name, values in figures["values"].items()}
    for name, value in now.items():
        rows = FIGURES[name].of(agency, span)
        result.compare(
            table=f"bao-cao-tuan {period.code}",
            agency=agency.code,
            relation=name,
            cell=value,
            rows=FIGURES[name].value(rows),
            cases=rows,
        )
    for whole, parts in SUMS.items():
        result.compare(
            table=f"bao-cao-tuan {period.code}",
            agency=agency.code,
            relation=f"{whole} = {' + '.join(parts)}",
            cell=now[whole],
            rows=sum(now[part] for part in parts),
            cases=FIGURES[whole].of(agency, span),
        )
    return result


def _parts(prefix: str) -> list[str]:
    return [name for name in FIGURES if name.startswith(prefix)]


# What must add up: by form of session, by kind, by outcome.
SUMS = {
    **{
        whole: [f"{whole}_{kind}" for kind in ("standing", "periodic", "ad_hoc")]
        for whole in ("visits", "people", "groups", "group_people")
    },
    "received": _parts("received_"),
    "processed": _parts("outcome_"),
}
