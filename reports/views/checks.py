"""What the checks found in one report, each finding with the lists and the records behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies import law_in_force
from agencies.permissions import needs
from agencies.roles import Permission
from law.errors import LawError
from reports.checks.finding import Finding
from reports.checks.naming import Naming
from reports.checks.of_report import check_report
from reports.due_days import root_of
from reports.models import Report
from reports.rows import row_of
from reports.steps import period_of
from reports.views.report_page import report_seen

SHOWN = 100


@require_safe
@needs(Permission.READ_REPORT)
def report_checks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kiểm tra số liệu của một báo cáo: what blocks, what to look at again, what is not logical."""
    report = report_seen(request.user, pk)
    checked = check_report(report)
    naming = _naming(request, report)
    groups = [
        ("Chặn, chưa duyệt được", "late", checked.blocking),
        ("Cần xem lại", "warn", checked.doubtful),
        ("In trong biểu nhưng không logic", "neutral", checked.not_logical),
    ]
    asked, number = request.GET.get("dong", ""), 0
    shown: list[dict[str, Any]] = []
    for title, tone, findings in groups:
        lines = []
        for finding in findings[:SHOWN]:
            number += 1
            is_open = asked == str(number)
            lines.append(_line(finding, number, naming, is_open=is_open))
        shown.append({"title": title, "tone": tone, "lines": lines, "count": len(findings)})
    context = {"report": report, "checked": checked, "groups": shown}
    template = "reports/report_checks.html"
    return render(request, f"{template}#findings" if request.htmx else template, context)


def _naming(request: HttpRequest, report: Report) -> Naming | None:
    """Whom to ask for records; none where the regime of the report is not known any more."""
    try:
        regime = law_in_force.in_force().forms.regime(report.regime)
    except LawError:
        return None
    return Naming(
        regime=regime,
        period=period_of(report),
        root=root_of(report.agency),
        today=timezone.localdate(),
        user=request.user,
    )


def _line(finding: Finding, number: int, naming: Naming | None, *, is_open: bool) -> dict[str, Any]:
    cells = naming.cells(finding) if naming else []
    rows = naming.rows(finding) if naming and is_open else []
    return {
        "number": number,
        "finding": finding,
        "lists": [{"label": label, "url": cell.url()} for label, cell in cells],
        "rows": [row_of(row) for row in rows],
        "is_open": is_open,
        "asks": bool(cells) and not is_open,
    }
