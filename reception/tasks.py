"""Celery tasks of the desk: one action each, safe to repeat."""

from celery import shared_task
from django.utils import timezone

from records.actions.retention import clear_by_rule


@shared_task(name="reception.forget_drafts")
def forget_drafts() -> int:
    """Throws drafts of yesterday away."""
    return clear_by_rule(key="desk_drafts", now=timezone.now())


@shared_task(name="reception.forget_priority_marks")
def forget_priority_marks() -> int:
    """Deletes the marks of this day and of days before; a second run finds none."""
    return clear_by_rule(key="priority_marks", now=timezone.now())
