"""Giao nhận hồ sơ giấy: where the paper file lies and how it goes from hand to hand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.actions import locks
from complaints.actions.parties import may_write
from complaints.models import PaperHandover, Petition
from complaints.rights import permissions_in
from records.actions import ledger
from records.enums import Verb


@transaction.atomic
def place_paper(*, petition_id: UUID, place: str, by: User, now: datetime) -> Petition:
    """Notes where the paper lies. Whoever notes it first keeps it from then on."""
    petition = locks.petition(pk=petition_id, by=by)
    _ensure_keeps(petition, by)
    if not place.strip():
        raise Refused("Hãy ghi nơi để hồ sơ giấy: phòng, tủ, ngăn.")
    petition.paper_place = place.strip()[:120]
    petition.paper_keeper = petition.paper_keeper or by
    petition.save(update_fields=["paper_place", "paper_keeper"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, now=now, details={"viec": "noi_de_ho_so"}
    )
    return petition


@transaction.atomic
def hand_over(
    *, petition_id: UUID, given_to: User, place: str, content: str, by: User, now: datetime
) -> PaperHandover:
    """Gives the paper to a colleague, who accepts or refuses; until then the giver keeps it."""
    petition = locks.petition(pk=petition_id, by=by)
    _ensure_keeps(petition, by)
    if given_to.pk == by.pk:
        raise Refused("Người nhận phải là người khác.")
    if not Petition.objects.visible_to(given_to).filter(pk=petition.pk).exists():
        raise Refused("Người nhận không được xem hồ sơ này nên không được nhận hồ sơ giấy.")
    if not content.strip():
        raise Refused("Hãy ghi hồ sơ gồm những gì: bút lục, số tờ.")
    if waiting := waiting_handover(petition):
        raise Refused(
            f"Hồ sơ đang chờ {waiting.given_to} nhận từ ngày {waiting.given_at:%d/%m/%Y}; "
            "chờ trả lời hoặc rút lại rồi mới giao người khác."
        )
    handover = PaperHandover.objects.create(
        petition=petition,
        given_by=by,
        given_to=given_to,
        place=place.strip()[:120],
        content=content.strip()[:300],
        given_at=now,
    )
    ledger.write(by=by, verb=Verb.CREATE, subject=handover, now=now)
    return handover


@transaction.atomic
def accept_handover(*, handover_id: UUID, by: User, now: datetime) -> PaperHandover:
    """Đã nhận hồ sơ: the receiver keeps it from now on."""
    handover, petition = _waiting(handover_id, by)
    if handover.given_to_id != by.pk:
        raise NotAllowed("Chỉ người được giao mới xác nhận đã nhận hồ sơ.")
    handover.received_at = now
    handover.save(update_fields=["received_at"])
    petition.paper_keeper = by
    petition.paper_place = handover.place or petition.paper_place
    petition.save(update_fields=["paper_keeper", "paper_place"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=handover, now=now, details={"tra_loi": "nhan"})
    return handover


@transaction.atomic
def refuse_handover(*, handover_id: UUID, reason: str, by: User, now: datetime) -> PaperHandover:
    """Not taken, with the reason; the giver may take it back in the same way."""
    handover, _petition = _waiting(handover_id, by)
    if by.pk not in (handover.given_to_id, handover.given_by_id):
        raise NotAllowed("Chỉ người được giao từ chối, hoặc người giao rút lại việc giao hồ sơ.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do không nhận hoặc rút lại hồ sơ.")
    told = reason.strip()
    if by.pk == handover.given_by_id:
        told = f"Người giao rút lại: {told}"
    handover.refused_reason = told[:300]
    handover.save(update_fields=["refused_reason"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=handover, now=now, details={"tra_loi": "khong"})
    return handover


def _waiting(pk: UUID, by: User) -> tuple[PaperHandover, Petition]:
    seen: PaperHandover = PaperHandover.objects.visible_to(by).get(pk=pk)
    petition = locks.petition(pk=seen.petition_id, by=by)
    handover: PaperHandover = petition.handovers.select_related("given_by", "given_to").get(pk=pk)
    if handover.received_at is not None:
        raise Refused(f"Hồ sơ đã được {handover.given_to} nhận lúc {handover.received_at:%H:%M}.")
    if handover.refused_reason:
        raise Refused("Việc giao hồ sơ này đã được trả lời là không nhận hoặc đã rút lại.")
    return handover, petition


def waiting_handover(petition: Petition) -> PaperHandover | None:
    """The one that nobody has answered yet."""
    waiting = petition.handovers.filter(received_at=None, refused_reason="")
    found: PaperHandover | None = waiting.select_related("given_by", "given_to").first()
    return found


def keeps_paper(user: User, petition: Petition) -> bool:
    """Who may move the paper: its keeper; whoever registers or processes while nobody keeps it; who
    assigns work, for a keeper that is gone."""
    if petition.paper_keeper_id is None:
        return may_write(user, petition)
    assigns = Permission.ASSIGN_WORK in permissions_in(user, petition.agency)
    return petition.paper_keeper_id == user.pk or assigns


def _ensure_keeps(petition: Petition, by: User) -> None:
    if keeps_paper(by, petition):
        return
    if petition.paper_keeper_id is None or not may_write(by, petition):
        raise NotAllowed("Chỉ cán bộ vào sổ, xử lý đơn của cơ quan giữ đơn được giao nhận hồ sơ.")
    raise Refused(f"Hồ sơ giấy do {petition.paper_keeper} giữ; chỉ người giữ mới giao hồ sơ.")
