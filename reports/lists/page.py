"""The page of a listing: its numbers with the way to their rows, and of its rows what a reader reaches."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from agencies.models import User
from records.wording import number_plain
from reports.lists import below
from reports.lists.files import compares, nothing, span_of, tells, total_row
from reports.lists.listing import heads_of, printed_rows, shortfall
from reports.models import Report

TEMPLATE = "reports/list_report.html"
SHOWN = 200  # rows of one page; the files hold what the report holds


def page(report: Report, user: User) -> dict[str, Any]:
    """What the template prints beyond the frame of every report."""
    figures = report.figures
    seen = below.seen_groups(figures, user)
    groups = _shown(report, seen)
    hidden = _rows_of(figures["groups"]) - _rows_of(seen)
    return {
        "totals": [_total(report, total) for total in figures["totals"] if tells(total)],
        "nothing": nothing(figures),
        "compares": compares(figures),
        "note": figures["note"],
        "heads": heads_of(figures) if figures["heads"] else [],
        "groups": groups,
        "span": span_of(report),
        "hidden": number_plain(hidden) if hidden else "",
        "shortfall": shortfall(figures),
        "more": _more(groups, seen),
        "keeps_names_out": "register" in figures,
    }


def _rows_of(groups: list[dict[str, Any]]) -> int:
    return sum(len(group["rows"]) for group in groups)


def _total(report: Report, total: dict[str, Any]) -> dict[str, Any]:
    return {**total_row(total), "url": rows_url(report, total["figure"]) if total["value"] else ""}


def rows_url(report: Report, figure: str, agency: str = "") -> str:
    """The list behind a number: of one unit, or of all that the reader reaches."""
    if not figure:
        return ""
    has_units = any(group["path"] for group in report.figures["groups"])
    where = agency or ("" if has_units else str(report.agency_id))
    asked = f"so={figure}&ky={report.period}" + (f"&don_vi={where}" if where else "")
    return f"{reverse('figure_rows')}?{asked}"


def _shown(report: Report, seen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Groups with their first rows as texts, at most SHOWN in all."""
    figures = report.figures
    main = next((total["figure"] for total in figures["totals"] if total["figure"]), "")
    kinds = [head["kind"] for head in heads_of(figures)]
    found, left, first = [], SHOWN, 1
    for group in seen:
        cut = {**group, "rows": group["rows"][:left]}
        cells = list(printed_rows(figures, cut, first))
        left -= len(cells)
        first += len(group["rows"])
        found.append(
            {
                **group,
                "lines": [_cells(figures, kinds, row) for row in cells],
                "url": rows_url(report, main, group["agency"]) if group["agency"] else "",
            }
        )
    return [group for group in found if group["lines"] or group["count"]]


def _cells(figures: dict[str, Any], kinds: list[str], row: list[str]) -> list[dict[str, str]]:
    """Cells with the heading that a narrow screen puts beside them."""
    return [
        {"text": text, "head": head["text"], "kind": kind}
        for text, head, kind in zip(row, heads_of(figures), kinds, strict=True)
    ]


def _more(groups: list[dict[str, Any]], seen: list[dict[str, Any]]) -> str:
    """How many rows the page leaves to the files."""
    shown = sum(len(group["lines"]) for group in groups)
    left = _rows_of(seen) - shown
    return number_plain(left) if left > 0 else ""
