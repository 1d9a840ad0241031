"""List numbers that Word shows but does not store in the text: "I.", "1.", "a)"."""

from collections import defaultdict
from typing import Any

from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(number: int) -> str:
    result = ""
    for value, letters in _ROMAN:
        while number >= value:
            result, number = result + letters, number - value
    return result


def _write(number: int, form: str) -> str:
    if form.endswith("Roman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


class Numbering:
    """Counts the lists of one document as Word does."""

    def __init__(self, document: DocumentType) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        parts = [
            r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")
        ]
        if parts:
            self._load(parts[0].element)

    def _load(self, root: Any) -> None:
        for item in root.findall(qn("w:abstractNum")):
            name = item.get(qn("w:abstractNumId"))
            for level in item.findall(qn("w:lvl")):
                depth = int(level.get(qn("w:ilvl")))
                start = int(_value(level, "w:start") or 1)
                form, text = (
                    _value(level, "w:numFmt") or "decimal",
                    _value(level, "w:lvlText") or "",
                )
                self._levels[name, depth] = (form, text, start)
        for item in root.findall(qn("w:num")):
            self._abstract[item.get(qn("w:numId"))] = _value(item, "w:abstractNumId") or ""

    def label(self, paragraph: WordParagraph) -> str:
        """The number of a paragraph with a space after it, or nothing."""
        place = _place(paragraph)
        if place is None or place[0] not in self._abstract:
            return ""
        name, depth = self._abstract[place[0]], place[1]
        form, text, start = self._levels.get((name, depth), ("bullet", "-", 1))
        if form == "bullet":
            return "- "
        if form == "none":
            return ""
        counts = self._counts[name]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        for level in range(depth + 1):
            level_form = self._levels.get((name, level), ("decimal", "", 1))[0]
            text = text.replace(f"%{level + 1}", _write(counts.get(level, 1), level_form))
        return f"{text} "


def _value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _place(paragraph: WordParagraph) -> tuple[str, int] | None:
    """The list and the depth of a paragraph, from itself or from its style."""
    style = paragraph.style
    for element in (paragraph._p, None if style is None else style.element):
        found = None if element is None else element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is not None:
            number = _value(found, "w:numId")
            return (number, int(_value(found, "w:ilvl") or 0)) if number and number != "0" else None
    return None
