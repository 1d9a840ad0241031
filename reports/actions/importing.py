"""Nhập báo cáo từ tệp: a report of a unit that works outside the system, received as it is read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.roles import Permission
from records.actions import files, ledger
from records.enums import Verb
from reports.actions.making import make_report
from reports.due_days import root_of
from reports.enums import ReportKind, ReportOrigin, ReportState
from reports.exchange.incoming import Incoming, understood
from reports.exchange.rights import exchanging
from reports.hashing import hash_of
from reports.models import Report

ANSWER = "Nhập từ tệp của đơn vị làm ngoài hệ thống."


@transaction.atomic
def import_report(
    *, agency: Agency | None, period: str, name: str, content: bytes, by: User, now: datetime
) -> tuple[Report, bool]:
    """The report of the file, received, and whether it is new: the same file twice is one report.

    Other figures of a later file make the next version. Raises Refused with a sentence.
    """
    ensure(by, Permission.EXCHANGE_DATA)
    found = understood(content, agency=agency, period=period, by=by, today=timezone.localdate(now))
    # One at a time per unit, so that nobody begins a draft meanwhile.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=found.agency.pk)
    _ensure_not_kept_here(found)
    report = make_report(
        kind=ReportKind.STATUTORY,
        agency=found.agency,
        period=found.period.code,
        by=by,
        now=now,
        origin=ReportOrigin.IMPORTED,
        figures=found.figures,
        parameters={**found.dates, "file": name[:200]},
    )
    if report.state != ReportState.DRAFT:
        return report, False
    _receive(report, found, by, now)
    files.store(
        parent=report, name=name, content=content, by=by, now=now, content_type=found.content_type
    )
    return report, True


def _ensure_not_kept_here(found: Incoming) -> None:
    """A unit that makes this report in the system does not get another one out of a file."""
    same = Report.objects.filter(
        kind=ReportKind.STATUTORY, agency=found.agency, period=found.period.code
    )
    own = same.exclude(origin=ReportOrigin.IMPORTED).exclude(state=ReportState.REPLACED).first()
    if own is not None:
        raise Refused(
            f"{found.agency.name} đã có báo cáo kỳ này lập trong hệ thống "
            f"({own.get_state_display().lower()}); không nhập đè. Nếu báo cáo đó sai, hãy trả lại để "
            "đơn vị sửa."
        )


def _receive(report: Report, found: Incoming, by: User, now: datetime) -> None:
    """Words of the file, then frozen: whoever brings it in receives it for the level above."""
    report.narrative = dict(found.narrative)  # nobody puts words into the unit's mouth
    report.sha256 = hash_of(report.kind, report.figures, report.narrative)
    report.save(update_fields=["narrative", "sha256"])
    above = [own for own in exchanging(by) if report.agency.path.startswith(root_of(own).path)]
    report.state, report.sent_to, report.answer = ReportState.RECEIVED, above[0], ANSWER
    report.approved_at = report.sent_at = report.answered_at = now
    report.approved_by = report.sent_by = report.answered_by = by
    report.save(
        update_fields=[
            "state", "sent_to", "answer", "approved_at", "sent_at", "answered_at", "approved_by",
            "sent_by", "answered_by",
        ]
    )  # fmt: skip
    earlier = Report.objects.filter(
        kind=report.kind, agency=report.agency, period=report.period, version__lt=report.version
    )
    for old in earlier.exclude(state=ReportState.REPLACED):
        old.state = ReportState.REPLACED
        old.save(update_fields=["state"])
        ledger.write(
            by=by, verb=Verb.CHANGE, subject=old, now=now,
            details={"viec": f"thay bằng lần {report.version}"},
        )  # fmt: skip
    ledger.write(by=by, verb=Verb.CHANGE, subject=report, now=now, details={"viec": "nhập từ tệp"})
