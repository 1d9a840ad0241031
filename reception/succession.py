"""Reception days that a unit which ends had planned after its last day."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from agencies.models import UnitEnd
from agencies.succession import Heirs, Line, Part
from law.dates import vn_date
from reception.enums import SessionState
from reception.models import ReceptionSchedule, ReceptionSession
from records.actions import ledger
from records.enums import Verb

_NOTE = "hủy với lý do đơn vị kết thúc; người đã đăng ký phải được báo"


def part() -> Part:
    return Part(preview=_preview, carry=_cancel)


def _after(heirs: Heirs) -> QuerySet[ReceptionSession]:
    return ReceptionSession.objects.filter(
        agency=heirs.predecessor, state=SessionState.PLANNED, on_date__gte=heirs.starts_on
    )


def _preview(heirs: Heirs) -> list[Line]:
    planned = _after(heirs).count()
    rules = ReceptionSchedule.objects.filter(
        agency=heirs.predecessor, valid_to__gte=heirs.starts_on
    ).count()
    lines = [
        Line("Buổi tiếp công dân đã lên lịch", stays=planned, note=_NOTE),
        Line("Lịch tiếp công dân còn hiệu lực", stays=rules, note="hết hiệu lực theo đơn vị"),
    ]
    return [line for line in lines if line.total]


@transaction.atomic
def _cancel(*, ending: UnitEnd, heirs: Heirs, now: datetime) -> None:
    """The desk of the successor has a calendar of its own."""
    found = list(_after(heirs).select_for_update().order_by("pk"))
    if not found:
        return
    why = f"{ending.agency} kết thúc ngày {vn_date(ending.last_day)}, theo {ending.document}"
    for session in found:
        session.state, session.state_reason = SessionState.CANCELLED, why[:300]
    ReceptionSession.objects.bulk_update(found, ["state", "state_reason"])
    ledger.write_many(by=ending.made_by, verb=Verb.CHANGE, subjects=found, now=now)
