"""The register of citizen reception in use, entered as it stands with its own numbers and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.vietnamese import fold
from complaints.enums import FactKind
from complaints.models import Matter, MatterFact, Person
from reception.actions.sessions import usual_place
from reception.actions.stock_people import BATCH, Matters, People
from reception.enums import NOTICE, SessionState, VisitOrigin, VisitResult
from reception.models import ReceptionSession, Refusal, Visit
from reception.searched import row_for_visit
from reception.stock.visits import VisitRow
from records.actions import search_rows

FROM_STOCK = "Nhập từ sổ đang dùng"
_TOLD_THERE = (VisitResult.ANSWERED, VisitResult.REFUSED)


def write_visits(
    *, agency: Agency, year: int, rows: Sequence[VisitRow], by: User, now: datetime
) -> list[Visit]:
    """Visits with matters, people, notices and facts, in the caller's transaction; their numbers are
    claimed by the caller as the last step."""
    people, matters = People(agency, rows), Matters(agency, now)
    receivers = _Receivers(agency, rows, by)
    visits: list[Visit] = []
    for row in sorted(rows, key=lambda row: row.number):
        matter, is_first = matters.of(row, people=row.people)
        person, receiver = people.of(row), receivers.of(row)
        visits.append(_visit(row, matter, person, receivers, receiver, year, now))
        visits[-1].is_first_time = is_first
        told_on = row.told_on or (row.on if row.result in _TOLD_THERE else None)
        matters.start(matter, NOTICE, row.on, told_on)
    Person.objects.bulk_create(people.new, batch_size=BATCH)
    matters.write()
    matters.write_clocks()
    ReceptionSession.objects.bulk_create(receivers.new_sessions, batch_size=BATCH)
    Visit.objects.bulk_create(visits, batch_size=BATCH)
    search_rows.put(map(row_for_visit, visits))
    _write_beside(rows, visits)
    return visits


def _visit(
    row: VisitRow,
    matter: Matter,
    person: Person,
    receivers: _Receivers,
    receiver: User | None,
    year: int,
    now: datetime,
) -> Visit:
    reason = FROM_STOCK
    if row.receiver and receiver is None:
        reason = f"{FROM_STOCK}; người tiếp ghi trong sổ: {row.receiver}"
    return Visit(
        session=receivers.session_of(row, receiver),
        matter=matter,
        agency=matter.agency,
        scope_path=matter.scope_path,
        session_kind=row.session,
        number=row.number,
        year=year,
        arrived_at=moment_of(row.on, row.number),
        entered_at=now,
        received_by=receiver or receivers.by,
        person=person,
        visitor_label=row.who.full_name,
        address=row.who.address,
        head_count=row.people,
        content=row.content,
        result=row.result,
        result_note=row.note,
        settled_by=row.settled_by,
        is_competent=row.is_competent,
        directed_to=row.directed_to,
        origin=VisitOrigin.STOCK,
        late_reason=reason,
    )


def moment_of(day: date, number: int) -> datetime:
    """The hour is not known: midnight, and a microsecond a number keeps the order of the book."""
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    return midnight + timedelta(microseconds=number)


class _Receivers:
    """Who received, found by name among the people of the agency; their sessions of those days."""

    def __init__(self, agency: Agency, rows: Sequence[VisitRow], by: User) -> None:
        self._agency, self.by = agency, by
        held = Membership.objects.filter(agency=agency).select_related("user")
        users = {membership.user_id: membership.user for membership in held}.values()
        names = Counter(fold(user.full_name) for user in users)
        self._by_name = {
            fold(user.full_name): user for user in users if names[fold(user.full_name)] == 1
        }
        days = [row.on for row in rows]
        held_days = ReceptionSession.objects.filter(
            agency=agency,
            on_date__range=(min(days), max(days)),
            state__in=(SessionState.PLANNED, SessionState.HELD),
        )
        self._sessions: dict[tuple[str, date, UUID], ReceptionSession] = {
            (session.kind, session.on_date, session.host_id): session for session in held_days
        }
        self.new_sessions: list[ReceptionSession] = []

    def of(self, row: VisitRow) -> User | None:
        return self._by_name.get(fold(row.receiver)) if row.receiver else None

    def session_of(self, row: VisitRow, receiver: User | None) -> ReceptionSession | None:
        """The session of a receiver who is known; of a mere name none can be written."""
        if receiver is None:
            return None
        key = (row.session.value, row.on, receiver.pk)
        if key not in self._sessions:
            self._sessions[key] = session = ReceptionSession(
                agency=self._agency,
                scope_path=self._agency.path,
                kind=row.session,
                state=SessionState.HELD,
                on_date=row.on,
                place=usual_place(self._agency),
                host=receiver,
            )
            self.new_sessions.append(session)
        return self._sessions[key]


def _write_beside(rows: Sequence[VisitRow], visits: Sequence[Visit]) -> None:
    """Facts that hot spots are judged from, and the grounds of refusals."""
    by_number = {row.number: row for row in rows}
    facts, refusals = [], []
    for visit in visits:
        row = by_number[visit.number]
        people = row.people
        told = [(FactKind.VISIT, f"{people} người đến nơi tiếp công dân trình bày.")]
        if row.is_group:
            crowd = f"Đoàn {people} người đến nơi tiếp công dân về cùng một nội dung."
            told.append((FactKind.CROWD, crowd))
        facts += [
            MatterFact(
                matter=visit.matter,
                kind=kind,
                happened_on=row.on,
                amount=people,
                sentence=sentence,
                reference_kind="visit",
                reference_id=visit.pk,
            )
            for kind, sentence in told
        ]
        if row.ground is not None:
            said = row.note or FROM_STOCK
            refusals.append(
                Refusal(visit=visit, ground=row.ground, explanation=said, grounds_on=row.on)
            )
    MatterFact.objects.bulk_create(facts, batch_size=BATCH)
    Refusal.objects.bulk_create(refusals, batch_size=BATCH)
