"""What goes with the weekly PDF, and what it must print: for its verification offline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from agencies.models import Agency
from law.periods import Period, parse_period
from reports.enums import ReportKind, ReportOrigin
from reports.files.printed import Row
from reports.files.so_lieu import SO_LIEU, contents, spelled
from reports.models import Report
from reports.weekly_text import BELOW_HEADS, WeeklyText

_RECEPTION = (
    "Lượt", "Người", "Vụ việc", "Đoàn đông người", "Người trong đoàn", "Lượt tuần trước",
    "Tăng, giảm (lượt)",
)  # fmt: skip
_PETITIONS = ("Tuần báo cáo", "Tuần trước", "Tăng, giảm")
SENTENCES = (
    "reception", "received", "processed", "resolved", "overdue", "due_soon", "hotspots", "duty", "tasks",
)  # fmt: skip


def weekly_data(
    *, agency: Agency, period: Period, figures: Mapping[str, Any], version: int
) -> tuple[str, dict[str, bytes]]:
    """The hash to print, and so-lieu.json to attach."""
    report = Report(
        kind=ReportKind.WEEKLY,
        origin=ReportOrigin.COUNTED,
        agency=agency,
        period=period.code,
        starts_on=period.start,
        ends_on=period.end,
        version=version,
        figures=figures,
    )
    data = contents(report)
    return data["sha256"], {SO_LIEU: spelled(data)}


def weekly_text(told: Mapping[str, Any]) -> WeeklyText | None:
    """The words of so-lieu.json of a week; None for figures of another shape."""
    try:
        text = WeeklyText(told["figures"], parse_period(told["report"]["period"]["code"]))
        date.fromisoformat(text.figures["as_of"])
        return text if isinstance(text.figures["values"], dict) else None
    except (LookupError, TypeError, ValueError):
        return None


def weekly_rows(text: WeeklyText) -> list[Row]:
    """Lines of the tables that hold figures, in the order of the page."""
    rows = [
        Row("Bảng tiếp công dân", label, tuple(cells), _RECEPTION)
        for label, *cells in text.reception_rows()
    ]
    rows += [
        Row("Bảng xử lý đơn", row["label"], tuple(row["cells"]), _PETITIONS)
        for row in text.petition_rows()
    ]
    below = text.figures.get("below")
    if below and below["rows"]:
        where = "Bảng đơn vị cấp dưới"
        rows += [
            Row(where, row["name"], tuple(row["cells"]), BELOW_HEADS) for row in text.below_rows()
        ]
        rows.append(Row(where, "Cộng các đơn vị cấp dưới", tuple(text.below_total()), BELOW_HEADS))
    return rows


def weekly_sentences(text: WeeklyText) -> list[str]:
    """Sentences that the figures give, in the order of the page."""
    told = [str(getattr(text, name)()) for name in SENTENCES]
    return [*told, text.below()] if text.figures.get("below") else told
