"""A review list as PDF, A4 across: cut into pages in Python, set by typst in parts (ADR 0010).

Ten thousand rows: what is kept while they are read are the lines of the pages, packed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from complaints.models import ReviewItem, ReviewList
from complaints.review_files import COLUMNS, above, lines_of
from records.faces import Ruler
from records.letterhead import letterhead
from records.typesetting import typeset

TEMPLATE = "complaints/pdf/review_list.typ"
_SIZE, _LINE, _INSET = 8.0, 9.2, 2.5
_POINTS = 72 / 25.4
_PAPER = 277.0  # millimetres between the margins of A4 across
_HEADING = 42.0
_ROOM = 522.0 - 16.0 - _HEADING  # points of a page that rows may take
_PART = 25  # pages set by one child: its memory ends with it
_LONGEST = 420
_HEAD_SIZE = 1.12

Page = dict[str, Any]


def review_pdf(review_list: ReviewList, items: Iterable[ReviewItem]) -> bytes:
    """Pages numbered through, the first says what it is. Raises Refused without the official face."""
    parts, count = [], 0
    pages = _pages(lines_of(items))
    while part := list(islice(pages, _PART)):
        parts.append(zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1))
        count += len(part)
    return typeset(TEMPLATE, _sheets(review_list, parts, count + 1))


def _sheets(review_list: ReviewList, parts: list[bytes], whole: int) -> Iterator[dict[str, Any]]:
    frame, first = _frame(review_list), 1
    for place, packed in enumerate(parts):
        pages: list[Page] = json.loads(zlib.decompress(packed))
        if place == 0:
            pages.insert(0, _cover(review_list, whole))
        yield {**frame, "first": first, "whole": whole, "pages": pages}
        first += len(pages)


def _frame(review_list: ReviewList) -> dict[str, Any]:
    ruler = Ruler(_SIZE * _HEAD_SIZE)
    return {
        "title": review_list.title,
        "author": review_list.agency.name,
        "size": _SIZE,
        "heading": _HEADING,
        "running": _short(f"{review_list.agency.name}: {review_list.title}", 130),
        "span": f"Số liệu đến {review_list.as_of:%d/%m/%Y}",
        "columns": [
            {"width": wide, "text": "\n".join(ruler.lines(column.heading, wide * _POINTS - 4))}
            for column, wide in zip(COLUMNS, _widths(), strict=True)
        ],
    }


def _cover(review_list: ReviewList, whole: int) -> Page:
    on = review_list.decision_on or review_list.as_of
    head = letterhead(review_list.agency, on)
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    return {
        "kind": "cover",
        "superior": head.superior,
        "issuer": list(head.issuer),
        "motto": ["ĐẢNG CỘNG SẢN VIỆT NAM"] if head.party else motto,
        "dated": head.place_and_date,
        "name": review_list.title.upper(),
        "words": [*above(review_list), f"Bản in gồm {whole} trang, đánh số từ 1 đến {whole}."],
        "signer": list(head.signer),
    }


def _pages(lines: Iterable[tuple[str | int, ...]]) -> Iterator[Page]:
    """Each page as soon as it is full; one empty page where there is no row."""
    ruler, room = Ruler(_SIZE), [wide * _POINTS - 2 * _INSET for wide in _widths()]
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


def _widths() -> list[float]:
    share = _PAPER / sum(column.width for column in COLUMNS)
    return [round(column.width * share, 2) for column in COLUMNS]


def _short(text: str, most: int = _LONGEST) -> str:
    """A long text is a summary on paper: the whole stands in the record and in the workbook."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
