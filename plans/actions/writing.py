"""A plan is written in the product (soạn kế hoạch): kept as a draft, changed, approved by the head."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from agencies.models import Agency, Event, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from plans.actions.importing import ensure_may_import
from plans.document import WORK_SECTION
from plans.document_head import layout_of, plan_symbol, signer_told
from plans.enums import Origin, PlanState, TaskKind, UnitRole
from plans.matching import UnitMatcher
from plans.models import Plan, PlanTask, PlanTaskUnit
from plans.parser.words import key
from plans.terms import proof_of
from plans.writing.cited import as_base, as_implements, as_recipient, base_line
from records.actions import ledger
from records.enums import Verb

CHANGED_BEFORE = (
    "Kế hoạch vừa được người khác sửa; nội dung bạn nhập còn nguyên trên trang này, hãy mở bản mới "
    "ở thẻ khác để đối chiếu rồi lưu lại."
)
# A written task has no paragraph in a file: its own words are its source.
_AFTER_ALL = 32_000
NO_TASKS = "Kế hoạch phải có ít nhất một nhiệm vụ."


@dataclass(frozen=True, slots=True)
class TaskInput:
    """A task as its author writes it; `task_id` names the one that it changes."""

    text: str
    leads: tuple[str, ...]
    cooperates: tuple[str, ...] = ()
    kind: TaskKind = TaskKind.PLAIN
    rhythm: str = ""
    due_on: date | None = None
    deadline_text: str = ""
    reports_to: str = ""
    task_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PlanInput:
    """A plan as its author writes it; lists are paragraphs, a line each."""

    title: str
    tasks: Sequence[TaskInput]
    implements: str = ""
    bases: Sequence[str] = ()
    purposes: Sequence[str] = ()
    contents: Sequence[str] = ()
    closing: str = ""
    recipients: Sequence[str] = ()
    signer: User | None = None
    events: Sequence[Event] = ()
    parent: Plan | None = None


@transaction.atomic
def write_plan(*, agency: Agency, told: PlanInput, by: User, now: datetime) -> Plan:
    """Keeps a new plan as a draft of `agency`; nobody is given work before the head approves it."""
    ensure_may_import(by, agency)
    _ensure_tasks(told)
    plan = Plan(
        agency=agency,
        scope_path=agency.path,
        origin=Origin.WRITTEN,
        layout=layout_of(agency),
        symbol=plan_symbol(agency),
        issuer=agency.name if agency.parent is None else agency.short_name,
        parent_issuer=agency.parent.short_name if agency.parent else "",
        place=agency.place,
        # Its author said what it hangs on; nothing is looked for when it is approved.
        reading={"linked": True},
        created_at=now,
        created_by=by,
    )
    # What is written here is no copy of a file: each draft is itself.
    plan.content_hash = hashlib.sha256(f"written:{plan.pk}".encode()).hexdigest()
    _set(plan, told)
    plan.save(force_insert=True)
    plan.serves.set(told.events)
    _write_tasks(plan, told.tasks, timezone.localdate(now))
    ledger.write(by=by, verb=Verb.CREATE, subject=plan, now=now, details={"viec": "soạn"})
    return plan


@transaction.atomic
def edit_plan(*, plan_id: UUID, told: PlanInput, version: int, by: User, now: datetime) -> Plan:
    """Changes a draft that was written here; the tasks that are left out go. Raises Refused when
    somebody changed it since `version` was shown. What was read from a file is mended where it is
    reviewed, paragraph by paragraph (plans.actions.review_tasks)."""
    plan = _draft(plan_id, by)
    if plan.version != version:
        raise Refused(CHANGED_BEFORE)
    _ensure_tasks(told)
    _set(plan, told)
    plan.version += 1
    plan.save()
    plan.serves.set(told.events)
    _write_tasks(plan, told.tasks, timezone.localdate(now))
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now, details={"viec": "sửa dự thảo"})
    return plan


def ensure_approves(plan: Plan, by: User) -> None:
    """Raises NotAllowed unless `by` heads the agency and is another than the author (duyệt)."""
    if not may_head(plan.agency, by):
        raise NotAllowed("Chỉ thủ trưởng cơ quan ban hành mới duyệt kế hoạch soạn trong hệ thống.")
    if plan.created_by_id == by.pk:
        raise NotAllowed("Người soạn không tự duyệt kế hoạch của mình; hãy để người khác duyệt.")


def may_head(agency: Agency, by: User) -> bool:
    """Whether the user heads this very agency."""
    held = [m for m in by.access.memberships if m.agency_id == agency.pk]
    return any(m.role == Role.HEAD for m in held)


def _draft(plan_id: UUID, by: User) -> Plan:
    plan: Plan = (
        Plan.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency__parent")
        .get(pk=plan_id)
    )
    ensure_may_import(by, plan.agency)
    if plan.state != PlanState.DRAFT:
        raise Refused("Kế hoạch đã được duyệt, không sửa được nữa; hãy sửa từng nhiệm vụ.")
    if plan.origin != Origin.WRITTEN:
        raise Refused("Kế hoạch nhập từ văn bản được sửa ở trang xem lại, theo từng đoạn.")
    return plan


def _ensure_tasks(told: PlanInput) -> None:
    if not told.title.strip():
        raise Refused("Hãy ghi trích yếu của kế hoạch.")
    if not told.tasks:
        raise Refused(NO_TASKS)


def _set(plan: Plan, told: PlanInput) -> None:
    """What the author wrote; a line that was not touched keeps what was known of it."""
    bases = {base_line(base): base for base in plan.legal_bases}
    plan.title = told.title.strip()
    plan.implements = as_implements(told.implements, plan.implements)
    plan.legal_bases = [bases.get(text) or as_base(text) for text in told.bases]
    plan.recipients = [as_recipient(text) for text in told.recipients]
    plan.events = [{"name": event.name, "kind": event.kind} for event in told.events]
    plan.parent = told.parent
    plan.purposes, plan.contents = list(told.purposes), list(told.contents)
    plan.closing = told.closing.strip()
    plan.signer = signer_told(plan.agency, told.signer)


def _write_tasks(plan: Plan, told: Sequence[TaskInput], today: date) -> None:
    """The tasks in the order told, those of one unit together, as the document prints them; a task
    that stays is the same row."""
    told = _together(told)
    units = _Units(plan, today)
    kept = {task.pk: task for task in plan.tasks.all()}
    staying = {t.task_id for t in told if t.task_id in kept}
    plan.tasks.exclude(pk__in=staying).delete()
    # Places are given anew; moved out of the way first, since two may not stand in one place.
    plan.tasks.update(order=F("order") + len(kept) + len(told))
    numbers: dict[str, int] = {}
    for place, one in enumerate(told):
        task = kept.get(one.task_id) if one.task_id else None
        task = task or PlanTask(plan=plan, paragraph=_AFTER_ALL)
        _set_task(task, one, place)
        leads = ", ".join(one.leads)
        number = numbers.setdefault(leads, len(numbers) + 1)
        task.section = f"{WORK_SECTION} > {number}. {leads}"
        task.save()
        units.write(task, one)


def _together(told: Sequence[TaskInput]) -> list[TaskInput]:
    places: dict[tuple[str, ...], int] = {}
    for one in told:
        places.setdefault(one.leads, len(places))
    return sorted(told, key=lambda one: places[one.leads])


def _set_task(task: PlanTask, told: TaskInput, place: int) -> None:
    task.order, task.text = place, told.text.strip()
    task.kind, task.rhythm = told.kind, told.rhythm
    task.recurring = told.kind == TaskKind.RECURRING
    task.due_on = told.due_on
    task.deadline_text = told.deadline_text[:300]
    task.reports_to = told.reports_to[:300]
    task.proof = proof_of(task.text)
    task.sure = True


class _Units:
    """Units by name: as a person chose before, else by the name they bear."""

    def __init__(self, plan: Plan, today: date) -> None:
        self._matcher = UnitMatcher(plan.agency, today)
        named = PlanTaskUnit.objects.filter(task__plan=plan, agency__isnull=False)
        self._known = {key(unit.name): unit.agency for unit in named.select_related("agency")}

    def write(self, task: PlanTask, told: TaskInput) -> None:
        task.units.all().delete()
        named = [(n, UnitRole.LEAD) for n in told.leads]
        named += [(n, UnitRole.COOPERATE) for n in told.cooperates]
        PlanTaskUnit.objects.bulk_create(
            self._unit(task, place, name, role) for place, (name, role) in enumerate(named)
        )

    def _unit(self, task: PlanTask, place: int, name: str, role: UnitRole) -> PlanTaskUnit:
        agency = self._known.get(key(name)) or self._matcher.agency(name)
        path = agency.path if agency else ""
        return PlanTaskUnit(
            task=task, order=place, name=name[:300], role=role, agency=agency, scope_path=path
        )
