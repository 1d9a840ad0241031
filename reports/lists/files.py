"""Files of a listing that is frozen whole: PDF in the frame of Decree 30/2020/NĐ-CP, and a workbook.

Both are made from the frozen figures alone, so that they say the same whenever they are fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from law.dates import vn_date
from records.letterhead import letterhead
from records.pdf import document
from records.wording import change, number_plain
from reports.lists.listing import heads_of, printed_rows, shortfall, starts
from reports.lists.long_pdf import PrintedList, list_pdf
from reports.lists.workbook import Between, Book, Row, workbook
from reports.models import Report

_IS_PART = re.compile("[:,]")  # “Số lượt, tiếp thường xuyên”, “Đơn tiếp nhận: tố cáo”
SHORT = 120  # rows up to which the frame of an official document stays quick (ADR 0030)


def pdf(report: Report) -> bytes:
    """A short list as an official document with its list behind; a long one as a book of pages."""
    if report.figures["listed"] <= SHORT:
        return document("reports/pdf/list.html", _context(report), {})
    return list_pdf(printed_list(report), _lines(report.figures))


def _context(report: Report) -> dict[str, Any]:
    figures = report.figures
    made_on = timezone.localdate(report.made_at)
    told = [total for total in figures["totals"] if tells(total)]
    return {
        "head": letterhead(report.agency, made_on),
        "kind": "BÁO CÁO",
        "subject": figures["title"],
        "span": span_of(report),
        "note": figures["note"],
        "agency": report.agency.name,
        "opening": figures["title"][0].lower() + figures["title"][1:],
        "totals": [total_row(total) for total in told or figures["totals"][:1]],
        "nothing": nothing(figures),
        "compares": compares(figures),
        "heads": _in_percent(heads_of(figures)),
        "groups": [
            {**group, "cells": [_with_sides(figures, cells) for cells in group["cells"]]}
            for group in _groups(figures)
        ],
        "shortfall": shortfall(figures),
        "count": number_plain(figures["count"]),
        "sha256": report.sha256,
    }


def tells(total: Mapping[str, Any]) -> bool:
    """True for a number that is not nothing, now or before."""
    return bool(total["value"] or total["before"])


def nothing(figures: Mapping[str, Any]) -> list[str]:
    """What did not happen, in words; parts of a number that is told of already are left out."""
    labels = [total["label"] for total in figures["totals"] if not tells(total)]
    return [label[0].lower() + label[1:] for label in labels if not _IS_PART.search(label)]


def span_of(report: Report) -> str:
    """“từ ngày 09/11/2026 đến ngày 15/11/2026”; of one day its date."""
    if report.starts_on == report.ends_on:
        return f"ngày {vn_date(report.starts_on)}"
    return f"từ ngày {vn_date(report.starts_on)} đến ngày {vn_date(report.ends_on)}"


def compares(figures: Mapping[str, Any]) -> bool:
    """True for a kind that sets its numbers beside those of the time before."""
    return any(total["before"] is not None for total in figures["totals"])


def total_row(total: Mapping[str, Any]) -> dict[str, Any]:
    """A total as it is read, with what changed."""
    now, before = total["value"], total["before"]
    return {
        **total,
        "now": number_plain(now),
        "was": "" if before is None else number_plain(before),
        "change": "" if before is None else change(now, before),
    }


def _in_percent(heads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Headings with the share of the page that their column takes."""
    whole = sum(head["width"] for head in heads)
    return [{**head, "share": f"{100 * head['width'] / whole:.2f}"} for head in heads]


def _groups(figures: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for group, first in zip(figures["groups"], starts(figures["groups"]), strict=True):
        yield {**group, "cells": list(printed_rows(figures, group, first))}


def _with_sides(figures: Mapping[str, Any], cells: list[str]) -> list[tuple[str, bool]]:
    """Cells with whether they stand in the middle of their column: numbers and days do."""
    kinds = [head["kind"] for head in heads_of(figures)]
    return [(cell, kind != "text") for cell, kind in zip(cells, kinds, strict=True)]


def xlsx(report: Report) -> bytes:
    """The same rows as a workbook."""
    figures = report.figures
    return workbook(book_of(report, heads_of(figures) if figures["heads"] else []), _rows(figures))


def book_of(report: Report, heads: list[dict[str, Any]]) -> Book:
    """What stands around the rows of a workbook."""
    figures = report.figures
    above = [
        f"{figures['title']} {span_of(report)}",
        report.agency.name,
        figures["note"],
        shortfall(figures),
    ]
    totals = [
        (f"{total['label']} ({total['unit']})", total["value"]) for total in figures["totals"]
    ]
    return Book(
        title=above[0],
        author=report.agency.name,
        made_at=timezone.localtime(report.made_at),
        heads=heads,
        above=[line for line in above if line],
        facts=[
            *totals,
            ("Lập lúc", f"{timezone.localtime(report.made_at):%H:%M %d/%m/%Y}"),
            ("Mã kiểm tra số liệu (SHA-256)", report.sha256),
        ],
    )


def _rows(figures: Mapping[str, Any]) -> Iterator[Row | Between]:
    number = 0
    several = len(figures["groups"]) > 1
    for group in figures["groups"]:
        if several or group["note"]:
            yield Between(f"{group['title']}: {group['note']}" if group["note"] else group["title"])
        for row in group["rows"]:
            number += 1
            yield [number, *row] if figures["numbered"] else row


def _lines(figures: Mapping[str, Any]) -> Iterator[list[str] | Between]:
    """Rows of all groups as texts, each group under its name."""
    for group in _groups(figures):
        yield Between(f"{group['title']}: {group['note']}" if group["note"] else group["title"])
        yield from group["cells"]


def printed_list(report: Report) -> PrintedList:
    """What stands around the pages of a long list."""
    figures = report.figures
    return PrintedList(
        title=figures["title"].upper(),
        span=span_of(report),
        head=letterhead(report.agency, timezone.localdate(report.made_at)),
        author=report.agency.name,
        words=[
            figures["note"],
            *(
                f"{total['label']}: {number_plain(total['value'])} {total['unit']}."
                for total in figures["totals"]
                if total["value"]
            ),
            shortfall(figures),
        ],
        heads=heads_of(figures),
        sha256=report.sha256,
    )


FILES = {"pdf": pdf, "xlsx": xlsx}
