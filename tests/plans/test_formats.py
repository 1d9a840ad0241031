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


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_docx_says_the_same(path):
    assert parse_plan(docx(path)).content() == parse_plan(path.read_bytes()).content()


@pytest.mark.parametrize("style", [SPACED, INDENTED], ids=["spaced", "indented"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_pdf_says_the_same(path, style):
    assert parse_plan(pdf(path, style)).content() == parse_plan(path.read_bytes()).content()


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_windows_line_ends_and_byte_order_mark_change_nothing(path):
    data = path.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig")
    assert parse_plan(data).content() == parse_plan(path.read_bytes()).content()
