"""Thông báo kết luận việc tiếp công dân: drafted, then issued (Nghị định 154/2026/NĐ-CP, art. 25
clause 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from complaints.identity import tidy_lines
from complaints.models import Matter
from reception import conclusions
from reception.conclusion_paper import paper_of
from reception.day_list import OF_THE_HEAD, heads_sessions
from reception.enums import RegistrationState, SessionState
from reception.models import ConclusionTask, ReceptionSession, SessionConclusion, Visit
from records.actions import ledger
from records.actions.documents import issue_document
from records.enums import Verb

_NOT_HELD = (SessionState.CANCELLED, SessionState.MOVED, SessionState.MISSED)


@dataclass(frozen=True, slots=True)
class TaskInput:
    """Việc giao: who does what by when."""

    agency: Agency
    text: str
    due_on: date


def may_write(by: User, agency: Agency) -> bool:
    """True for the head of the session and for those who draft for them."""
    access = by.access
    return agency in access.agencies_with(Permission.PLAN_SESSION) or may_issue(by, agency)


def ensure_writes(by: User, agency: Agency) -> None:
    """Raises NotAllowed unless `by` drafts or gives conclusions of this agency."""
    if not may_write(by, agency):
        raise NotAllowed("Vai trò của bạn không lập kết luận buổi tiếp của cơ quan này.")


def may_issue(by: User, agency: Agency) -> bool:
    """True for those who sign what the head of `agency` concluded."""
    return agency in by.access.agencies_with(Permission.CONCLUDE_SESSION)


@transaction.atomic
def write_conclusion(
    *,
    session_id: UUID,
    matter_id: UUID,
    visit_id: UUID | None = None,
    text: str,
    contact: str,
    concluded_on: date,
    tasks: Sequence[TaskInput],
    by: User,
    now: datetime,
) -> SessionConclusion:
    """Writes or rewrites the draft on one matter of one session; an issued one stands."""
    session = _locked_session(session_id, by)
    matter = _matter_heard(session, matter_id, by)
    tasks = [TaskInput(t.agency, tidy(t.text)[:500], t.due_on) for t in tasks]
    text = tidy_lines(text)
    for objection in conclusions.conclusion_objections(
        text=text,
        concluded_on=concluded_on,
        held_on=session.on_date,
        today=timezone.localdate(now),
        tasks=[(t.agency.pk, t.text, t.due_on) for t in tasks],
    ):
        raise Refused(objection.sentence)
    for task in tasks:
        _ensure_may_be_tasked(task.agency, session, concluded_on)
    conclusion = SessionConclusion.objects.filter(session=session, matter=matter).first()
    is_new = conclusion is None
    conclusion = conclusion or _draft(session, matter, by)
    if conclusion.document_id:
        raise Refused("Thông báo kết luận đã ban hành, không sửa được nữa.")
    conclusion.visit_id = _visit_of(session, matter, visit_id, by)
    conclusion.text, conclusion.contact = text, tidy(contact)[:200]
    conclusion.concluded_on = concluded_on
    conclusion.save()
    had = 0 if is_new else conclusion.tasks.count()  # type: ignore[attr-defined]
    _write_tasks(conclusion, tasks)
    verb = Verb.CREATE if is_new else Verb.CHANGE
    ledger.write(
        by=by, verb=verb, subject=conclusion, now=now,
        before={"so_viec": had}, after={"so_viec": len(tasks)},
    )  # fmt: skip
    return conclusion


def _locked_session(session_id: UUID, by: User) -> ReceptionSession:
    session: ReceptionSession = (
        heads_sessions(by).select_for_update(of=("self",)).get(pk=session_id)
    )
    ensure_writes(by, session.agency)
    return session


def _matter_heard(session: ReceptionSession, matter_id: UUID, by: User) -> Matter:
    """The matter, seen by `by` and heard in this session, that this body may conclude on."""
    matter: Matter | None = (
        Matter.objects.visible_to(by).select_related("agency").filter(pk=matter_id).first()
    )
    if matter is None:
        raise Refused("Không tìm thấy vụ việc để lập kết luận.")
    if session.kind not in OF_THE_HEAD or session.state in _NOT_HELD:
        raise Refused("Chỉ lập kết luận cho buổi tiếp của Thủ trưởng đã tổ chức.")
    registered = session.registrations.filter(matter=matter, state=RegistrationState.RECEIVED)
    heard = Visit.objects.in_force().filter(session=session, matter=matter)
    if not (registered.exists() or heard.exists()):
        raise Refused("Chưa ghi lượt tiếp về vụ việc này trong buổi tiếp; hãy ghi lượt tiếp trước.")
    if matter.secrecy and matter.agency_id != session.agency_id:
        raise Refused("Vụ việc kín do cơ quan khác giữ; kết luận được lập tại cơ quan đó.")
    return matter


def _visit_of(
    session: ReceptionSession, matter: Matter, visit_id: UUID | None, by: User
) -> UUID | None:
    """The visit named, else the one that the registration points at, else the last of the session."""
    visits = Visit.objects.visible_to(by).in_force().filter(matter=matter)
    if visit_id is not None:
        if not visits.filter(pk=visit_id).exists():
            raise Refused("Lượt tiếp đã chọn không thuộc vụ việc này.")
        return visit_id
    registered = session.registrations.filter(matter=matter, visit__isnull=False)
    found: UUID | None = registered.values_list("visit", flat=True).first()
    last = visits.filter(session=session).order_by("-arrived_at").values_list("pk", flat=True)
    return found or last.first()


def _draft(session: ReceptionSession, matter: Matter, by: User) -> SessionConclusion:
    """It belongs to the body that concluded and is as secret as its matter."""
    return SessionConclusion(
        session=session,
        matter=matter,
        agency=session.agency,
        scope_path=session.scope_path,
        secrecy=matter.secrecy,
        written_by=by,
    )


def taskable(session: ReceptionSession, on: date) -> list[Agency]:
    """Who may be given a task: the body itself and all below it, as they exist on that day."""
    found = Agency.objects.in_force(on).filter(path__startswith=session.scope_path)
    return list(found.order_by("path"))


def _ensure_may_be_tasked(agency: Agency, session: ReceptionSession, on: date) -> None:
    if not agency.path.startswith(session.scope_path):
        raise Refused(f"{agency} không thuộc quyền chỉ đạo của người chủ trì buổi tiếp.")
    if not agency.exists_on(on):
        raise Refused(f"{agency} không còn hoạt động vào ngày kết luận.")


def _write_tasks(conclusion: SessionConclusion, tasks: Sequence[TaskInput]) -> None:
    """A draft's tasks are written anew; nobody has been told of them yet."""
    conclusion.tasks.all().delete()
    ConclusionTask.objects.bulk_create(
        ConclusionTask(conclusion=conclusion, agency=t.agency, text=t.text, due_on=t.due_on)
        for t in tasks
    )


@transaction.atomic
def issue_conclusion(*, conclusion_id: UUID, by: User, now: datetime) -> SessionConclusion:
    """Numbers the notice and keeps its PDF; from now on its tasks bind and their agencies see them.

    A sealed one is numbered in the sealed book of documents (ADR 0013).
    """
    conclusion: SessionConclusion = (
        SessionConclusion.objects.visible_to(by)
        .select_related("session__agency", "session__host", "matter", "visit", "agency")
        .select_for_update(of=("self",))
        .get(pk=conclusion_id)
    )
    if not may_issue(by, conclusion.session.agency):
        raise NotAllowed("Chỉ người đứng đầu cơ quan ban hành thông báo kết luận.")
    if conclusion.document_id:
        raise Refused("Thông báo kết luận này đã ban hành.")
    conclusion.document = issue_document(**paper_of(conclusion), by=by, now=now)
    conclusion.save(update_fields=["document"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=conclusion, now=now, details={"viec": "ban hành"})
    return conclusion
