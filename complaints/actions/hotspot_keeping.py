"""Keeping a flag: its level, who answers for it, when it is looked at again and what was seen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from complaints import workflow
from complaints.actions.hotspot_steps import let_in, note_in_ledger, tell, write
from complaints.enums import HotLevel, HotStep
from complaints.hot_people import is_within_reach, may_answer
from complaints.models import HotSpot
from complaints.workflow import Fact
from records.enums import NoticeTopic, Verb

LONGEST = 90
# Offered, never set by itself: how soon a flag is looked at again.
USUAL_DAYS = {HotLevel.WATCH: 30, HotLevel.WARNING: 14, HotLevel.HOT: 7}


@transaction.atomic
def change_level(
    *, hotspot_id: UUID, level: HotLevel, note: str, by: User, now: datetime
) -> HotSpot:
    """Theo dõi, cảnh báo, điểm nóng and back, with the reason; the matter carries the new one."""
    said = {Fact.NOTE} if note.strip() else set()
    spot = let_in(workflow.CHANGE_LEVEL, hotspot_id, by=by, said=said)
    if spot.level == level:
        raise Refused(f"Cờ đang ở mức “{spot.get_level_display()}”; hãy chọn mức khác.")
    old = spot.get_level_display()
    spot.level = level
    spot.save(update_fields=["level"])
    spot.matter.hot_level = level
    spot.matter.save(update_fields=["hot_level"])
    write(
        spot, HotStep.LEVEL, by=by, now=now, old=old, new=spot.get_level_display(),
        note=note.strip(),
    )  # fmt: skip
    note_in_ledger(spot, verb=Verb.CHANGE, by=by, now=now, muc=level)
    return spot


@transaction.atomic
def name_owner(
    *, hotspot_id: UUID, owner: User, note: str = "", by: User, now: datetime
) -> HotSpot:
    """Giao người phụ trách: one person of the agency, or of a body over it, who may see the matter."""
    spot = let_in(workflow.NAME_OWNER, hotspot_id, by=by)
    if spot.owner_id == owner.pk:
        raise Refused(f"{owner.full_name} đang phụ trách cờ này rồi.")
    old = spot.owner.full_name if spot.owner else ""
    spot.owner = checked_owner(spot, owner, now)
    spot.save(update_fields=["owner"])
    write(spot, HotStep.OWNER, by=by, now=now, old=old, new=owner.full_name, note=note.strip())
    note_in_ledger(spot, verb=Verb.CHANGE, by=by, now=now, buoc="giao_phu_trach")
    tell_owner(spot, by=by, now=now)
    return spot


@transaction.atomic
def review_hotspot(
    *, hotspot_id: UUID, seen: str, review_on: date, by: User, now: datetime
) -> HotSpot:
    """Xem lại: what was seen, and the day of the next look."""
    said = {Fact.NOTE} if seen.strip() else set()
    spot = let_in(workflow.REVIEW, hotspot_id, by=by, said=said)
    old = f"{spot.review_on:%d/%m/%Y}" if spot.review_on else ""
    spot.review_on = checked_review_day(review_on, now)
    spot.save(update_fields=["review_on"])
    write(
        spot, HotStep.REVIEW, by=by, now=now, old=old, new=f"{review_on:%d/%m/%Y}",
        note=seen.strip(),
    )  # fmt: skip
    note_in_ledger(spot, verb=Verb.CHANGE, by=by, now=now, buoc="xem_lai")
    return spot


def checked_owner(spot: HotSpot, owner: User, now: datetime) -> User:
    """Raises Refused for whoever has no part in the agency or may not see the matter: both alike, so
    that nobody learns who is excluded."""
    named = {user.pk for user in may_answer(spot, timezone.localdate(now))}
    if owner.pk not in named or not is_within_reach(spot, owner):
        raise Refused("Hãy chọn người phụ trách trong danh sách.")
    return owner


def checked_review_day(day: date, now: datetime) -> date:
    """From tomorrow on, at most 90 days away."""
    today = timezone.localdate(now)
    if not today < day <= today + timedelta(days=LONGEST):
        last = today + timedelta(days=LONGEST)
        raise Refused(
            f"Ngày xem lại phải từ ngày mai đến ngày {last:%d/%m/%Y} (nhiều nhất {LONGEST} ngày)."
        )
    return day


def tell_owner(spot: HotSpot, *, by: User, now: datetime) -> None:
    """Được giao phụ trách."""
    if spot.owner is None or spot.owner_id == by.pk:
        return
    when = f"; hẹn xem lại ngày {spot.review_on:%d/%m/%Y}" if spot.review_on else ""
    said = (
        f"Bạn được giao phụ trách một vụ việc của {spot.agency.short_name} đang theo dõi ở mức "
        f"“{spot.get_level_display()}”{when}."
    )
    tell(
        spot, [spot.owner], key=f"hotspot-owner:{spot.pk}:{now:%Y%m%d%H%M%S}", said=said,
        url_name="hotspot_detail", topic=NoticeTopic.ASSIGNED, now=now,
    )  # fmt: skip
