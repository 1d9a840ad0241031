"""A regime before it holds: its tables over last year's data, beside the columns of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agencies import law_in_force
from agencies.enums import LawTextState
from agencies.models import Agency, LawText, User
from law.errors import LawError
from law.form_comparison import FormChange, changes_between
from law.forms import Column, Regime
from law.periods import Period, parse_period
from records.wording import number_plain
from reports.live_tables import Values, tables_of


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One column of the new table and its twin of today, each with last year's figure."""

    new: Column | None
    old: Column | None
    word: str
    new_value: str
    old_value: str


def regimes_of(text: LawText) -> tuple[Regime, Regime]:
    """(before, this one); raises LawError where a text adopted since contradicts the draft."""
    law = law_in_force.in_force()
    if text.state != LawTextState.APPROVED:
        law = law_in_force.with_text(law, text.kind, text.payload)
    regimes = law.forms.regimes
    place = next((n for n, each in enumerate(regimes) if each.code == text.payload["code"]), 0)
    if not place:
        raise LawError("Chế độ này không còn trong danh mục chế độ báo cáo.")
    return regimes[place - 1], regimes[place]


def changes_of(text: LawText) -> list[FormChange]:
    """The tables of the regime, each beside the one of today."""
    return changes_between(*regimes_of(text))


def last_year(today: date) -> Period:
    """The statutory year before this one: complete, so its figures stand still."""
    return parse_period(f"{today.year - 1}-N")


def lines_of(
    change: FormChange, *, agency: Agency | None, period: Period, today: date, user: User
) -> list[PreviewLine]:
    """Without an agency the columns stand alone; figures are of units that the reader reaches."""
    new, old = _totals(change, agency, period, today, user)
    return [
        PreviewLine(pair.new, pair.old, pair.word, _shown(pair.new, new), _shown(pair.old, old))
        for pair in change.columns
    ]


def _totals(
    change: FormChange, agency: Agency | None, period: Period, today: date, user: User
) -> tuple[Values, Values]:
    """Of both tables at once: each source is counted once."""
    if agency is None or change.new is None:
        return {}, {}
    reach = Agency.objects.visible_to(user)
    forms = [form for form in (change.new, change.old) if form]
    totals = [
        table.total
        for table in tables_of(forms, agency=agency, period=period, today=today, only=reach)
    ]
    return totals[0], totals[1] if len(totals) > 1 else {}


def _shown(column: Column | None, totals: Values) -> str:
    """1.234; 1.234,50; “–” where the records have no answer."""
    if column is None or not totals:
        return ""
    if not column.is_counted:
        return "–"
    value = Decimal(totals.get(column.number, 0))
    if value == value.to_integral_value():
        return number_plain(int(value))
    whole, _, part = f"{value:.2f}".partition(".")
    return f"{number_plain(int(whole))},{part}"
