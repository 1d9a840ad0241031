"""DOCX: paragraphs and tables in the order of the body, with the numbers that Word counts itself."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from plans.parser.errors import PlanReadError
from plans.parser.readers.fonts import Fonts
from plans.parser.readers.legacy import to_unicode
from plans.parser.readers.numbering import Numbering
from plans.parser.readers.text import notes_on, strip_marks
from plans.parser.structure import Line, Reading
from plans.parser.table_layout import is_task_header
from plans.parser.wrapping import is_page_number

_LARGEST_UNPACKED = 100 * 1024 * 1024
_MAIN = "word/document.xml"
_MOST_PARAGRAPHS = 6000
_MOST_LETTERS = 600_000
_PARAGRAPH = re.compile(rb"<w:p[ >/]")
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_TOO_LONG = (
    "Tệp Word dài hơn 6.000 đoạn hoặc 600.000 ký tự (khoảng 200 trang), "
    "vượt quá độ dài của một kế hoạch."
)


def read(data: bytes) -> Reading:
    """Lines of a DOCX file."""
    document = _open(data)
    body = _Body(document)
    lines: list[Line] = []
    gap = False
    for number, block in enumerate(_blocks(document), start=1):
        new = body.table(block, number) if isinstance(block, Table) else body.paragraph(block)
        lines += [replace(x, gap=gap or x.gap) for x in new]
        gap = not new
    return _in_unicode(lines, body.fonts.encoding)


def _in_unicode(lines: list[Line], by_font: str) -> Reading:
    """Fonts tell the encoding of most runs; what they do not tell is judged by the whole text."""
    if by_font or not lines:
        return Reading(lines, notes_on(by_font))
    made = to_unicode("\n".join(x.text for x in lines))
    if not made.encoding:
        return Reading(lines, [])
    texts = made.text.split("\n")
    whole = [
        replace(x, text=t, cells=tuple(to_unicode(c).text for c in x.cells))
        for x, t in zip(lines, texts, strict=True)
    ]
    return Reading(whole, notes_on(made.encoding))


def _open(data: bytes) -> DocumentType:
    problem = PlanReadError("Tệp Word bị hỏng hoặc không phải là DOCX.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(x.file_size for x in archive.infolist())
            if unpacked > _LARGEST_UNPACKED or _MAIN not in archive.namelist():
                raise problem
            _ensure_short(archive.read(_MAIN))
        return Document(io.BytesIO(data))
    except PlanReadError:
        raise
    except Exception as error:  # a damaged file fails in many ways inside zip and XML libraries
        raise problem from error


def _ensure_short(xml: bytes) -> None:
    """Refuses a long document by counting in its raw text, before anything is built of it."""
    letters = sum(len(m.group(1)) for m in _TEXT.finditer(xml))
    # A Vietnamese letter takes 1.3 bytes on average; the exact count comes with the paragraphs.
    if len(_PARAGRAPH.findall(xml)) > _MOST_PARAGRAPHS or letters > 1.5 * _MOST_LETTERS:
        raise PlanReadError(_TOO_LONG)


def _blocks(document: DocumentType) -> Iterator[WordParagraph | Table]:
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            yield WordParagraph(child, document)
        elif child.tag == qn("w:tbl"):
            yield Table(child, document)


class _Body:
    """Paragraphs and tables of one document, with its lists and fonts."""

    def __init__(self, document: DocumentType) -> None:
        self._numbering = Numbering(document)
        self.fonts = Fonts(document)

    def paragraph(self, paragraph: WordParagraph) -> list[Line]:
        label = self._numbering.label(paragraph)
        text = self.fonts.text(paragraph)
        rows = [strip_marks(x) for x in f"{label}{text}".split("\n")]
        strong = _is_strong(paragraph)
        return [Line(x, strong=strong) for x in rows if x and not is_page_number(x)]

    def table(self, table: Table, number: int) -> list[Line]:
        rows = [_row(row.cells) for row in table.rows]
        if any(is_task_header(tuple(self._text(c) for c in row)) for row in rows[:3]):
            cells = [tuple(self._text(c) for c in row) for row in rows]
            return [Line(" | ".join(c), cells=c, table=number) for c in cells if any(c)]
        paragraphs = [p for row in rows for cell in row for p in cell.paragraphs]
        return [x for p in paragraphs for x in self.paragraph(p)]

    def _text(self, cell: _Cell) -> str:
        texts = [self.fonts.text(p).strip() for p in cell.paragraphs]
        return strip_marks("; ".join(t.rstrip(";") for t in texts if t))


def _is_strong(paragraph: WordParagraph) -> bool:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    runs = [r for r in paragraph.runs if r.text.strip()]
    return style.startswith(("Heading", "Title")) or bool(runs and all(r.bold for r in runs))


def _row(cells: tuple[_Cell, ...]) -> list[_Cell]:
    """The cells of a row; a merged cell comes once."""
    return [c for i, c in enumerate(cells) if i == 0 or c._tc is not cells[i - 1]._tc]
