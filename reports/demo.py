"""Weekly reports of the last whole weeks for a few units of the demonstration."""

from datetime import datetime, timedelta

from agencies.models import Agency
from agencies.units.order import DemoOrder
from law.periods import week_of
from reports.actions.tallies import sum_up
from reports.actions.weekly import make_weekly_report
from reports.demo_quick import tell_quick_reports

_UNITS = ("LS-BTCD", "LS-SKHCN", "LS-06385")
_WEEKS = 2


def load(*, order: DemoOrder, now: datetime) -> None:
    """Makes them as the clock of Monday morning would have; the rows loaded before are summed up."""
    sum_up()
    made = 0
    for back in range(_WEEKS, 0, -1):
        week = week_of(order.until - timedelta(weeks=back))
        for agency in Agency.objects.filter(code__in=_UNITS).order_by("code"):
            make_weekly_report(agency=agency, period=week.code, by=None, now=now)
            made += 1
    order.say(f"Đã lập {made} báo cáo tuần.")
    if not order.is_bulk:
        order.say(f"Đã gửi {tell_quick_reports(order, now)} báo cáo nhanh.")
