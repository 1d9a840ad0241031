"""What becomes of unfinished tasks when their plan is over: ended, dropped, carried to another."""

from datetime import datetime

from django.utils import timezone

from agencies.models import User
from plans.enums import TaskState, UpdateKind
from plans.models import Plan, PlanTask, PlanTaskUnit, TaskUpdate
from plans.workflow import UNFINISHED


def unfinished(plan: Plan) -> list[PlanTask]:
    """Tasks that are neither done nor dropped, locked, in the order of the document."""
    rows = plan.tasks.filter(state__in=UNFINISHED).select_for_update(of=("self",))
    return list(rows.order_by("order"))


def end(task: PlanTask, *, note: str, by: User, now: datetime) -> None:
    """Kết thúc cùng kế hoạch: neither done nor given up."""
    _leave(task, TaskState.ENDED)
    tell(task, UpdateKind.CHANGE, note, by=by, now=now)


def drop(task: PlanTask, *, reason: str, by: User, now: datetime) -> None:
    """Không thực hiện nữa, with its reason."""
    _leave(task, TaskState.DROPPED)
    tell(task, UpdateKind.DROP, reason, by=by, now=now)


def carry(task: PlanTask, *, to: Plan, by: User, now: datetime) -> PlanTask:
    """Chuyển sang kế hoạch khác: the task goes on as the last one of `to`; here it ends.

    It leaves no paragraph behind in the other document, so its own text stands for its source.
    """
    units = list(task.units.all())
    last = to.tasks.order_by("-order").values_list("order", flat=True).first()
    new = PlanTask.objects.create(
        plan=to,
        order=0 if last is None else last + 1,
        section=f"Chuyển từ {task.plan}",
        text=task.text,
        paragraph=len(to.paragraphs),
        deadline_text=task.deadline_text,
        due_on=task.due_on,
        recurring=task.recurring,
        kind=task.kind,
        rhythm=task.rhythm,
        reports_to=task.reports_to,
        proof=task.proof,
        sure=task.sure,
        assignee=task.assignee,
        last_evidence_on=task.last_evidence_on,
        blocked_by=task.blocked_by,
        state=task.state,
    )
    PlanTaskUnit.objects.bulk_create(_copy(unit, new) for unit in units)
    tell(new, UpdateKind.HANDOVER, f"Chuyển từ {task.plan}.", by=by, now=now)
    if task.blocked_by:
        tell(new, UpdateKind.BLOCK, task.blocked_by, by=by, now=now)
    end(task, note=f"Chuyển sang {to}.", by=by, now=now)
    return new


def _copy(unit: PlanTaskUnit, task: PlanTask) -> PlanTaskUnit:
    names = ("order", "name", "role", "agency_id", "scope_path", "acceptance", "answered_at",
             "answered_by_id", "answer_note", "handed_from_id")  # fmt: skip
    return PlanTaskUnit(task=task, **{name: getattr(unit, name) for name in names})


def _leave(task: PlanTask, state: TaskState) -> None:
    task.state, task.blocked_by, task.version = state, "", task.version + 1
    task.save(update_fields=["state", "blocked_by", "version"])


def tell(task: PlanTask, kind: UpdateKind, note: str, *, by: User, now: datetime) -> TaskUpdate:
    """One line in the history of a task."""
    return TaskUpdate.objects.create(
        task=task, kind=kind, happened_on=timezone.localdate(now), note=note, by=by, made_at=now
    )
