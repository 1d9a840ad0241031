"""The doors of a petition that is not accepted yet: assess, propose, withdraw (xử lý đơn)."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import PetitionState, ProposalState
from complaints.models import Petition, Proposal
from complaints.rights import permissions_in

_ASSESS = "Thẩm quyền, điều kiện thụ lý, thời hiệu; từng dòng có điều luật."
_PROPOSE = "Thụ lý, không thụ lý, hướng dẫn, chuyển, trả lại, lưu đơn; thủ trưởng duyệt."
_WITHDRAW = "Người gửi đơn rút đơn trước khi đơn được thụ lý."


@dataclass(frozen=True, slots=True)
class Entrance:
    """One door; `main` marks the one to take first."""

    url: str
    label: str
    note: str
    main: bool


def entrance_of(petition: Petition, user: User) -> list[Entrance]:
    """What those who process may do with a petition that waits; nobody else has a door."""
    waits = petition.state == PetitionState.RECEIVED
    if not waits or Permission.PROCESS_PETITION not in permissions_in(user, petition.agency):
        return []
    assessed = hasattr(petition, "assessment")
    doors = (
        ("petition_assess", "Kiểm tra điều kiện", _ASSESS, not assessed),
        ("petition_propose", "Đề xuất xử lý", _PROPOSE, assessed),
        ("petition_withdraw", "Ghi việc rút đơn", _WITHDRAW, False),
    )
    return [
        Entrance(reverse(name, args=[petition.pk]), label, note, main)
        for name, label, note, main in doors
    ]


def waiting_proposal(petition: Petition) -> Proposal | None:
    """The proposal that waits for a decision; None when there is none."""
    if petition.state != PetitionState.RECEIVED:
        return None
    found: Proposal | None = (
        Proposal.objects.filter(petition=petition, state=ProposalState.PROPOSED)
        .select_related("proposed_by")
        .first()
    )
    return found
