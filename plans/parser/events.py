"""Events (sự kiện) that a plan serves, from its title: sessions, congresses, elections, Tết."""

import re

from plans.parser.structure import Event, EventKind
from plans.parser.words import fold

_STARTS = re.compile(
    r"(?:[Kk]ỳ họp|[ĐđD]ại hội|[Bb]ầu cử|Tết"
    r"|[Hh]ội nghị (?:Trung ương|cấp cao|lần thứ)"
    r"|(?:[Dd]ịp |ngày )?(?:[Ll]ễ|[Kk]ỷ niệm)(?= )|Quốc khánh|Năm APEC|Tuần lễ [Cc]ấp cao)"
)
# Not the event itself: members of a congress, a committee of the election.
_BEFORE = re.compile(
    r"(?:Ủy ban|Hội đồng|ban chỉ đạo|Ban|hỗ trợ|chào mừng|sau khi|nghị quyết|(?<=năm )Ngày)\s+$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:,|và|;|\.|trước, trong và sau|trên địa bàn .*|tại (?:tỉnh|huyện|xã|phường|địa) .*"
    r"|của (?:Sở|UBND|Ủy ban|huyện) .*)\s*$"
)
_KINDS: tuple[tuple[EventKind, re.Pattern[str]], ...] = (
    ("assembly_session", re.compile(r"ky hop")),
    ("congress", re.compile(r"dai hoi")),
    ("election", re.compile(r"bau cu")),
    ("tet", re.compile(r".*\btet\b")),
)


def events_in(title: str) -> list[Event]:
    """Events of a title, each once, in order."""
    starts = [m.start() for m in _STARTS.finditer(title) if not _BEFORE.search(title[: m.start()])]
    found: dict[str, Event] = {}
    for start, end in zip(starts, [*starts[1:], len(title)], strict=False):
        name = _trim(title[start:end])
        if len(name.split()) > 1:
            found.setdefault(fold(name), Event(name, _kind(name)))
    return list(found.values())


def _trim(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _TAIL.sub("", text).strip()
    return text


def _kind(name: str) -> EventKind:
    return next((kind for kind, pattern in _KINDS if pattern.match(fold(name))), "other")
