"""What the page of one plan shows: its tasks with their progress, its events, what needs a hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch

from agencies.enums import Phase
from agencies.models import Agency, Event, User
from agencies.windows import countdown, phase_of
from plans.enums import PlanState, TaskState, UnitRole
from plans.models import Plan, PlanTask, PlanTaskUnit
from plans.parser.words import key
from plans.selectors import source_of
from plans.task_page import silent_days
from plans.task_parts import is_police
from plans.workflow import UNFINISHED


@dataclass
class TaskLine:
    """One task as the page of its plan prints it. `anchor`: the one unit under which it is linked."""

    task: PlanTask
    units: list[PlanTaskUnit]
    source: str
    is_late: bool
    silent_days: int | None

    @property
    def anchor(self) -> str:
        return next((key(unit.name) for unit in self.units), "")

    @property
    def group(self) -> str:
        """The one heading under which it stands when tasks are grouped by state."""
        state = TaskState(self.task.state)
        if state == TaskState.OPEN and self.is_late:
            return "Quá hạn"
        if state == TaskState.OPEN and self.silent_days:
            return "Im lặng: đã lâu không có minh chứng"
        return str(state.label)


_GROUPS = (
    "Quá hạn", str(TaskState.BLOCKED.label), "Im lặng: đã lâu không có minh chứng",
    str(TaskState.OPEN.label), str(TaskState.DONE.label), str(TaskState.ENDED.label),
    str(TaskState.DROPPED.label),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of some tasks. Late, blocked and silent are among those left."""

    total: int
    done: int
    left: int
    late: int
    blocked: int
    silent: int

    @property
    def words(self) -> str:
        """5 nhiệm vụ: xong 1, quá hạn 2, còn 4; what is none is left out."""
        told = (("quá hạn", self.late), ("đang vướng", self.blocked), ("im lặng", self.silent),
                ("còn", self.left))  # fmt: skip
        rest = "".join(f", {word} {count}" for word, count in told if count)
        return f"{self.total} nhiệm vụ: xong {self.done}{rest}"


def progress_of(lines: Iterable[TaskLine]) -> Progress:
    """Counts of these lines."""
    rows = list(lines)
    return Progress(
        total=len(rows),
        done=sum(line.task.state == TaskState.DONE for line in rows),
        left=sum(line.task.state in UNFINISHED for line in rows),
        late=sum(line.is_late for line in rows),
        blocked=sum(line.task.state == TaskState.BLOCKED for line in rows),
        silent=sum(line.silent_days is not None for line in rows),
    )


@dataclass
class Group:
    """Tasks under one heading: a unit, a section of the document, a state."""

    title: str
    leads: list[TaskLine] = field(default_factory=list)
    cooperates: list[TaskLine] = field(default_factory=list)
    key: str = ""
    agency: Agency | None = None

    @property
    def progress(self) -> Progress:
        """Of the tasks it leads; a cooperating unit does not answer for the task."""
        return progress_of(self.leads)


def plan_of(user: User, pk: UUID) -> Plan | None:
    """One plan with its tasks and their units, if this user may see it."""
    units = PlanTaskUnit.objects.select_related("agency")
    tasks = PlanTask.objects.select_related("done_by")
    found: Plan | None = (
        Plan.objects.visible_to(user)
        .select_related("agency", "source", "accepted_by", "closed_by")
        .prefetch_related(Prefetch("tasks", tasks), Prefetch("tasks__units", units))
        .filter(pk=pk)
        .first()
    )
    return found


def lines_of(plan: Plan, today: date) -> list[TaskLine]:
    """Tasks in the order of the document."""
    return [_line(plan, task, today) for task in plan.tasks.all()]


def _line(plan: Plan, task: PlanTask, today: date) -> TaskLine:
    task.plan = plan
    runs = plan.state == PlanState.ACCEPTED and task.state in UNFINISHED
    return TaskLine(
        task=task,
        units=list(task.units.all()),
        source=source_of(task),
        is_late=bool(runs and task.due_on and task.due_on < today),
        silent_days=silent_days(task, today),
    )


def by_unit(lines: list[TaskLine]) -> list[Group]:
    """Every task under each unit that must do it; units in the order of the document."""
    found: dict[str, Group] = {}
    for line in lines:
        for unit in line.units:
            name = key(unit.name)
            group = found.setdefault(name, Group(unit.name, key=name, agency=unit.agency))
            lead = unit.role == UnitRole.LEAD
            (group.leads if lead else group.cooperates).append(line)
    return sorted(found.values(), key=lambda group: not group.leads)


def by_section(lines: list[TaskLine]) -> list[Group]:
    """Tasks under the headings of the document."""
    return [
        Group(title or "Không có đề mục", list(rows))
        for title, rows in groupby(lines, lambda line: line.task.section)
    ]


def by_state(lines: list[TaskLine]) -> list[Group]:
    """Tasks by where they stand, what needs a hand first."""
    found = [Group(title, [line for line in lines if line.group == title]) for title in _GROUPS]
    return [group for group in found if group.leads]


def ended_names(lines: list[TaskLine], today: date) -> list[str]:
    """Units that ended and still have a task; the police are none of ours."""
    names = [
        unit.agency.name
        for line in lines
        if line.task.state in UNFINISHED
        for unit in line.units
        if unit.agency and not unit.agency.exists_on(today) and not is_police(unit.name)
    ]  # fmt: skip
    return list(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event that a plan serves, with where it is today."""

    event: Event
    phase: Phase
    words: str


def events_of(plan: Plan, user: User, today: date) -> list[EventLine]:
    """Events that the plan serves and this user sees."""
    seen = Event.objects.visible_to(user).filter(plans=plan).order_by("starts_on", "id")
    return [EventLine(e, phase_of(e, today), countdown(e, today)) for e in seen]
