"""What an officer is told while a petition is being entered: advice, never a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from agencies.models import User
from complaints.arrival import lateness, limitation_advice
from complaints.models import Petition
from complaints.representation import MANY, group_advice
from complaints.selectors import number_for

_MOST = 5


@dataclass(frozen=True, slots=True)
class SameLetter:
    """A petition that came with the same letter, as the reader may know it."""

    petition: Petition
    number: str


@dataclass(frozen=True, slots=True)
class Hints:
    """Sentences, and petitions of the same letter."""

    sentences: list[str]
    same_letter: list[SameLetter]


def same_letter(
    user: User, *, sender_agency_id: object, sender_name: str, document: str
) -> QuerySet[Petition]:
    """Petitions within reach that the same sender sent on with the same letter."""
    found = Petition.objects.visible_to(user)
    sender = {"sender_agency_id": sender_agency_id} if sender_agency_id else {
        "sender_name__iexact": sender_name
    }  # fmt: skip
    if not document or not (sender_agency_id or sender_name):
        return found.none()
    return found.filter(sender_document__iexact=document, **sender).order_by("-received_on", "id")


def of_same_letter(user: User, petition: Petition) -> list[SameLetter]:
    """Other petitions of the letter with which `petition` came."""
    found = same_letter(
        user,
        sender_agency_id=petition.sender_agency_id,
        sender_name=petition.sender_name,
        document=petition.sender_document,
    ).exclude(pk=petition.pk)
    return [SameLetter(p, number_for(p, user)) for p in found[:_MOST]]


def sentences(
    *,
    kind: str,
    received_on: date | None,
    contested_on: date | None,
    is_first_time: bool,
    is_discipline: bool,
    signatories: int | None,
    today: date,
) -> list[str]:
    """Late entry, the time to complain, who must be represented; empty ones left out."""
    late = lateness(received_on, today) if received_on and received_on <= today else ""
    limit = limitation_advice(
        kind=kind, contested_on=contested_on, received_on=received_on,
        is_first_time=is_first_time, is_discipline=is_discipline, today=today,
    )  # fmt: skip
    group = group_advice(signatories, 0) if signatories and signatories >= MANY else ""
    return [sentence for sentence in (late, limit, group) if sentence]
