"""Schedules of the demonstration, and one batch that is over: nothing is left for the worker to do."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from agencies.models import Agency, User
from agencies.roles import Role
from agencies.units.order import DemoOrder
from law.periods import week_of
from reports.actions.batches import ask_batch, run_handful
from reports.actions.scheduling import save_schedule
from reports.enums import ReportKind, Rhythm

_TOP = "LS"
# Older than the other reports of the demonstration, which stand at the top of their list.
_BACK = 6
_SCHEDULES = (
    (ReportKind.WEEKLY, Rhythm.WEEKLY, 1, time(6)),
    (ReportKind.STATUTORY, Rhythm.MONTHLY, 15, time(5)),
    (ReportKind.STATUTORY, Rhythm.STATUTORY, 15, time(4)),
)


def load(*, order: DemoOrder, now: datetime) -> None:
    """Written by the administrator of the province; their first run is still to come."""
    top = Agency.objects.filter(code=_TOP).first()
    keeper = User.objects.filter(memberships__agency=top, memberships__role=Role.ADMIN).first()
    if order.is_bulk or top is None or keeper is None:
        return
    for kind, rhythm, day, at in _SCHEDULES:
        save_schedule(
            schedule=None, agency=top, kind=kind, rhythm=rhythm, day=day, at=at,
            with_units_below=True, is_on=True, catch_up_from=None, by=keeper, now=now,
        )  # fmt: skip
    # A list needs no file of its own, so the whole province is done in a moment.
    batch = ask_batch(
        agency=top, kind=ReportKind.HOTSPOTS, period=week_of(order.until - timedelta(weeks=_BACK)),
        schedule=None, below=True, by=keeper, now=now,
    )  # fmt: skip
    while run_handful(clock=lambda: now):
        pass
    if batch is not None:
        order.say(f"Đã đặt {len(_SCHEDULES)} lịch lập báo cáo, một đợt gồm {batch.units} đơn vị.")
