"""The same lines as a DOCX, a PDF, a text of another encoding; locked and broken files."""

import io
from functools import cache
from html import escape

from docx import Document
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from plans.parser.readers.legacy import _TCVN3, from_vni

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page) } }
body { font: 14pt/1.3 "Liberation Serif"; text-align: justify }
p { margin: 0 0 6pt }
"""
_TYPED = {made: typed for typed, made in _TCVN3.items()}


def docx(lines: list[str], *, font: str = "") -> bytes:
    """A Word file, a paragraph a line."""
    document, out = Document(), io.BytesIO()
    for line in lines:
        run = document.add_paragraph().add_run(line)
        if font:
            run.font.name = font
    document.save(out)
    return out.getvalue()


def pdf(lines: list[str], style: str = "") -> bytes:
    """A PDF with a text layer, a paragraph a line."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f'<meta charset="utf-8"><style>{STYLE}{style}</style>{body}'
    return HTML(string=page).write_pdf()


def locked_pdf(lines: list[str]) -> bytes:
    """The same behind a password."""
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(lines)))), io.BytesIO()
    writer.encrypt("mat-khau", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def locked_docx() -> bytes:
    """What Word writes under a password: an old container with one sealed stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")


def tcvn3(text: str) -> str:
    """As typed in .VnTime; a capital with a tone takes the small sign of a font of capitals."""
    return "".join(_TYPED.get(c) or _TYPED.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    """As typed in VNI-Times."""
    return "".join(_vni_signs().get(c, c) for c in text)


@cache
def _vni_signs() -> dict[str, str]:
    bases, marks = "aeouyôöAEOUYÔÖ", "ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË"
    pairs = [b + m for b in bases for m in marks if b.isupper() == m.isupper()]
    alone = "ñôöíìæóòîÑÔÖÍÌÆÓÒÎ"
    made = {from_vni(t): t for t in [*pairs, *alone]}
    return {letter: typed for letter, typed in made.items() if len(letter) == 1}
