"""Ends of units in the demonstration: the provinces that merged on 30/06/2025."""

from __future__ import annotations

from datetime import datetime

from agencies.actions.succession import end_unit
from agencies.models import Agency, Succession, UnitEnd, User
from agencies.units.order import DemoOrder, seeded_ids
from agencies.units.spec import LAST_OLD_DAY
from records import succession
from records.actions import jobs
from records.models import Job

_ADMIN = "quantri.ls"
_PROVINCES = ("ST", "HG", "BG", "BP", "HB", "VPH")


def load(*, order: DemoOrder, now: datetime) -> None:
    """Each is continued by one city or province, which keeps its files; a second run does nothing."""
    admin = User.objects.filter(username=_ADMIN).first()
    if order.is_bulk or admin is None or UnitEnd.objects.exists():
        return
    with seeded_ids(order.chance("unit_ends")):
        for code in _PROVINCES:
            _end(code, admin, now)
        for job in Job.objects.filter(kind=succession.KIND).order_by("effect_key"):
            jobs.run(job_id=job.pk, now=now)
    order.say(f"  {len(_PROVINCES)} đơn vị kết thúc, đã bàn giao.")


def _end(code: str, admin: User, now: datetime) -> None:
    unit = Agency.objects.get(code=code)
    said = Succession.objects.get(predecessor=unit)
    end_unit(
        agency_id=unit.pk, last_day=LAST_OLD_DAY, document=said.document,
        successor_ids=[said.successor_id], keeper_id=None, moves={}, by=admin, now=now,
    )  # fmt: skip
