"""Who may fetch the file of a report."""

from uuid import UUID

from agencies.models import User
from agencies.roles import Permission
from reports.models import Report


def sees_report(*, user: User, parent_id: UUID) -> bool:
    """True for those who read reports and reach the agency of this one."""
    readable = user.may(Permission.READ_REPORT)
    return readable and Report.objects.visible_to(user).filter(pk=parent_id).exists()
