"""The empty workbook that a unit outside the system fills in: the tables of the regime, all zero."""

from __future__ import annotations

from datetime import date
from typing import Any

from agencies import law_in_force
from agencies.models import Agency
from agencies.refusals import Refused
from law.errors import LawError
from law.forms import Form
from law.periods import Period
from reports.enums import ReportKind, ReportOrigin
from reports.exchange.exporting import period_begun
from reports.files import statutory_xlsx
from reports.hashing import hash_of
from reports.live_tables import period_json, table_json, unit_json
from reports.models import Report


def empty_book(*, agency: Agency, period: str, today: date) -> bytes:
    """The workbook of one unit and period. Raises Refused for a period that is none."""
    found = period_begun(period, today)
    figures = empty_figures(agency=agency, period=found, today=today)
    report = Report(
        kind=ReportKind.STATUTORY, origin=ReportOrigin.IMPORTED, agency=agency, period=found.code,
        starts_on=found.start, ends_on=found.end, regime=figures["regime"], figures=figures,
        sha256=hash_of(ReportKind.STATUTORY, figures, {}),
    )  # fmt: skip
    return statutory_xlsx(report)


def empty_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Figures of a unit in which nothing happened, by the regime in force at the end of the period."""
    try:
        regime = law_in_force.in_force().forms.regime_on(period.end)
    except LawError as error:
        raise Refused(str(error)) from None
    return {
        "schema": 1,
        "regime": regime.code,
        "period": period_json(period),
        "agency": {"code": agency.code, "name": agency.name},
        "as_of": min(period.end, today).isoformat(),
        "tables": [_empty(form, agency, period) for form in regime.forms],
        "carried": {},
        "same_period_last_year": {"period": "", "totals": {}},
        "units": [],
    }


def _empty(form: Form, agency: Agency, period: Period) -> dict[str, Any]:
    zeros = {str(column.number): 0 for column in form.columns}
    return table_json(form, period, [unit_json(agency, zeros)], dict(zeros))
