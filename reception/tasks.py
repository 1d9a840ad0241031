"""Celery tasks of the desk: one action each, safe to repeat."""

from celery import shared_task
from django.utils import timezone

from reception.actions.drafts import forget_old_drafts
from reception.actions.room import forget_priority_marks as forget_marks


@shared_task(name="reception.forget_drafts")
def forget_drafts() -> int:
    """Throws drafts of yesterday away."""
    return forget_old_drafts(now=timezone.now())


@shared_task(name="reception.forget_priority_marks")
def forget_priority_marks() -> int:
    """Deletes the marks of this day and of days before; a second run finds none."""
    return forget_marks(now=timezone.now())
