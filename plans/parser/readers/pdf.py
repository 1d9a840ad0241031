"""PDF with a text layer: characters become lines, lines that a margin broke become one."""

import itertools
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plans.parser.errors import PlanReadError
from plans.parser.readers.legacy import to_unicode
from plans.parser.readers.text import notes_on, strip_marks
from plans.parser.structure import Line, Reading
from plans.parser.words import is_closed, starts_lower, tidy
from plans.parser.wrapping import joined, starts_item, without_running_heads

_MOST_PAGES = 300
_FLUSH = 1.5  # points
_COLUMN_GAP = 30.0  # points; no justified line has such a space between two words


_SPLIT = "\x02"  # PDFium's sign for a dash at the end of a row
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Row:
    """A row of characters: its text, its box, the width of its first word."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    first_word: float


def read(data: bytes) -> Reading:
    """Lines of a PDF file."""
    document = _open(data)
    try:
        if len(document) > _MOST_PAGES:
            raise PlanReadError("Tệp PDF dài hơn 300 trang, vượt quá độ dài của một kế hoạch.")
        pages = [_rows(document[n]) for n in range(len(document))]
    finally:
        document.close()
    kept = without_running_heads(pages)
    if not any(kept):  # page numbers alone are no text
        raise PlanReadError(
            "Tệp PDF là ảnh quét, không có lớp chữ; hãy dùng bản Word hoặc PDF có chữ."
        )
    margin = max(row.right for page in pages for row in page)
    lines = _merge(kept, margin)
    made = to_unicode("\n".join(x.text for x in lines))
    texts = made.text.split("\n")
    whole = [replace(x, text=strip_marks(t)) for x, t in zip(lines, texts, strict=True)]
    return Reading([x for x in whole if x.text], notes_on(made.encoding))


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise PlanReadError("Tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi nhập lại.") from error
        raise PlanReadError("Tệp PDF bị hỏng, không mở được.") from error


def _rows(page: pdfium.PdfPage) -> list[_Row]:
    """Rows of a page from top to bottom as the file writes them."""
    textpage = page.get_textpage()
    rows: list[_Row] = []
    current: list[tuple[str, _Box]] = []
    for index in range(textpage.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(textpage, index) or 32)
        box = textpage.get_charbox(index, loose=True)
        if char in "\r\n" or (current and _breaks(current, char, box)):
            rows += _row(current)
            current = []
        if char not in "\r\n":
            current.append(("-" if char == _SPLIT else char, box))
        if char == _SPLIT:
            rows += _row(current)
            current = []
    return rows + _row(current)


def _breaks(current: list[tuple[str, _Box]], char: str, box: _Box) -> bool:
    """Whether a new column starts; the blanks of "Số:      /KH" and "ngày      tháng" are none."""
    last = next((n for n in range(len(current) - 1, -1, -1) if not current[n][0].isspace()), None)
    if last is None or not char.isupper():
        return False
    return box[0] - current[last][1][2] > _COLUMN_GAP


def _row(chars: list[tuple[str, _Box]]) -> list[_Row]:
    inked = [b for c, b in chars if not c.isspace()]
    if not inked:
        return []
    text = tidy("".join(c for c, _ in chars))
    # A no-break space holds words together on a row.
    start = next(n for n, (c, _) in enumerate(chars) if not c.isspace())
    stop = next((n for n, (c, _) in enumerate(chars) if n > start and c == " "), len(chars))
    word = sum(not c.isspace() for c, _ in chars[start:stop])
    left, right = min(b[0] for b in inked), max(b[2] for b in inked)
    bottom, top = min(b[1] for b in inked), max(b[3] for b in inked)
    first = max(b[2] for b in inked[:word]) - left
    return [_Row(text, left, right, bottom, top - bottom, first)]


def _merge(pages: list[list[_Row]], margin: float) -> list[Line]:
    """Lines: a row goes on when its next word would not have fitted before the margin."""
    lines: list[Line] = []
    before: _Row | None = None
    for rows in pages:
        usual = _pitch(rows)
        for n, row in enumerate(rows):
            gap = n > 0 and before is not None and _gap(before, row, usual)
            if (
                before
                and not gap
                and _runs_on(before, row, margin, lines[-1].text, new_page=n == 0)
            ):
                lines[-1] = joined(lines[-1], row.text)
            else:
                lines.append(Line(row.text, gap=gap, page=n == 0))
            before = row
    return lines


def _pitch(rows: list[_Row]) -> float:
    """The usual step from row to row on a page, 0 where there is none."""
    steps = sorted(
        a.bottom - b.bottom
        for a, b in itertools.pairwise(rows)
        if 0.8 * b.height < a.bottom - b.bottom < 2.2 * b.height
    )
    return steps[len(steps) // 4] if steps else 0.0


def _gap(before: _Row, row: _Row, usual: float) -> bool:
    step = max(usual, 0.9 * row.height) if usual else 1.5 * row.height
    return before.bottom - row.bottom > 1.25 * step


def _runs_on(before: _Row, row: _Row, margin: float, text: str, *, new_page: bool) -> bool:
    if not new_page and before.bottom - row.bottom < 0.3 * row.height:
        return False
    space = 0.25 * row.height
    would_not_fit = before.right + space + row.first_word > margin + 1
    if row.left > before.left + 1.5 * row.height or starts_item(text, row.text):
        return False
    if is_closed(text):
        # Across pages no gap shows; a row set flush to the margin is not the last of its paragraph.
        return margin - before.right < _FLUSH if new_page else would_not_fit
    # A ragged margin: the longest row may be longer than this one was allowed to be.
    nearly = before.right + space + row.first_word > margin - 0.04 * (margin - before.left)
    if nearly or (new_page and before.right - before.left > 0.75 * (margin - before.left)):
        return True
    return would_not_fit or starts_lower(row.text)
