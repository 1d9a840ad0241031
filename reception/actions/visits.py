"""Register a visit: the one door to the register of citizen reception (sổ tiếp công dân)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions import ending_matters, petitions
from complaints.actions.protection_adverse import note_adverse, note_return
from complaints.enums import Secrecy, Source
from complaints.models import Matter, Person, Petition
from reception import lookup_code, refusal_law
from reception.actions.facts import push_facts, push_overlap
from reception.actions.matters import lock_matters, matter_of
from reception.actions.notices import start_notice
from reception.actions.people import person_of, write_beside
from reception.actions.refusals import start_refusal_notice, write_refusal
from reception.actions.sessions import ensure_works_at_desk, mark_held, standing_session
from reception.intake import objections
from reception.models import ReceptionSession, Visit, VisitAnswer, VisitMatter, VisitPetition
from reception.searched import row_for_visit
from reception.told import FurtherInput, VisitInput
from records.actions import ledger, numbers, search_rows
from records.actions.once import once
from records.enums import Book, Verb


def register_visit(*, by: User, now: datetime, key: UUID | None = None, **said: Any) -> Visit:
    """Writes one visit with its matters, facts, notice clocks and what was handed in or refused.

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
    lock_matters(told)
    matter = matter_of(told, by=by, now=now)
    visit = _visit(told, matter, by, now)
    if not visit.secrecy and not told.is_anonymous:
        visit.person = person_of(told, by=by, now=now)
    further = [(one, matter_of(told.of_further(one), by=by, now=now)) for one in told.further]
    _start_duties(visit, told, further, by, now)
    handed_in = _petitions(visit, told, further, by, now)
    book = Book.SEALED_VISITS if visit.secrecy else Book.VISITS
    numbers.enter(book=book, subject=visit, now=now)
    _write_parts(visit, told, further, handed_in, by, now)
    push_overlap(visit, now=now)
    if not visit.secrecy:
        search_rows.put([row_for_visit(visit)])
    ledger.write(by=by, verb=Verb.CREATE, subject=visit, now=now)
    if told.was_mistreated:
        note_adverse(
            matter=matter, visit_id=visit.pk, text=told.mistreatment, by=by, now=now
        )  # fmt: skip
    if visit.secrecy:
        note_return(
            matter=matter, visit_id=visit.pk, number=told.petitioner.id_number,
            phone=told.petitioner.phone, by=by, now=now,
        )  # fmt: skip
    return visit


def _ensure(told: VisitInput, by: User, now: datetime) -> None:
    ensure_works_at_desk(by, told.agency)
    if told.session is not None and told.session.agency_id != told.agency.pk:
        raise Refused("Buổi tiếp đã chọn thuộc cơ quan khác.")
    if any(user.pk == by.pk for user in told.excluded_users):
        raise Refused(
            "Việc này liên quan đến chính bạn; hãy bàn giao cho đồng nghiệp tiếp và ghi lượt này."
        )
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
        capacity=told.capacity,
        is_anonymous=told.is_anonymous,
        appointment_signed=told.appointment_signed,
        statement_confirmed=told.statement_confirmed,
        settled_by=told.settled_by,
        is_competent=told.is_competent,
        directed_to=told.directed_to,
        directed_document=told.directed_document,
        lookup_code=lookup_code.new_code(),
        origin=told.origin,
        late_reason=told.late_reason,
    )
    if not matter.secrecy:
        visit.visitor_label = told.label
        visit.address = told.petitioner.address
        visit.interpreter = told.interpreter
    return visit


def _session(told: VisitInput, matter: Matter, by: User, now: datetime) -> ReceptionSession | None:
    """A restricted visit leaves no mark on a session, a sealed one opens and changes none: whoever
    reads the sessions of the receiving agency must not notice it."""
    if matter.secrecy == Secrecy.OPEN:
        if told.session is None:
            return standing_session(agency=told.agency, on_date=told.arrived_on, by=by, now=now)
        mark_held(session=told.session, by=by, now=now)
        return told.session
    kept_here = matter.secrecy == Secrecy.SEALED and matter.agency_id == told.agency.pk
    return told.session if kept_here else None


Further = list[tuple[FurtherInput, Matter]]


def _start_duties(
    visit: Visit, told: VisitInput, further: Further, by: User, now: datetime
) -> None:
    """Facts and clocks of every content told."""
    ground = told.refusal.ground if told.refusal else None
    spoken = ground is not None and not refusal_law.needs_notice(ground, told.arrived_on)
    why = f"Có lượt tiếp ngày {visit.arrived_on:%d/%m/%Y}."
    for matter in (visit.matter, *(matter for _, matter in further)):
        ending_matters.take_up_again(matter=matter, why=why, now=now)
    push_facts(visit, matter=visit.matter, now=now)
    start_notice(
        visit=visit, matter=visit.matter, result=told.result, is_told=spoken, by=by, now=now
    )
    if ground is not None:
        start_refusal_notice(visit=visit, ground=ground, by=by, now=now)
    for one, matter in further:
        push_facts(visit, matter=matter, now=now)
        start_notice(visit=visit, matter=matter, result=one.result, by=by, now=now)


def _petitions(
    visit: Visit, told: VisitInput, further: Further, by: User, now: datetime
) -> list[Petition]:
    """What was handed in or written down, of each content its own (art. 14 clause 4)."""
    contents = [(told, visit.matter), *((told.of_further(one), m) for one, m in further)]
    made = [_petition(said, matter, visit.person, by, now) for said, matter in contents]
    return [petition for petition in made if petition is not None]


def _petition(
    told: VisitInput, matter: Matter, person: Person | None, by: User, now: datetime
) -> Petition | None:
    given = told.taken_in
    if given is None:
        return None
    return petitions.register_petition(
        agency=told.agency,
        matter=matter,
        kind=told.kind,
        field=told.field,
        source=Source.DESK,
        received_on=told.arrived_on,
        petitioner=told.petitioner,
        signatories=given.signatories or told.head_count,
        locality=told.locality,
        summary=given.summary or told.title,
        content=given.content,
        is_first_time=told.is_first_time,
        accused_agency=told.accused_agency,
        excluded_users=told.excluded_users,
        keep_sealed=told.is_secret,
        person=person,
        by=by,
        now=now,
    )


def _write_parts(
    visit: Visit,
    told: VisitInput,
    further: Further,
    handed_in: list[Petition],
    by: User,
    now: datetime,
) -> None:
    """Rows that hang on a visit with its number; of a sealed one nobody is named in them."""
    if not visit.secrecy:
        write_beside(visit, told, by=by, now=now)
    if told.refusal is not None:
        write_refusal(visit, told.refusal)
    VisitAnswer.objects.bulk_create(
        VisitAnswer(visit=visit, question=one.question, label=one.question.label, text=one.text)
        for one in told.answers
        if one.text
    )
    VisitMatter.objects.bulk_create(
        VisitMatter(
            visit=visit,
            matter=matter,
            content=one.content,
            result=one.result,
            result_note=one.result_note,
            directed_to=one.directed_to,
        )
        for one, matter in further
    )
    VisitPetition.objects.bulk_create(
        VisitPetition(visit=visit, petition=petition) for petition in handed_in
    )
