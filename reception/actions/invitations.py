"""Units invited to the head's day, and what they answer (Nghị định 154/2026/NĐ-CP, art. 26)."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from complaints.enums import Secrecy
from complaints.identity import tidy_lines
from reception.actions.heads_day import locked
from reception.enums import RegistrationState
from reception.models import Invitation
from records.actions import ledger
from records.enums import Verb

_ANSWERING = (Permission.UPDATE_TASK, Permission.PROCESS_PETITION, Permission.LOG_VISIT)


def may_answer(by: User, agency: Agency) -> bool:
    """True for officers, handlers and heads of the invited agency itself."""
    return any(agency in by.access.agencies_with(right) for right in _ANSWERING)


def ensure_answers(by: User, agency: Agency) -> None:
    """Raises NotAllowed for anybody but people of the invited agency."""
    if not may_answer(by, agency):
        raise NotAllowed("Chỉ cơ quan được mời trả lời giấy mời này.")


@transaction.atomic
def invite(
    *,
    registration_id: UUID,
    agency: Agency,
    asked_for: str,
    due_on: date | None,
    by: User,
    now: datetime,
) -> Invitation:
    """Asks a unit to attend and to prepare papers. Of a sealed matter nothing leaves this way."""
    row = locked(registration_id, by)
    if row.secrecy != Secrecy.OPEN:
        raise Refused("Vụ việc kín không mời đơn vị trên hệ thống; hãy mời bằng văn bản mật.")
    if row.state != RegistrationState.REGISTERED:
        raise Refused(f"Đăng ký này đã ở tình trạng “{row.get_state_display()}”.")
    asked_for = tidy(asked_for)[:300]
    if not asked_for:
        raise Refused("Hãy ghi tài liệu, nội dung đề nghị đơn vị chuẩn bị.")
    if due_on and not timezone.localdate(now) <= due_on <= row.session.on_date:
        raise Refused("Hạn chuẩn bị phải từ hôm nay đến ngày tiếp.")
    if not agency.exists_on(row.session.on_date):
        raise Refused("Cơ quan được mời không còn hoạt động vào ngày tiếp.")
    invitation = Invitation(registration=row, agency=agency, asked_for=asked_for, due_on=due_on)
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:
        raise Refused(f"Đã mời {agency} cho đăng ký này.") from None
    ledger.write(by=by, verb=Verb.CREATE, subject=invitation, now=now)
    return invitation


@transaction.atomic
def answer_invitation(*, invitation_id: UUID, answer: str, by: User, now: datetime) -> Invitation:
    """The invited agency says who comes and what it prepared; it may say so anew until the day."""
    invitation: Invitation = (
        Invitation.objects.visible_to(by)
        .select_related("agency", "registration__session")
        .select_for_update(of=("self",))
        .get(pk=invitation_id)
    )
    ensure_answers(by, invitation.agency)
    if invitation.registration.session.on_date < timezone.localdate(now):
        raise Refused("Buổi tiếp đã qua; không trả lời giấy mời này nữa.")
    answer = tidy_lines(answer)
    if not answer:
        raise Refused("Hãy ghi người dự và tài liệu đã chuẩn bị.")
    invitation.answer, invitation.answered_on = answer, timezone.localdate(now)
    invitation.save(update_fields=["answer", "answered_on"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=invitation, now=now)
    return invitation
