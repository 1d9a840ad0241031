"""Names of protected kin, opened like the identity they hang on (Luật Tố cáo 2018, art. 47, 56)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from complaints.enums import IdentityRequestState
from complaints.models import IdentityRequest, ProtectedPerson, ProtectionFile
from complaints.protection_texts import texts_of
from records.actions import ledger
from records.enums import Verb

ASK_FIRST = (
    "Họ tên thân nhân mở theo yêu cầu mở danh tính của vụ việc: hãy gửi yêu cầu có lý do, người giữ bí "
    "mật duyệt rồi mở trong thời gian được xem."
)


def open_names(
    *, file_id: UUID, by: User, now: datetime
) -> tuple[IdentityRequest, list[tuple[ProtectedPerson, dict[str, str]]]]:
    """Each of the kin with name and address, for somebody whose request to know the identity behind
    the matter was approved by a second person and has not run out.

    The ledger row is committed before a single byte is opened: a reading cannot go unrecorded.
    """
    with transaction.atomic(durable=True):
        file = ProtectionFile.objects.visible_to(by).get(pk=file_id)
        request = approved_request(file, by, now)
        if request is None:
            raise NotAllowed(ASK_FIRST)
        ledger.write(by=by, verb=Verb.OPEN_IDENTITY, subject=file, now=now)
    try:
        return request, [(one, texts_of(one)) for one in file.people.all() if one.cipher]
    except ValueError:
        raise Refused(
            "Không mở được họ tên bằng khóa hiện tại; hãy báo người giữ bí mật và quản trị."
        ) from None


def approved_request(file: ProtectionFile, by: User, now: datetime) -> IdentityRequest | None:
    """Their request to know the identity behind the matter, approved and not run out."""
    found: IdentityRequest | None = (
        IdentityRequest.objects.visible_to(by)
        .filter(
            matter=file.matter_id, asked_by=by, state=IdentityRequestState.APPROVED,
            expires_at__gt=now,
        )
        .order_by("-expires_at")
        .first()
    )  # fmt: skip
    return found
