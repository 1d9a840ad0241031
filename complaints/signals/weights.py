"""Weights of the signals (trọng số): data with versions, read strictly. Pure.

A version that contradicts itself is refused with one Vietnamese sentence (law.errors.LawError).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from law.errors import LawError
from law.toml_fields import Fields

_FILE = Path(__file__).parents[1] / "data" / "signal-weights.toml"
LEVELS = ("watch", "warning", "hot")
# What the sentence of a factor may say, and the numbers that its rule needs.
_WORDS = {
    "crowd": {"amount"},
    "signatures": {"amount"},
    "growth": {"before", "after", "days"},
    "overlap": {"amount"},
    "repeated": {"amount", "days"},
    "complex": {"amount"},
    "agencies": {"amount"},
    "disagreement": {"amount"},
    "overdue": {"amount", "since"},
    "returned": {"amount", "since"},
    "years": {"amount", "since"},
    "skipped_level": {"amount"},
    "tension": {"amount"},
    "event": {"text", "since"},
}
_NUMBERS = {
    "growth": ("within_days", "min_before", "min_people"),
    "repeated": ("within_days",),
    "event": ("near_days",),
}
CODES = tuple(_WORDS)
# These grow with time alone, without any fact: together they may propose nothing, so that the daily
# round need not read matters of which nobody told anything (ADR 0031).
_WITHOUT_FACTS = ("overdue", "years")


@dataclass(frozen=True, slots=True)
class FactorWeight:
    """Trọng số of one signal. `steps`: from which amount it weighs how much, both rising."""

    code: str
    label: str
    steps: tuple[tuple[int, int], ...]
    unit: str
    sentence: str
    source: str
    confidence: str
    days: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)
    only_with: tuple[str, ...] = ()

    def of(self, amount: int) -> int:
        """The weight of this amount; 0 below the first step."""
        return max((weight for least, weight in self.steps if amount >= least), default=0)

    @property
    def most(self) -> int:
        return self.steps[-1][1]

    @property
    def shown(self) -> str:
        """The sentence with its numbers left open, for the page of the weights."""
        return self.sentence.format(**dict.fromkeys(_WORDS[self.code], "…"))


@dataclass(frozen=True, slots=True)
class Weights:
    """Một phiên bản: all factors and the sums from which a level is proposed."""

    version: str
    valid_from: date
    source: str
    confidence: str
    levels: tuple[tuple[str, int], ...]
    factors: tuple[FactorWeight, ...]

    def level_of(self, total: int) -> str:
        """The level proposed by this sum; empty below the first."""
        return next((name for name, least in reversed(self.levels) if total >= least), "")

    def factor(self, code: str) -> FactorWeight:
        return next(each for each in self.factors if each.code == code)


@cache
def shipped() -> tuple[Weights, ...]:
    """The versions of the data file, oldest first."""
    return load(_FILE.read_text(encoding="utf-8"))


def in_force(on: date) -> Weights:
    """The version that began last on or before this day."""
    return version_on(shipped(), on)


def version_on(versions: tuple[Weights, ...], on: date) -> Weights:
    found = [each for each in versions if each.valid_from <= on]
    if not found:
        raise LawError(
            f"Chưa có trọng số dấu hiệu cho ngày {on:%d/%m/%Y}; phiên bản đầu tiên có hiệu lực từ "
            f"{versions[0].valid_from:%d/%m/%Y}."
        )
    return found[-1]


def load(text: str) -> tuple[Weights, ...]:
    """Versions by their first day. Raises LawError with a sentence that names the place."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LawError(f"Tệp trọng số dấu hiệu không đọc được: {error}.") from None
    fields = Fields(data, "Trọng số dấu hiệu")
    rows = fields.required("version", list)
    fields.done()
    found = tuple(sorted((_version(row) for row in rows), key=lambda each: each.valid_from))
    for name, values in (
        ("mã", [each.version for each in found]),
        ("ngày bắt đầu", [each.valid_from for each in found]),
    ):
        if len(set(values)) < len(values):
            raise fields.error(f"hai phiên bản có cùng {name}")
    return found


