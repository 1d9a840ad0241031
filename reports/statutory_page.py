"""The page of a statutory report: one table at a time, its words, the units it was consolidated from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from agencies import law_in_force
from agencies.enums import Level
from agencies.models import Agency, User
from law.errors import LawError
from law.forms import Column, Form
from law.periods import Period
from reports.cells import Cell
from reports.difference import Change
from reports.due_days import root_of
from reports.files.sheet import Line, Sheet, level_name, sheet_of
from reports.models import Report
from reports.outline import printed
from reports.steps import period_of

_LEVELS = {level_name(level): str(level) for level in Level.values}


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
    doors = Doors.of(report, user, [line.code for line in sheet.lines if line.code])
    form = form_of(sheet.code, sheet.regime)
    return [
        {
            "kind": line.kind,
            "label": line.label,
            "cells": [
                {
                    "text": text,
                    "number": column.number,
                    "heading": ", ".join(column.heading),
                    "url": doors.url(form, column, line) if value else "",
                }
                for text, value, column in zip(
                    sheet.cells(line), line.values, sheet.columns, strict=True
                )
            ],
        }
        for line in sheet.lines
    ]


@dataclass(frozen=True, slots=True)
class Doors:
    """The way from a cell of a report to its list as it is today, for one reader."""

    root: Agency
    period: Period
    today: date
    reached: dict[str, Agency]

    @classmethod
    def of(cls, report: Report, user: User, codes: Iterable[str]) -> Doors:
        """One statement for all units."""
        seen = Agency.objects.visible_to(user).filter(code__in=set(codes))
        period = period_of(report)
        if report.parameters.get("starts_on"):
            # The letter set the days: its lists are those of these days.
            period = replace(period, code=f"{period.start}..{period.end}")
        today = timezone.localdate(report.made_at)
        return cls(root_of(report.agency), period, today, {unit.code: unit for unit in seen})

    def url(self, form: Form | None, column: Column, line: Line) -> str:
        """Of one unit, of the units of one level, of the whole table; empty where there is no list."""
        if form is None or (line.code and line.code not in self.reached):
            return ""
        level = _LEVELS.get(line.name, "") if line.kind == "level" else ""
        unit = self.reached[line.code] if line.code else None
        return Cell(form, column, self.period, unit, self.root, self.today, level).url()


def with_lists(report: Report, changes: list[Change], user: User) -> list[dict[str, Any]]:
    """Changes with the list that today's number opens, where the reader reaches the unit."""
    doors = Doors.of(report, user, [change.unit for change in changes])
    return [{"change": change, "url": _changed(doors, report, change)} for change in changes]


def _changed(doors: Doors, report: Report, change: Change) -> str:
    form = form_of(change.table, report.regime)
    if form is None or not change.live:
        return ""
    column = next((c for c in form.columns if c.number == change.column), None)
    line = Line("unit" if change.unit else "total", change.unit_name, (), change.unit)
    return doors.url(form, column, line) if column else ""
