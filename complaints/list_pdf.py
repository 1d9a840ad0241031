"""A list as PDF, A4 across: cut into pages in Python, set by typst in parts (ADR 0010).

Ten thousand rows: what is kept while they are read are the lines of the pages, packed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from complaints.list_files import Column, Line, Sheet
from records.faces import Ruler
from records.letterhead import letterhead
from records.typesetting import typeset

TEMPLATE = "complaints/pdf/list.typ"
_SIZE, _LINE, _INSET = 8.0, 9.2, 2.5
_POINTS = 72 / 25.4
_PAPER = 277.0  # millimetres between the margins of A4 across
_HEADING = 42.0
_ROOM = 522.0 - 16.0 - _HEADING  # points of a page that rows may take
_PART = 25  # pages set by one child: its memory ends with it
_LONGEST = 420
_HEAD_SIZE = 1.12

Page = dict[str, Any]


def list_pdf(sheet: Sheet, lines: Iterable[Line]) -> bytes:
    """Pages numbered through, the first says what it is. Raises Refused without the official face."""
    parts, count = [], 0
    widths = _widths(sheet.columns)
    pages = _pages(lines, widths)
    while part := list(islice(pages, _PART)):
        parts.append(zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1))
        count += len(part)
    return typeset(TEMPLATE, _sheets(sheet, widths, parts, count + 1))


def _sheets(
    sheet: Sheet, widths: list[float], parts: list[bytes], whole: int
) -> Iterator[dict[str, Any]]:
    frame, first = _frame(sheet, widths), 1
    for place, packed in enumerate(parts):
        pages: list[Page] = json.loads(zlib.decompress(packed))
        if place == 0:
            pages.insert(0, _cover(sheet, whole))
        yield {**frame, "first": first, "whole": whole, "pages": pages}
        first += len(pages)


def _frame(sheet: Sheet, widths: list[float]) -> dict[str, Any]:
    ruler = Ruler(_SIZE * _HEAD_SIZE)
    return {
        "title": sheet.title,
        "author": sheet.agency.name,
        "size": _SIZE,
        "heading": _HEADING,
        "running": _short(f"{sheet.agency.name}: {sheet.title}", 130),
        "span": sheet.span,
        "columns": [
            {"width": wide, "text": "\n".join(ruler.lines(column.heading, wide * _POINTS - 4))}
            for column, wide in zip(sheet.columns, widths, strict=True)
        ],
    }


def _cover(sheet: Sheet, whole: int) -> Page:
    head = letterhead(sheet.agency, sheet.dated)
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    return {
        "kind": "cover",
        "superior": head.superior,
        "issuer": list(head.issuer),
        "motto": ["ĐẢNG CỘNG SẢN VIỆT NAM"] if head.party else motto,
        "dated": head.place_and_date,
        "name": sheet.title.upper(),
        "words": [*sheet.above, f"Bản in gồm {whole} trang, đánh số từ 1 đến {whole}."],
        "signer": list(head.signer),
    }


def _pages(lines: Iterable[Line], widths: list[float]) -> Iterator[Page]:
    """Each page as soon as it is full; one empty page where there is no row."""
    ruler, room = Ruler(_SIZE), [wide * _POINTS - 2 * _INSET for wide in widths]
    most = int((_ROOM - 2 * _INSET) / _LINE)
    rows: list[dict[str, Any]] = []
    used = 0.0
    for line in lines:
        cells = [
            ruler.lines(_short(str(text)), wide)[:most]
            for text, wide in zip(line, room, strict=True)
        ]
        height = round(max(1, *(len(cell) for cell in cells)) * _LINE + 2 * _INSET, 2)
        if rows and used + height > _ROOM:
            yield {"kind": "rows", "rows": rows}
            rows, used = [], 0.0
        rows.append({"cells": cells, "height": height})
        used += height
    yield {"kind": "rows", "rows": rows}


def _widths(columns: Iterable[Column]) -> list[float]:
    told = [column.width for column in columns]
    share = _PAPER / sum(told)
    return [round(width * share, 2) for width in told]


def _short(text: str, most: int = _LONGEST) -> str:
    """A long text is a summary on paper: the whole stands in the record and in the workbook."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
