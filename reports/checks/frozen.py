"""The checks of one report over its frozen figures. Pure over the figures and the forms in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from agencies import law_in_force
from law.forms import FormBook, Regime
from reports.checks.carry import check_carried
from reports.checks.finding import Checked
from reports.checks.layout import check_layout
from reports.checks.percentages import wrong_percentages
from reports.checks.reception import check_reception
from reports.checks.relations import check_relations
from reports.checks.sums import check_sums, check_units


def check_frozen(
    figures: Mapping[str, Any],
    *,
    narrative: Mapping[str, str] | None = None,
    before: Mapping[str, Any] | None = None,
    units: Sequence[Mapping[str, Any]] = (),
    book: FormBook | None = None,
) -> Checked:
    """Everything that figures and words of a report can contradict.

    `before`: the figures of the report of the period that ended the day before; `units`: those that
    units below sent for this period.
    """
    regime = regime_of(figures, book or law_in_force.in_force().forms)
    result = Checked()
    result.add(check_layout(figures, regime))
    result.add(check_relations(figures, regime))
    result.add(check_reception(figures, regime))
    result.add(check_sums(figures, regime))
    result.add(check_units(figures, units))
    if before is not None:
        result.add(check_carried(figures, before, regime))
    agency = figures.get("agency") or {}
    for finding in wrong_percentages(
        narrative or {}, agency=agency.get("code", ""), name=agency.get("name", "")
    ):
        result.compare(finding)
    return result


def regime_of(figures: Mapping[str, Any], book: FormBook) -> Regime:
    """The regime that the report names."""
    return book.regime(str(figures.get("regime", "")))
