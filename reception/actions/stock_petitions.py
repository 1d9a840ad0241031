"""The register of petitions in use: what still runs goes on from its own days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from agencies.models import Agency, User
from agencies.vietnamese import tidy
from complaints import law_book
from complaints.actions import search_rows
from complaints.enums import Outcome, PetitionState
from complaints.models import Matter, Person, Petition
from complaints.workflow import CEILING, INTAKE_DUTY, resolution_duty
from reception.actions.stock_people import BATCH, Matters, People
from reception.stock.petitions import PetitionRow
from records.actions.search_rows import put


def write_petitions(
    *, agency: Agency, year: int, rows: Sequence[PetitionRow], by: User, now: datetime
) -> list[Petition]:
    """Petitions with matters, people and clocks, in the caller's transaction; their numbers are
    claimed by the caller as the last step."""
    people, matters = People(agency, rows), Matters(agency, now)
    petitions: list[Petition] = []
    for row in sorted(rows, key=lambda row: row.number):
        matter, _is_first = matters.of(row, people=row.signers, place=row.place)
        petition = _petition(row, matter, people.of(row), year, by, now)
        _start_clocks(row, matter, petition, matters)
        petitions.append(petition)
    Person.objects.bulk_create(people.new, batch_size=BATCH)
    matters.write()
    Petition.objects.bulk_create(petitions, batch_size=BATCH)
    matters.write_clocks()
    put(map(search_rows.row_for_petition, petitions))
    return petitions


def _petition(
    row: PetitionRow, matter: Matter, person: Person, year: int, by: User, now: datetime
) -> Petition:
    return Petition(
        matter=matter,
        agency=matter.agency,
        scope_path=matter.scope_path,
        number=row.number,
        year=year,
        kind=row.kind,
        field=row.field,
        source=row.source,
        sender_reference=row.reference,
        received_on=row.on,
        entered_at=now,
        entered_by=by,
        person=person,
        petitioner_label=row.who.full_name,
        signatories=row.signers,
        locality=row.place,
        summary=tidy(row.content)[:300],
        content=row.content,
        is_first_time=row.is_first,
        state=row.state,
        is_competent=row.is_competent,
        outcome=row.outcome or "",
        outcome_note=row.note,
        processed_on=row.processed_on,
        processed_by=by if row.processed_on else None,
        resolved_on=row.resolved_on,
        resolution=row.resolution,
    )


def _start_clocks(row: PetitionRow, matter: Matter, petition: Petition, matters: Matters) -> None:
    """Intake from the day of receipt, resolution from the day of acceptance; what is done is done."""
    codes = [INTAKE_DUTY[row.kind]]
    if law_book.covers(CEILING, row.on):
        codes.append(CEILING)
    running = [
        matters.start(matter, code, row.on, row.processed_on, petition_id=petition.pk)
        for code in codes
    ]
    if row.outcome == Outcome.ACCEPT and row.processed_on is not None:
        ended_on = row.resolved_on
        if row.state == PetitionState.WITHDRAWN:
            ended_on = row.processed_on
        duty = resolution_duty(row.kind, is_first_time=row.is_first)
        running.append(
            matters.start(matter, duty, row.processed_on, ended_on, petition_id=petition.pk)
        )
    left = [clock for clock in running if clock.finished_on is None and clock.due_on]
    if left:
        first = min(left, key=lambda clock: (clock.due_on, clock.rule_code))
        petition.next_due_on, petition.next_duty = first.due_on, first.rule_code
