"""Tasks as rows: what is mine, of my unit, late, blocked, silent, waiting for an answer; and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate

from agencies.enums import Level
from agencies.models import Agency, Event, User
from plans.enums import Acceptance, Rhythm, TaskKind, TaskState, UnitRole
from plans.heartbeat import silent_from
from plans.models import PlanTask, PlanTaskUnit
from plans.task_page import silent_days
from plans.workflow import UNFINISHED
from plans.working_days import works_on
from records.paging import CAP

_NEVER = date(9999, 12, 31)
NEAR = 3
# Whose tasks, and which of them; the value is what stands in the address.
SCOPES = {"cua-toi": "Giao cho tôi", "don-vi": "Đơn vị tôi", "tat-ca": "Tất cả"}
KINDS = {
    "qua-han": "Quá hạn",
    "vuong": "Đang vướng",
    "im-lang": "Im lặng",
    "cho-tra-loi": "Chờ đơn vị tôi trả lời",
    "chua-nhan": "Có đơn vị chưa trả lời",
}


@dataclass(frozen=True, slots=True)
class When:
    """The time of a task in words, with the tone of its badge."""

    words: str
    badge: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as lists print it."""

    task: PlanTask
    when: When
    silent: int | None
    leads: str


def homes(user: User) -> QuerySet[Agency]:
    """The user's agencies and the rooms of them."""
    own = [m.agency_id for m in user.access.memberships]
    rooms = Q(parent__in=own, level=Level.UNIT)
    found: QuerySet[Agency] = Agency.objects.filter(Q(pk__in=own) | rooms).values("pk")
    return found


def tasks_of(user: User) -> QuerySet[PlanTask]:
    """Tasks of plans in force that the user sees and that are not over."""
    found: QuerySet[PlanTask] = (
        PlanTask.objects.visible_to(user).accepted().filter(state__in=UNFINISHED)
    )
    return found


def in_scope(rows: QuerySet[PlanTask], scope: str, user: User) -> QuerySet[PlanTask]:
    """Those given to the user, those of their units, or all they see."""
    if scope == "cua-toi":
        return rows.filter(assignee=user)
    if scope == "don-vi":
        return rows.filter(Exists(_units_of(user)))
    return rows


def of_kind(rows: QuerySet[PlanTask], kind: str, user: User, today: date) -> QuerySet[PlanTask]:
    """Of these, the late, blocked, silent ones or those that wait for an answer of one's unit."""
    if kind == "qua-han":
        return rows.filter(due_on__lt=today)
    if kind == "vuong":
        return rows.filter(state=TaskState.BLOCKED)
    if kind == "im-lang":
        return _silent(rows, today)
    if kind == "cho-tra-loi":
        return rows.filter(Exists(_units_of(user).filter(acceptance=Acceptance.WAITING)))
    if kind == "chua-nhan":
        asked = PlanTaskUnit.objects.filter(task=OuterRef("pk"), agency__isnull=False)
        return rows.filter(Exists(asked.filter(acceptance=Acceptance.WAITING)))
    return rows


def _units_of(user: User) -> QuerySet[PlanTaskUnit]:
    return PlanTaskUnit.objects.filter(task=OuterRef("pk"), agency__in=homes(user))


def _silent(rows: QuerySet[PlanTask], today: date) -> QuerySet[PlanTask]:
    """The same edge as plans.heartbeat, as a condition."""
    rows = rows.annotate(heard_on=Coalesce("last_evidence_on", TruncDate("plan__accepted_at")))
    condition = Q(kind=TaskKind.CONTINUOUS, heard_on__lte=_edge(TaskKind.CONTINUOUS, "", today))
    for rhythm in ("", *Rhythm.values):
        edge = _edge(TaskKind.RECURRING, rhythm, today)
        condition |= Q(kind=TaskKind.RECURRING, rhythm=rhythm, heard_on__lte=edge)
    return rows.filter(condition)


def _edge(kind: TaskKind, rhythm: str, today: date) -> date:
    return silent_from(kind, rhythm, today, works_on) or date.min


def by_due(rows: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    """With what a line prints, and the day by which lists are ordered: dated ones first."""
    return (
        rows.annotate(sort_on=Coalesce(F("due_on"), Value(_NEVER)))
        .select_related("plan__agency", "assignee")
        .defer(
            "plan__paragraphs", "plan__other", "plan__legal_bases", "plan__recipients",
            "plan__purposes", "plan__contents",
        )
        .prefetch_related("units")
    )  # fmt: skip


def counts(rows: QuerySet[PlanTask], scope: str, user: User, today: date) -> dict[str, str]:
    """How many under each filter, up to the cap, in one statement."""
    within = in_scope(rows, scope, user)
    parts = [(key, in_scope(rows, key, user)) for key in SCOPES]
    parts += [(key, of_kind(within, key, user, today)) for key in KINDS]
    asked = [
        part.order_by().annotate(under=Value(key)).values_list("under")[: CAP + 1]
        for key, part in parts
    ]
    found = Counter(key for (key,) in asked[0].union(*asked[1:], all=True))
    return {key: _words(found[key]) for key, _ in parts}


def _words(count: int) -> str:
    return "hơn 1.000" if count > CAP else f"{count:,}".replace(",", ".")


def lines_of(tasks: Iterable[PlanTask], today: date) -> list[TaskLine]:
    """Lines without a further statement."""
    return [
        TaskLine(task, when_of(task, today), silent_days(task, today), _leads(task))
        for task in tasks
    ]


def when_of(task: PlanTask, today: date) -> When:
    """The deadline: days left or late, else the words of the document."""
    if task.due_on is None:
        return When(task.deadline_text or task.get_kind_display())
    left, words = (task.due_on - today).days, f"{task.due_on:%d/%m/%Y}"
    if left < 0:
        return When(words, f"quá hạn {-left} ngày", "late")
    if left == 0:
        return When(words, "hết hạn hôm nay", "warn")
    return When(words, f"còn {left} ngày", "warn" if left <= NEAR else "neutral")


def _leads(task: PlanTask) -> str:
    units = list(task.units.all())
    leads = [u.name for u in units if u.role == UnitRole.LEAD] or [u.name for u in units]
    return ", ".join(leads)


def of_event(rows: QuerySet[PlanTask], event: Event | None) -> QuerySet[PlanTask]:
    """Tasks of the plans that serve this event."""
    return rows.filter(plan__serves=event) if event else rows


def led_by_us(user: User) -> QuerySet[PlanTask]:
    """Tasks in force that are not over and that the user's agencies or their rooms lead."""
    return by_due(tasks_of(user).led_by(homes(user))).order_by(
        "sort_on", "plan__created_at", "order"
    )
