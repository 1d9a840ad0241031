"""The register as a printed book: certificate of opening, pages with totals, certificate of closing.

A4 across, one face, set by typst in parts (ADR 0010). Form 03/TCD of Nghị định 154/2026/NĐ-CP.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from reception.book import COLUMNS, BookLine
from reception.book_pages import INSET, SIZE, BookPage, pages
from reception.book_rows import BookAsked, BookTotals, Summing
from records.enums import Book
from records.faces import Ruler
from records.letterhead import letterhead
from records.typesetting import typeset
from records.wording import dated, number_plain

TEMPLATE = "reception/pdf/register_book.typ"
FORM = "(Mẫu số 03/TCD ban hành kèm theo Nghị định số 154/2026/NĐ-CP của Chính phủ)"
TITLES = {Book.VISITS: "SỔ TIẾP CÔNG DÂN", Book.SEALED_VISITS: "SỔ TIẾP CÔNG DÂN (SỔ KÍN)"}
_PART = 20  # pages set by one child: its memory stays near 65 MB
_MOST_NAMED = 40
_READ = 50  # percent of the work when all lines are read and cut into pages
_DOTS = "ngày … tháng … năm …"

Tell = Callable[[int], None]
Page = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CutBook:
    """The lines of a book cut into pages, some dozen to a part, packed: a year fits in little memory."""

    parts: list[bytes]
    pages: int
    totals: BookTotals


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """The PDF and what it holds."""

    pdf: bytes
    pages: int
    totals: BookTotals


def cut_book(lines: Iterable[BookLine]) -> CutBook:
    """Reads the lines once; what is kept of them are the pages. Raises Refused without the face."""
    summing = Summing()
    left = pages(summing.passing(lines), Ruler(SIZE).lines)
    parts: list[bytes] = []
    count = 0
    while part := [_rows_page(page) for page in islice(left, _PART)]:
        parts.append(zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1))
        count += len(part)
    return CutBook(parts, count, summing.totals)


def set_book(
    *, asked: BookAsked, book: CutBook, made_on: date, tell: Tell = lambda percent: None
) -> PrintedBook:
    """The book between its two certificates."""
    whole = book.pages + 2
    opening = _opening(asked, whole, book.totals.opened, made_on)
    closing = _closing(asked, book.totals, whole, made_on)
    pdf = typeset(TEMPLATE, _sheets(asked, book, opening, closing, tell))
    return PrintedBook(pdf, whole, book.totals)


def register_pdf(*, asked: BookAsked, lines: Iterable[BookLine], made_on: date) -> PrintedBook:
    """The book of `lines`. Raises Refused when the official face is not on this machine."""
    return set_book(asked=asked, book=cut_book(lines), made_on=made_on)


def _sheets(
    asked: BookAsked, book: CutBook, opening: Page, closing: Page, tell: Tell
) -> Iterator[dict[str, Any]]:
    """Parts with the frame around them; the certificates go with the first and the last one."""
    frame, first, last = _frame(asked), 1, len(book.parts) - 1
    for place, packed in enumerate(book.parts):
        part: list[Page] = json.loads(zlib.decompress(packed))
        part = [*([opening] if place == 0 else []), *part, *([closing] if place == last else [])]
        yield {**frame, "first": first, "whole": book.pages + 2, "pages": part}
        first += len(part)
        tell(_READ + (95 - _READ) * first // (book.pages + 3))


def _frame(asked: BookAsked) -> dict[str, Any]:
    """What is the same on every page."""
    return {
        "title": f"{TITLES[asked.book]} năm {asked.year}",
        "author": asked.agency.name,
        "size": SIZE,
        "inset": INSET,
        "columns": [{"number": c.number, "heading": c.heading, "width": c.width} for c in COLUMNS],
        "running": f"{TITLES[asked.book]} NĂM {asked.year} – {asked.agency.name}",
        "span": span_of(asked),
    }


def span_of(asked: BookAsked) -> str:
    """Which lines these are, in words; empty for the whole book."""
    if asked.is_whole:
        return ""
    first = f"từ ngày {asked.since:%d/%m/%Y}" if asked.since else "từ đầu sổ"
    last = f"đến ngày {asked.until:%d/%m/%Y}" if asked.until else "đến cuối sổ"
    return f"Các lượt tiếp {first} {last}"


def _rows_page(page: BookPage) -> Page:
    """One page of rows with what it adds up to."""
    return {
        "kind": "rows",
        "carried": [
            "Số mang sang từ trang trước:",
            _sums(page.carried_visits, page.carried_people),
        ],
        "sums": [
            ["Cộng trang này:", _sums(page.visits, page.people)],
            ["Cộng mang sang:", _sums(page.total_visits, page.total_people)],
        ],
        "rows": [{"height": row.height, "cells": row.cells} for row in page.rows],
    }


def _sums(visits: int, people: int) -> str:
    return f"{number_plain(visits)} lượt, {number_plain(people)} người"


def _certificate(asked: BookAsked, made_on: date) -> dict[str, Any]:
    head = letterhead(asked.agency, made_on)
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    return {
        "kind": "certificate",
        "superior": head.superior,
        "issuer": list(head.issuer),
        "motto": ["ĐẢNG CỘNG SẢN VIỆT NAM"] if head.party else motto,
        "left": {
            "dated": "\u00a0",
            "title": ["NGƯỜI GIỮ SỔ"],
            "note": "(Ký, ghi rõ họ tên)",
        },
        "right": {
            "dated": dated(asked.agency.place, made_on),
            "title": list(head.signer),
            "note": "(Ký, ghi rõ họ tên, đóng dấu)",
        },
    }


def _opening(asked: BookAsked, whole: int, opened: date | None, made_on: date) -> dict[str, Any]:
    """Trang mở sổ."""
    since = _in_words(opened) if opened else _DOTS
    words = [
        f"Cơ quan giữ sổ: {asked.agency.name}.",
        f"Sổ này gồm {whole} trang, đánh số từ 1 đến {whole}, kể cả trang mở sổ và trang khóa sổ; "
        f"được mở {since}.",
        "Số thứ tự do hệ thống cấp liên tục khi ghi vào sổ. Dòng hủy số vẫn giữ nguyên số và ghi lý "
        "do; nội dung đính chính giữ lại chữ cũ, gạch ngang.",
    ]
    if not asked.is_whole:
        words.append(f"Bản in này chỉ gồm: {span_of(asked).lower()}.")
    return {
        **_certificate(asked, made_on),
        "titles": [[24, TITLES[asked.book]], [16, f"Năm {asked.year}"], [12, FORM]],
        "words": words,
    }


def _closing(asked: BookAsked, totals: BookTotals, whole: int, made_on: date) -> dict[str, Any]:
    """Trang khóa sổ; of a year that still runs, the sums so far."""
    is_over = asked.is_whole and made_on.year > asked.year
    words = [
        f"Sổ gồm {whole} trang, {_number_span(totals)}.",
        f"Tổng cộng: {number_plain(totals.visits)} lượt tiếp, {number_plain(totals.people)} người, "
        f"{number_plain(totals.groups)} đoàn đông người (từ 05 người trở lên).",
        f"Số đã hủy, số bỏ: {_named(list(totals.void))}.",
    ]
    # In the sealed book a hole would tell of a record that somebody must not notice (ADR 0008).
    if asked.book == Book.VISITS:
        holes = [f"{a:02d}" if a == b else f"{a:02d}–{b:02d}" for a, b in totals.absent]
        what = "Số không có trong sổ" if asked.is_whole else "Số không thuộc các ngày in"
        words.append(f"{what}: {_named(holes)}.")
    title = "KHÓA SỔ" if is_over else f"CỘNG SỔ ĐẾN {_in_words(made_on).upper()}"
    return {
        **_certificate(asked, made_on),
        "titles": [[20, title], [13, f"{TITLES[asked.book]} năm {asked.year}"]],
        "words": words,
    }


def _number_span(totals: BookTotals) -> str:
    if not totals.last:
        return "chưa có dòng nào"
    return f"từ số {totals.first:02d} đến số {totals.last:02d}"


def _named(numbers: list[str]) -> str:
    """Numbers one by one; of very many the first ones and how many follow."""
    if not numbers:
        return "không có"
    named, more = ", ".join(numbers[:_MOST_NAMED]), len(numbers) - _MOST_NAMED
    return f"{named} và {more} số khác" if more > 0 else named


def _in_words(day: date) -> str:
    """ngày 05 tháng 02 năm 2026."""
    return dated("", day).removeprefix(", ")
