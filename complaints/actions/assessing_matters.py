"""Đánh giá dấu hiệu of one matter: facts kept, weighed, kept as a row; the proposal follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.actions import locks, proposing
from complaints.actions.assessment_jobs import left_to_the_round
from complaints.actions.derived_facts import keep_derived
from complaints.models import Matter, SignalAssessment
from complaints.rights import permissions_in
from complaints.signal_state import near_events, state_of
from complaints.signals.assess import Assessed, assess
from complaints.signals.factors import Factor
from complaints.signals.weights import Weights, in_force
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def assess_matter(
    *, matter_id: UUID, now: datetime, today: date, events: Iterable[Event] | None = None
) -> SignalAssessment | None:
    """Weighs the matter as it stands and lets a proposal follow; the same facts again change nothing.

    None for a closed matter, and for one that never had a signal. The work of the system: it asks
    nobody's right and tells nobody what they may not see. `events`: those near, read once by a round.
    """
    locks.hold_matter(matter_id)
    matter: Matter = Matter.objects.select_related("agency").get(pk=matter_id)
    if matter.closed_on is not None:
        return None
    with left_to_the_round():
        keep_derived(matter)
    weights = in_force(today)
    near = near_events(weights, today) if events is None else events
    found = assess(state_of(matter, today, near), weights, today)
    row = _kept(matter, found, weights, today, now)
    if row is not None:
        proposing.follow(matter=matter, row=row, now=now)
    return row


@transaction.atomic
def assess_by_hand(*, matter_id: UUID, by: User, now: datetime) -> SignalAssessment | None:
    """Đánh giá lại, asked for on the page of the matter by who may propose a flag."""
    matter = locks.matter(pk=matter_id, by=by)
    if Permission.FLAG_HOTSPOT not in permissions_in(by, matter.agency):
        raise NotAllowed("Vai trò của bạn ở cơ quan này không đánh giá dấu hiệu của vụ việc.")
    if matter.closed_on is not None:
        raise Refused(
            f"Vụ việc đã kết thúc ngày {matter.closed_on:%d/%m/%Y}; không đánh giá dấu hiệu nữa."
        )
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=matter, now=now, details={"buoc": "danh_gia_dau_hieu"}
    )
    return assess_matter(matter_id=matter_id, now=now, today=timezone.localdate(now))


def _kept(
    matter: Matter, found: Assessed, weights: Weights, today: date, now: datetime
) -> SignalAssessment | None:
    """The row of this state of the matter. A state that comes back is the last one again."""
    last = matter.assessments.order_by("-made_at", "-id").first()
    if last is None and not found.factors:
        return None
    if last and (last.facts_key, last.weights_version) == (found.key, weights.version):
        return last  # type: ignore[no-any-return]
    row, made = SignalAssessment.objects.get_or_create(
        matter=matter,
        facts_key=found.key,
        weights_version=weights.version,
        defaults={
            "agency_id": matter.agency_id,
            "scope_path": matter.scope_path,
            "secrecy": matter.secrecy,
            "as_of": today,
            "factors": [_written(factor) for factor in found.factors],
            "total": found.total,
            "level": found.level,
            "made_at": now,
        },
    )
    if not made:
        row.as_of, row.made_at = today, now
        row.save(update_fields=["as_of", "made_at"])
    return row


def _written(factor: Factor) -> dict[str, Any]:
    return {
        **asdict(factor),
        "since": factor.since.isoformat(),
        "evidence": [[kind, str(pk)] for kind, pk in factor.evidence],
    }
