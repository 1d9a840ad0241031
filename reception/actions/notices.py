"""The notice of the result of a visit (thông báo kết quả; Luật Tiếp công dân 2013, art. 28)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints.actions import clocks
from complaints.models import Clock, Matter
from reception.enums import NOTICE, VisitResult
from reception.models import Visit
from reception.selectors import notice_clocks
from records.actions import ledger
from records.enums import Verb


def start_notice(
    *, visit: Visit, matter: Matter, result: str, is_told: bool = False, by: User, now: datetime
) -> None:
    """Ten working days from the local day of the visit, with or without a petition; each content of
    the visit has its own.

    Two visits of one matter on one day share the clock; an answer on the spot is the notice itself
    (art. 28 clause 1). `is_told`: a refusal explained to the person's face; it ends this visit's own
    duty and none that an earlier visit began.
    """
    running = Clock.objects.filter(
        matter=matter, petition=None, rule_code=NOTICE, started_on=visit.arrived_on
    )
    is_shared = running.exists()
    if not is_shared:
        clocks.start_clock(
            matter=matter, rule_code=NOTICE, started_on=visit.arrived_on, by=by, now=now
        )
    if result == VisitResult.ANSWERED:
        _finish(matter, visit.arrived_on, by, now)
    elif is_told and not is_shared:
        _finish(matter, visit.arrived_on, by, now, started_on=visit.arrived_on)


@transaction.atomic
def tell_result(*, visit_id: UUID, told_on: date, by: User, now: datetime) -> Visit:
    """Notes that the citizen was told the result; the notice clocks of all that was told in this
    visit end that day."""
    ensure(by, Permission.LOG_VISIT)
    visit: Visit = Visit.objects.visible_to(by).select_for_update(of=("self",)).get(pk=visit_id)
    if told_on > timezone.localtime(now).date():
        raise Refused("Ngày thông báo kết quả không thể ở tương lai.")
    if told_on < visit.arrived_on:
        raise Refused("Ngày thông báo kết quả không thể trước ngày tiếp.")
    if not notice_clocks(visit).filter(finished_on=None).exists():
        raise Refused("Việc thông báo kết quả của lượt tiếp này đã được ghi trước đó.")
    _finish(visit.matter, told_on, by, now)
    for link in visit.further_matters.select_related("matter"):
        _finish(link.matter, told_on, by, now, started_on=visit.arrived_on)
    ledger.write(
        by=by,
        verb=Verb.CHANGE,
        subject=visit,
        now=now,
        before={"thong_bao_ket_qua": ""},
        after={"thong_bao_ket_qua": told_on.isoformat()},
    )
    return visit


def _finish(
    matter: Matter, on: date, by: User, now: datetime, started_on: date | None = None
) -> None:
    clocks.finish_clocks(
        matter=matter,
        petition=None,
        rule_codes=[NOTICE],
        finished_on=on,
        started_on=started_on,
        by=by,
        now=now,
    )
