"""Đôn đốc giải quyết: those who watch ask the body where a petition waits, with a day for the answer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.actions import locks, transfer_notices
from complaints.actions.versions import ensure_day
from complaints.enums import PetitionState, Receipt, TransferState, UrgeState
from complaints.models import CaseUrge, Petition, Transfer
from complaints.rights import ensure_in
from records.actions import ledger
from records.enums import Verb

_NOT_URGING = "Chỉ thủ trưởng, thanh tra được đôn đốc giải quyết đơn."
_NOT_ANSWERING = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan được đôn đốc ghi trả lời."
_WAITS = frozenset({PetitionState.RECEIVED, PetitionState.ACCEPTED})


@transaction.atomic
def urge_petition(
    *,
    petition_id: UUID,
    content: str,
    document: str = "",
    answer_due_on: date,
    by: User,
    now: datetime,
) -> CaseUrge:
    """Urges the agency that holds a petition within reach, or the receiver of one's own transfer.

    One urging waits at a time for each petition and agency that urges; nobody urges themselves.
    """
    petition = locks.petition(pk=petition_id, by=by)
    agency, to_agency = ends_of(petition, by)
    today = timezone.localdate(now)
    if not content.strip():
        raise Refused("Hãy ghi nội dung đôn đốc.")
    if answer_due_on < today:
        raise Refused("Hạn trả lời không thể trước hôm nay.")
    urge = CaseUrge(
        petition=petition, matter=petition.matter, agency=agency, scope_path=agency.path,
        to_agency=to_agency, to_path=to_agency.path, secrecy=petition.secrecy,
        content=content.strip(), document=document.strip()[:200], urged_on=today,
        answer_due_on=answer_due_on, urged_by=by, made_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            urge.save(force_insert=True)
    except IntegrityError:
        raise Refused("Cơ quan bạn đang có một đôn đốc chờ trả lời về đơn này.") from None
    _write(urge, Verb.CREATE, by, now)
    transfer_notices.tell_urged(urge, now)
    return urge


@transaction.atomic
def answer_urge(
    *, urge_id: UUID, answered_on: date, answer: str, by: User, now: datetime
) -> CaseUrge:
    """Trả lời đôn đốc: by those who handle cases where it came to."""
    urge = _waiting(urge_id, by)
    ensure_in(by, urge.to_agency, Permission.PROCESS_PETITION, _NOT_ANSWERING)
    if not answer.strip():
        raise Refused("Hãy ghi nội dung trả lời.")
    ensure_day("Ngày trả lời", answered_on, urge.urged_on, "ngày đôn đốc", now)
    urge.state, urge.answered_on, urge.answered_by = UrgeState.ANSWERED, answered_on, by
    urge.answer = answer.strip()
    urge.save(update_fields=["state", "answered_on", "answered_by", "answer"])
    _write(urge, Verb.CHANGE, by, now)
    transfer_notices.tell_urge_answered(urge, now)
    return urge


@transaction.atomic
def take_back_urge(*, urge_id: UUID, by: User, now: datetime) -> CaseUrge:
    """Thôi đôn đốc: by the agency that urged."""
    urge = _waiting(urge_id, by)
    if urge.agency not in by.access.agencies_with(Permission.URGE_CASE):
        raise NotAllowed("Chỉ thủ trưởng, thanh tra của cơ quan đã đôn đốc được thôi đôn đốc.")
    urge.state = UrgeState.TAKEN_BACK
    urge.save(update_fields=["state"])
    _write(urge, Verb.CHANGE, by, now)
    return urge


def ends_of(petition: Petition, by: User) -> tuple[Agency, Agency]:
    """Who urges whom: in the name of which agency, and where the petition waits. Refuses with one
    sentence when nobody can be urged."""
    urging = by.access.agencies_with(Permission.URGE_CASE)
    if not urging:
        raise NotAllowed(_NOT_URGING)
    to_agency = waits_at(petition)
    if to_agency is None:
        raise Refused("Đơn này không chờ cơ quan nào giải quyết, không có việc để đôn đốc.")
    others = [agency for agency in urging if agency.pk != to_agency.pk]
    if not others:
        raise Refused("Đơn đang ở cơ quan bạn: không tự đôn đốc cơ quan mình.")
    return others[0], to_agency


def waits_at(petition: Petition) -> Agency | None:
    """The agency of the house where the petition waits: its own, or the receiver of its transfer."""
    if petition.state in _WAITS:
        found: Agency = petition.agency
        return found
    sent = (
        Transfer.objects.filter(
            petition=petition, state=TransferState.SENT, to_agency__isnull=False
        )
        .exclude(receipt=Receipt.REFUSED)
        .select_related("to_agency")
        .first()
    )
    return sent.to_agency if sent is not None else None


def _waiting(urge_id: UUID, by: User) -> CaseUrge:
    """The urging, locked after the matter it is about; DoesNotExist for what `by` may not know."""
    seen = CaseUrge.objects.visible_to(by).only("matter_id").get(pk=urge_id)
    locks.hold_matter(seen.matter_id)
    urge: CaseUrge = (
        CaseUrge.objects.visible_to(by)
        .select_related("agency", "to_agency", "urged_by")
        .select_for_update(of=("self",))
        .get(pk=urge_id)
    )
    if urge.state != UrgeState.WAITING:
        raise Refused(f"Tình trạng của việc đôn đốc là “{urge.get_state_display()}”.")
    return urge


def _write(urge: CaseUrge, verb: Verb, by: User, now: datetime) -> None:
    ledger.write(by=by, verb=verb, subject=urge, now=now, details={"tinh_trang": urge.state})
