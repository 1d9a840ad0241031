"""Tables that assign work: which column holds the task, the units, the time."""

import re

from plans.parser.words import fold

_COLUMNS = (
    ("order", re.compile(r"(?:s?tt|so tt|so thu tu|stt)\b")),
    ("cooperate", re.compile(r".*phoi hop")),
    ("due", re.compile(r"(?:thoi gian|thoi han|tien do|han |hoan thanh|ngay hoan)")),
    ("result", re.compile(r"(?:ket qua|san pham|ghi chu|kinh phi|dia diem|yeu cau san pham)")),
    ("lead", re.compile(r".*(?:chu tri|thuc hien|phan cong|phu trach|don vi|co quan|trach nhiem)")),
    ("text", re.compile(r".*(?:nhiem vu|noi dung|cong viec|hoat dong|viec)")),
)
_TEXT_FIRST = re.compile(r"(?:noi dung|nhiem vu|cong viec|ten nhiem vu|cac nhiem vu|hoat dong)")


def column_kinds(cells: tuple[str, ...]) -> list[str]:
    """The kind of each column by its heading, "" where unknown."""
    return [_kind(fold(c)) for c in cells]


def _kind(heading: str) -> str:
    if len(heading) > 60:
        return ""
    if _TEXT_FIRST.match(heading):
        return "text"
    return next((name for name, pattern in _COLUMNS if pattern.match(heading)), "")


def is_task_header(cells: tuple[str, ...]) -> bool:
    """Whether a row heads a table of tasks and units."""
    kinds = column_kinds(cells)
    return "text" in kinds and ("lead" in kinds or "cooperate" in kinds)
