"""Số dư đầu kỳ: which measures may have an opening balance, and what it adds to which.

What was open before the system counts is declared once (model OpeningBalance) and added to the figures
of every period that contains its day; only stocks that come over have one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from django.db.models import Q

from reports.measures.measure import ByAgency
from reports.models import OpeningBalance
from reports.spans import Span

_LAND_AND_MONEY = ("state_money", "state_land", "back_money", "back_land")
# What is declared -> the measures it is part of.
OPENINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "petitions_carried": (
            "petitions_carried", "petitions_to_process", "petitions_unprocessed",
        ),
        **{
            f"{stem}_left": (f"{stem}_left", f"{stem}_to_carry_out")
            for stem in ("complaint_decisions", "conclusions")
        },
        **{
            f"{subject}_{what}_left": (f"{subject}_{what}_left", f"{subject}_{what}_due")
            for subject in ("complaint", "denunciation")
            for what in _LAND_AND_MONEY
        },
        "inspections_left": ("inspections_left", "inspections"),
        "inspection_conclusions_left": (
            "inspection_conclusions_left", "inspection_conclusions_to_carry_out",
        ),
    }
)  # fmt: skip
# A stock of a table -> that part of it which came over.
CARRIED: Mapping[str, str] = MappingProxyType(
    {total: name for name, totals in OPENINGS.items() for total in totals if total != name}
)
_DECLARED_OF = {total: name for name, totals in OPENINGS.items() for total in totals}


def openings_of(names: Iterable[str], span: Span, within: Q) -> dict[str, ByAgency]:
    """What opening balances add to these measures in the span, by agency; one statement."""
    asked = set(names)
    wanted = {_DECLARED_OF[name] for name in asked & set(_DECLARED_OF)}
    if not wanted:
        return {}
    rows = OpeningBalance.objects.filter(
        within, measure__in=wanted, on_date__range=(span.start, span.end)
    )
    added: dict[str, ByAgency] = {}
    for agency, measure, amount in rows.values_list("agency", "measure", "amount"):
        for total in set(OPENINGS[measure]) & asked:
            added.setdefault(total, {})[agency] = _number(amount)
    return added


def _number(amount: Decimal) -> int | Decimal:
    return int(amount) if amount == amount.to_integral_value() else amount
