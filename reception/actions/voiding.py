"""Hủy số: a visit entered by mistake keeps its number in the register and counts nowhere else."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from complaints.actions import clocks, matters
from complaints.enums import PetitionState
from complaints.models import Matter
from reception.actions.corrections import locked
from reception.actions.facts import tell_overlap_anew
from reception.enums import NOTICE, REFUSAL_NOTICE, VisitResult
from reception.models import Visit, VisitMatter
from reception.spans import day_span
from records.actions import ledger, numbers
from records.enums import Verb
from records.wording import listed

SHORTEST_REASON = 10


@transaction.atomic
def void_visit(*, visit_id: UUID, reason: str, by: User, now: datetime) -> Visit:
    """Strikes the line, with who, when and why. What it told of its matters is taken back.

    A petition that came with it has a number and clocks of its own: it is dealt with first.
    """
    visit = locked(visit_id, by)
    why = tidy(reason)[:300]
    if len(why) < SHORTEST_REASON:
        raise Refused("Hãy ghi rõ lý do hủy số.")
    if sentence := what_hinders(visit):
        raise Refused(sentence)
    visit.voided_at, visit.voided_by, visit.void_reason = now, by, why
    visit.save(update_fields=["voided_at", "voided_by", "void_reason"])
    numbers.void(subject=visit, reason=why)
    further = list(visit.further_matters.select_related("matter"))
    matters.drop_facts(reference=visit, now=now)
    tell_overlap_anew(visit.matter, now=now)
    for matter in (visit.matter, *(one.matter for one in further)):
        _take_back_notices(visit, matter, by, now)
    ledger.write(by=by, verb=Verb.VOID, subject=visit, now=now)
    return visit


def what_hinders(visit: Visit) -> str:
    """The sentence that says what must be done before this visit can be void; empty when nothing."""
    links = visit.visit_petitions.select_related("petition").exclude(
        petition__state=PetitionState.WITHDRAWN
    )
    names = [f"số {link.petition.register_number}" for link in links]
    if not names:
        return ""
    if visit.secrecy:
        return "Lượt tiếp này có đơn đã vào sổ; hãy xử lý đơn đó trước (rút đơn) rồi mới hủy số."
    return (
        f"Lượt tiếp này có đơn {listed(names)} đã vào sổ; hãy xử lý đơn đó trước (rút đơn) rồi mới "
        "hủy số."
    )


def _take_back_notices(visit: Visit, matter: Matter, by: User, now: datetime) -> None:
    """The duty to answer goes with the visit, unless another visit of that day carries it."""
    for day in _days(visit):
        others = _others_of_day(visit, matter, day)
        gone = [] if others else [NOTICE]
        if VisitResult.REFUSED not in others:
            gone.append(REFUSAL_NOTICE)
        clocks.cancel_clocks(matter=matter, rule_codes=gone, started_on=day, by=by, now=now)


def _days(visit: Visit) -> list[date]:
    """The day of the visit and, where a refusal was taken back, that on which it was."""
    refusal = getattr(visit, "refusal", None)
    if refusal is None or refusal.reversed_at is None:
        return [visit.arrived_on]
    return [visit.arrived_on, timezone.localtime(refusal.reversed_at).date()]


def _others_of_day(visit: Visit, matter: Matter, day: date) -> list[str]:
    """Results of the other visits in force that told of this matter on that day."""
    span = day_span(day, day)
    own = Visit.objects.in_force().filter(matter=matter, arrived_at__range=span)
    beside = VisitMatter.objects.filter(
        matter=matter, visit__voided_at=None, visit__arrived_at__range=span
    )
    return [
        *own.exclude(pk=visit.pk).values_list("result", flat=True),
        *beside.exclude(visit=visit).values_list("result", flat=True),
    ]
