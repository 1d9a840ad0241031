"""Who may still see what a notice is about (Kind.NOTICE_SUBJECT): plans, tasks, texts to read."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import User
from agencies.registry import Kind, register
from plans.models import Plan, PlanTask, ReadingRequest


def register_guards() -> None:
    """One guard for each page."""
    register(Kind.NOTICE_SUBJECT, "plan_detail", plans_seen)
    register(Kind.NOTICE_SUBJECT, "task_detail", tasks_seen)
    register(Kind.NOTICE_SUBJECT, "reading_detail", readings_seen)


def plans_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = Plan.objects.visible_to(user)
    return found


def tasks_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = PlanTask.objects.visible_to(user)
    return found


def readings_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = ReadingRequest.objects.visible_to(user)
    return found
