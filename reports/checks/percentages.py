"""Percentages in words: “38/40 vụ việc, đạt 92,5%” is worked out again. Pure.

Rounding is half up, at the decimals printed. A percentage belongs to a fraction when nothing but a
few words stands between them; with “trong đó”, “tăng”, “so với” between them it speaks of something
else, and a date or the number of a document is no fraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.checks.finding import Finding, spoken

_COUNT = r"\d{1,3}(?:[. ]\d{3})+(?!\d)|\d+"
_UNIT = r"(?:\s+[^\W\d_]+){0,4}?"
_FRACTION = (
    rf"(?<![\d/.,-])(?P<part>{_COUNT})(?:\s*/\s*|{_UNIT}\s+(?:trên|trong)\s+tổng\s+số\s+)"
    rf"(?P<whole>{_COUNT})(?![/\d-])(?![.,]\d)"
)
_PERCENT = r"(?P<percent>\d+(?:[.,]\d+)?)\s*%"
_GAP = r"(?P<gap>[^.;:%\d\n]{0,60}?)"
_FORWARD = re.compile(_FRACTION + _GAP + _PERCENT, re.IGNORECASE)
_BACKWARD = re.compile(
    r"(?<![\d.,])" + _PERCENT + r"(?P<gap>[^.;:%\d\n]{0,30}?)" + _FRACTION, re.IGNORECASE
)
# Words after which the percentage is no longer that of the fraction.
_ELSE = re.compile(r"trong đó|tăng|giảm|so với|cùng kỳ|còn lại|và có|,\s*có\b", re.IGNORECASE)
_GROWTH = re.compile(r"(tăng|giảm)\s*$", re.IGNORECASE)
# Before a fraction these make it a date or a number of a document; after it, a symbol does.
_NO_FRACTION = re.compile(r"(tháng|quý|ngày|số|kỳ|tuần|điều|năm|hào)\s*$", re.IGNORECASE)


# Nothing but the unit and “đạt tỷ lệ” between the two: the percentage is that of the fraction for sure.
_PLAIN_FORWARD = re.compile(
    r"(?!.*t[ỷỉ] lệ\s+[^\s(])[^,(]{0,40}[,(]?\s*(?:đạt|chiếm|bằng|tương đương|là|=)?\s*(?:t[ỷỉ] lệ)?"
    r"\s*\(?\s*",
    re.IGNORECASE,
)
_PLAIN_BACKWARD = re.compile(r"\s*[,(]?\s*(?:với|tương ứng|tức|là|gồm)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Percentage:
    """One fraction with its percentage, as it stands in the text. `sure`: they belong together by the
    words between them; otherwise it is for a person to look."""

    text: str
    part: Decimal
    whole: Decimal
    printed: Decimal
    sure: bool = True

    @property
    def expected(self) -> Decimal | None:
        """The right percentage at the decimals printed; None of nothing."""
        if not self.whole:
            return None
        exact = self.part * 100 / self.whole
        return exact.quantize(Decimal(1).scaleb(_exponent(self.printed)), ROUND_HALF_UP)

    @property
    def is_right(self) -> bool:
        return self.expected == self.printed


def percentages_in(text: str) -> list[Percentage]:
    """Every fraction of a text that has a percentage, in the order they stand."""
    found: dict[int, Percentage] = {}
    taken: list[tuple[int, int]] = []
    for match in _matches(text):
        span = match.span("percent")
        if span in taken or match.start("part") in found:
            continue
        taken.append(span)
        found[match.start("part")] = _read(match)
    return [found[start] for start in sorted(found)]


def wrong_percentages(
    narrative: Mapping[str, str], *, agency: str = "", name: str = ""
) -> Iterator[Finding]:
    """A finding for every percentage of the narrative; the caller keeps those that do not hold."""
    for text in narrative.values():
        for said in percentages_in(str(text)):
            yield _finding(said, agency, name)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_FORWARD, _BACKWARD):
        for match in pattern.finditer(text):
            before = text[max(0, match.start("part") - 12) : match.start("part")]
            if _NO_FRACTION.search(before) or _speaks_of_else(text, match):
                continue
            yield match


def _speaks_of_else(text: str, match: re.Match[str]) -> bool:
    """True when the percentage is one of growth, or stands behind a bracket that was closed."""
    gap = match["gap"]
    before = text[max(0, match.start("percent") - 12) : match.start("percent")]
    closed = gap.count(")") > gap.count("(")
    return bool(closed or _ELSE.search(gap) or _GROWTH.search(before))


def _read(match: re.Match[str]) -> Percentage:
    forward = match.start("part") < match.start("percent")
    plain = _PLAIN_FORWARD if forward else _PLAIN_BACKWARD
    return Percentage(
        text=" ".join(match[0].split()),
        part=_count(match["part"]),
        whole=_count(match["whole"]),
        printed=Decimal(match["percent"].replace(",", ".")),
        sure=bool(plain.fullmatch(match["gap"])),
    )


def _count(text: str) -> Decimal:
    return Decimal(re.sub(r"[. ]", "", text))


def _exponent(printed: Decimal) -> int:
    exponent = printed.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _finding(said: Percentage, agency: str, name: str) -> Finding:
    expected = said.expected
    fraction = f"{spoken(said.part)}/{spoken(said.whole)}"
    right = "không có tỷ lệ của số 0" if expected is None else f"tính lại là {spoken(expected)}%"
    return Finding(
        table="Phần lời của báo cáo",
        agency=agency,
        agency_name=name,
        relation=said.text,
        left=said.printed,
        right=Decimal(0) if expected is None else expected,
        sure=said.sure,
        said=f"“{said.text}”: ghi {spoken(said.printed)}%, từ {fraction} {right}.",
    )
