"""The links of a petition as its page shows them, from whichever side they were made."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import LinkKind
from complaints.models import Petition, PetitionLink
from complaints.rights import permissions_in
from complaints.selectors import number_for

# How a link reads from the other side.
_SEEN_FROM_OTHER = {
    LinkKind.SPLIT: "Đã tách ra đơn",
    LinkKind.MERGED: "Đã nhận ghép đơn",
    LinkKind.AGAIN: "Được gửi lại bằng đơn",
    LinkKind.SECOND: "Có khiếu nại lần hai, tố cáo tiếp",
}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as one side reads it."""

    link: PetitionLink
    other: Petition
    number: str
    label: str
    stands: bool
    may_undo: bool


def link_rows(petition: Petition, user: User) -> list[LinkRow]:
    """Links of which the reader sees both ends, standing ones first, then newest first."""
    found = (
        PetitionLink.objects.visible_to(user)
        .filter(Q(petition=petition) | Q(other=petition))
        .select_related("petition__agency", "other__agency", "linked_by", "undone_by")
        .order_by("-linked_at", "id")
    )
    rows = [_row(link, petition, user) for link in found]
    return sorted(rows, key=lambda row: not row.stands)


def _row(link: PetitionLink, petition: Petition, user: User) -> LinkRow:
    from_here = link.petition_id == petition.pk
    other = link.other if from_here else link.petition
    kind = LinkKind(link.kind)
    label = str(kind.label) if from_here else _SEEN_FROM_OTHER.get(kind, str(kind.label))
    needed = Permission.DECIDE_CASE if kind == LinkKind.MERGED else Permission.PROCESS_PETITION
    rights = permissions_in(user, link.petition.agency)
    return LinkRow(
        link=link,
        other=other,
        number=number_for(other, user),
        label=label,
        stands=link.undone_at is None,
        may_undo=link.undone_at is None and kind != LinkKind.SPLIT and needed in rights,
    )
