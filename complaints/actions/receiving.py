"""Tiếp nhận đơn chuyển đến: taken into the receiver's own register, or refused with the reason.

The receiver answers for what it takes in as for any petition it receives: its own number, matter and
clocks. What the citizen told once is copied, so that nobody tells their story twice; a sealed identity
goes from vault to vault unread (ADR 0033).
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints.actions import intake, locks, matters, sealing, transfer_notices
from complaints.actions.petitions import register_petition
from complaints.actions.returned import ask_next_step
from complaints.actions.transfer_files import copy_files
from complaints.actions.versions import ensure_day
from complaints.enums import Field, PetitionKind, Receipt, Source, TransferState
from complaints.models import Matter, Petition, PetitionParty, Transfer
from complaints.people import petitioner_of
from complaints.petitioner import Petitioner
from complaints.told import About, Arrival
from records.actions import ledger
from records.enums import Verb

_NOT_YOURS = "Chỉ người tiếp nhận, xử lý đơn của cơ quan nhận được tiếp nhận hoặc trả lại đơn này."
_WHY_TOLD = "Người tiếp nhận đơn chuyển đến và người có trách nhiệm xử lý"
_ALREADY = {
    Receipt.ACCEPTED: "Đơn này đã được tiếp nhận, vào sổ ngày {on}.",
    Receipt.REFUSED: "Đơn này đã được trả lại nơi chuyển ngày {on}.",
}


@transaction.atomic
def accept_transfer(
    *, transfer_id: UUID, received_on: date, arrival_number: str = "", by: User, now: datetime
) -> Petition:
    """Tiếp nhận, vào sổ: with the receiver's own number; the clocks count from the day it came."""
    transfer = _waiting(transfer_id, by)
    ensure_day("Ngày nhận đơn", received_on, transfer.sent_on, "ngày chuyển đơn", now)
    source = transfer.petition
    made = _registered(transfer, source, received_on, arrival_number, by, now)
    _copy_parties(source, made)
    copy_files(source=source, target=made.matter, until=transfer.sent_on, by=by, now=now)
    transfer.receipt, transfer.became = Receipt.ACCEPTED, made
    transfer.receipt_on, transfer.receipt_by = timezone.localdate(now), by
    transfer.save(update_fields=["receipt", "became", "receipt_on", "receipt_by"])
    _tell(transfer, by, now)
    return made


@transaction.atomic
def refuse_transfer(
    *, transfer_id: UUID, reason: str, is_wrong_competence: bool, by: User, now: datetime
) -> Transfer:
    """Không tiếp nhận: the sender sees why, and its petition asks for the next step."""
    transfer = _waiting(transfer_id, by)
    if not reason.strip():
        raise Refused("Hãy ghi lý do không tiếp nhận.")
    today = timezone.localdate(now)
    transfer.receipt, transfer.receipt_on, transfer.receipt_by = Receipt.REFUSED, today, by
    transfer.receipt_note = transfer.answer = reason.strip()
    transfer.wrong_competence = is_wrong_competence
    transfer.state, transfer.answered_on = TransferState.RETURNED, max(today, transfer.sent_on)
    transfer.save(
        update_fields=[
            "receipt", "receipt_on", "receipt_by", "receipt_note", "answer", "wrong_competence",
            "state", "answered_on",
        ]
    )  # fmt: skip
    ask_next_step(petition=transfer.petition, on=today, by=by, now=now)
    _tell(transfer, by, now)
    return transfer


def _waiting(transfer_id: UUID, by: User) -> Transfer:
    """The transfer that waits, after the matter of its sender; DoesNotExist for what `by` may not
    know."""
    seen = Transfer.objects.received_by(by).select_related("petition").get(pk=transfer_id)
    locks.hold_matter(seen.petition.matter_id)
    Petition.objects.select_for_update(of=("self",)).only("pk").get(pk=seen.petition_id)
    found: Transfer = (
        Transfer.objects.received_by(by)
        .select_related(
            "to_agency", "petition__agency", "petition__matter", "petition__person",
            "petition__holder",
        )
        .select_for_update(of=("self",))
        .get(pk=transfer_id)
    )  # fmt: skip
    if found.to_agency not in by.access.agencies_with(Permission.RECEIVE_TRANSFER):
        raise NotAllowed(_NOT_YOURS)
    if found.receipt != Receipt.WAITING:
        said = _ALREADY.get(Receipt(found.receipt)) if found.receipt else None
        raise Refused(
            said.format(on=f"{found.receipt_on:%d/%m/%Y}")
            if said
            else "Đơn này đã được trả lời bằng văn bản, không còn chờ tiếp nhận."
        )
    return found


