"""Who stands in a petition, who sent it on, where its paper lies: rows for its panel and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Membership, User
from agencies.roles import ROLES, Permission, Role
from agencies.vietnamese import name_sort_key
from complaints import places, subjects
from complaints.actions.handovers import keeps_paper
from complaints.actions.parties import may_write
from complaints.arrival import REPLY, lateness, limitation_advice
from complaints.enums import SENT_BY_OTHERS, PartyRole, PetitionState, Secrecy
from complaints.kept_out import people_kept_out
from complaints.models import Matter, PaperHandover, Petition, PetitionParty
from complaints.representation import group_advice
from complaints.rights import permissions_in
from records.models import LedgerEntry


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to the sender, as the ledger tells it."""

    on: date
    document: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What the panel prints; the doors say what the reader may do."""

    petition: Petition
    parties: Sequence[PetitionParty]
    advice: str
    replies: Sequence[Reply]
    handovers: Sequence[PaperHandover]
    commune: str
    subject: str
    late: str
    limitation: str
    is_sent_on: bool
    may_write: bool
    may_reply: bool
    may_move_paper: bool
    may_split: bool

    @property
    def petitioners(self) -> list[PetitionParty]:
        return [party for party in self.parties if party.role == PartyRole.PETITIONER]

    @property
    def speakers(self) -> list[PetitionParty]:
        """Who speaks for the others: representatives, authorised persons, lawyers."""
        return [party for party in self.parties if party.role != PartyRole.PETITIONER]

    @property
    def sender(self) -> str:
        agency = self.petition.sender_agency
        return agency.name if agency else self.petition.sender_name


def people_page(user: User, petition: Petition, today: date) -> PeoplePage:
    """Of a petition that was fetched through `visible_to` with its agencies, keeper and person."""
    parties = parties_of(user, petition)
    chosen = [party for party in parties if party.role == PartyRole.REPRESENTATIVE]
    is_sent_on = petition.source in SENT_BY_OTHERS
    return PeoplePage(
        petition=petition,
        parties=parties,
        advice="" if petition.secrecy else group_advice(petition.signatories, len(chosen)),
        replies=_replies(petition) if petition.replied_on else [],
        handovers=handovers_of(user, petition),
        commune=places.name_of(petition.commune_code),
        subject=subjects.name_of(petition.subject_code),
        late=lateness(petition.received_on, timezone.localdate(petition.entered_at)),
        limitation=limitation_advice(
            kind=petition.kind, contested_on=petition.contested_on,
            received_on=petition.received_on, is_first_time=petition.is_first_time,
            is_discipline=petition.is_discipline, today=today,
        ),
        is_sent_on=is_sent_on,
        may_write=may_write(user, petition),
        may_reply=is_sent_on
        and Permission.PROCESS_PETITION in permissions_in(user, petition.agency),
        may_move_paper=keeps_paper(user, petition),
        may_split=petition.state == PetitionState.RECEIVED
        and Permission.REGISTER_PETITION in permissions_in(user, petition.agency),
    )  # fmt: skip


def parties_of(user: User, petition: Petition) -> list[PetitionParty]:
    """Petitioners, then representatives, then those who act for them."""
    order = {role: place for place, role in enumerate(PartyRole.values)}
    found = PetitionParty.objects.visible_to(user).filter(petition=petition)
    return sorted(found, key=lambda party: (order[party.role], name_sort_key(party.full_name)))


def handovers_of(user: User, petition: Petition) -> list[PaperHandover]:
    """From hand to hand, newest first."""
    found = PaperHandover.objects.visible_to(user).filter(petition=petition)
    return list(found.select_related("given_by", "given_to")[:20])


def _replies(petition: Petition) -> list[Reply]:
    rows = LedgerEntry.objects.filter(
        subject_kind="petition", subject_id=petition.pk, details__viec=REPLY
    ).order_by("id")
    return [Reply(date.fromisoformat(r.details["ngay"]), r.details["van_ban"]) for r in rows]


def receivers(petition: Petition, giver: User, today: date) -> list[User]:
    """Colleagues of the agency who may see this petition, and so may take its paper."""
    roles = [role for role in Role if _works_on_cases(role, Secrecy(petition.secrecy))]
    held = Membership.objects.in_force(today).filter(agency=petition.agency, user__is_active=True)
    granted = Q(user__in=_granted(petition)) if petition.secrecy else Q(pk__in=[])
    allowed = held.filter(granted | Q(role__in=roles)).exclude(
        user__in=people_kept_out([petition.matter_id], today)
    )
    people = User.objects.filter(pk__in=allowed.values("user")).exclude(pk=giver.pk)
    return list(people.order_by("sort_key"))


def _works_on_cases(role: Role, secrecy: Secrecy) -> bool:
    """Roles that see every petition of the agency up to this secrecy (querysets.needs_to_know)."""
    rights = ROLES[role].permissions
    if secrecy == Secrecy.OPEN:
        return bool(rights & {Permission.REGISTER_PETITION, Permission.PROCESS_PETITION})
    return secrecy == Secrecy.SEALED and Permission.PROCESS_PETITION in rights


def _granted(petition: Petition) -> QuerySet[Matter]:
    return petition.matter.grants.values("user")  # type: ignore[attr-defined, no-any-return]


def my_handovers(user: User) -> QuerySet[PaperHandover]:
    """Handovers to or from `user`, of petitions still within reach."""
    return (
        PaperHandover.objects.visible_to(user)
        .filter(Q(given_to=user) | Q(given_by=user))
        .select_related("petition__agency", "given_by", "given_to")
        .defer("petition__content", "petition__outcome_note", "petition__resolution")
    )


def waiting_for(user: User) -> QuerySet[PaperHandover]:
    """What `user` has still to accept or refuse, the oldest first."""
    mine = my_handovers(user).filter(given_to=user, received_at=None, refused_reason="")
    return mine.order_by("given_at")
