"""Days of two heads: one held, with its conclusion and tasks done and late, and one to come with its
list, dossiers and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints.demo.calendar import at, working_day_after
from complaints.demo.diary import Diary
from complaints.enums import Field, PetitionKind, Secrecy
from complaints.models import Matter
from complaints.petitioner import Petitioner
from reception.actions import heads_day, invitations
from reception.actions.conclusion_tasks import finish_task
from reception.actions.conclusions import TaskInput, issue_conclusion, write_conclusion
from reception.actions.notices import tell_result
from reception.actions.sessions import hold_session
from reception.actions.visits import register_visit
from reception.demo.heads_day_words import COMING, HELD, Held, Line
from reception.dossier import dossier_facts, draft_text
from reception.enums import SessionKind, SessionMode, SessionState, Tension, VisitResult
from reception.models import ReceptionSession, Registration, SessionConclusion, Visit

_REGISTERED_BEFORE = 6
_TO_COME = 6


@dataclass(frozen=True, slots=True)
class Office:
    """A head, whoever prepares the day, and the body."""

    agency: Agency
    officer: User
    head: User


def _office(code: str) -> Office:
    officer, head = HELD[code].officer, HELD[code].head
    return Office(
        Agency.objects.get(code=code),
        User.objects.get(username=officer),
        User.objects.get(username=head),
    )


def tell_heads_days(*, diary: Diary, days: Sequence[date]) -> None:
    """Writes the days that were held into the diary, so that numbers follow dates."""
    for code, story in HELD.items():
        wanted = days[-1] - timedelta(days=story.days_ago)
        day = max(d for d in days if d <= wanted)
        before = max(d for d in days if d <= day - timedelta(days=_REGISTERED_BEFORE))
        free = [d for d in days if before < d <= day]
        diary.write(at(before, 120), partial(_prepare, diary, _office(code), story, free))


def _prepare(
    diary: Diary, office: Office, story: Held, free: Sequence[date], when: datetime
) -> None:
    """The session is planned beside those of the schedule, two people register; one does not come."""
    taken = set(_periodic(office).values_list("on_date", flat=True))
    day = max(d for d in free if d not in taken)
    session = _session(office, day, when)
    came, stayed = (_register(office, session, line, None, when) for line in story.lines)
    diary.write(at(day, 60), partial(_receive, diary, office, story, came))
    absent = partial(heads_day.mark_absent, registration_id=stayed.pk, by=office.officer)
    diary.write(at(day, 240), lambda then: absent(now=then))


def _periodic(office: Office) -> QuerySet[ReceptionSession]:
    return ReceptionSession.objects.filter(
        agency=office.agency, kind=SessionKind.PERIODIC, host=office.head
    )


def _session(office: Office, day: date, when: datetime) -> ReceptionSession:
    return hold_session(
        agency=office.agency, kind=SessionKind.PERIODIC, mode=SessionMode.IN_PERSON, on_date=day,
        place="", host=office.head, delegated=False, by=office.officer, now=when,
        starts_at=time(8), ends_at=time(11, 30),
    )  # fmt: skip


def _register(
    office: Office, session: ReceptionSession, line: Line, matter: Matter | None, when: datetime
) -> Registration:
    return heads_day.register_for_day(
        session_id=session.pk, matter=matter, visitor_label=line.name, head_count=line.people,
        summary=line.summary, keep_sealed=line.is_secret, phone=line.phone, by=office.officer,
        now=when,
    )  # fmt: skip


def _receive(diary: Diary, office: Office, story: Held, row: Registration, when: datetime) -> None:
    told = story.lines[0]
    visit = register_visit(
        agency=office.agency, session=row.session, arrived_at=when - timedelta(minutes=30),
        petitioner=Petitioner(told.name, 1968, story.address), head_count=told.people,
        content=story.content, request=story.request, tension=Tension.CALM,
        result=VisitResult.REFERRED, result_note="Người chủ trì nghe và kết luận tại buổi tiếp.",
        is_first_time=True, kind=PetitionKind.RECOMMENDATION, field=Field(story.field),
        title=told.summary, locality=story.locality, by=office.officer, now=when,
    )  # fmt: skip
    heads_day.note_received(registration_id=row.pk, visit=visit, by=office.officer, now=when)
    next_day = at(working_day_after(when.date(), 1), 90)
    diary.write(next_day, partial(_conclude, diary, office, story, visit))


def _conclude(diary: Diary, office: Office, story: Held, visit: Visit, when: datetime) -> None:
    tasks = [
        TaskInput(
            Agency.objects.get(code=task.agency), task.text,
            working_day_after(when.date(), task.days),
        )
        for task in story.tasks
    ]  # fmt: skip
    assert visit.session_id is not None  # noqa: S101 - narrows the type
    draft = write_conclusion(
        session_id=visit.session_id, matter_id=visit.matter_id, text=story.text,
        contact=story.contact, concluded_on=when.date(), tasks=tasks, by=office.officer, now=when,
    )  # fmt: skip
    issue_conclusion(conclusion_id=draft.pk, by=office.head, now=when + timedelta(minutes=20))
    if story.told_after:
        then = at(working_day_after(when.date(), story.told_after), 100)
        diary.write(then, partial(_tell, office, visit))
    for task in story.tasks:
        if task.done_after:
            then = at(working_day_after(when.date(), task.done_after), 200)
            diary.write(then, partial(_finish, draft, task.text, task.result, task.by))


def _tell(office: Office, visit: Visit, when: datetime) -> None:
    tell_result(visit_id=visit.pk, told_on=when.date(), by=office.officer, now=when)


def _finish(
    draft: SessionConclusion, text: str, result: str, username: str, when: datetime
) -> None:
    finish_task(
        task_id=draft.tasks.get(text=text).pk, done_on=when.date(), result=result,
        by=User.objects.get(username=username), now=when,
    )  # fmt: skip


def prepare_coming_days(*, order: DemoOrder, now: datetime) -> int:
    """The next day of each of these heads: who registered, dossiers, units invited; gives how many
    lines."""
    when = timezone.localtime(min(now, at(order.until, 590)))
    return sum(_coming(_office(code), code, order.until, when) for code in COMING)


def _coming(office: Office, code: str, today: date, when: datetime) -> int:
    session = _next_session(office, today, when)
    heard = Visit.objects.filter(
        agency=office.agency, session__host=office.head, session__kind=SessionKind.PERIODIC,
        secrecy=Secrecy.OPEN,
    ).select_related("matter")  # fmt: skip
    again = heard.order_by("-arrived_at").first()
    for line in COMING[code]:
        matter = again.matter if line.is_follow_up and again else None
        row = _register(office, session, line, matter, when)
        if line.has_dossier:
            _write_dossier(office, row, line, when)
        for asked in line.invited:
            _invite(office, session, row, asked.agency, asked.papers, asked.answer, asked.by, when)
    heads_day.order_by_priority(session_id=session.pk, by=office.officer, now=when)
    return len(COMING[code])


def _next_session(office: Office, today: date, when: datetime) -> ReceptionSession:
    """The next day of the published schedule; without one, a day of its own."""
    coming = _periodic(office).filter(state=SessionState.PLANNED, on_date__gt=today)
    return coming.order_by("on_date").first() or _session(
        office, working_day_after(today, _TO_COME), when
    )


def _write_dossier(office: Office, row: Registration, line: Line, when: datetime) -> None:
    facts = dossier_facts(office.officer, row.matter, when.date()) if row.matter else None
    text = f"{draft_text(facts)}\n- {line.proposal}" if facts else line.proposal
    heads_day.write_dossier(registration_id=row.pk, dossier=text, by=office.officer, now=when)


def _invite(
    office: Office, session: ReceptionSession, row: Registration, code: str, papers: str,
    answer: str, username: str, when: datetime,
) -> None:  # fmt: skip
    made = invitations.invite(
        registration_id=row.pk, agency=Agency.objects.get(code=code), asked_for=papers,
        due_on=session.on_date, by=office.officer, now=when,
    )  # fmt: skip
    if answer:
        invitations.answer_invitation(
            invitation_id=made.pk, answer=answer, by=User.objects.get(username=username), now=when
        )
