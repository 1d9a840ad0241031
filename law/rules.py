"""Rules and their versions: what a duty asks, since when, under which article."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from law.dates import vn_date
from law.enums import BRANCH_TEXT, UNIT_TEXT, Branch, Confidence, Kind, Unit
from law.errors import LawError


@dataclass(frozen=True, slots=True)
class Extension:
    """Gia hạn: how often, and at most how many days each time."""

    each: int
    times_if_complex: int
    times_if_especially_complex: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What another text writes for the same duty (a decree that differs from its law)."""

    amount: int
    unit: Unit
    citation: str


@dataclass(frozen=True, slots=True)
class CutOff:
    """A statutory period: month and day of its ends, and whether it starts a year early."""

    start: tuple[int, int]
    end: tuple[int, int]
    starts_year_before: bool


@dataclass(frozen=True, slots=True)
class RuleVersion:
    valid_from: date
    valid_to: date | None
    unit: Unit
    citation: str
    confidence: Confidence
    amount: int | None = None
    branches: Mapping[str, int] = field(default_factory=dict)
    extension: Extension | None = None
    periods: Mapping[str, CutOff] = field(default_factory=dict)
    day_of_month: int | None = None
    note: str = ""
    other_reading: Reading | None = None

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def span(self) -> str:
        """“từ 01/07/2026” or “từ 01/07/2012 đến 30/06/2026”."""
        ends = f" đến {vn_date(self.valid_to)}" if self.valid_to else ""
        return f"từ {vn_date(self.valid_from)}{ends}"

    @property
    def amount_text(self) -> str:
        """“7 ngày làm việc”, “ngày 17 của tháng cuối kỳ báo cáo”, “theo kỳ báo cáo”."""
        if self.day_of_month is not None:
            return f"ngày {self.day_of_month} của tháng cuối kỳ báo cáo"
        return (
            UNIT_TEXT[self.unit] if self.amount is None else f"{self.amount} {UNIT_TEXT[self.unit]}"
        )


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    kind: Kind
    duty: str
    trigger: str
    versions: tuple[RuleVersion, ...]
    aliases: tuple[str, ...] = ()
    local_parameter: bool = False

    def version_on(self, day: date) -> RuleVersion:
        """The version in force on the trigger day: that is when the count starts (ADR 0003)."""
        for version in self.versions:
            if version.covers(day):
                return version
        known = "; ".join(f"{version.span} ({version.amount_text})" for version in self.versions)
        raise LawError(
            f"{self.code} không có quy định áp dụng cho ngày {vn_date(day)}; hiện có: {known}."
        )

    def amount_for(self, version: RuleVersion, branches: frozenset[Branch]) -> int:
        """The amount of days for these circumstances, e.g. `complex+remote`."""
        if version.amount is None:
            raise LawError(f"{self.code} không tính bằng số ngày.")
        # An extendable duty stays at its amount: there “phức tạp” is the ground of the extension.
        if not branches or (version.extension and branches == {Branch.COMPLEX}):
            return version.amount
        key = "+".join(sorted(branches))
        if key not in version.branches:
            raise LawError(self._no_such_branch(version, branches))
        return version.branches[key]

    def _no_such_branch(self, version: RuleVersion, branches: frozenset[Branch]) -> str:
        asked = " + ".join(f"{name} ({BRANCH_TEXT[name]})" for name in sorted(branches))
        names = sorted(version.branches) or (["complex"] if version.extension else [])
        known = f"chỉ có: {', '.join(names)}" if names else "không có trường hợp riêng nào"
        return f"{self.code} không có trường hợp {asked}; {known}."


class RuleBook:
    """All duties by code and alias."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._by_name: dict[str, Rule] = {}
        for rule in self._rules:
            for name in (rule.code, *rule.aliases):
                if name in self._by_name:
                    raise LawError(f"Mã quy định {name} bị khai báo hai lần.")
                self._by_name[name] = rule

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def get(self, code: str) -> Rule:
        """The duty of this code or alias; an unknown code names its nearest neighbours."""
        name = code.strip().upper()
        if name in self._by_name:
            return self._by_name[name]
        near = get_close_matches(name, self._by_name, n=3, cutoff=0.6)
        hint = f"gần giống: {', '.join(near)}" if near else "xem danh sách bằng --list"
        raise LawError(f"Không có quy định mã “{code}”; {hint}.")


def parse_branches(names: Iterable[str]) -> frozenset[Branch]:
    """Names of circumstances, also joined by +, to a set; an unknown name is a LawError."""
    found = set()
    for name in (part.strip() for joined in names for part in joined.split("+")):
        if name not in set(Branch):
            raise LawError(
                f"Không có trường hợp “{name}”; các trường hợp: {', '.join(sorted(Branch))}."
            )
        found.add(Branch(name))
    return frozenset(found)
