"""What a check found: one relation that does not hold, told as a sentence. Pure.

Three kinds (docs/checks.md): it blocks (chặn); it is to be looked at again (cần xem lại), where the
bound is inferred or a later entry may explain the difference; the form prints it though it is not
logical (in trong biểu nhưng không logic), which never refuses anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from reports.json_numbers import plain

CASES = 20
SEALED = "Đơn kín"
_MUST = {
    "=": "phải bằng",
    ">=": "không được nhỏ hơn",
    "<=": "không được lớn hơn",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Một chỗ không khớp. `left_words`, `right_words`: the columns with their headings.

    `columns`: (table, column) of every cell concerned, so that its list can be opened. `late`: what
    was entered after the report before may explain it, so it refuses nothing. `said`: the comparison in
    words of its own, where two numbers do not tell it.
    """

    table: str
    agency: str
    relation: str
    left: Decimal
    right: Decimal
    holds: bool = True
    sure: bool = True
    cases: tuple[str, ...] = ()
    agency_name: str = ""
    op: str = "="
    left_words: str = ""
    right_words: str = ""
    columns: tuple[tuple[str, int], ...] = ()
    note: str = ""
    late: bool = False
    said: str = ""

    @property
    def blocking(self) -> bool:
        """True when a report with it may not be approved."""
        return self.holds and self.sure and not self.late

    @property
    def is_broken(self) -> bool:
        """True when the law or the circular itself says that it must hold."""
        return self.holds and self.sure

    @property
    def sentence(self) -> str:
        """Table, unit, columns, both numbers and the cases, as one Vietnamese sentence."""
        where = ", ".join(part for part in (self._table_words, self._unit_words) if part)
        said = f"{where}: {self._comparison}"
        if self.note:
            said = f"{said.removesuffix('.')}. {self.note}"
        if self.cases:
            said = f"{said.removesuffix('.')}. Hồ sơ liên quan: {', '.join(self.cases)}."
        return said

    @property
    def _table_words(self) -> str:
        return f"Biểu {self.table}" if "/" in self.table else self.table

    @property
    def _unit_words(self) -> str:
        return self.agency_name or self.agency

    @property
    def _comparison(self) -> str:
        if self.said:
            return self.said
        left = f"{self.left_words or self.relation} là {spoken(self.left)}"
        right = f"{self.right_words} là {spoken(self.right)}".strip()
        if not self.right_words:
            right = spoken(self.right)
        return f"{left}, {_MUST[self.op]} {right}."

    def naming(self, cases: Sequence[str]) -> Finding:
        """The same finding with the records that explain it; sealed ones are only counted."""
        return replace(self, cases=told(cases))

    def as_json(self) -> dict[str, Any]:
        """One entry of `broken` or `notes` of `check_figures` (design.md section 7)."""
        return {
            "table": self.table,
            "agency": self.agency,
            "relation": self.relation,
            "left": plain(self.left),
            "right": plain(self.right),
            "cases": list(self.cases),
            "sentence": self.sentence,
        }


@dataclass(slots=True)
class Checked:
    """How many comparisons were made, and the findings among them."""

    checked: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocking(self) -> list[Finding]:
        """What refuses approval."""
        return [finding for finding in self.findings if finding.blocking]

    @property
    def doubtful(self) -> list[Finding]:
        """Cần xem lại: inferred bounds, and what a later entry may explain."""
        return [f for f in self.findings if f.holds and not f.blocking]

    @property
    def not_logical(self) -> list[Finding]:
        """Printed by the form though it is not logical."""
        return [finding for finding in self.findings if not finding.holds]

    @property
    def broken(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_broken]

    @property
    def notes(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_broken]

    def passes(self, left: Decimal, op: str, right: Decimal) -> bool:
        """Counts one comparison; the finding is made only where it fails, for there are thousands."""
        self.checked += 1
        return keeps(left, op, right)

    def compare(self, finding: Finding) -> None:
        """Counts one comparison; keeps the finding when its relation does not hold."""
        self.checked += 1
        if not keeps(finding.left, finding.op, finding.right):
            self.findings.append(finding)

    def tell(self, finding: Finding) -> None:
        """Counts one comparison that is known to fail."""
        self.checked += 1
        self.findings.append(finding)

    def add(self, other: Checked) -> None:
        """Takes in the comparisons of another check."""
        self.checked += other.checked
        self.findings.extend(other.findings)

    def as_json(self) -> dict[str, Any]:
        """The answer of `check_figures --json`."""
        return {
            "checked": self.checked,
            "broken": [finding.as_json() for finding in self.broken],
            "notes": [finding.as_json() for finding in self.notes],
        }


def keeps(left: Decimal, op: str, right: Decimal) -> bool:
    """True when `left op right`."""
    if op == "=":
        return left == right
    return left >= right if op == ">=" else left <= right


def told(cases: Sequence[str]) -> tuple[str, ...]:
    """The first cases; those without a number of their own are counted, never told apart."""
    numbered = [case for case in dict.fromkeys(cases) if not case.startswith(SEALED)]
    sealed = sum(Counter(cases)[case] for case in set(cases) if case.startswith(SEALED))
    shown = numbered[:CASES]
    if len(numbered) > CASES:
        shown.append(f"và {len(numbered) - CASES} hồ sơ khác")
    if sealed:
        shown.append(SEALED if sealed == 1 else f"{SEALED} ({sealed})")
    return tuple(shown)


def spoken(value: Decimal) -> str:
    """5.591; 12,5: as Vietnamese writes numbers."""
    whole, _, part = f"{value.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")
