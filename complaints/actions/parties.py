"""Người đứng tên trong đơn: petitioners beside the first, representatives, lawyers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import identity
from complaints.actions import locks
from complaints.actions.assessment_jobs import ask_soon
from complaints.enums import PartyRemoval, PartyRole
from complaints.models import PetitionParty
from complaints.models.petition import Petition
from complaints.representation import Party, party_refusal
from complaints.rights import permissions_in
from records.actions import ledger
from records.enums import Verb

SEALED = (
    "Đơn kín không ghi danh sách người đứng tên: danh tính nằm trong kho niêm phong của vụ việc."
)


class PartyRefused(Refused):
    """A rule says no; `field` names what to mend."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def add_party(
    *,
    petition_id: UUID,
    full_name: str,
    role: PartyRole,
    address: str = "",
    proof: str = "",
    has_signed: bool = True,
    by: User,
    now: datetime,
) -> PetitionParty:
    """Adds one person; the first petitioner stands in the list from the first addition on."""
    petition = _petition(petition_id, by)
    new = Party(full_name, role)
    _ensure(petition, new, proof)
    made = _made(petition, new, address, proof, has_signed)
    _keep_count(petition, now)
    ledger.write(
        by=by, verb=Verb.CREATE, subject=made, now=now, details={"tu_cach": PartyRole(role).value}
    )
    return made


@transaction.atomic
def add_petitioners(
    *, petition_id: UUID, people: Iterable[tuple[str, str]], by: User, now: datetime
) -> list[PetitionParty]:
    """Adds many who signed, each with name and address; all or none."""
    petition = _petition(petition_id, by)
    made = []
    for full_name, address in people:
        new = Party(full_name, PartyRole.PETITIONER)
        if why := identity.name_refusal(full_name):
            raise PartyRefused("people", f"“{full_name}”: {why}")
        try:
            _ensure(petition, new, "")
        except PartyRefused as refused:
            raise PartyRefused("people", refused.sentence) from None
        made.append(_made(petition, new, address, "", has_signed=True))
    _keep_count(petition, now)
    ledger.write_many(
        by=by, verb=Verb.CREATE, subjects=made, now=now,
        details={"tu_cach": PartyRole.PETITIONER.value},
    )  # fmt: skip
    return made


@transaction.atomic
def remove_party(*, party_id: UUID, reason: PartyRemoval, by: User, now: datetime) -> Petition:
    """Takes a person off the list, for a reason of a closed list: the ledger names no citizen.

    Who withdraws stays in the list with a day; that is a step of the case."""
    found: PetitionParty = PetitionParty.objects.visible_to(by).get(pk=party_id)
    petition = _petition(found.petition_id, by)
    party = petition.parties.get(pk=party_id)
    if party.withdrawn_on is not None:
        raise Refused("Người đã rút đơn được giữ trong danh sách cùng ngày rút.")
    represents = petition.parties.filter(
        role=PartyRole.REPRESENTATIVE, full_name=party.full_name
    ).exclude(pk=party.pk)
    if party.role == PartyRole.PETITIONER and represents.exists():
        raise Refused("Người này đang là người đại diện; hãy bỏ tư cách đại diện trước.")
    details = {"ly_do": PartyRemoval(reason).value, "tu_cach": party.role}
    ledger.write(by=by, verb=Verb.REMOVE, subject=party, now=now, details=details)
    party.delete()
    return petition


def _petition(pk: UUID, by: User) -> Petition:
    petition = locks.petition(pk=pk, by=by)
    if not may_write(by, petition):
        raise NotAllowed("Chỉ cán bộ vào sổ, xử lý đơn của cơ quan giữ đơn được sửa danh sách này.")
    if petition.secrecy:
        raise Refused(SEALED)
    return petition


def may_write(user: User, petition: Petition) -> bool:
    """Who writes down people, paper and replies: those who register or process at its agency."""
    asked = {Permission.REGISTER_PETITION, Permission.PROCESS_PETITION}
    return bool(asked & permissions_in(user, petition.agency))


def known_parties(petition: Petition) -> list[Party]:
    """People of the petition as the rules see them; the one in the register is always among them."""
    rows = petition.parties.all()
    known = [
        Party(row.full_name, PartyRole(row.role), row.withdrawn_on is not None) for row in rows
    ]
    if not any(party.role == PartyRole.PETITIONER for party in known):
        known.append(Party(petition.petitioner_label, PartyRole.PETITIONER))
    return known


def _ensure(petition: Petition, new: Party, proof: str) -> None:
    refused = party_refusal(
        new,
        proof=proof,
        people=petition.signatories,
        known=known_parties(petition),
        is_organisation=bool(petition.person and petition.person.is_organisation),
    )
    if refused:
        raise PartyRefused(*refused)


def _made(
    petition: Petition, new: Party, address: str, proof: str, has_signed: bool
) -> PetitionParty:
    _write_first(petition)
    is_first = new.full_name == petition.petitioner_label
    return PetitionParty.objects.create(
        petition=petition,
        person=petition.person if is_first else None,
        full_name=new.full_name[:120],
        address=address[:300],
        role=new.role,
        proof=proof[:200],
        has_signed=has_signed,
    )


def _write_first(petition: Petition) -> None:
    """The petitioner of the register as a row of the list, so that each may withdraw alone."""
    if petition.parties.filter(role=PartyRole.PETITIONER).exists() or petition.is_anonymous:
        return
    PetitionParty.objects.create(
        petition=petition,
        person=petition.person,
        full_name=petition.petitioner_label,
        address=petition.person.address if petition.person else "",
        role=PartyRole.PETITIONER,
    )


def _keep_count(petition: Petition, now: datetime) -> None:
    """As many signed as stand in the list, at least."""
    listed = petition.parties.filter(role=PartyRole.PETITIONER, has_signed=True).count()
    if listed > petition.signatories:
        petition.signatories = listed
        petition.save(update_fields=["signatories"])
        ask_soon(petition.matter_id, now=now)
    if petition.signatories > petition.matter.people_count:
        petition.matter.people_count = petition.signatories
        petition.matter.save(update_fields=["people_count"])
