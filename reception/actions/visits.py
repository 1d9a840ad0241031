"""Register a visit: the one door to the register of citizen reception (sổ tiếp công dân)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions import petitions
from complaints.enums import Secrecy, Source
from complaints.models import Matter, Petition
from reception.actions.facts import push_facts
from reception.actions.matters import matter_of
from reception.actions.notices import start_notice
from reception.actions.people import person_of
from reception.actions.sessions import ensure_works_at_desk, standing_session
from reception.intake import VisitInput, objections
from reception.models import ReceptionSession, Representative, Visit, VisitPetition
from records.actions import ledger, numbers
from records.actions.once import once
from records.enums import Book, Verb


def register_visit(*, by: User, now: datetime, key: UUID | None = None, **said: Any) -> Visit:
    """Writes one visit with its matter, facts, notice clock and, if one came, its petition.

    `said`: the fields of `reception.intake.VisitInput`. A denunciation or a wish to stay unknown
    puts all of them into the sealed books of the competent agency from the start. With `key`, a
    second submission answers with the first visit.
    """
    told = VisitInput(**said)
    if key is None:
        with transaction.atomic():
            return _register(told, by, now)
    return once(
        key=key,
        by=by,
        now=now,
        make=lambda: _register(told, by, now),
        fetch=lambda pk: Visit.objects.get(pk=pk),
    )


def _register(told: VisitInput, by: User, now: datetime) -> Visit:
    """All of it in the caller's transaction; numbers come last, petitions before visits, always."""
    _ensure(told, by, now)
    matter = matter_of(told, by=by, now=now)
    visit = _visit(told, matter, by, now)
    push_facts(visit, now=now)
    start_notice(visit=visit, by=by, now=now)
    petition = _petition(told, matter, by, now)
    if not visit.secrecy:
        visit.person = petition.person if petition else person_of(told, by=by, now=now)
    book = Book.SEALED_VISITS if visit.secrecy else Book.VISITS
    numbers.enter(book=book, subject=visit, now=now)
    if not visit.secrecy:
        Representative.objects.bulk_create(
            Representative(visit=visit, full_name=name) for name in told.representatives
        )
    if petition is not None:
        VisitPetition.objects.create(visit=visit, petition=petition)
    ledger.write(by=by, verb=Verb.CREATE, subject=visit, now=now)
    return visit


def _ensure(told: VisitInput, by: User, now: datetime) -> None:
    ensure_works_at_desk(by, told.agency)
    if told.session is not None and told.session.agency_id != told.agency.pk:
        raise Refused("Buổi tiếp đã chọn thuộc cơ quan khác.")
    for objection in objections(told, now):
        raise Refused(objection.sentence)


def _visit(told: VisitInput, matter: Matter, by: User, now: datetime) -> Visit:
    """The row, not saved yet. A sealed one has no person, no address, and an alias as its name."""
    visit = Visit(
        session=_session(told, matter, by, now),
        matter=matter,
        agency=matter.agency,
        scope_path=matter.scope_path,
        secrecy=matter.secrecy,
        session_kind=told.session_kind,
        arrived_at=told.arrived_at,
        entered_at=now,
        received_by=by,
        visitor_label=matter.petitioner_label,
        head_count=told.head_count,
        is_first_time=told.is_first_time,
        content=told.content,
        request=told.request,
        tension=told.tension,
        calming=told.calming,
        result=told.result,
        result_note=told.result_note,
    )
    if not matter.secrecy:
        visit.visitor_label = told.petitioner.full_name
        visit.address = told.petitioner.address
    return visit


def _session(told: VisitInput, matter: Matter, by: User, now: datetime) -> ReceptionSession | None:
    """A restricted visit leaves no mark on a session, a sealed one opens none: whoever reads the
    sessions of the receiving agency must not notice it."""
    if matter.secrecy == Secrecy.OPEN:
        return told.session or standing_session(
            agency=told.agency, on_date=told.arrived_on, by=by, now=now
        )
    kept_here = matter.secrecy == Secrecy.SEALED and matter.agency_id == told.agency.pk
    return told.session if kept_here else None


def _petition(told: VisitInput, matter: Matter, by: User, now: datetime) -> Petition | None:
    if told.petition is None:
        return None
    return petitions.register_petition(
        agency=told.agency,
        matter=matter,
        kind=told.kind,
        field=told.field,
        source=Source.DESK,
        received_on=told.arrived_on,
        petitioner=told.petitioner,
        signatories=told.petition.signatories or told.head_count,
        locality=told.locality,
        summary=told.petition.summary or told.title,
        content=told.petition.content,
        is_first_time=told.is_first_time,
        accused_agency=told.accused_agency,
        excluded_users=told.excluded_users,
        keep_sealed=told.is_secret,
        by=by,
        now=now,
    )
