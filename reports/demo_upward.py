"""Statutory reports of the demonstration: some sent and received, one late, one given back, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import pikepdf
from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Permission
from agencies.units.order import DemoOrder
from law.periods import parse_period
from records.actions.files import path_of
from reports.actions import life
from reports.actions.making import make_report
from reports.enums import ReportKind
from reports.models import Report

_RECEIVER = "LS-TTT"
_WORDS = {
    "I.2": (
        "Nguyên nhân chủ quan: một số vụ việc chậm xác minh. Nguyên nhân khách quan: chính sách đất đai, "
        "bồi thường thay đổi qua các thời kỳ."
    ),
    "IV": "Tình hình khiếu nại, tố cáo cơ bản ổn định; lĩnh vực đất đai còn chiếm tỷ lệ lớn.",
    "V": "Tiếp tục duy trì tiếp công dân định kỳ của người đứng đầu; giải quyết dứt điểm vụ việc quá hạn.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the report of one unit. `day`: of the last month, when it was sent."""

    unit: str
    period: str
    day: int = 0
    answer: str = ""
    returned: bool = False


_STORY = (
    Told("LS-SKHCN", "2026-Q1"),
    Told("LS-SKHCN", "2026-6T", 16, "Đã nhận, số liệu khớp."),
    Told("LS-SNNMT", "2026-9T", 18),
    Told(
        "LS-SXD", "2026-9T", 17,
        "Đề nghị rà lại cột 5 biểu 02/XLD (số vụ việc thuộc thẩm quyền) và ghi rõ nguyên nhân ở mục I.2.",
        returned=True,
    ),
    Told("LS-06385", "2026-9T"),
    Told(_RECEIVER, "2026-9T"),
)  # fmt: skip


def load(*, order: DemoOrder, now: datetime) -> None:
    """Through the ordinary actions, each on the day on which it would have happened."""
    if order.is_bulk:
        return
    made = [_tell(told, now) for told in _STORY if parse_period(told.period).end < order.until]
    order.say(f"Đã lập {sum(made)} báo cáo định kỳ.")


def _tell(told: Told, now: datetime) -> bool:
    agency = Agency.objects.filter(code=told.unit).select_related("parent", "oversees").first()
    if agency is None:
        return False
    at = _on(told, now)
    report = make_report(
        kind=ReportKind.STATUTORY, agency=agency, period=told.period, by=None, now=at
    )
    head = _holder(agency, Permission.APPROVE_REPORT)
    if told.day and head is not None:
        _send(report, told, head, at)
    return True


def _on(told: Told, now: datetime) -> datetime:
    """The morning of the day, or the morning after the period for a draft."""
    end = parse_period(told.period).end
    day = date(end.year, end.month, told.day or end.day + 1)
    return min(timezone.make_aware(datetime.combine(day, time(9, 30))), now)


def _send(report: Report, told: Told, head: User, at: datetime) -> None:
    narrative = {**report.narrative, **_WORDS}
    hand = _holder(report.agency, Permission.MAKE_REPORT, but=head)
    if hand is not None:
        report = life.write(
            report_id=report.pk, narrative=narrative, edit=report.edit, by=hand, now=at
        )
    report = life.approve(report_id=report.pk, edit=report.edit, by=head, now=at)
    issued = report.document.file if report.document else None
    if issued is None:
        return
    scan = _scanned(path_of(issued.sha256).read_bytes())
    life.keep_scan(
        report_id=report.pk, name="ban-da-ky.pdf", content=scan, by=head, now=at,
        content_type="application/pdf",
    )  # fmt: skip
    life.send(report_id=report.pk, by=head, now=at)
    _answer(report, told, at)


def _scanned(issued: bytes) -> bytes:
    """Stands for the scan of the signed paper: the same pages and the back of the last one."""
    out = BytesIO()
    with pikepdf.open(BytesIO(issued)) as paper:
        paper.add_blank_page(page_size=(595, 842))
        paper.save(out)
    return out.getvalue()


def _answer(report: Report, told: Told, at: datetime) -> None:
    receiver = _holder(Agency.objects.get(code=_RECEIVER), Permission.RECEIVE_REPORT)
    if receiver is None or not told.answer:
        return
    answer = life.return_to if told.returned else life.receive
    answer(report_id=report.pk, comment=told.answer, by=receiver, now=at)


def _holder(agency: Agency, permission: Permission, but: User | None = None) -> User | None:
    """The first account with the right in this very agency."""
    for user in User.objects.filter(memberships__agency=agency, is_active=True).order_by(
        "username"
    ):
        if user != but and agency in user.access.agencies_with(permission):
            return user
    return None
