"""One matter of a review list: who settles it, how, until when, with what result; left out of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from complaints.actions.review_notices import tell_given
from complaints.enums import ReviewResult, ReviewState
from complaints.models import ReviewItem
from complaints.review_rights import may_direct, may_report
from records.actions import ledger
from records.enums import Verb

NOT_YOURS = "Chỉ cơ quan lập danh sách, cơ quan phụ trách được ghi tiến độ của vụ việc này."


class Overtaken(Refused):
    """Somebody else saved first; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Who is in charge and until when: said by those who keep the list."""

    in_charge: Agency | None
    leader: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where it stands: said by the agency that settles it as well."""

    obstacles: str
    plan: str
    progress: str
    result: str
    result_on: date | None


@transaction.atomic
def edit_item(
    *,
    item_id: UUID,
    version: int,
    progress: Progress,
    direction: Direction | None = None,
    by: User,
    now: datetime,
) -> ReviewItem:
    """Cập nhật kết quả rà soát. The snapshot is never touched."""
    item = _item(item_id, by)
    if not may_report(by, item) or (direction is not None and not may_direct(by, item)):
        raise NotAllowed(NOT_YOURS)
    if item.version != version:
        who = item.changed_by.full_name if item.changed_by else "Người khác"
        raise Overtaken(
            f"{who} vừa cập nhật vụ việc này; hãy đọc nội dung hiện tại rồi lưu lại nếu cần. "
            "Nội dung bạn đã nhập vẫn được giữ."
        )
    _check(progress, item, timezone.localdate(now))
    given = direction is not None and direction.in_charge != item.in_charge
    for part in (direction, progress) if direction is not None else (progress,):
        for name in part.__slots__:
            setattr(item, name, getattr(part, name))
    item.changed_by, item.changed_at, item.version = by, now, version + 1
    changed = ["changed_by", "changed_at", "version", *progress.__slots__]
    item.save(update_fields=[*changed, *(direction.__slots__ if direction is not None else ())])
    ledger.write(by=by, verb=Verb.CHANGE, subject=item, now=now, details={"ket_qua": item.result})
    if given and item.review_list.state == ReviewState.ISSUED:
        tell_given(item=item, now=now)
    return item


@transaction.atomic
def drop_item(*, item_id: UUID, by: User, now: datetime) -> None:
    """Đưa ra khỏi danh sách while it is a draft; the matter itself is as it was."""
    item = _item(item_id, by)
    if not may_direct(by, item):
        raise NotAllowed("Chỉ người lập danh sách đưa vụ việc ra khỏi danh sách.")
    if item.review_list.state != ReviewState.DRAFT:
        raise Refused("Danh sách đã chốt: vụ việc ở lại, chỉ cập nhật tiến độ và kết quả.")
    ledger.write(by=by, verb=Verb.REMOVE, subject=item, now=now)
    item.delete()


def _item(item_id: UUID, by: User) -> ReviewItem:
    found: ReviewItem = (
        ReviewItem.objects.visible_to(by)
        .select_related("review_list__agency", "agency", "in_charge", "changed_by")
        .select_for_update(of=("self",))
        .get(pk=item_id)
    )
    return found


def _check(told: Progress, item: ReviewItem, today: date) -> None:
    pending = told.result == ReviewResult.PENDING
    if pending and told.result_on is not None:
        raise Refused("Đang rà soát thì chưa có ngày của kết quả.")
    if not pending and told.result_on is None:
        raise Refused("Hãy ghi ngày của kết quả.")
    if told.result_on is not None and told.result_on > today:
        raise Refused("Ngày của kết quả không thể ở tương lai.")
