"""What the rules of reports/workflow.py need to know of one report and one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from agencies.models import Membership, User
from agencies.roles import ROLES, Permission
from law.periods import Period, parse_period
from reports.all_kinds import kind_of
from reports.due_days import receiver_of
from reports.enums import ReportOrigin, ReportState
from reports.hands import HANDS
from reports.models import Report
from reports.rights import parts_of
from reports.workflow import Facts, Offer, Part, State, offers

_WRITERS = [
    role
    for role, rights in ROLES.items()
    if rights.permissions & {Permission.MAKE_REPORT, Permission.APPROVE_REPORT}
]


def facts_of(report: Report, user: User, today: date) -> Facts:
    """The facts of one report as they are now, for one person."""
    parts, spec = parts_of(user, report), kind_of(report.kind)
    hands = {hand for hand in report.parameters.get(HANDS, ()) if hand}
    is_draft = report.state == ReportState.DRAFT
    signs = bool(parts & {Part.HEAD, Part.DELEGATE})
    receiver = receiver_of(report.agency, today) if spec.sends else None
    return Facts(
        state=State(report.state),
        parts=parts,
        today=today,
        ends_on=report.ends_on,
        counted_on=timezone.localdate(report.made_at),
        sends=spec.sends,
        has_words=spec.narrative(period_of(report)),
        is_latest=not later_versions(report).exists(),
        wrote=str(user.pk) in hands,
        hands=len(hands - {str(user.pk)}),
        others=_has_others(report, user, today) if is_draft and signs else True,
        blocking=blocking_count(report) if is_draft and signs and spec.sends else 0,
        imported=report.origin == ReportOrigin.IMPORTED,
        receiver=receiver.name if receiver else "",
        signs_by_key=signs_by_key(),
    )


def steps_of(report: Report, user: User, today: date) -> list[Offer]:
    """The steps a page offers, each with the reason why it is not taken now."""
    return offers(facts_of(report, user, today))


def period_of(report: Report) -> Period:
    """The period of a report with the dates it was made for."""
    period = parse_period(report.period)
    return Period(period.code, report.starts_on, report.ends_on, period.label, period.statutory)


def later_versions(report: Report) -> Any:
    """Versions made after this one, but for drafts that were put away."""
    same = Report.objects.unscoped("versions of a report that was let through").filter(
        kind=report.kind, agency=report.agency_id, period=report.period
    )
    dropped = {"state": ReportState.REPLACED, "approved_at__isnull": True}
    return same.filter(version__gt=report.version).exclude(**dropped)


def blocking_count(report: Report) -> int:
    """How many findings refuse approval."""
    from reports.checks.of_report import check_report  # noqa: PLC0415 - kinds without tables need none

    return len(check_report(report).blocking)


def signs_by_key() -> bool:
    """Whether a key for electronic signatures is configured."""
    return bool(getattr(settings, "SIGNING_KEY_FILE", ""))


def _has_others(report: Report, user: User, today: date) -> bool:
    """Whether anybody else of the agency makes or approves reports."""
    held = Membership.objects.in_force(today).filter(agency=report.agency, role__in=_WRITERS)
    return held.filter(user__is_active=True).exclude(user=user).exists()
