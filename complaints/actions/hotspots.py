"""Hot-spot flags (cờ điểm nóng): raised on a matter, decided by a second person, closed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import locks
from complaints.enums import HotLevel, HotState
from complaints.models import HotSpot, Matter
from complaints.rights import permissions_in
from complaints.workflow import Fact, Transition
from records.actions import ledger
from records.enums import Verb

_MOST_REASONS = 12


@transaction.atomic
def raise_hotspot(
    *, matter_id: UUID, level: HotLevel, note: str, by: User, now: datetime
) -> HotSpot:
    """Proposes a flag; its reasons are the facts known of the matter that day."""
    matter = locks.matter(pk=matter_id, by=by)
    if Permission.FLAG_HOTSPOT not in permissions_in(by, matter.agency):
        raise NotAllowed("Vai trò của bạn ở cơ quan này không có quyền đề xuất điểm nóng.")
    if not note.strip():
        raise Refused("Hãy ghi nhận định vì sao vụ việc cần theo dõi.")
    if matter.hotspots.open().exists():
        raise Refused("Vụ việc đã có một cờ đang đề xuất hoặc đang theo dõi.")
    spot = HotSpot(
        matter=matter,
        agency=matter.agency,
        scope_path=matter.scope_path,
        secrecy=matter.secrecy,
        level=level,
        reasons=reasons_of(matter),
        raised_note=note.strip(),
        raised_at=now,
        raised_by=by,
    )
    spot.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=spot, now=now, details={"muc": level})
    return spot


def reasons_of(matter: Matter) -> list[str]:
    """Sentences of facts, newest first; about the situation, never about a person."""
    facts = matter.facts.order_by("-happened_on", "kind")[:_MOST_REASONS]
    return [f"{fact.happened_on:%d/%m/%Y}: {fact.sentence}" for fact in facts]


@transaction.atomic
def confirm_hotspot(*, hotspot_id: UUID, note: str = "", by: User, now: datetime) -> HotSpot:
    """Confirms: from now on the matter carries the level."""
    spot = _decided(workflow.CONFIRM, hotspot_id, note, by, now)
    spot.matter.hot_level = spot.level
    spot.matter.save(update_fields=["hot_level"])
    return spot


@transaction.atomic
def reject_hotspot(*, hotspot_id: UUID, note: str, by: User, now: datetime) -> HotSpot:
    """Does not confirm, with the reason."""
    return _decided(workflow.REJECT, hotspot_id, note, by, now)


def _decided(step: Transition, hotspot_id: UUID, note: str, by: User, now: datetime) -> HotSpot:
    spot = locks.hotspot(pk=hotspot_id, by=by)
    facts = {Fact.NOTE} if note.strip() else set()
    if spot.raised_by_id != by.pk:
        facts.add(Fact.SECOND_PERSON)
    workflow.ensure(
        step, state=spot.state, permissions=permissions_in(by, spot.agency), facts=facts
    )
    spot.state = HotState(step.target)
    spot.decided_at, spot.decided_by, spot.decision_note = now, by, note.strip()
    spot.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=spot, now=now, details={"tinh_trang": spot.state})
    return spot


@transaction.atomic
def close_hotspot(*, hotspot_id: UUID, result: str, by: User, now: datetime) -> HotSpot:
    """Ends the watch with what was reached; the matter carries no level any more."""
    spot = locks.hotspot(pk=hotspot_id, by=by)
    workflow.ensure(
        workflow.CLOSE,
        state=spot.state,
        permissions=permissions_in(by, spot.agency),
        facts={Fact.RESOLUTION} if result.strip() else set(),
    )
    spot.state = HotState.CLOSED
    spot.closed_at, spot.closed_by, spot.result = now, by, result.strip()
    spot.save(update_fields=["state", "closed_at", "closed_by", "result"])
    spot.matter.hot_level = ""
    spot.matter.save(update_fields=["hot_level"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=spot, now=now, details={"tinh_trang": spot.state})
    return spot
