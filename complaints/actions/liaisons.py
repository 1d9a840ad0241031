"""Đầu mối phối hợp: who of an agency takes coordination requests; named and ended by its head."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.told import people_with
from complaints.models import Liaison
from records.actions import ledger
from records.enums import Verb

NOT_YOURS = "Chỉ thủ trưởng cơ quan cử đầu mối phối hợp."


@transaction.atomic
def name_liaison(*, agency: Agency, user: User, from_on: date, by: User, now: datetime) -> Liaison:
    """Cử đầu mối: somebody of the agency who may take requests in; each one once."""
    _ensure_head(agency, by)
    if user not in people_with(Permission.COORDINATE, agency, on=timezone.localdate(now)):
        raise Refused("Người này không giữ vai trò nhận yêu cầu phối hợp ở cơ quan.")
    liaison = Liaison(
        agency=agency, scope_path=agency.path, user=user, from_on=from_on, made_by=by, made_at=now
    )
    try:
        with transaction.atomic():
            liaison.save(force_insert=True)
    except IntegrityError:
        raise Refused(f"{user.full_name} đang là đầu mối của cơ quan.") from None
    ledger.write(by=by, verb=Verb.CREATE, subject=liaison, now=now)
    return liaison


@transaction.atomic
def end_liaison(*, liaison_id: UUID, to_on: date, by: User, now: datetime) -> Liaison:
    """Thôi làm đầu mối from the day after `to_on`; what was asked stays with the agency."""
    seen = Liaison.objects.visible_to(by).select_related("agency", "user")
    liaison: Liaison = seen.select_for_update(of=("self",)).get(pk=liaison_id)
    _ensure_head(liaison.agency, by)
    if liaison.to_on is not None:
        raise Refused(f"Việc làm đầu mối đã kết thúc ngày {liaison.to_on:%d/%m/%Y}.")
    if to_on < liaison.from_on:
        raise Refused(f"Ngày kết thúc không thể trước ngày bắt đầu {liaison.from_on:%d/%m/%Y}.")
    liaison.to_on = to_on
    liaison.save(update_fields=["to_on"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=liaison, now=now)
    return liaison


def _ensure_head(agency: Agency, by: User) -> None:
    if agency not in by.access.agencies_with(Permission.ASSIGN_WORK):
        raise NotAllowed(NOT_YOURS)
