"""Celery tasks of the desk: one action each, safe to repeat."""

from celery import shared_task
from django.utils import timezone

from reception.actions.drafts import forget_old_drafts


@shared_task(name="reception.forget_drafts")
def forget_drafts() -> int:
    """Throws drafts of yesterday away."""
    return forget_old_drafts(now=timezone.now())
