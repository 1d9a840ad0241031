"""Legacy Vietnamese fonts of a DOCX: ".VnTime" is TCVN3, ".VnTimeH" its capitals, "VNI-Times" is VNI."""

from itertools import groupby
from operator import itemgetter

from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from plans.parser.readers.legacy import TCVN3, VNI, from_tcvn3, from_vni

_first = itemgetter(0)


class Fonts:
    """Reads paragraphs by the font of each run; `encoding` names what was converted."""

    def __init__(self, document: DocumentType) -> None:
        self.encoding = ""
        normal = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
        self._default = "" if normal is None else normal.get(qn("w:ascii")) or ""

    def text(self, paragraph: WordParagraph) -> str:
        """The text of a paragraph in Unicode."""
        fonts = [self._font(paragraph, run.font.name) for run in paragraph.runs]
        if not any(_is_legacy(f) for f in fonts):
            return paragraph.text
        typed = zip(fonts, (run.text for run in paragraph.runs), strict=True)
        # Letter and tone of VNI may stand in two runs of one font.
        pieces = ((f, "".join(t for _, t in runs)) for f, runs in groupby(typed, key=_first))
        return "".join(self._piece(text, font) for font, text in pieces)

    def _font(self, paragraph: WordParagraph, own: str | None) -> str:
        style = paragraph.style
        while not own and style is not None:
            own, style = style.font.name, style.base_style
        return own or self._default

    def _piece(self, text: str, font: str) -> str:
        if font.startswith(".Vn"):
            self.encoding = TCVN3
            made = from_tcvn3(text)
            return made.upper() if font.endswith("H") else made
        if font.startswith("VNI-"):
            self.encoding = VNI
            return from_vni(text)
        return text


def _is_legacy(font: str) -> bool:
    return font.startswith((".Vn", "VNI-"))
