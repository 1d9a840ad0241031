"""Celery tasks of plans: one action each, safe to repeat."""

from celery import shared_task
from django.utils import timezone

from agencies import law_in_force
from plans.actions.auto_close import close_by_facts
from plans.actions.readings import remind_all
from plans.actions.reminding import remind_of_tasks as remind


@shared_task(name="plans.remind_of_tasks")
def remind_of_tasks() -> int:
    """Closes what facts close, then tells of what is due, late or silent, and what is left to read."""
    law_in_force.forget()
    now = timezone.now()
    close_by_facts(now=now)
    return remind(now=now) + remind_all(now=now)