def _registered(
    transfer: Transfer,
    source: Petition,
    received_on: date,
    arrival_number: str,
    by: User,
    now: datetime,
) -> Petition:
    sealed = _sealed_matter(transfer, source, received_on, by, now) if source.secrecy else None
    return register_petition(
        agency=transfer.to_agency,
        matter=sealed,
        kind=PetitionKind(source.kind),
        field=Field(source.field),
        source=Source.TRANSFER,
        received_on=received_on,
        petitioner=_petitioner(source),
        signatories=source.signatories,
        locality=source.locality,
        summary=source.summary,
        content=source.content,
        is_first_time=source.is_first_time,
        is_anonymous=source.is_anonymous,
        arrival=Arrival(
            number=arrival_number,
            sender_agency=source.agency,
            sender_name=source.agency.name,
            document=transfer.document[:120],
            document_on=transfer.sent_on,
        ),
        about=About(
            subject_code=source.subject_code,
            commune_code=source.commune_code,
            old_place=source.old_place,
            object_kind=source.object_kind,
            object_reference=source.object_reference,
            contested_on=source.contested_on,
            is_discipline=source.is_discipline,
        ),
        needs=Permission.RECEIVE_TRANSFER,
        by=by,
        now=now,
    )


def _sealed_matter(
    transfer: Transfer, source: Petition, received_on: date, by: User, now: datetime
) -> Matter:
    """A sealed matter of the receiver under an alias of its own; its custodians are told by name."""
    kind = PetitionKind(source.kind)
    today = timezone.localdate(now)
    place = intake.place_for(
        agency=transfer.to_agency, kind=kind, keep_sealed=True, by=by, today=today
    )
    alias = sealing.new_alias(kind=kind)
    matter = matters.open_matter(
        agency=place.agency, kind=kind, field=Field(source.field), title=source.summary,
        petitioner_label=alias, people_count=source.signatories, locality=source.locality,
        secrecy=place.secrecy, opened_on=received_on, by=by, now=now,
    )  # fmt: skip
    copied = sealing.copy_identity(source=source.matter, target=matter, alias=alias, now=now)
    if copied is not None:
        ledger.write(
            by=by, verb=Verb.CHANGE, subject=source.matter, now=now,
            details={"viec": "sao_danh_tinh_kin", "noi_nhan": transfer.to_agency.code},
        )  # fmt: skip
        ledger.write(by=by, verb=Verb.CREATE, subject=copied, now=now)
    matters.grant(matter=matter, users=place.grants, reason=_WHY_TOLD, by=by, now=now)
    return matter


def _petitioner(source: Petition) -> Petitioner:
    """Who stands in an open petition, with the paper; of a sealed one the label alone."""
    if source.person is None:
        return Petitioner(full_name=source.petitioner_label)
    return petitioner_of(source.person)


def _copy_parties(source: Petition, made: Petition) -> None:
    """Người đứng tên, người đại diện: the list goes with the petition; a sealed one has none."""
    if source.secrecy:
        return
    PetitionParty.objects.bulk_create(
        PetitionParty(
            petition=made,
            person=made.person if party.person_id and party.person_id == source.person_id else None,
            full_name=party.full_name,
            address=party.address,
            role=party.role,
            proof=party.proof,
            has_signed=party.has_signed,
            withdrawn_on=party.withdrawn_on,
        )
        for party in source.parties.order_by("id")
    )


def _tell(transfer: Transfer, by: User, now: datetime) -> None:
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=transfer, now=now, details={"tiep_nhan": transfer.receipt}
    )
    transfer_notices.tell_received(transfer, now)
