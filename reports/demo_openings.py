"""One opening balance of the demonstration: what the department had left when it began to count."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from agencies.models import Agency
from agencies.roles import Permission
from agencies.units.order import DemoOrder
from reports.actions.opening import declare_opening
from reports.models import OpeningBalance

_AGENCY, _MEASURE, _SINCE = "LS-SKHCN", "inspection_conclusions_left", date(2025, 12, 15)
_KEY = UUID("5c1f2f0e-7a1b-4f57-9d0b-3f1e2a6c9b44")


def load(*, order: DemoOrder, now: datetime) -> None:
    """A conclusion of an inspection from before the system; not in runs of volume."""
    agency = Agency.objects.filter(code=_AGENCY, valid_from__lte=_SINCE).first()
    if order.is_bulk or agency is None or OpeningBalance.objects.filter(agency=agency).exists():
        return
    makers = (
        member.user
        for member in agency.memberships.select_related("user", "agency").order_by("id")
        if agency in member.user.access.agencies_with(Permission.MAKE_REPORT)
    )
    by = next(makers, None)
    if by is None:
        return
    declare_opening(
        agency=agency, measure=_MEASURE, amount=Decimal(1), on_date=_SINCE,
        document="Biên bản chốt số liệu ngày 15/12/2025", key=_KEY, by=by, now=now,
    )  # fmt: skip
    order.say("Đã khai 1 số dư đầu kỳ.")
