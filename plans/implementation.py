"""Kết quả thực hiện kế hoạch đến một ngày: where every task stood, unit by unit, with what shows it.

Where a task stood is replayed from its updates (plans/state_on.py), never read from its row of
today. A record shown as evidence counts only where the reader may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency, User
from plans.enums import TaskKind, TaskState, UnitRole, UpdateKind
from plans.evidence_refs import Shown, shown_to
from plans.models import Plan, PlanTask, TaskUpdate
from plans.parser.words import key
from plans.state_on import Standing, Told, standing_on

_WITHOUT_END = frozenset({TaskKind.CONTINUOUS, TaskKind.RECURRING})
_UNFINISHED = frozenset({TaskState.OPEN, TaskState.BLOCKED})
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class TaskOn:
    """A task as it stood; `evidence`: a line each, the newest first."""

    task: PlanTask
    standing: Standing
    is_late: bool
    evidence: tuple[str, ...]
    progress: str

    @property
    def is_endless(self) -> bool:
        return self.task.kind in _WITHOUT_END

    @property
    def is_running(self) -> bool:
        """With an end, and not there yet."""
        return not self.is_endless and self.standing.state in _UNFINISHED

    @property
    def is_over(self) -> bool:
        """Left undone: dropped, or ended with its plan."""
        state = self.standing.state
        return state is TaskState.DROPPED or (state is TaskState.ENDED and not self.is_endless)

    @property
    def words(self) -> str:
        """Tình trạng in words."""
        state, done_on = self.standing.state, self.standing.done_on
        if state is TaskState.DONE and done_on:
            due = self.task.due_on
            late = ", sau hạn" if due and done_on > due else ""
            return f"Đã xong ngày {done_on:%d/%m/%Y}{late}"
        if state is TaskState.BLOCKED:
            return "Đang vướng, quá hạn" if self.is_late else "Đang vướng"
        if state is not TaskState.OPEN:
            return str(state.label)
        if self.is_endless:
            return str(TaskKind(self.task.kind).label)
        return "Quá hạn" if self.is_late else "Đang thực hiện"


@dataclass
class UnitOn:
    """A unit with the tasks that it leads; `cooperates`: in how many others it takes part."""

    name: str
    agency: Agency | None
    tasks: list[TaskOn] = field(default_factory=list)
    cooperates: int = 0

    @property
    def figures(self) -> Figures:
        return figures_of(self.tasks)


@dataclass(frozen=True, slots=True)
class Figures:
    """Total = done + running + endless + dropped; late and blocked are among those not done."""

    total: int
    done: int
    running: int
    endless: int
    dropped: int
    late: int
    blocked: int
    last_evidence_on: date | None


@dataclass(frozen=True, slots=True)
class Implementation:
    """The whole picture of a plan on a day, as far as the reader's side is concerned."""

    plan: Plan
    day: date
    reporter: Agency
    tasks: tuple[TaskOn, ...]
    units: tuple[UnitOn, ...]

    @property
    def figures(self) -> Figures:
        """Every task once, however many units lead it."""
        return figures_of(self.tasks)

    @property
    def blocked(self) -> tuple[TaskOn, ...]:
        return tuple(t for t in self.tasks if t.standing.blocked_by)


def figures_of(tasks: Iterable[TaskOn]) -> Figures:
    """Counted from the list itself."""
    found = list(tasks)
    states = [t.standing.state for t in found]
    days = [t.standing.last_evidence_on for t in found if t.standing.last_evidence_on]
    return Figures(
        total=len(found),
        done=states.count(TaskState.DONE),
        running=sum(t.is_running for t in found),
        endless=sum(t.is_endless and t.standing.state is not TaskState.DROPPED for t in found),
        dropped=sum(t.is_over for t in found),
        late=sum(t.is_late for t in found),
        blocked=states.count(TaskState.BLOCKED),
        last_evidence_on=max(days, default=None),
    )


def implementation_of(user: User, plan: Plan, day: date) -> Implementation:
    """The issuer's side tells of the whole plan; a unit that was given work tells of its own part."""
    reporter = reporter_of(user, plan)
    tasks = _tasks(user, plan, None if reporter == plan.agency else reporter)
    updates = _updates(user, plan, day)
    shown = shown_to(user, [u for found in updates.values() for u in found])
    placed = tuple(_task_on(plan, task, updates.get(task.pk, []), shown, day) for task in tasks)
    return Implementation(plan, day, reporter, placed, _units(placed))


