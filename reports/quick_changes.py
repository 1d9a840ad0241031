"""What a correction (đính chính) changed in a quick report: numbers and texts, before and after."""

from typing import Any

from reports.models import QuickReport
from reports.quick_figures import values_of

_TEXTS = {
    "happened": "Diễn biến trong ngày",
    "done": "Việc đã làm",
    "proposals": "Đề xuất, kiến nghị",
}
_NOTHING = "Không phát sinh"


def changes(before: QuickReport, after: QuickReport) -> list[dict[str, Any]]:
    """Each thing that differs: label, was, now."""
    return [*_numbers(before, after), *_texts(before, after)]


def _numbers(before: QuickReport, after: QuickReport) -> list[dict[str, Any]]:
    was = values_of(before.figures)
    return [
        {"label": row["label"], "was": was.get(row["name"], 0), "now": row["value"]}
        for row in after.figures.get("rows", [])
        if was.get(row["name"], 0) != row["value"]
    ]


def _texts(before: QuickReport, after: QuickReport) -> list[dict[str, Any]]:
    found = [
        {"label": label, "was": _said(before, name), "now": _said(after, name)}
        for name, label in _TEXTS.items()
    ]
    notes = [report.figures.get("note", "") for report in (before, after)]
    found.append({"label": "Ghi chú số liệu", "was": notes[0], "now": notes[1]})
    return [one for one in found if one["was"] != one["now"]]


def _said(report: QuickReport, name: str) -> str:
    if report.nothing_new and name == "happened":
        return _NOTHING
    return str(getattr(report, name))
