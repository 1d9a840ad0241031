"""The same plan as TXT, Markdown, DOCX and PDF gives the same structure."""

import io
from html import escape
from pathlib import Path

import pytest
from docx import Document
from weasyprint import HTML

from plans.parser import parse_plan
from plans.parser.words import tidy
from plans.sample import FOLDER

SEEDS = sorted(FOLDER.glob("*.txt"))
STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page) } }
body { font: 14pt/1.3 "Liberation Serif"; text-align: justify }
"""
SPACED = "p { margin: 0 0 6pt }"
INDENTED = "p { margin: 0; text-indent: 1.27cm }"


def lines(path: Path) -> list[str]:
    return [x for x in (tidy(y) for y in path.read_text(encoding="utf-8").split("\n")) if x]


def docx(path: Path) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in lines(path):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def pdf(path: Path, style: str) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines(path))
    page = f'<meta charset="utf-8"><style>{STYLE}{style}</style>{body}'
    return HTML(string=page).write_pdf()


def same(data: bytes, path: Path) -> bool:
    """Equal but for `paragraph`, which points at text that contains the task."""
    found = parse_plan(data)
    assert all(row.text in row.paragraph.text for row in [*found.tasks, *found.other])
    assert all(t.paragraph.text == found.paragraphs[t.paragraph.index] for t in found.tasks)
    return found.content() == parse_plan(path.read_bytes()).content()


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_docx_says_the_same(path):
    assert same(docx(path), path)


@pytest.mark.parametrize("style", [SPACED, INDENTED], ids=["spaced", "indented"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_pdf_says_the_same(path, style):
    assert same(pdf(path, style), path)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_windows_line_ends_and_byte_order_mark_change_nothing(path):
    data = path.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig")
    assert parse_plan(data).content() == parse_plan(path.read_bytes()).content()
