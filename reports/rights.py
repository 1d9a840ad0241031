"""Who may fetch the file of a report."""

from typing import Any
from uuid import UUID

from agencies.models import User
from agencies.roles import Permission
from reports.models import AfterAction, Report


def sees_report(*, user: User, parent_id: UUID) -> bool:
    """True for those who read reports and reach the agency of this one."""
    readable = user.may(Permission.READ_REPORT)
    return readable and Report.objects.visible_to(user).filter(pk=parent_id).exists()


def reviews_seen(*, user: User) -> Any:
    """After-action reviews whose documents this user may open."""
    seen = AfterAction.objects.visible_to(user)
    return seen if user.may(Permission.READ_REPORT) else seen.none()
