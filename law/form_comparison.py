"""What a new regime changes beside the one of today: tables, and columns by heading, then measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from law.forms import Column, Form, Regime


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column of the new table beside the one of today; one of the two may be missing."""

    new: Column | None
    old: Column | None

    @property
    def word(self) -> str:
        """“mới”, “bỏ”, “đổi tiêu đề”, “đổi số đo”, “đổi số cột” or nothing."""
        if self.new is None:
            return "bỏ"
        if self.old is None:
            return "mới"
        if self.new.measure != self.old.measure:
            return "đổi số đo"
        if self.new.heading != self.old.heading:
            return "đổi tiêu đề"
        return "đổi số cột" if self.new.number != self.old.number else ""


@dataclass(frozen=True, slots=True)
class FormChange:
    """One table code in both regimes, or in one of them."""

    code: str
    new: Form | None
    old: Form | None
    columns: tuple[ColumnChange, ...] = ()

    @property
    def word(self) -> str:
        if self.new is None:
            return "bỏ"
        if self.old is None:
            return "mới"
        return "có thay đổi" if any(change.word for change in self.columns) else "giữ nguyên"

    @property
    def changed(self) -> int:
        return sum(1 for change in self.columns if change.word)


def changes_between(old: Regime, new: Regime) -> list[FormChange]:
    """The tables of the new regime in its order, then those that it drops."""
    before = {form.code: form for form in old.forms}
    found = [
        FormChange(form.code, form, other, paired(form, other))
        for form in new.forms
        for other in [before.pop(form.code, None)]
    ]
    return found + [FormChange(code, None, form) for code, form in before.items()]


def paired(new: Form, old: Form | None) -> tuple[ColumnChange, ...]:
    """Each new column with the old one of the same heading, else of the same measure; then what is left."""
    left = list(old.columns) if old else []
    twins: dict[int, Column] = {}
    for same in (_same_heading, _same_measure):
        for column in new.columns:
            if column.number not in twins:
                twin = same(column, left)
                if twin is not None:
                    twins[column.number] = twin
                    left.remove(twin)
    pairs = [ColumnChange(column, twins.get(column.number)) for column in new.columns]
    return (*pairs, *(ColumnChange(None, column) for column in left))


def _same_heading(column: Column, among: Sequence[Column]) -> Column | None:
    return next((each for each in among if each.heading == column.heading), None)


def _same_measure(column: Column, among: Sequence[Column]) -> Column | None:
    if not column.is_counted:
        return None
    return next((each for each in among if each.measure == column.measure), None)
