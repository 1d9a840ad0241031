"""The weekly report as a document: frozen figures, words, letterhead, chart."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from agencies.models import Agency
from law.dates import vn_date
from law.periods import Period
from records.letterhead import letterhead
from records.pdf import document
from reports import chart
from reports.files.weekly import weekly_data
from reports.weekly_text import BELOW_HEADS, CHART, WeeklyText

KIND = "BÁO CÁO"


def weekly_pdf(
    *, agency: Agency, period: Period, figures: dict[str, Any], made_on: date, version: int = 1
) -> bytes:
    """PDF/A in the layout of Decree 30/2020/NĐ-CP; a Party body's by Guidance 36-HD/VPTW. The figures
    go with it as so-lieu.json, and their hash is printed (ADR 0027)."""
    text = WeeklyText(figures, period)
    code, attached = weekly_data(agency=agency, period=period, figures=figures, version=version)
    context = weekly_context(agency=agency, text=text, made_on=made_on)
    return document(
        "reports/pdf/weekly.html",
        {**context, "hash": code},
        {"chart": _chart(text)} if text.has_chart else {},
        archival=True,
        attached=attached,
        made_at=datetime.combine(made_on, time(), timezone.get_default_timezone()),
    )


def weekly_context(*, agency: Agency, text: WeeklyText, made_on: date) -> dict[str, Any]:
    """What the template prints."""
    below = text.figures["below"]
    return {
        "head": letterhead(agency, made_on),
        "kind": KIND,
        "subject": text.subject,
        "span": text.period.span,
        "text": text,
        "opening": text.opening(agency.name),
        "closing": text.closing(agency.name),
        "overdue": [_with_date(row, "due") for row in text.figures["overdue"]],
        "hotspots": [_with_date(row, "since") for row in text.figures["hotspots"]],
        "tasks": [_with_date(row, "due") for row in text.figures["tasks"]],
        "below": below,
        "below_heads": BELOW_HEADS,
        "below_rows": text.below_rows() if below else [],
        "below_total": text.below_total() if below else [],
    }


def _with_date(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {**row, name: vn_date(date.fromisoformat(row[name]))}


def _chart(text: WeeklyText) -> bytes:
    return chart.bars(
        labels=list(CHART),
        series=text.chart_series(),
        font=chart.SERIF,
        width=640,
        height=280,
        horizontal=True,
    )
