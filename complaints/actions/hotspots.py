"""Hot-spot flags (cờ điểm nóng): raised on a matter, decided by a second person, closed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import locks
from complaints.actions.hotspot_keeping import checked_owner, checked_review_day, tell_owner
from complaints.actions.hotspot_steps import let_in, note_in_ledger, tell, write
from complaints.actions.proposing import deciders
from complaints.enums import HotLevel, HotState, HotStep
from complaints.models import HotSpot, Matter
from complaints.rights import permissions_in
from complaints.workflow import Fact, Transition
from records.enums import NoticeTopic, Verb

_MOST_REASONS = 12


@transaction.atomic
def raise_hotspot(
    *, matter_id: UUID, level: HotLevel, note: str, by: User, now: datetime
) -> HotSpot:
    """Proposes a flag; its reasons are the facts known of the matter that day."""
    matter = locks.matter(pk=matter_id, by=by)
    _ensure_may_raise(matter, note, by)
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
    write(spot, HotStep.PROPOSED, by=by, now=now, new=spot.get_level_display(), note=note.strip())
    note_in_ledger(spot, verb=Verb.CREATE, by=by, now=now, muc=level)
    _tell_deciders(spot, by, now)
    return spot


def _ensure_may_raise(matter: Matter, note: str, by: User) -> None:
    if Permission.FLAG_HOTSPOT not in permissions_in(by, matter.agency):
        raise NotAllowed("Vai trò của bạn ở cơ quan này không có quyền đề xuất điểm nóng.")
    if matter.closed_on is not None:
        raise Refused(
            f"Vụ việc đã kết thúc ngày {matter.closed_on:%d/%m/%Y}; không đề xuất điểm nóng nữa."
        )
    if not note.strip():
        raise Refused("Hãy ghi nhận định vì sao vụ việc cần theo dõi.")
    if matter.hotspots.open().exists():
        raise Refused("Vụ việc đã có một cờ đang đề xuất hoặc đang theo dõi.")


def _tell_deciders(spot: HotSpot, by: User, now: datetime) -> None:
    others = [user for user in deciders(spot.agency, spot.level, now) if user.pk != by.pk]
    said = (
        f"Một vụ việc của {spot.agency.short_name} được đề xuất mức “{spot.get_level_display()}”; cần "
        "người có thẩm quyền quyết định."
    )
    tell(
        spot, others, key=f"hotspot-raised:{spot.pk}", said=said, url_name="hotspot_decide",
        topic=NoticeTopic.FLAGGED, now=now,
    )  # fmt: skip


def reasons_of(matter: Matter) -> list[str]:
    """Sentences of facts, newest first; about the situation, never about a person."""
    facts = matter.facts.order_by("-happened_on", "kind")[:_MOST_REASONS]
    return [f"{fact.happened_on:%d/%m/%Y}: {fact.sentence}" for fact in facts]


@transaction.atomic
def confirm_hotspot(
    *,
    hotspot_id: UUID,
    note: str = "",
    level: HotLevel | None = None,
    owner: User | None = None,
    review_on: date | None = None,
    by: User,
    now: datetime,
) -> HotSpot:
    """Confirms, at the proposed level or another: from now on the matter carries it. The page asks
    who answers for it and when it is looked at again; without them the head is reminded."""
    spot = _decided(workflow.CONFIRM, hotspot_id, note, by, now)
    old = spot.get_level_display()
    spot.level = level or spot.level
    spot.owner = checked_owner(spot, owner, now) if owner else None
    spot.review_on = checked_review_day(review_on, now) if review_on else None
    spot.save(update_fields=["level", "owner", "review_on"])
    spot.matter.hot_level = spot.level
    spot.matter.save(update_fields=["hot_level"])
    write(spot, HotStep.CONFIRMED, by=by, now=now, old=old, new=spot.get_level_display(), note=note)
    note_in_ledger(spot, verb=Verb.CHANGE, by=by, now=now, tinh_trang=spot.state)
    if spot.owner:
        tell_owner(spot, by=by, now=now)
    return spot


@transaction.atomic
def reject_hotspot(*, hotspot_id: UUID, note: str, by: User, now: datetime) -> HotSpot:
    """Does not confirm, with the reason."""
    spot = _decided(workflow.REJECT, hotspot_id, note, by, now)
    write(spot, HotStep.REJECTED, by=by, now=now, note=note.strip())
    note_in_ledger(spot, verb=Verb.CHANGE, by=by, now=now, tinh_trang=spot.state)
    return spot


def _decided(step: Transition, hotspot_id: UUID, note: str, by: User, now: datetime) -> HotSpot:
    spot = let_in(step, hotspot_id, by=by, said={Fact.NOTE} if note.strip() else set())
    spot.state = HotState(step.target)
    spot.decided_at, spot.decided_by, spot.decision_note = now, by, note.strip()
    spot.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
    return spot


@transaction.atomic
def close_hotspot(*, hotspot_id: UUID, result: str, by: User, now: datetime) -> HotSpot:
    """Ends the watch with what was reached; the matter carries no level any more."""
    said = {Fact.RESOLUTION} if result.strip() else set()
    spot = let_in(workflow.CLOSE, hotspot_id, by=by, said=said)
    spot.state = HotState.CLOSED
    spot.closed_at, spot.closed_by, spot.result = now, by, result.strip()
    spot.save(update_fields=["state", "closed_at", "closed_by", "result"])
    spot.matter.hot_level = ""
    spot.matter.save(update_fields=["hot_level"])
    write(spot, HotStep.CLOSED, by=by, now=now, old=spot.get_level_display(), note=result.strip())
    note_in_ledger(spot, verb=Verb.CHANGE, by=by, now=now, tinh_trang=spot.state)
    return spot
