"""What must be known of a petition before it is processed: facts for the table of outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.models import User
from complaints.enums import LinkKind, Outcome, PetitionKind
from complaints.models import Assessment, Petition, PetitionLink
from complaints.workflow import Fact

if TYPE_CHECKING:
    from complaints.actions.transfers import Receiver

_SAME_CONTENT = (LinkKind.AGAIN, LinkKind.DUPLICATE)


def facts_of(
    petition: Petition,
    *,
    is_competent: bool,
    note: str,
    receiver: Receiver | None,
    duplicate: PetitionLink | None,
    by: User,
) -> set[Fact]:
    """Facts of the case and of what was typed, as the table of outcomes asks for them."""
    said = {
        Fact.COMPETENT: is_competent,
        Fact.NOT_COMPETENT: not is_competent,
        Fact.NOTE: bool(note.strip()),
        Fact.RECEIVER: receiver is not None,
        Fact.MERGE_TARGET: duplicate is not None,
    }
    return {fact for fact, holds in said.items() if holds} | standing_facts(petition, by)


def standing_facts(petition: Petition, user: User) -> set[Fact]:
    """Facts of the case alone: what the page may say before anything is typed."""
    earlier = outcomes_before(petition, user)
    denounces = petition.kind == PetitionKind.DENUNCIATION
    holds = {
        Fact.DENUNCIATION: denounces,
        Fact.IDENTIFIED: not (denounces and petition.is_anonymous),
        Fact.NOT_INELIGIBLE: not _found_ineligible(petition),
        Fact.NOT_GUIDED_BEFORE: Outcome.GUIDE not in earlier,
        Fact.NOT_TRANSFERRED_BEFORE: not (denounces and Outcome.TRANSFER in earlier),
    }
    return {fact for fact, is_so in holds.items() if is_so}


def outcomes_before(petition: Petition, user: User) -> set[str]:
    """Outcomes of petitions of the same content that were linked to this one and that `user` sees."""
    links = (
        PetitionLink.objects.visible_to(user)
        .standing()
        .filter(Q(petition=petition) | Q(other=petition), kind__in=_SAME_CONTENT)
        .select_related("petition", "other")
    )
    others = (link.other if link.petition_id == petition.pk else link.petition for link in links)
    return {other.outcome for other in others if other.received_on <= petition.received_on}


def _found_ineligible(petition: Petition) -> bool:
    return bool(Assessment.objects.filter(petition=petition, is_eligible=False).exists())
