"""Names of units in running text: where a name starts, where it ends, which names form a list."""

import re
from dataclasses import dataclass

from plans.parser.lexicon import ACRONYM, FRAGMENT, HEAD, QUALIFIER, SLIPPED, STOP
from plans.parser.shared_heads import names_at
from plans.parser.words import fold, key, tidy

# Old and new places of the tone are equal in length: "uỷ" is read as "ủy", "hoá" as "hóa".
_OLD = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_NEW = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_PLACES = dict(zip(_OLD, _NEW, strict=True))
_OLD_PLACE = re.compile(rf"(?<![qQ])(?:{'|'.join(_PLACES)})(?!\w)", re.IGNORECASE)

_WORD = re.compile(r"[^\s,;:.()/“”\"]+(?:[./](?=[\wĐđ])[^\s,;:.()“”\"]+)*")
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(r"\s+(?:và|cùng với|cùng|hoặc)\s+")
_SEMICOLON = re.compile(r"\s*;\s*")
_ALIAS = re.compile(r"\s*\((?:sau đây\s+)?(?:(?:gọi|viết) tắt là\s+)?([^()]{2,40})\)")
# "Văn phòng HĐND và UBND huyện" is one office.
_SHARED_OFFICE = re.compile(
    r"Văn phòng (?:Đoàn (?:ĐBQH|đại biểu Quốc hội)|HĐND|Hội đồng nhân dân|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy"
    r"|Cấp ủy)(?: \w+)?$"
)
_SHARED_NEXT = re.compile(r"(?:HĐND|UBND|Hội đồng nhân dân|Ủy ban nhân dân|Hội đồng|Chính quyền)")
# "UBND các xã A, B" names two communes.
_EACH = re.compile(
    r"(?P<before>.*?)\b(?:các|những)\s+(?P<level>xã|phường|thị trấn|huyện|đặc khu|thôn|khu phố)\s+"
    r"(?P<places>[A-ZĐÀ-Ỹ][^,]*(?:(?:,| và)\s*[A-ZĐÀ-Ỹ][^,]*)+)$"
)
# "Phòng Quản lý nhà và thị trường …": a field of work in small letters goes on after "và".
_FIELD = re.compile(
    r"(?:Phòng|Ban|Cục|Chi cục|Vụ|Trung tâm) (?:Quản lý|Phát triển|Xúc tiến|Hỗ trợ|Giám sát)\s.*[a-zà-ỹ]$"
)
_TWO_WORDS = re.compile(r"\w+ \w+")
_LONGEST = 14
_REACH = 1500  # characters; no list of units is longer


@dataclass(frozen=True)
class Found:
    """Names found one after another in a text, and where they end."""

    names: tuple[str, ...]
    start: int
    end: int

    @property
    def doubtful(self) -> bool:
        """A name of many words may have swallowed a verb."""
        return any(len(n.split()) > _LONGEST for n in self.names)


def modern(text: str) -> str:
    """The text with every tone in its modern place, of the same length."""
    return _OLD_PLACE.sub(lambda m: _moved(m.group()), text)


def _moved(pair: str) -> str:
    new = _PLACES[pair.lower()]
    return "".join(n.upper() if o.isupper() else n for o, n in zip(pair, new, strict=True))


