"""The page of a weekly report: frozen figures beside those of the week before, each with its list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from agencies.models import User
from reports.catalogue import DEADLINES, DUTY, HOTSPOTS, PETITIONS, RECEPTION, TASKS
from reports.figures import Figure
from reports.models import Report

SECTIONS = [
    ("Tiếp công dân", RECEPTION),
    ("Tiếp nhận, xử lý, giải quyết đơn", PETITIONS),
    ("Thời hạn", DEADLINES),
    ("Điểm nóng", HOTSPOTS),
    ("Lịch trực, nhiệm vụ kế hoạch", [*DUTY, *TASKS]),
]


def page(report: Report, user: User) -> dict[str, Any]:
    """What the template prints beyond the frame of every report."""
    values = report.figures["values"]
    return {"sections": [_section(report, title, figures, values) for title, figures in SECTIONS]}


def _section(
    report: Report, title: str, figures: list[Figure], values: dict[str, list[int]]
) -> dict[str, Any]:
    """Lines of what happened in either week, and the names of what did not."""
    frozen = [figure for figure in figures if figure.name in values]
    happened = [figure for figure in frozen if any(values[figure.name])]
    return {
        "title": title,
        "rows": [_line(report, figure, *values[figure.name]) for figure in happened],
        "nothing": [figure.label.lower() for figure in frozen if figure not in happened],
    }


def _line(report: Report, figure: Figure, now: int, before: int) -> dict[str, Any]:
    asked = f"so={figure.name}&don_vi={report.agency_id}&ky={report.period}"
    return {
        "label": figure.label,
        "unit": figure.unit,
        "now": now,
        "before": before,
        "change": now - before,
        "url": f"{reverse('figure_rows')}?{asked}" if now else "",
    }
