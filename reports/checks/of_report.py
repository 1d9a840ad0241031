"""The checks of one report as it is kept: its hash, its head, its figures and words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from agencies import law_in_force
from law.errors import LawError
from reports.checks.finding import Checked, Finding
from reports.checks.frozen import check_frozen
from reports.consolidation import SENT, sent_reports
from reports.enums import ReportKind
from reports.hashing import report_hash
from reports.models import Report

HEAD = "Phần đầu báo cáo"
# Figures may come from a file: what is no key names no report.
UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def check_report(report: Report) -> Checked:
    """Everything this report can contradict: itself, the report before, the reports of its units."""
    result = Checked()
    result.add(_check_head(report))
    result.add(_check_later(report))
    if not report.figures.get("tables"):
        return result
    try:
        result.add(
            check_frozen(
                report.figures,
                narrative=report.narrative,
                before=figures_before(report),
                units=figures_of_units(report),
            )
        )
    except LawError as error:
        result.tell(_said(report, "chế độ báo cáo", str(error)))
    return result


def figures_before(report: Report) -> dict[str, Any] | None:
    """The figures that the agency sent for the period that ended the day before this one begins."""
    sent = Report.objects.unscoped("frozen figures beside the report that is checked").filter(
        kind=ReportKind.STATUTORY,
        agency=report.agency_id,
        ends_on=report.starts_on - timedelta(days=1),
        state__in=SENT,
    )
    before = sent.order_by("-sent_at", "-version").first()
    return before.figures if before else None


def figures_of_units(report: Report) -> list[dict[str, Any]]:
    """The frozen figures of those reports of units that this one took its rows from."""
    return list(
        Report.objects.unscoped("frozen figures beside the report that is checked")
        .filter(pk__in=_taken(report))
        .values_list("figures", flat=True)
    )


def _taken(report: Report) -> set[str]:
    named = (str(unit.get("report") or "") for unit in report.figures.get("units", ()))
    return {key for key in named if UUID_TEXT.fullmatch(key)}


def _check_later(report: Report) -> Checked:
    """Units that sent, or corrected what they sent, after the rows were taken."""
    result = Checked()
    if not report.figures.get("units"):
        return result
    taken = _taken(report)
    for sent in sent_reports(agency=report.agency, period=report.period).values():
        if str(sent.pk) in taken:
            result.checked += 1
        else:
            result.tell(replace(_said(report, "báo cáo đơn vị gửi sau", _later(sent)), late=True))
    return result


def _later(sent: Report) -> str:
    return (
        f"{sent.agency.name} đã gửi báo cáo lần {sent.version} sau khi số liệu này được lập; lập lại "
        "số liệu, hoặc lập bản đính chính nếu đã gửi."
    )


def _check_head(report: Report) -> Checked:
    """The hash is that of the figures, and the row says what the figures say."""
    result = Checked()
    result.checked += 1
    if report.sha256 != report_hash(report):
        said = "mã kiểm tra ghi trong báo cáo không khớp với số liệu và lời văn đang lưu."
        result.tell(_said(report, "mã kiểm tra", said))
    for name, kept, frozen in _head(report):
        result.checked += 1
        if frozen is not None and kept != frozen:
            said = f"{name} ghi là “{kept}”, số liệu đã chốt lại là của “{frozen}”."
            result.tell(_said(report, name, said))
    result.add(_check_regime(report))
    return result


def _head(report: Report) -> list[tuple[str, str, Any]]:
    figures = report.figures
    if not figures.get("tables"):
        return []  # lists and weekly reports carry no head of their own
    period = figures.get("period") or {}
    return [
        ("đơn vị", report.agency.code, (figures.get("agency") or {}).get("code")),
        ("kỳ", report.period, period.get("code")),
        ("ngày đầu kỳ", report.starts_on.isoformat(), period.get("from")),
        ("ngày cuối kỳ", report.ends_on.isoformat(), period.get("to")),
        ("chế độ báo cáo", report.regime, figures.get("regime")),
    ]


def _check_regime(report: Report) -> Checked:
    """A period takes the regime in force on its last day."""
    result = Checked()
    if not report.regime:
        return result
    try:
        right = law_in_force.in_force().forms.regime_on(report.ends_on).code
    except LawError as error:
        result.tell(_said(report, "chế độ báo cáo", str(error)))
        return result
    result.checked += 1
    if right != report.regime:
        said = f"kỳ kết thúc ngày {report.ends_on:%d/%m/%Y} phải lập theo {right}."
        result.tell(_said(report, "chế độ của kỳ", said))
    return result


def _said(report: Report, relation: str, said: str) -> Finding:
    return Finding(
        table=HEAD,
        agency=report.agency.code,
        agency_name=report.agency.name,
        relation=relation,
        left=Decimal(1),
        right=Decimal(0),
        said=said,
    )
