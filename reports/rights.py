"""Who may fetch the file of a report, and the part somebody has in one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from agencies.models import Agency, User
from agencies.roles import Permission
from reports.all_kinds import kind_of
from reports.models import AfterAction, Report
from reports.workflow import Part


def sees_report(*, user: User, parent_id: UUID) -> bool:
    """True for those who read reports, see this one and reach all that it lists."""
    if not user.may(Permission.READ_REPORT):
        return False
    report = Report.objects.visible_to(user).filter(pk=parent_id).first()
    return report is not None and kind_of(report.kind).reads_whole(report=report, user=user)


def reports_seen(*, user: User) -> Any:
    """Reports whose documents this user may open."""
    seen = Report.objects.visible_to(user)
    return seen if user.may(Permission.READ_REPORT) else seen.none()


def reviews_seen(*, user: User) -> Any:
    """After-action reviews whose documents this user may open."""
    seen = AfterAction.objects.visible_to(user)
    return seen if user.may(Permission.READ_REPORT) else seen.none()


def all_reports() -> Any:
    """Reports whose documents the search finds; `reports_seen` is asked again for each reader."""
    return Report.objects.all()


def all_reviews() -> Any:
    return AfterAction.objects.all()


def parts_of(user: User, report: Report) -> frozenset[Part]:
    """The parts this user has in a report, by the roles held today."""
    found = set()
    if _for(user, Permission.MAKE_REPORT, report.agency):
        found.add(Part.MAKER)
    heads = user.access.agencies_with(Permission.APPROVE_REPORT)
    if report.agency in heads:
        found.add(Part.HEAD)
    if any(agency.oversees_id == report.agency_id for agency in heads):
        found.add(Part.DELEGATE)
    if report.sent_to_id and _for(user, Permission.RECEIVE_REPORT, report.sent_to):
        found.add(Part.RECEIVER)
    return frozenset(found)


def made_by(user: User) -> list[Agency]:
    """Agencies whose reports this user makes: the own ones, and those their bodies oversee."""
    own = user.access.agencies_with(Permission.MAKE_REPORT)
    overseen = [agency.oversees for agency in own if agency.oversees is not None]
    return list(dict.fromkeys([*own, *overseen]))


def received_by(user: User) -> list[Agency]:
    """Bodies for which this user receives reports."""
    return list(dict.fromkeys(user.access.agencies_with(Permission.RECEIVE_REPORT)))


def _for(user: User, permission: Permission, agency: Agency | None) -> bool:
    """Held in the agency itself or in a body that oversees it."""
    return agency is not None and any(
        held == agency or held.oversees_id == agency.pk
        for held in user.access.agencies_with(permission)
    )
