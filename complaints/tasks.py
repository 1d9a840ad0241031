"""Celery tasks of complaints: they ask for jobs; the jobs do the work."""

from celery import shared_task
from django.utils import timezone

from complaints.jobs import ask_due_warnings
from complaints.signal_jobs import ask_round


@shared_task(name="complaints.warn_of_due_dates")
def warn_of_due_dates() -> str:
    """One job a day; running twice asks for none."""
    return str(ask_due_warnings(now=timezone.now()).pk)


@shared_task(name="complaints.weigh_signals")
def weigh_signals() -> str:
    """The daily round of the signals: one chain of jobs a day."""
    return str(ask_round(now=timezone.now()).pk)
