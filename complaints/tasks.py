"""Celery tasks of complaints: they ask for jobs; the jobs do the work."""

from celery import shared_task
from django.utils import timezone

from complaints.actions.coordination_notices import remind_of_requests
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


@shared_task(name="complaints.remind_of_coordination")
def remind_of_coordination() -> int:
    """Tells both sides of requests whose hour has passed; each of them once (ADR 0032)."""
    return remind_of_requests(now=timezone.now())
