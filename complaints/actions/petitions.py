"""Petitions (đơn) are entered in the register; the door to what is decided on them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import law_book, subjects, workflow
from complaints.actions import clocks, intake, locks, matters, people, sealing, search_rows
from complaints.actions.assessment_jobs import ask_soon
from complaints.actions.deciding import process_petition, withdraw_petition
from complaints.arrival import REPLY_TO_SENDER, arrival_refusal
from complaints.enums import Field, ObjectKind, PetitionKind, Secrecy, Source
from complaints.likeness import bands_of
from complaints.models import Matter, Person, Petition
from complaints.petitioner import Petitioner
from complaints.rights import permissions_in
from complaints.told import About, Arrival
from records.actions import ledger, numbers
from records.enums import Book, Verb

__all__ = ["process_petition", "register_petition", "withdraw_petition"]

_WHY_TOLD = "Người tiếp nhận và người có trách nhiệm xử lý"
NOBODY_KNOWN = "Không rõ người gửi"


class _Told(NamedTuple):
    """The petition as told, from the action to its parts."""

    kind: PetitionKind
    field: Field
    source: Source
    sender_reference: str
    received_on: date
    petitioner: Petitioner
    signatories: int
    locality: str
    summary: str
    content: str
    is_first_time: bool
    is_anonymous: bool
    arrival: Arrival
    about: About


@transaction.atomic
def register_petition(
    *,
    agency: Agency,
    matter: Matter | None = None,
    kind: PetitionKind,
    field: Field,
    source: Source,
    sender_reference: str = "",
    received_on: date,
    petitioner: Petitioner,
    signatories: int = 1,
    locality: str = "",
    summary: str,
    content: str,
    is_first_time: bool = True,
    accused_agency: Agency | None = None,
    excluded_users: Iterable[User] = (),
    keep_sealed: bool = False,
    person: Person | None = None,
    is_anonymous: bool = False,
    arrival: Arrival | None = None,
    about: About | None = None,
    needs: Permission = Permission.REGISTER_PETITION,
    by: User,
    now: datetime,
) -> Petition:
    """Enters a petition in the register where it belongs, with its clocks.

    A sealed one goes under an alias into the sealed register; the number is the last lock taken.
    `person`: who the desk has already written down for an open one. A subject told in `about` decides
    the field. An anonymous one, or one under a false name, names nobody (Luật Tố cáo 2018, art. 25).
    """
    if agency not in by.access.agencies_with(needs):
        raise NotAllowed("Vai trò của bạn không có quyền vào sổ đơn của cơ quan này.")
    arrival, about = arrival or Arrival(), about or About()
    reason = arrival_refusal(
        arrival, about, received_on=received_on, today=timezone.localtime(now).date()
    )
    if reason:
        raise Refused(reason)
    told = _Told(
        kind,
        subjects.field_of(about.subject_code) if about.subject_code else field,
        source,
        sender_reference,
        received_on,
        Petitioner(full_name=NOBODY_KNOWN) if is_anonymous else petitioner,
        signatories,
        locality,
        summary,
        content,
        is_first_time,
        is_anonymous,
        arrival,
        about,
    )
    if matter is None:
        place = intake.place_for(
            agency=agency, kind=kind, keep_sealed=keep_sealed, accused_agency=accused_agency,
            excluded_users=excluded_users, by=by, today=timezone.localdate(now),
        )  # fmt: skip
        matter = _opened(told, place, by, now)
    else:
        matter = locks.matter(pk=matter.pk, by=by)
        if matter.secrecy == Secrecy.OPEN and (
            keep_sealed or kind == PetitionKind.DENUNCIATION or accused_agency
        ):
            raise Refused("Đơn cần giữ kín phải vào vụ việc riêng, không ghép vào vụ việc thường.")
    return _entered(told, matter, agency, person, by, now)


def _opened(told: _Told, place: intake.Place, by: User, now: datetime) -> Matter:
    """A matter for this petition; exclusions before grants."""
    alias = sealing.new_alias(kind=told.kind) if place.secrecy else ""
    matter = matters.open_matter(
        agency=place.agency,
        kind=told.kind,
        field=told.field,
        title=told.summary,
        petitioner_label=alias or told.petitioner.full_name,
        people_count=told.signatories,
        locality=told.locality,
        secrecy=place.secrecy,
        opened_on=told.received_on,
        by=by,
        now=now,
    )
    if place.secrecy:
        sealing.seal_identity(matter=matter, petitioner=told.petitioner, alias=alias, now=now)
        if place.exclusions:
            matters.exclude(
                matter=matter, users=place.exclusions, reason="Liên quan đến người bị tố cáo",
                by=by, now=now,
            )  # fmt: skip
        matters.grant(matter=matter, users=place.grants, reason=_WHY_TOLD, by=by, now=now)
    return matter


def _entered(
    told: _Told, matter: Matter, agency: Agency, person: Person | None, by: User, now: datetime
) -> Petition:
    petition = Petition(
        matter=matter,
        agency=matter.agency,
        scope_path=matter.scope_path,
        secrecy=matter.secrecy,
        kind=told.kind,
        field=told.field,
        source=told.source,
        sender_reference=told.sender_reference[:200],
        received_on=told.received_on,
        entered_at=now,
        entered_by=by,
        holder=_first_holder(matter, by),
        petitioner_label=matter.petitioner_label,
        signatories=told.signatories,
        locality=told.locality[:120],
        summary=told.summary[:300],
        content=told.content,
        is_first_time=told.is_first_time,
        is_anonymous=told.is_anonymous,
        text_bands=bands_of(f"{told.summary}\n{told.content}"),
    )
    _tell_arrival(petition, told.arrival, told)
    _tell_about(petition, told.about)
    if not matter.secrecy:
        petition.petitioner_label = told.petitioner.full_name[:120]
    if not (matter.secrecy or told.is_anonymous):
        petition.person = person or people.person_for(
            agency=agency, petitioner=told.petitioner, by=by, now=now
        )
    _start_intake(petition, matter, now)
    book = Book.SEALED_PETITIONS if petition.secrecy else Book.PETITIONS
    numbers.enter(book=book, subject=petition, now=now)
    ask_soon(matter.pk, now=now)
    search_rows.add(petition)
    ledger.write(by=by, verb=Verb.CREATE, subject=petition, now=now)
    return petition


def _tell_arrival(petition: Petition, arrival: Arrival, told: _Told) -> None:
    petition.arrival_number = arrival.number[:40]
    petition.postmarked_on = arrival.postmarked_on
    petition.sender_agency = arrival.sender_agency
    petition.sender_name = arrival.sender_name[:200]
    petition.sender_document = arrival.document[:120]
    petition.sender_document_on = arrival.document_on
    petition.owes_reply = arrival.owes(source=told.source, kind=told.kind)


def _tell_about(petition: Petition, about: About) -> None:
    petition.subject_code, petition.commune_code = about.subject_code, about.commune_code
    petition.old_place = about.old_place[:200]
    petition.object_kind = ObjectKind(about.object_kind) if about.object_kind else ""
    petition.object_reference = about.object_reference[:300]
    petition.contested_on, petition.is_discipline = about.contested_on, about.is_discipline


def _start_intake(petition: Petition, matter: Matter, now: datetime) -> None:
    """The duty of intake, the ceiling of 45 days, the reply to who sent a denunciation on; foreign
    keys are checked at commit."""
    codes = [workflow.INTAKE_DUTY[PetitionKind(petition.kind)]]
    further = [workflow.CEILING]
    if petition.owes_reply and petition.kind == PetitionKind.DENUNCIATION:
        further.append(REPLY_TO_SENDER)
    codes += [code for code in further if law_book.covers(code, petition.received_on)]
    made = [
        clocks.add_clock(
            matter=matter, petition=petition, rule_code=code, started_on=petition.received_on,
            now=now,
        )
        for code in codes
    ]  # fmt: skip
    first = min(made, key=lambda c: (c.due_on, c.rule_code))
    petition.next_due_on, petition.next_duty = first.due_on, first.rule_code
    clocks.recompute_matter(matter)


def _first_holder(matter: Matter, by: User) -> User | None:
    """Whoever enters a petition and processes petitions of its agency holds it until assigned."""
    holds = Permission.PROCESS_PETITION in permissions_in(by, matter.agency)
    return by if holds else None
