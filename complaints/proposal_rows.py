"""Proposals as the pages show them: what waits for the head, what came back to the handler."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from agencies.models import User
from agencies.roles import Permission
from complaints.actions.linking import merge_links, target_of
from complaints.enums import PetitionState, ProposalState
from complaints.models import Petition, Proposal
from complaints.selectors import Due, due_of, number_for


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One line of the list; `is_mine` when the reader proposed it."""

    proposal: Proposal
    number: str
    due: Due | None
    is_mine: bool
    may_decide: bool


def proposals(user: User) -> QuerySet[Proposal]:
    """What this user has to do with: waiting at agencies where they decide, and their own that wait
    or came back while the petition still waits."""
    decides = user.access.agencies_with(Permission.DECIDE_CASE)
    waiting = Q(state=ProposalState.PROPOSED)
    at_home = waiting & Q(petition__agency__in=decides)
    own = Q(proposed_by=user, petition__state=PetitionState.RECEIVED) & (
        waiting | Q(state=ProposalState.RETURNED)
    )
    found: QuerySet[Proposal] = (
        Proposal.objects.visible_to(user)
        .filter(at_home | own)
        .select_related("petition__agency", "petition__matter", "proposed_by", "decided_by")
    )
    return found


def proposal_rows(found: Iterable[Proposal], user: User, today: date) -> list[ProposalRow]:
    """Lines without a further statement."""
    decides = {agency.pk for agency in user.access.agencies_with(Permission.DECIDE_CASE)}
    return [_row(proposal, user, today, decides) for proposal in found]


def _row(proposal: Proposal, user: User, today: date, decides: set[UUID]) -> ProposalRow:
    petition = proposal.petition
    mine = proposal.proposed_by_id == user.pk
    due = due_of(petition.next_duty, petition.next_due_on, today) if petition.next_due_on else None
    waits = proposal.state == ProposalState.PROPOSED
    return ProposalRow(
        proposal=proposal,
        number=number_for(petition, user),
        due=due,
        is_mine=mine,
        may_decide=waits and not mine and petition.agency_id in decides,
    )


def merge_targets(petition: Petition, user: User) -> list[tuple[UUID, str]]:
    """Links over which this petition may be merged, each with the other petition in words."""
    links = merge_links(petition, user).select_related("petition", "other")
    targets = ((link.pk, target_of(link, petition)) for link in links)
    return [(pk, _in_words(other, user)) for pk, other in targets if other is not None]


def _in_words(petition: Petition, user: User) -> str:
    number = number_for(petition, user)
    named = "Đơn kín" if number == "Kín" else f"Đơn số {number}"
    return f"{named}, nhận ngày {petition.received_on:%d/%m/%Y}: {petition.summary}"