def _version(row: object) -> Weights:
    fields = Fields(row, "Phiên bản trọng số")
    code = fields.required("code", str)
    fields.where = f"Phiên bản trọng số “{code}”"
    made = Weights(
        version=code[:40],
        valid_from=fields.required("valid_from", date),
        source=fields.required("source", str),
        confidence=fields.optional("confidence", str) or "",
        levels=_levels(fields.required("levels", dict), fields.where),
        factors=tuple(_factor(each, fields.where) for each in fields.required("factor", list)),
    )
    fields.done()
    _ensure_whole(made, fields)
    return made


def _levels(table: object, where: str) -> tuple[tuple[str, int], ...]:
    fields = Fields(table, f"{where}, mức")
    found = tuple((name, fields.positive(name)) for name in LEVELS)
    fields.done()
    if sorted({least for _, least in found}) != [least for _, least in found]:
        raise fields.error("ngưỡng phải tăng dần từ theo dõi, cảnh báo đến điểm nóng")
    return found


def _factor(row: object, where: str) -> FactorWeight:
    fields = Fields(row, f"{where}, dấu hiệu")
    code = fields.required("code", str)
    if code not in _WORDS:
        raise fields.error(f"không có dấu hiệu “{code}”")
    fields.where = f"{where}, dấu hiệu “{code}”"
    days = fields.optional("days", int)
    made = FactorWeight(
        code=code,
        label=fields.required("label", str),
        steps=_steps(fields),
        unit=fields.required("unit", str),
        sentence=_sentence(fields, code),
        source=fields.required("source", str),
        confidence=fields.optional("confidence", str) or "",
        days=0 if days is None else fields.positive_value("days", days),
        numbers={name: fields.positive(name) for name in _NUMBERS.get(code, ())},
        only_with=_only_with(fields, code),
    )
    fields.done()
    return made


def _steps(fields: Fields) -> tuple[tuple[int, int], ...]:
    """Rising amounts and weights: more of something never weighs less."""
    found = []
    for pair in fields.required("steps", list):
        if not isinstance(pair, list) or len(pair) != 2:
            raise fields.error("mỗi bậc của “steps” gồm mức và trọng số")
        found.append(
            (fields.positive_value("steps", pair[0]), fields.positive_value("steps", pair[1]))
        )
    rising = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    if not rising:
        raise fields.error("mức và trọng số của “steps” phải tăng dần")
    return tuple(found)


def _sentence(fields: Fields, code: str) -> str:
    sentence = fields.required("sentence", str)
    try:
        sentence.format(**dict.fromkeys(_WORDS[code], ""))
    except (KeyError, IndexError, ValueError):
        known = ", ".join(f"{{{word}}}" for word in sorted(_WORDS[code]))
        raise fields.error(f"câu chỉ được dùng {known}") from None
    return sentence


def _only_with(fields: Fields, code: str) -> tuple[str, ...]:
    named = fields.optional("only_with", list) or []
    if unknown := [name for name in named if name not in _WORDS or name == code]:
        raise fields.error(f"“only_with” không nhận “{unknown[0]}”")
    return tuple(named)


def _ensure_whole(made: Weights, fields: Fields) -> None:
    """Every factor once; time alone reaches no level."""
    codes = [each.code for each in made.factors]
    if missing := [code for code in CODES if code not in codes]:
        raise fields.error(f"thiếu dấu hiệu “{missing[0]}”")
    if len(codes) > len(CODES):
        raise fields.error("có dấu hiệu ghi hai lần")
    if not made.factor("event").only_with:
        raise fields.error("dấu hiệu “event” phải có “only_with”")
    if sum(made.factor(code).most for code in _WITHOUT_FACTS) >= made.levels[0][1]:
        raise fields.error("quá hạn và kéo dài cộng lại phải dưới ngưỡng theo dõi")
