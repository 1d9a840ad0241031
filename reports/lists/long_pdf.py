"""A long listing as PDF: cut into pages in Python, set by typst in parts (ADR 0010, ADR 0030)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from records.faces import Ruler
from records.letterhead import Letterhead
from records.typesetting import typeset
from reports.lists.listing import NUMBER, without_controls
from reports.lists.pages import SIZE, Table, cut

TEMPLATE = "reports/pdf/list.typ"
_PART = 25  # pages set by one child: its memory ends with it
_WIDE = 1.12  # a bold letter of the headings beside a plain one

Page = dict[str, Any]
Line = Sequence[str]


@dataclass(frozen=True, slots=True)
class PrintedList:
    """What stands around the rows of a long list."""

    title: str
    span: str
    head: Letterhead
    author: str
    words: Sequence[str]
    heads: Sequence[dict[str, Any]]
    sha256: str


@dataclass(frozen=True, slots=True)
class CutList:
    """Rows cut into pages, some dozen to a part, packed: a year fits in little memory."""

    table: Table
    parts: list[bytes]
    pages: int


def list_pdf(told: PrintedList, rows: Iterable[Line]) -> bytes:
    """The book of `rows`: a first page that says what it is, then pages numbered through.

    Raises Refused when the official face is not on this machine.
    """
    return set_list(told, cut_list(told, rows))


def cut_list(told: PrintedList, rows: Iterable[Line]) -> CutList:
    """Reads the rows once; what is kept of them are the pages."""
    table = Table.of(told.heads, Ruler(SIZE * _WIDE).lines)
    parts: list[bytes] = []
    count = 0
    pages = cut(rows, table, Ruler(SIZE).lines)
    while part := list(islice(pages, _PART)):
        parts.append(zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1))
        count += len(part)
    return CutList(table, parts, count)


def set_list(told: PrintedList, book: CutList) -> bytes:
    """The pages set; nothing is read any more."""
    return typeset(TEMPLATE, _sheets(told, book.table, book.parts, book.pages))


def _sheets(
    told: PrintedList, table: Table, parts: list[bytes], count: int
) -> Iterator[dict[str, Any]]:
    """Parts with the frame around them; the first page goes with the first one."""
    frame, first = _frame(told, table), 1
    for place, packed in enumerate(parts):
        pages: list[Page] = json.loads(zlib.decompress(packed))
        if place == 0:
            pages.insert(0, _cover(told, count + 1))
        yield {**frame, "first": first, "whole": count + 1, "pages": pages}
        first += len(pages)


def _frame(told: PrintedList, table: Table) -> dict[str, Any]:
    """What is the same on every page."""
    return {
        "title": f"{told.title} {told.span}",
        "author": told.author,
        "size": SIZE,
        "running": f"{told.title} – {told.author}",
        "span": told.span,
        "columns": [
            {"text": "\n".join(lines), "width": width, "mark": head["mark"],
             "right": head["kind"] == NUMBER}
            for lines, width, head in zip(table.headings, table.widths, told.heads, strict=True)
        ],
        "heading": table.heading_height,
        "marks": table.marks_height,
        "hash": told.sha256,
    }  # fmt: skip


def _cover(told: PrintedList, whole: int) -> Page:
    head = told.head
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    return {
        "kind": "cover",
        "superior": head.superior,
        "issuer": list(head.issuer),
        "motto": ["ĐẢNG CỘNG SẢN VIỆT NAM"] if head.party else motto,
        "titles": [[20, told.title], [13, told.span]],
        "words": [
            *(without_controls(words) for words in told.words if words),
            f"Bản in gồm {whole} trang, đánh số từ 1 đến {whole}.",
        ],
        "dated": head.place_and_date,
        "signer": list(head.signer),
    }