class UnitFinder:
    """Finds names of units; abbreviations that the document defines count as units."""

    def __init__(self, abbreviations: tuple[str, ...] = ()) -> None:
        words = "|".join(re.escape(a) for a in sorted(abbreviations, key=len, reverse=True))
        self._own = re.compile(rf"(?:{words})(?!\w)") if words else None

    def head(self, text: str, at: int) -> re.Match[str] | None:
        """The opening noun of a unit at a place."""
        own = self._own.match(text, at) if self._own else None
        return own or ACRONYM.match(text, at) or HEAD.match(text, at)

    def list_at(self, source: str, start: int = 0) -> Found | None:
        """The list of units that starts at a place, or nothing."""
        found = self._list(source[start : start + _REACH])
        if found is None:
            return None
        return Found(found.names, start + found.start, start + found.end)

    def _list(self, source: str) -> Found | None:
        text, at = modern(source), 0
        if shared := names_at(source, at):
            return Found(tuple(shared[0]), at, shared[1])
        names: list[str] = []
        start = at
        while True:
            end = self._name_end(text, at)
            if end is None:
                break
            names += _each(tidy(_ALIAS.sub("", source[at:end])))
            following = self._next(text, end)
            at, stop = (following, end) if following else (end, end)
            if following is None:
                return Found(tuple(names), start, stop)
        return Found(tuple(names), start, at) if names else None

    def _next(self, text: str, end: int) -> int | None:
        """Where the next name of a list starts."""
        for separator in (_COMMA, _AND, _SEMICOLON):
            found = separator.match(text, end)
            if not found:
                continue
            at = found.end()
            if separator is _COMMA and (extra := re.compile(r"(?:và|cùng)\s+").match(text, at)):
                at = extra.end()
            if self.head(text, at) and (separator is not _SEMICOLON or text[at].isupper()):
                return at
        return None

    def _name_end(self, text: str, at: int) -> int | None:
        head = self.head(text, at)
        if head is None:
            return None
        many = bool(head.groupdict().get("many"))
        end = self._words(text, head.end())
        while True:
            many = many or bool(re.search(r"\b(?:các|những)\b", text[at:end], re.IGNORECASE))
            further = self._further(text, at, end, many)
            if further is None:
                break
            end = further
        alias = _ALIAS.match(text, end)
        if alias and self._own and self._own.fullmatch(alias.group(1).strip()):
            end = alias.end()
        return end

    def _words(self, text: str, end: int) -> int:
        """The end of the words that belong to a name."""
        while True:
            spaces = re.compile(r"\s*(?:[-–]\s*)?").match(text, end)
            at = spaces.end() if spaces else end
            qualifier = QUALIFIER.match(text, at)
            if qualifier:
                end = qualifier.end()
                continue
            word = _WORD.match(text, at)
            if not word or STOP.match(text, at) or _slipped(text, at):
                return end
            end = word.end()

    def _further(self, text: str, start: int, end: int, many: bool) -> int | None:
        """The end of a name that goes on after a comma or "và"."""
        for separator in (_COMMA, _AND):
            found = separator.match(text, end)
            if not found:
                continue
            at = found.end()
            name = text[start:end]
            if separator is _AND and _SHARED_OFFICE.search(name) and _SHARED_NEXT.match(text, at):
                return self._words(text, at + 1)
            fragment = FRAGMENT.match(text, at)
            if many and fragment and not self._named(text, at, fragment):
                return self._words(text, fragment.end())
            if self.head(text, at) is not None:
                continue
            if text[at : at + 1].isupper() and _proper(name):
                return self._words(text, at)
            if separator is _AND and _FIELD.match(name) and (end := self._words(text, at)) > at:
                return end
        return None

    def _named(self, text: str, at: int, fragment: re.Match[str]) -> bool:
        """Whether a noun after a comma opens a unit with a proper name: ", Phòng Dân tộc"."""
        after = text[fragment.end() :].lstrip()
        return text[at].isupper() and after[:1].isupper() and not after.startswith(("Sở", "UBND"))


def _slipped(text: str, at: int) -> bool:
    """Whether two words are a verb but for their accents."""
    found = _TWO_WORDS.match(text, at)
    return found is not None and found.group().islower() and fold(found.group()) in SLIPPED


def _each(name: str) -> list[str]:
    """The units that one collective name lists by their places."""
    found = _EACH.match(name)
    if not found:
        return [name]
    places = re.split(r"\s*(?:,|\bvà\b)\s*", found["places"])
    return [f"{found['before']}{found['level']} {place}" for place in places if place]


def _proper(name: str) -> bool:
    """Whether a name has a proper part that may go on: "Sở Văn hóa", "Phòng Lao động"."""
    return any(w[:1].isupper() for w in name.split()[1:])


def abbreviations(texts: list[str]) -> tuple[str, ...]:
    """Short names that a document defines once: "(sau đây gọi tắt là Ban Chỉ đạo)", "(Sở)"."""
    found: list[str] = []
    called = re.compile(
        r"\((?:sau đây\s+)?(?:gọi|viết)\s+(?:chung\s+|tắt\s+)?(?:là|:)\s*([^()]{2,60})\)"
    )
    short = re.compile(r"\(([A-ZĐƯÔ][A-ZĐƯÔ&.\d]{1,9})\)")
    finder = UnitFinder()
    for text in texts:
        found += [tidy(m.group(1).strip(' .“”"')) for m in called.finditer(text)]
        found += [
            m.group(1) for m in short.finditer(text) if _stands_for_unit(finder, text, m.start())
        ]
    return tuple(dict.fromkeys(found))


def _stands_for_unit(finder: UnitFinder, text: str, at: int) -> bool:
    before = text[max(0, at - 90) : at].rstrip()
    starts = [m.start() for m in re.finditer(r"\b\w", before)]
    return any(
        (found := finder.list_at(before, s)) is not None and found.end == len(before)
        for s in starts
    )


def same(first: str, second: str) -> bool:
    """Whether two names are one unit, whatever their capitals, tones and abbreviations."""
    return key(first) == key(second)