def reporter_of(user: User, plan: Plan) -> Agency:
    """Whose report it is: the issuer's where the reader works for it or is over it, else one's own."""
    home = user.access.home_agency()
    return plan.agency if home is None or user.access.reaches(plan.agency) else home


def _tasks(user: User, plan: Plan, part: Agency | None) -> list[PlanTask]:
    found = PlanTask.objects.visible_to(user).filter(plan=plan)
    if part is not None:
        found = found.filter(
            pk__in=PlanTask.objects.filter(
                Q(units__scope_path__startswith=part.path), plan=plan
            ).values("pk")
        )
    return list(found.prefetch_related("units__agency").order_by("order"))


def _updates(user: User, plan: Plan, day: date) -> dict[UUID, list[TaskUpdate]]:
    """By task, in the order in which they were written."""
    found: dict[UUID, list[TaskUpdate]] = {}
    rows = TaskUpdate.objects.visible_to(user).filter(task__plan=plan, happened_on__lte=day)
    for update in rows.select_related("file").order_by("made_at", "id"):
        found.setdefault(update.task_id, []).append(update)
    return found


def _task_on(
    plan: Plan, task: PlanTask, updates: list[TaskUpdate], shown: dict[UUID, Shown], day: date
) -> TaskOn:
    told = [Told(u.kind, u.happened_on, u.note, _proves(u, shown)) for u in updates]
    standing = _with_end(plan, task, standing_on(told, day), day)
    unfinished = standing.state in _UNFINISHED
    late = unfinished and task.due_on is not None and task.due_on < day
    evidence = [line for u in reversed(updates) if (line := evidence_line(u, shown))]
    notes = [u.note for u in updates if u.kind in (UpdateKind.PROGRESS, UpdateKind.DONE) and u.note]
    return TaskOn(task, standing, late, tuple(evidence[:_MOST_LINES]), notes[-1] if notes else "")


def _with_end(plan: Plan, task: PlanTask, standing: Standing, day: date) -> Standing:
    """A plan that was over or replaced by then ended what was left of it."""
    closed_on = timezone.localdate(plan.closed_at) if plan.closed_at else None
    over_on = plan.replaced_on or closed_on
    over = over_on is not None and over_on <= day
    if over and task.state == TaskState.ENDED and standing.state in _UNFINISHED:
        return Standing(TaskState.ENDED, "", None, standing.last_evidence_on)
    return standing


def _proves(update: TaskUpdate, shown: dict[UUID, Shown]) -> bool:
    """A record that the reader may not see proves nothing here, as if it had not been shown."""
    return bool(update.evidence) and (not update.ref_id or update.pk in shown)


def evidence_line(update: TaskUpdate, shown: dict[UUID, Shown]) -> str:
    """“Văn bản số 35/BC-SKHCN ngày 12/11/2026”; empty for what is no evidence to this reader."""
    if not _proves(update, shown):
        return ""
    if update.ref_id:
        name = shown[update.pk].label
    elif update.document_number:
        name = f"Văn bản số {update.document_number}"
    else:
        name = f"Tệp {update.file.name}" if update.file else update.get_evidence_display()
    return f"{name} (ngày {update.happened_on:%d/%m/%Y})"


def _units(tasks: tuple[TaskOn, ...]) -> tuple[UnitOn, ...]:
    """Units as the document names them, those that lead first."""
    found: dict[str, UnitOn] = {}
    for placed in tasks:
        for unit in placed.task.units.all():
            group = found.setdefault(key(unit.name), UnitOn(unit.name, unit.agency))
            if unit.role == UnitRole.LEAD:
                group.tasks.append(placed)
            else:
                group.cooperates += 1
    return tuple(sorted(found.values(), key=lambda u: not u.tasks))


def report_day(asked: Any, plan: Plan, today: date) -> tuple[date, str]:
    """The day asked for, or today with the reason why it cannot be that day."""
    try:
        day = date.fromisoformat(asked) if asked else today
    except (TypeError, ValueError):
        return today, "Ngày không đúng; báo cáo lập đến hôm nay."
    if day > today:
        return today, "Chưa đến ngày đó; báo cáo lập đến hôm nay."
    return day, ""
