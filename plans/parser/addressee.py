"""The general addressee: whom a plan asks to carry out its content part."""

import re

from plans.parser.outline import Item
from plans.parser.tasks import is_closing, subject_of
from plans.parser.units import UnitFinder

_ASKS = re.compile(r"(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao)\s+")
_THIS_PLAN = re.compile(r"Căn cứ Kế hoạch này")
_CLAUSE = re.compile(r"[;.]\s+")
_CARRIES_OUT = re.compile(
    r",?\s+(?:nghiêm túc|tổ chức|triển khai|thực hiện|chủ động|khẩn trương)\b"
)
_TOO_WIDE = re.compile(r"(?:tổ chức, )?cá nhân", re.IGNORECASE)


def addressee_of(items: list[Item], finder: UnitFinder) -> tuple[str, ...]:
    """Units asked in a lead-in of the content part, else in the closing sentence; else nobody."""
    texts = [i.text for i in items if not i.heading]
    leads = [t for t in texts if t.endswith(":")]
    closings = [i.text for i in items if is_closing(i) or _THIS_PLAN.match(i.text)]
    for text in leads + closings:
        if names := _asked(text, finder):
            return names
    content = [i.text for i in items if i.part == "content" and not i.heading]
    for text in (t for t in content if t.endswith(":")):
        found = subject_of(text, finder)
        if found and found[0].start == 0:
            return found[0].names
    return next((names for t in closings if (names := _told(t, finder))), ())


def _asked(text: str, finder: UnitFinder) -> tuple[str, ...]:
    """The units after "yêu cầu", "đề nghị", "giao"."""
    for asks in _ASKS.finditer(text):
        found = finder.list_at(text, asks.end())
        if found and not any(_TOO_WIDE.search(n) for n in found.names):
            return found.names
    return ()


def _told(text: str, finder: UnitFinder) -> tuple[str, ...]:
    """The units of a clause "các phòng, đơn vị … tổ chức thực hiện"."""
    for clause in _CLAUSE.finditer(text):
        found = finder.list_at(text, clause.end())
        if found and _CARRIES_OUT.match(text, found.end):
            return found.names
    return ()
