"""Kỳ trước chuyển sang: what this report begins with is what the one before it left. Pure.

02/XLD: column 1 takes in petitions not processed in the period before; 05/KQTH and 06/QLKNTC say the
same of decisions, conclusions, amounts and inspections. The report before is frozen, so whatever was
entered after it shows here as a difference: it is told and never refuses anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from law.forms import Form, Regime
from reports.checks.finding import Checked, Finding
from reports.checks.reading import heading, number, tables_of, total_of

# What there was to do -> what of it was done: the rest is carried over.
STOCKS = {
    "petitions_to_process": "petitions_processed",
    "complaint_decisions_to_carry_out": "complaint_decisions_carried_out",
    "conclusions_to_carry_out": "conclusions_carried_out",
    "inspections": "inspections_concluded",
    **{
        f"{kind}_{what}_due": f"{kind}_{what}_done"
        for kind in ("complaint", "denunciation")
        for what in ("state_money", "state_land", "back_money", "back_land")
    },
}
# A column of its own for what came over, in the regimes before 2025.
CARRIED = {"petitions_carried": "petitions_to_process"}
_WHY = (
    "Kỳ trước đã gửi nên số liệu không đổi; nếu do nhập bổ sung hoặc sửa sau khi gửi thì đính chính "
    "báo cáo kỳ trước hoặc nêu rõ lý do chênh lệch."
)


@dataclass(frozen=True, slots=True)
class Left:
    """What the period before left of one stock, and how that reads."""

    amount: Decimal
    words: str


def follows(figures: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """True when the other report is of the same agency and ended the day before this one begins."""
    first = date.fromisoformat(figures["period"]["from"])
    same = figures["agency"]["code"] == before["agency"]["code"]
    return bool(same and before["period"]["to"] == (first - timedelta(days=1)).isoformat())


def check_carried(figures: Mapping[str, Any], before: Mapping[str, Any], regime: Regime) -> Checked:
    """Every stock that both reports tell of."""
    result = Checked()
    if not follows(figures, before):
        return result
    left = _left(before, regime)
    for form, column, stock, amount in _begun(figures, regime):
        if stock in left:
            result.compare(_finding(figures, form, column, amount, left[stock]))
    return result


def _left(before: Mapping[str, Any], regime: Regime) -> dict[str, Left]:
    """Stock -> what the report before left of it, by the measures of its columns."""
    found: dict[str, Left] = {}
    for code, table in tables_of(before).items():
        form = next((form for form in regime.forms if form.code == code), None)
        if form is None or before.get("regime") != regime.code:
            continue
        columns = {column.measure: column.number for column in form.columns}
        total = total_of(table, before)
        for stock, done in STOCKS.items():
            if stock in columns and done in columns:
                begun, ended = columns[stock], columns[done]
                words = f"cột {begun} − cột {ended} biểu {code} kỳ {before['period']['code']}"
                found[stock] = Left(total.at(begun) - total.at(ended), words)
    return found


def _begun(figures: Mapping[str, Any], regime: Regime) -> Iterator[tuple[Form, int, str, Decimal]]:
    """Form, column, stock and what came over into this period."""
    tables = tables_of(figures)
    carried = figures.get("carried") or {}
    for form in regime.forms:
        if form.code not in tables:
            continue
        for column in form.columns:
            key = f"{form.code}.{column.number}"
            if column.measure in STOCKS and key in carried:
                yield form, column.number, column.measure, number(carried[key])
            if column.measure in CARRIED:
                total = total_of(tables[form.code], figures)
                yield form, column.number, CARRIED[column.measure], total.at(column.number)


def _finding(
    figures: Mapping[str, Any], form: Form, column: int, amount: Decimal, left: Left
) -> Finding:
    return Finding(
        table=form.code,
        agency=figures["agency"]["code"],
        agency_name=figures["agency"].get("name", ""),
        relation=f"kỳ trước chuyển sang, cột {column}",
        left=amount,
        right=left.amount,
        left_words=f"phần kỳ trước chuyển sang của {heading(form, column)}",
        right_words=left.words,
        columns=((form.code, column),),
        note=_WHY,
        late=True,
    )
