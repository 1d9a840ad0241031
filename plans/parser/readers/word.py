"""DOCX: paragraphs and tables in the order of the body, with the numbers that Word counts itself."""

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from plans.parser.errors import PlanReadError
from plans.parser.readers.numbering import Numbering
from plans.parser.readers.text import refuse_legacy, strip_marks
from plans.parser.structure import Line
from plans.parser.table_layout import is_task_header
from plans.parser.wrapping import is_page_number

_LARGEST_UNPACKED = 100 * 1024 * 1024
_MOST_LINES = 6000


def read(data: bytes) -> list[Line]:
    """Lines of a DOCX file."""
    document = _open(data)
    numbering = Numbering(document)
    lines: list[Line] = []
    gap = False
    for number, block in enumerate(_blocks(document), start=1):
        new = (
            _table(block, number, numbering)
            if isinstance(block, Table)
            else _paragraph(block, numbering)
        )
        lines += [Line(**{**vars(x), "gap": gap or x.gap}) for x in new]
        gap = not new
        if len(lines) > _MOST_LINES:
            raise PlanReadError("Tệp dài hơn 6000 dòng, vượt quá độ dài của một kế hoạch.")
    refuse_legacy("\n".join(x.text for x in lines))
    return lines


def _open(data: bytes) -> DocumentType:
    problem = PlanReadError("Tệp Word bị hỏng hoặc không phải là DOCX.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(x.file_size for x in archive.infolist())
            if unpacked > _LARGEST_UNPACKED or "word/document.xml" not in archive.namelist():
                raise problem
        return Document(io.BytesIO(data))
    except PlanReadError:
        raise
    except Exception as error:  # a damaged file fails in many ways inside zip and XML libraries
        raise problem from error


def _blocks(document: DocumentType) -> Iterator[WordParagraph | Table]:
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            yield WordParagraph(child, document)
        elif child.tag == qn("w:tbl"):
            yield Table(child, document)


def _paragraph(paragraph: WordParagraph, numbering: Numbering) -> list[Line]:
    label = numbering.label(paragraph)
    rows = [strip_marks(x) for x in f"{label}{paragraph.text}".split("\n")]
    strong = _is_strong(paragraph)
    return [Line(x, strong=strong) for x in rows if x and not is_page_number(x)]


def _is_strong(paragraph: WordParagraph) -> bool:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    runs = [r for r in paragraph.runs if r.text.strip()]
    return style.startswith(("Heading", "Title")) or bool(runs and all(r.bold for r in runs))


def _table(table: Table, number: int, numbering: Numbering) -> list[Line]:
    rows = [_row(row.cells) for row in table.rows]
    if any(is_task_header(tuple(_text(c) for c in row)) for row in rows[:3]):
        cells = [tuple(_text(c) for c in row) for row in rows]
        return [Line(" | ".join(c), cells=c, table=number) for c in cells if any(c)]
    paragraphs = [p for row in rows for cell in row for p in cell.paragraphs]
    return [x for p in paragraphs for x in _paragraph(p, numbering)]


def _row(cells: tuple[_Cell, ...]) -> list[_Cell]:
    """The cells of a row; a merged cell comes once."""
    return [c for i, c in enumerate(cells) if i == 0 or c._tc is not cells[i - 1]._tc]


def _text(cell: _Cell) -> str:
    return strip_marks(
        "; ".join(p.text.strip().rstrip(";") for p in cell.paragraphs if p.text.strip())
    )
