"""The body of a plan as an outline: which paragraph is a heading, in which part the others stand."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from plans.parser.closing import is_annex
from plans.parser.lexicon import DUTY
from plans.parser.markers import Marker, split_marker
from plans.parser.structure import Paragraph
from plans.parser.units import UnitFinder, modern
from plans.parser.words import fold, is_caps, is_closed, key, tidy

Part = Literal["purpose", "content", "assign"]

_ASSIGN = re.compile(
    r"to chuc (?:trien khai )?thuc hien|to chuc trien khai|phan cong|trach nhiem (?:cua|thuc hien"
    r"|cac|to chuc)|giao nhiem vu"
    r"|che do (?:thong tin,? )?bao cao|nhiem vu (?:cua|cac|cu the cua|cho)"
    r"|phu luc.*(?:nhiem vu|phan cong|danh muc)|danh muc nhiem vu"
)
_PURPOSE = re.compile(
    r"(?:muc dich|muc tieu|yeu cau|quan diem|pham vi|doi tuong|can cu|co so|nguyen tac"
    r"|dac diem tinh hinh|tinh hinh)\b"
)
_GIVES = re.compile(
    r"(?:(?:Giao|Đề nghị|Yêu cầu|Phân công|Trách nhiệm của|Nhiệm vụ của"
    r"|Đối với)\s+(?:trách nhiệm\s+|nhiệm vụ\s+)?(?:cho\s+)?)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:Ông|Bà|Đồng chí|Đ/c)\s+(?:(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]*\s+){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹ]*\s*[,–-]\s*)?"
)
_CONTENT = re.compile(
    r"(?:noi dung|nhiem vu|giai phap|bien phap|kinh phi|thoi gian|tien do|che do|mot so nhiem vu)\b"
)
_DUTY_WORDS = ("có nhiệm vụ", "có trách nhiệm", "chịu trách nhiệm", "thực hiện", "chủ trì")
_LONGEST = 300
_SHORT_HEADING = 60
_NUMBER = 2  # depth of "1."
_LETTER = 5  # depth of "a)"


@dataclass(frozen=True)
class Item:
    """A paragraph of the body with its mark, its part and the headings above it."""

    paragraph: Paragraph
    marker: Marker
    part: Part
    section: str
    units: tuple[str, ...]  # of the nearest heading that names units
    exact: bool  # the heading is nothing but units
    heading: bool = False

    @property
    def text(self) -> str:
        """The paragraph without its mark."""
        return self.marker.rest


@dataclass(frozen=True)
class _Open:
    """A heading that is still open."""

    rank: float
    label: str
    part: Part
    units: tuple[str, ...]
    exact: bool
    marked: bool


@dataclass(frozen=True)
class _Run:
    """A count "1. 2. 3." under way: its depth and its last number."""

    rank: float
    value: int


def outline(paragraphs: list[Paragraph], finder: UnitFinder) -> list[Item]:
    """Every paragraph of the body in order, headings marked."""
    reader = _Reader(finder)
    return [reader.item(p, paragraphs[n + 1 : n + 2]) for n, p in enumerate(paragraphs)]


def heading_units(text: str, finder: UnitFinder) -> tuple[tuple[str, ...], bool]:
    """Units that a heading names: "4. Đề nghị Công đoàn, Đoàn thanh niên Sở"; whether it is only that."""
    bare = tidy(text).rstrip(" :.;/")
    given = _GIVES.match(bare)
    start = given.end() if given else 0
    person = _PERSON.match(bare, start)
    start = person.end() if person else start
    found = finder.list_at(bare, start)
    if not found:
        return (), False
    rest = re.sub(r"\([^()]*\)$", "", bare[found.end :]).strip()
    if rest.startswith(("và ", ",")) and len(bare) < _SHORT_HEADING:
        return (bare[start:],), False
    return found.names, not rest or rest in _DUTY_WORDS


class _Reader:
    def __init__(self, finder: UnitFinder) -> None:
        self._finder = finder
        self._stack: list[_Open] = []
        self._runs: list[_Run] = []
        self._listed = False  # marked items stand under the heading of units that is open

    def item(self, paragraph: Paragraph, following: list[Paragraph]) -> Item:
        """The next paragraph in its place."""
        marker = split_marker(paragraph.text)
        depth = self._depth(marker)
        rank = self._heading_rank(paragraph, marker, depth, following)
        if rank is None:
            self._leave_runs(marker, depth)
            self._leave_units(marker)
            return self._make(paragraph, marker, heading=False)
        self._open(paragraph, marker, rank)
        self._listed = False
        return self._make(paragraph, marker, heading=True)

    def _make(self, paragraph: Paragraph, marker: Marker, heading: bool) -> Item:
        section = " > ".join(x.label for x in self._stack)
        named = next((x for x in reversed(self._stack) if x.units), None)
        part = self._stack[-1].part if self._stack else "content"
        units = named.units if named else ()
        return Item(paragraph, marker, part, section, units, bool(named and named.exact), heading)

    def _depth(self, marker: Marker) -> float:
        """The depth of a mark; a count that starts again at 1 below an open heading lies deeper."""
        if marker.kind != "number":
            return marker.rank
        value = int(re.sub(r"\D", "", marker.mark))
        for n in range(len(self._runs) - 1, -1, -1):
            if self._runs[n].value + 1 == value:
                self._runs[n:] = [replace(self._runs[n], value=value)]
                return self._runs[n].rank
        above = max((x.rank for x in self._stack if x.rank < _LETTER), default=0)
        rank = above + 0.5 if value == 1 and above >= marker.rank else marker.rank
        self._runs.append(_Run(rank, value))
        return rank

    def _leave_runs(self, marker: Marker, depth: float) -> None:
        """An item as high as an open list heading closes it: "- Thanh tra tỉnh:", then "- Các sở …"."""
        while self._stack and marker.kind != "none" and self._stack[-1].rank >= depth:
            self._stack.pop()

    def _leave_units(self, marker: Marker) -> None:
        """After the listed items of a unit, a paragraph of its own that tells others is the part's."""
        top = self._stack[-1] if self._stack else None
        if marker.kind != "none":
            self._listed = bool(top and top.units)
        elif self._listed and top and top.exact and self._tells_others(marker.rest, top.units):
            self._stack.pop()
            self._listed = False

    def _tells_others(self, text: str, units: tuple[str, ...]) -> bool:
        found = self._finder.list_at(text)
        return bool(
            found
            and not {key(n) for n in found.names} & {key(n) for n in units}
            and DUTY.match(modern(text[found.end :]).lstrip(" ,"))
        )

    def _open(self, paragraph: Paragraph, marker: Marker, rank: float) -> None:
        while self._stack and self._stack[-1].rank >= rank:
            self._stack.pop()
        if rank < _NUMBER:
            self._runs.clear()
        part = self._part(marker.rest)
        units, exact = heading_units(marker.rest, self._finder) if part == "assign" else ((), False)
        label = tidy(
            f"{marker.mark if marker.kind not in ('dash', 'plus') else ''} {marker.rest}"
        ).rstrip(" :")
        self._stack.append(_Open(rank, label, part, units, exact, self._is_marked(marker, rank)))

    @staticmethod
    def _is_marked(marker: Marker, rank: float) -> bool:
        return marker.kind != "none" or rank <= 1

    def _part(self, text: str) -> Part:
        folded = fold(text)
        above = self._stack[-1].part if self._stack else None
        if _ASSIGN.match(folded) or (_ASSIGN.search(folded) and above != "assign"):
            return "assign"
        if above == "assign":
            return "assign"
        if _PURPOSE.match(folded):
            return "purpose"
        return "content" if above in (None, "content") else above

    def _heading_rank(
        self, paragraph: Paragraph, marker: Marker, depth: float, following: list[Paragraph]
    ) -> float | None:
        """The depth of a heading, or nothing for an item."""
        text = marker.rest
        if paragraph.cells or len(text) > _LONGEST:
            return None
        if is_annex(paragraph.text):
            return -1
        if marker.kind in ("part", "roman"):
            return marker.rank if not text.endswith((".", ";")) or len(text) < 60 else None
        if marker.kind == "none":
            return self._bare_rank(paragraph)
        if self._in_assign() and heading_units(text, self._finder)[1]:
            return depth
        if marker.kind in ("dash", "plus"):
            return None  # without units it only leads to the items below
        if _known(text) and len(text) < _SHORT_HEADING and not is_closed(text):
            return depth
        return depth if self._leads(marker, following) else None

    def _bare_rank(self, paragraph: Paragraph) -> float | None:
        """A line without a mark: capitals, bold, a known heading, or units alone."""
        text = paragraph.text
        if is_caps(text) and len(text) < 150:
            return 1
        if is_closed(text) and not text.endswith(":"):
            return None
        short = len(text) < 120
        if _known(text) and len(text) < _SHORT_HEADING:
            return 1
        named = self._in_assign() and heading_units(text, self._finder)[1]
        return self._below_marks() if named or (paragraph.strong and short) else None

    def _below_marks(self) -> float:
        """The depth of a line without a mark: just below the nearest heading that has one."""
        marked = [x.rank for x in self._stack if x.marked]
        return (marked[-1] if marked else 1) + 0.25

    def _in_assign(self) -> bool:
        return bool(self._stack) and self._stack[-1].part == "assign"

    def _leads(self, marker: Marker, following: list[Paragraph]) -> bool:
        """Whether something deeper follows an item that does not end as a sentence."""
        text = marker.rest
        if text.endswith((".", ";", "/", "…")) or not following or is_annex(following[0].text):
            return False
        if following[0].cells:
            return True
        after = split_marker(following[0].text)
        starts_again = after.kind == "number" and re.match(r"\(?0?1\b", after.mark)
        return text.endswith(":") or after.rank > marker.rank or bool(starts_again)


def _known(text: str) -> bool:
    """Whether a line is one of the usual headings of a plan."""
    folded = fold(text)
    return bool(_ASSIGN.match(folded) or _PURPOSE.match(folded) or _CONTENT.match(folded))
