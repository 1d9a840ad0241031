"""Fills the database of the environment, or makes one file of a report and says what that took."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from weasyprint import HTML

from agencies.models import Agency
from agencies.units.build import build_demo
from law.periods import Period, week_of
from records.pdf import FACE, OnlyDrawn
from reports.document import weekly_pdf, weekly_words
from reports.weekly import weekly_figures
from reports.weekly_text import WeeklyText

_ROUNDS = 7
_CODE = "LS-SKHCN"


def main(what: str, count: str) -> None:
    if what == "fill":
        build_demo(now=timezone.now(), units=0)
        return
    agency = Agency.objects.get(code=_CODE)
    found = _weekly(agency) if what == "weekly" else _once(agency, what, int(count))
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps(found))


def _weekly(agency: Agency) -> dict[str, object]:
    """The product beside bare WeasyPrint with the same words, in turns; processor time."""
    today = timezone.localdate()
    week = week_of(today)
    figures = weekly_figures(agency=agency, period=week, today=today)
    made: list[float] = []
    bare: list[float] = []
    size = 0
    for _ in range(_ROUNDS):
        took, content = _timed(
            lambda: weekly_pdf(agency=agency, period=week, figures=figures, made_on=today)
        )
        made.append(took)
        size = len(content)
        bare.append(_timed(lambda: _bare(agency, week, figures))[0])
    return {
        "ms": statistics.median(made),
        "bare_ms": round(statistics.median(bare), 1),
        "to_bare": round(statistics.median(made) / statistics.median(bare), 2),
        "size_kb": size // 1024,
    }


def _bare(agency: Agency, week: Period, figures: dict[str, object]) -> bytes:
    """The same words and tables, written as HTML for WeasyPrint alone."""
    words = weekly_words(
        agency=agency, text=WeeklyText(figures, week), made_on=timezone.localdate()
    )
    html = "".join(map(_html, words["blocks"]))
    charts = [block["svg"].encode() for block in words["blocks"] if block["kind"] == "chart"]
    drawn = {"chart": charts[0]} if charts else {}
    style = f"<style>@page {{ size: A4 }} body {{ font: 14pt '{FACE}' }} table {{ width: 100% }}</style>"
    pdf: bytes = HTML(string=style + html, url_fetcher=OnlyDrawn(drawn)).write_pdf()
    return pdf


def _html(block: dict[str, Any]) -> str:
    if block["kind"] == "chart":
        return '<img src="drawn:chart">'
    if block["kind"] != "table":
        return f"<p>{escape(block['text'])}</p>"
    rows = [[column["name"] for column in block["columns"]], *(r["cells"] for r in block["rows"])]
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table border=1>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _once(agency: Agency, what: str, count: int) -> dict[str, object]:
    """One file of a report over so many units; loaded here, so that the week is measured alone."""
    from reports.files import statutory_pdf, statutory_xlsx  # noqa: PLC0415
    from reports.verifying import verify  # noqa: PLC0415
    from tests.reports.statutory_figures import report_of  # noqa: PLC0415

    units = [
        (f"LS-{n}", f"Ủy ban nhân dân xã Thứ {n}", "commune" if n > count // 6 else "department")
        for n in range(count)
    ]
    report = report_of(agency, units)
    make = {"pdf": statutory_pdf, "xlsx": statutory_xlsx}[what]
    took, content = _timed(lambda: make(report))
    found: dict[str, object] = {"ms": took, "size_kb": len(content) // 1024}
    if what == "pdf":
        checked, result = _timed(lambda: verify(content))
        found |= {"verify_ms": round(checked, 1), "verified": result.ok}
    return found


def _timed(make: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    made = make()
    return (time.process_time() - begun) * 1000, made
