"""Từ chối tiếp công dân: written with the visit, told in writing where the law asks, reversed by the
head (Luật Tiếp công dân 2013, art. 9; Nghị định 154/2026/NĐ-CP, art. 4).

A refusal is of one visit and one matter; nothing tells that somebody was refused before.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.actions import clocks
from complaints.models import Clock
from reception import refusal_law
from reception.enums import NOTICE, REFUSAL_NOTICE, RefusalGround, VisitResult
from reception.models import Refusal, Visit
from reception.spans import day_span
from reception.told import RefusalInput
from records.actions import ledger
from records.enums import Verb

SHORTEST_REASON = 10


def write_refusal(visit: Visit, said: RefusalInput) -> Refusal:
    """The row beside a visit that has its number; its ledger row is the visit's."""
    refusal: Refusal = Refusal.objects.create(
        visit=visit,
        ground=said.ground,
        explanation=said.explanation,
        grounds_on=visit.arrived_on,
    )
    return refusal


def start_refusal_notice(*, visit: Visit, ground: RefusalGround, by: User, now: datetime) -> None:
    """Three working days for form 01/TCD where the ground asks for it (art. 4 clause 3)."""
    if not refusal_law.needs_notice(ground, visit.arrived_on):
        return
    of_that_day = Clock.objects.filter(
        matter=visit.matter,
        petition=None,
        rule_code=REFUSAL_NOTICE,
        started_on=visit.arrived_on,
    )
    if not of_that_day.exists():
        clocks.start_clock(
            matter=visit.matter,
            rule_code=REFUSAL_NOTICE,
            started_on=visit.arrived_on,
            by=by,
            now=now,
        )


def finish_refusal_notice(*, visit: Visit, on: date, by: User, now: datetime) -> None:
    """Form 01/TCD was issued: its clock ends, and with it the duty to tell the result, unless
    somebody else was received about this matter that day. The ledger row is the caller's."""
    codes = [REFUSAL_NOTICE]
    if not _others_received(visit):
        codes.append(NOTICE)
    clocks.finish_clocks(
        matter=visit.matter,
        petition=None,
        rule_codes=codes,
        finished_on=on,
        started_on=visit.arrived_on,
        by=by,
        now=now,
    )


@transaction.atomic
def reverse_refusal(*, visit_id: UUID, reason: str, by: User, now: datetime) -> Visit:
    """The head takes a refusal back: no notice of it is due any more, and from that day the content
    counts as received, with ten working days to tell the result."""
    visit: Visit = (
        Visit.objects.visible_to(by)
        .select_related("matter", "agency")
        .select_for_update(of=("self",))
        .get(pk=visit_id)
    )
    refusal = _ensure_reversible(visit, reason, by)
    today = timezone.localtime(now).date()
    refusal.reversed_at, refusal.reversed_by = now, by
    refusal.reversal_reason = reason.strip()[:300]
    refusal.save(update_fields=["reversed_at", "reversed_by", "reversal_reason"])
    clocks.finish_clocks(
        matter=visit.matter,
        petition=None,
        rule_codes=[REFUSAL_NOTICE],
        finished_on=today,
        started_on=visit.arrived_on,
        by=by,
        now=now,
    )
    _take_up_again(visit, today, by, now)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=visit, also=[refusal], now=now,
        details={"huy_tu_choi": refusal.ground},
    )  # fmt: skip
    return visit


def _ensure_reversible(visit: Visit, reason: str, by: User) -> Refusal:
    if visit.agency not in by.access.agencies_with(Permission.REVERSE_REFUSAL):
        raise NotAllowed("Chỉ Thủ trưởng cơ quan đã từ chối được hủy việc từ chối.")
    refusal: Refusal | None = Refusal.objects.select_for_update().filter(visit=visit).first()
    if refusal is None or visit.voided_at is not None:
        raise Refused("Lượt tiếp này không có việc từ chối nào đang có hiệu lực.")
    if refusal.reversed_at is not None:
        raise Refused("Việc từ chối này đã được hủy trước đó.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("Hãy ghi rõ lý do hủy việc từ chối.")
    return refusal


def _take_up_again(visit: Visit, today: date, by: User, now: datetime) -> None:
    """A duty that still runs goes on, one that ended today runs again, else a new one begins."""
    notices = Clock.objects.filter(matter=visit.matter, petition=None, rule_code=NOTICE)
    if notices.filter(finished_on=None).exists():
        return
    if not clocks.reopen_clock(matter=visit.matter, rule_code=NOTICE, started_on=today):
        clocks.start_clock(matter=visit.matter, rule_code=NOTICE, started_on=today, by=by, now=now)


def _others_received(visit: Visit) -> bool:
    """Whether somebody was received, not refused, about this matter on the same day."""
    day = visit.arrived_on
    others = Visit.objects.in_force().filter(
        matter=visit.matter, arrived_at__range=day_span(day, day)
    )
    return bool(others.exclude(result=VisitResult.REFUSED).exists())
