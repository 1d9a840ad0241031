"""The page of a statutory report: one table at a time, its words, the units it was consolidated from."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from agencies import law_in_force
from agencies.models import Agency, User
from law.errors import LawError
from law.forms import Form
from reports.difference import Change
from reports.files.sheet import Line, Sheet, sheet_of
from reports.models import Report
from reports.outline import printed


def page(report: Report, user: User) -> dict[str, Any]:
    """The words under their headings, and where each row came from."""
    words = [
        {"title": section.title, "depth": section.depth, "text": text, "empty": section.takes_text}
        for section, text in printed(report.narrative)
    ]
    units = report.figures.get("units", [])
    return {
        "words": words if report.narrative else [],
        "units_sent": sum(1 for unit in units if unit["source"] != "live"),
        "units_count": len(units),
        "units_live": [unit["name"] for unit in units if unit["source"] == "live"],
    }


def part(report: Report, user: User, name: str) -> dict[str, Any]:
    """The table asked for, else the first, and the way to the others."""
    tables = report.figures.get("tables", [])
    if not tables:
        return {"sheet": None, "forms": []}
    chosen = next((table for table in tables if table["code"] == name), tables[0])
    sheet = sheet_of(
        chosen, form_of(chosen["code"], chosen["regime"]), report.figures.get("units", ())
    )
    return {
        "sheet": sheet,
        "lines": _lines(report, sheet, user),
        "forms": [
            {
                "label": table["code"],
                "url": f"?bieu={table['code']}#bieu",
                "active": table is chosen,
            }
            for table in tables
        ],
    }


def form_of(code: str, regime: str) -> Form | None:
    """The form as the law in force knows it; None for a regime this house does not know."""
    try:
        return law_in_force.in_force().forms.form(code, regime=regime)
    except LawError:
        return None


def _lines(report: Report, sheet: Sheet, user: User) -> list[dict[str, Any]]:
    """Lines with a link for each number that is not nothing, where the reader reaches the unit."""
    codes = [line.code for line in sheet.lines if line.code]
    reached = dict(Agency.objects.visible_to(user).filter(code__in=codes).values_list("code", "pk"))
    return [
        {
            "kind": line.kind,
            "label": line.label,
            "cells": [
                {
                    "text": text,
                    "number": column.number,
                    "heading": ", ".join(column.heading),
                    "url": _url(report, sheet, line, column.number, reached) if value else "",
                }
                for text, value, column in zip(
                    sheet.cells(line), line.values, sheet.columns, strict=True
                )
            ],
        }
        for line in sheet.lines
    ]


def _url(report: Report, sheet: Sheet, line: Line, column: int, reached: dict[str, Any]) -> str:
    """The list behind a cell as it is today: of one unit, or of the whole table in its total."""
    if line.kind == "total":
        return cell_url(report, sheet.code, column, None)
    return cell_url(report, sheet.code, column, reached[line.code]) if line.code in reached else ""


def cell_url(report: Report, form: str, column: int, agency: Any) -> str:
    """Address of the list behind a cell (view `cell_rows`)."""
    asked = f"bieu={form}&cot={column}&ky={_period_code(report)}&goc={report.agency_id}"
    return f"{reverse('cell_rows')}?{asked}" + (f"&don_vi={agency}" if agency else "")


def _period_code(report: Report) -> str:
    """A thematic report counts the days of its letter: its lists are those of these days."""
    if report.parameters.get("starts_on"):
        return f"{report.starts_on}..{report.ends_on}"
    return report.period


def with_lists(report: Report, changes: list[Change], user: User) -> list[dict[str, Any]]:
    """Changes with the list that today's number opens, where the reader reaches the unit."""
    units = Agency.objects.visible_to(user).filter(code__in={change.unit for change in changes})
    reached = dict(units.values_list("code", "pk"))
    return [
        {
            "change": change,
            "url": cell_url(report, change.table, change.column, reached.get(change.unit))
            if change.live and (not change.unit or change.unit in reached)
            else "",
        }
        for change in changes
    ]
