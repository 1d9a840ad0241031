"""Plain text and Markdown: decoding, marks of Markdown, pipe tables, fixed-width lines."""

import re

from plans.parser.readers.columns import in_reading_order
from plans.parser.readers.encodings import decode
from plans.parser.readers.running_heads import running_heads
from plans.parser.structure import Line, Reading
from plans.parser.table_layout import is_task_header
from plans.parser.words import tidy
from plans.parser.wrapping import is_page_number, unwrap, without_running_heads

_HASHES = re.compile(r"^\s*#{1,6}\s+|^\s*#{1,6}(?=\*|[IVX\d])")
_RULE = re.compile(r"^\s*(?:[-_*=~\s]{3,}|\*+)\s*$")
_BULLET = re.compile(r"^\s*[*•]\s+(?=\S)")
_EMPHASIS = re.compile(r"\*{2,3}|_{2,3}|(?<![\w*])\*(?=\w)|(?<=[\w.:;,)])\*(?![\w*])|`")
_ESCAPE = re.compile(r"\\(?=[-#*_.()+|>\[\]])")
_TABLE_RULE = re.compile(r"^[|\s:+=-]+$")
_FIRST_LINE = 3  # blanks by which the first line of a paragraph is set in


def read(data: bytes) -> Reading:
    """Lines of a text file."""
    decoded = decode(data)
    pages = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    kept = without_running_heads([_lines(p.split("\n")) for p in pages])
    lines = unwrap(_open_tables([x for p in kept for x in p]))
    return Reading(lines, notes_on(decoded.encoding))


def notes_on(encoding: str) -> list[str]:
    """What a reviewer should hear about the encoding of a file."""
    if not encoding:
        return []
    if encoding == "UTF-16":
        return ["Tệp gốc ở dạng UTF-16; hệ thống giữ bản UTF-8 của cùng nội dung."]
    return [f"Văn bản gốc dùng bảng mã {encoding}; hệ thống đã đổi sang Unicode, hãy đối chiếu."]


def _open_tables(lines: list[Line]) -> list[Line]:
    """Tables that assign no work (a letterhead, a signature) become their cells, one a line."""
    tables: dict[int, list[Line]] = {}
    for line in lines:
        tables.setdefault(line.table, []).append(line)
    plain = {
        n
        for n, rows in tables.items()
        if n and not any(is_task_header(row.cells) for row in rows[:3])
    }
    return [x for line in lines for x in (_cells_of(line) if line.table in plain else [line])]


def _cells_of(row: Line) -> list[Line]:
    return [Line(cell, row.gap, row.page, row.strong) for cell in row.cells if cell]


def _lines(page: list[str]) -> list[Line]:
    result: list[Line] = []
    gap = table = margin = 0
    first = True
    rows = in_reading_order(page)
    heads = running_heads(rows)
    for place, raw in enumerate(rows):
        if place in heads:
            first = True
            continue
        if _is_row(raw):
            table = table or len(result) + 1
            if not _TABLE_RULE.match(raw):
                result.append(
                    Line(" | ".join(_cells(raw)), bool(gap), cells=_cells(raw), table=table)
                )
            continue
        table = 0
        text = strip_marks(raw)
        if not text or is_page_number(text):
            gap += not text
            first = first or bool(text)
            continue
        indent = len(raw) - len(raw.lstrip(" "))
        parted = bool(gap) or indent >= margin + _FIRST_LINE
        result.append(Line(text, parted, page=first, strong=_is_strong(raw)))
        gap, first, margin = 0, False, indent
    return result


def _is_row(raw: str) -> bool:
    return raw.strip().startswith("|") or raw.strip("\t ").count("\t") >= 2


def _cells(raw: str) -> tuple[str, ...]:
    pipes = raw.strip().startswith("|")
    cells = raw.strip().strip("|").split("|") if pipes else raw.rstrip("\n").split("\t")
    return tuple(strip_marks(re.sub(r"<br\s*/?>", "; ", c)) for c in cells)


def _is_strong(raw: str) -> bool:
    bare = raw.strip()
    return bool(_HASHES.match(raw)) or (bare.startswith("**") and bare.endswith("**"))


def strip_marks(raw: str) -> str:
    """A line without the marks of Markdown."""
    if _RULE.match(raw):
        return ""
    text = _BULLET.sub("- ", _HASHES.sub("", raw))
    return tidy(_ESCAPE.sub("", _EMPHASIS.sub("", text)))
