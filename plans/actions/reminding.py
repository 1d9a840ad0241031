"""Nhắc nhiệm vụ: before the day, on the day, every week late, and when a task fell silent.

Each of these tells each person once (Notice.key). In the window of an event the warning comes
earlier by the days that the event asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Event, User
from plans.enums import TaskKind
from plans.heartbeat import silence
from plans.models import PlanTask
from plans.task_people import lead_agencies, short_of, told_of
from plans.workflow import UNFINISHED, WITHOUT_END
from plans.working_days import works_on
from records.actions import notices
from records.enums import NoticeTopic

SOON_DAYS = 3
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be told of a task, once for its key."""

    task: PlanTask
    key: str
    sentence: str
    topic: NoticeTopic = NoticeTopic.DUE


def remind_of_tasks(*, now: datetime) -> int:
    """Gives the notices of today and returns how many are new; a second run gives none.

    A day on which nothing ran is caught up with: what is told follows from dates alone.
    """
    today, made = timezone.localdate(now), 0
    people: dict[tuple[object, ...], list[User]] = {}
    for reminder in reminders(today):
        task = reminder.task
        leads = sorted(str(a.pk) for a in lead_agencies(task))
        who = (task.assignee_id, task.plan.agency_id, *leads)
        if who not in people:
            people[who] = told_of(task, today)
        made += notices.give(
            users=people[who], key=reminder.key, sentence=reminder.sentence,
            url_name="task_detail", subject_id=task.pk, now=now, topic=reminder.topic,
        )  # fmt: skip
    return made


def reminders(today: date) -> Iterator[Reminder]:
    """What is to be told today."""
    earlier = _earlier(today)
    most = SOON_DAYS + max(earlier.values(), default=0)
    asked = Q(due_on__lte=today + timedelta(days=most)) | Q(kind__in=WITHOUT_END)
    for task in _unfinished().filter(asked):
        if task.kind in WITHOUT_END:
            yield from _silent(task, today)
        elif task.due_on is not None:
            yield from _due(task, today, SOON_DAYS + earlier.get(task.plan_id, 0))


def _unfinished() -> QuerySet[PlanTask]:
    found: QuerySet[PlanTask] = (
        PlanTask.objects.accepted()
        .filter(state__in=UNFINISHED)
        .select_related("plan__agency", "assignee")
        .defer("plan__paragraphs", "plan__other", "plan__legal_bases", "plan__contents")
        .prefetch_related("units__agency__parent")
        .order_by("plan_id", "order")
    )
    return found


def _earlier(today: date) -> dict[UUID, int]:
    """By plan: how many days earlier the open windows of its events warn."""
    open_now: Iterable[Event] = Event.objects.open_on(today).filter(warn_days__gt=0)
    found: dict[UUID, int] = {}
    for event in open_now:
        for plan_id in event.plans.values_list("pk", flat=True):  # type: ignore[attr-defined]
            found[plan_id] = max(event.warn_days, found.get(plan_id, 0))
    return found


def _due(task: PlanTask, today: date, soon: int) -> Iterator[Reminder]:
    left, due, text = (task.due_on - today).days, f"{task.due_on:%d/%m/%Y}", short_of(task)
    key = f"nhiem-vu:{task.pk}:{task.due_on:%Y%m%d}"
    if left > soon:
        return
    if left > 0:
        words = f"Nhiệm vụ “{text}” còn {left} ngày, hạn {due}."
        yield Reminder(task, f"{key}:sap", words)
    elif left == 0:
        yield Reminder(task, f"{key}:hom-nay", f"Nhiệm vụ “{text}” hết hạn hôm nay, {due}.")
    else:
        week = (-left - 1) // _WEEK
        words = f"Nhiệm vụ “{text}” quá hạn {-left} ngày, hạn {due}."
        yield Reminder(task, f"{key}:qua:{week}", words, NoticeTopic.OVERDUE)


def _silent(task: PlanTask, today: date) -> Iterator[Reminder]:
    since = timezone.localdate(task.plan.accepted_at)
    days = silence(task.kind, task.rhythm, task.last_evidence_on, since, today, works_on)
    if days is None:
        return
    last = task.last_evidence_on or since
    words = "thường xuyên" if task.kind == TaskKind.CONTINUOUS else "định kỳ"
    yield Reminder(
        task,
        f"nhiem-vu:{task.pk}:{last:%Y%m%d}:lang:{days // _WEEK}",
        f"Nhiệm vụ {words} “{short_of(task)}” im lặng {days} ngày, chưa có minh chứng mới.",
        NoticeTopic.OTHER,
    )
