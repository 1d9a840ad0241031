"""Xác nhận đã đọc: a text is given to the people of an office, each signs for themselves."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from plans.actions.activities import may_record
from plans.enums import ActivityKind
from plans.models import ManagementActivity, ReadingRequest, ReadingSignature
from plans.readings import staff_of
from records.actions import ledger
from records.actions.notices import give
from records.enums import Verb


@transaction.atomic
def ask_to_read(
    *,
    activity: ManagementActivity,
    text: str,
    until: date,
    offices: Iterable[Agency],
    by: User,
    now: datetime,
) -> ReadingRequest:
    """Asks everybody who works in `offices` to sign as read, and tells each of them."""
    if not may_record(by, activity.agency):
        raise NotAllowed("Vai trò của bạn không yêu cầu xác nhận đã đọc ở cơ quan này.")
    if activity.kind != ActivityKind.DISSEMINATION:
        raise Refused("Chỉ việc phổ biến, quán triệt mới yêu cầu xác nhận đã đọc.")
    today = timezone.localdate(now)
    if until < today:
        raise Refused("Hạn xác nhận phải từ hôm nay trở đi.")
    if not text.strip() and activity.file_id is None:
        raise Refused("Hãy ghi nội dung cần đọc hoặc đính kèm văn bản.")
    people = list(staff_of(offices, today))
    if not people:
        raise Refused("Chưa có ai ở những nơi đã chọn để xác nhận.")
    request = ReadingRequest.objects.create(activity=activity, text=text.strip(), until=until)
    ReadingSignature.objects.bulk_create(
        [ReadingSignature(request=request, user=one) for one in people]
    )
    ledger.write(
        by=by, verb=Verb.CREATE, subject=request, now=now, details={"so_nguoi": len(people)}
    )
    give(
        users=[one for one in people if one.pk != by.pk],
        key=f"doc:{request.pk}",
        sentence=f"Đề nghị đọc và xác nhận trước {until:%d/%m/%Y}: {activity.title}"[:300],
        url_name="reading_detail",
        subject_id=request.pk,
        now=now,
    )
    return request


@transaction.atomic
def sign_reading(*, request_id: UUID, by: User, now: datetime) -> ReadingSignature:
    """Ký xác nhận đã đọc: one's own name only. A second click changes nothing; late is still told."""
    signature = (
        ReadingSignature.objects.select_for_update(of=("self",))
        .select_related("request__activity")
        .filter(request=request_id, user=by)
        .first()
    )
    if signature is None:
        raise NotAllowed("Bạn không có tên trong danh sách cần xác nhận văn bản này.")
    if signature.signed_at is not None:
        return signature
    if signature.request.activity.void_reason:
        raise Refused("Việc phổ biến này đã hủy nên không cần xác nhận.")
    signature.signed_at = now
    signature.save(update_fields=["signed_at"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=signature.request, also=[signature], now=now,
        details={"da_doc": True},
    )  # fmt: skip
    return signature


@transaction.atomic
def remind_readers(*, request_id: UUID, by: User, now: datetime) -> int:
    """Nhắc those who have not signed, once a day however often it is asked; gives how many."""
    request = ReadingRequest.objects.visible_to(by).select_related("activity__agency").get(
        pk=request_id
    )  # fmt: skip
    if not may_record(by, request.activity.agency):
        raise NotAllowed("Chỉ cơ quan phát hành mới nhắc xác nhận.")
    if request.activity.void_reason:
        raise Refused("Việc phổ biến này đã hủy nên không cần xác nhận.")
    return _remind(request, now)


def remind_all(*, now: datetime) -> int:
    """The morning's reminder: on the last day, and each day after it, until everybody has signed."""
    today = timezone.localdate(now)
    due = ReadingRequest.objects.filter(
        until__lte=today, activity__void_reason="", signatures__signed_at=None
    ).distinct()
    return sum(_remind(request, now) for request in due.select_related("activity"))


def _remind(request: ReadingRequest, now: datetime) -> int:
    left = User.objects.filter(readings__request=request, readings__signed_at=None)
    given: int = give(
        users=left,
        key=f"nhac-doc:{request.pk}:{timezone.localdate(now)}",
        sentence=(
            f"Nhắc xác nhận đã đọc, hạn {request.until:%d/%m/%Y}: {request.activity.title}"[:300]
        ),
        url_name="reading_detail",
        subject_id=request.pk,
        now=now,
    )
    return given
