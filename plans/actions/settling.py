"""Matters to be settled before an event (giải quyết dứt điểm): listed, worked on, closed or carried over.

Only open matters: of a sealed or restricted one, as of one out of reach, the answer is that it was not
found. Nothing about a person is kept, only about the matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, Event, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from complaints.enums import Secrecy
from complaints.models import Matter
from complaints.rights import permissions_in
from plans.actions.standing import ensure_open
from plans.enums import SettleState
from plans.models import SettleItem
from records.actions import ledger
from records.enums import Verb

NOT_FOUND = "Không tìm thấy vụ việc này."


@dataclass(frozen=True, slots=True)
class SettleTold:
    """How a matter is to be settled, who answers for it, by when."""

    way: str
    in_charge: str
    due_on: date


def may_settle(by: User, agency: Agency) -> bool:
    """Whoever prepares events for the agency of the matter or for a body above it."""
    return Permission.MANAGE_EVENT in permissions_in(by, agency)


@transaction.atomic
def list_matter(
    *, event: Event, matter_id: UUID, told: SettleTold, by: User, now: datetime
) -> SettleItem:
    """Puts a matter on the list of an event, under the agency that keeps the matter."""
    matter: Matter | None = (
        Matter.objects.visible_to(by)
        .filter(pk=matter_id, secrecy=Secrecy.OPEN, exclusions=None)
        .select_related("agency")
        .first()
    )
    if matter is None:
        raise Refused(NOT_FOUND)
    if not may_settle(by, matter.agency):
        raise NotAllowed("Vai trò của bạn không lập danh sách vụ việc cho cơ quan này.")
    ensure_open(event)
    # The matter is held: two who list it at the same moment make one row.
    Matter.objects.select_for_update(of=("self",), no_key=True).get(pk=matter.pk)
    if matter.closed_on is not None:
        raise Refused("Vụ việc đã kết thúc nên không cần đưa vào danh sách.")
    if SettleItem.objects.filter(event=event, matter=matter).exists():
        raise Refused("Vụ việc đã có trong danh sách của sự kiện này.")
    _ensure_whole(told, event)
    item = SettleItem.objects.create(
        agency=matter.agency, scope_path=matter.agency.path, event=event, matter=matter,
        way=told.way.strip(), in_charge=tidy(told.in_charge)[:200], due_on=told.due_on,
        added_at=now, added_by=by,
    )  # fmt: skip
    ledger.write(by=by, verb=Verb.CREATE, subject=item, now=now)
    return item


@transaction.atomic
def change_settling(*, item_id: UUID, told: SettleTold, by: User, now: datetime) -> SettleItem:
    """Changes the way, who answers for it or the day of a matter that is still open on the list."""
    item = _locked(item_id, by)
    if item.state != SettleState.OPEN:
        raise Refused("Vụ việc đã khép lại trong danh sách; hãy mở lại trước khi sửa.")
    _ensure_whole(told, item.event)
    item.way, item.in_charge = told.way.strip(), tidy(told.in_charge)[:200]
    item.due_on = told.due_on
    item.save(update_fields=["way", "in_charge", "due_on"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=item, now=now)
    return item


@transaction.atomic
def step_settling(
    *, item_id: UUID, state: SettleState, result: str, by: User, now: datetime
) -> SettleItem:
    """Đã dứt điểm or chuyển sang sau sự kiện, with what was reached; or open again.

    The list tells only of the event's work: the case itself is closed by its own procedure.
    """
    item = _locked(item_id, by)
    if item.state == state:
        return item
    if state != SettleState.OPEN and not result.strip():
        raise Refused("Hãy ghi kết quả: đã làm gì, văn bản số nào, còn lại việc gì.")
    item.state = state
    item.result = result.strip() or item.result
    item.closed_on = None if state == SettleState.OPEN else timezone.localdate(now)
    item.save(update_fields=["state", "result", "closed_on"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=item, now=now, details={"to": state.value})
    return item


def _ensure_whole(told: SettleTold, event: Event) -> None:
    if not told.way.strip():
        raise Refused("Hãy ghi phương án giải quyết.")
    if not tidy(told.in_charge):
        raise Refused("Hãy ghi cơ quan, lãnh đạo phụ trách.")
    if told.due_on > event.window_to:
        raise Refused("Hạn giải quyết không sau thời gian theo dõi của sự kiện.")


def _locked(item_id: UUID, by: User) -> SettleItem:
    item: SettleItem = (
        SettleItem.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency", "event", "matter")
        .get(pk=item_id)
    )
    if not may_settle(by, item.agency):
        raise NotAllowed("Vai trò của bạn không theo dõi danh sách của cơ quan này.")
    ensure_open(item.event)
    return item
