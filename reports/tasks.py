"""Celery tasks of reports: they ask for jobs; the jobs do the work."""

from celery import shared_task
from django.utils import timezone

from reports.actions.batches import keep_going, run_handful, wake
from reports.actions.quick_reminders import remind_quick_reports as remind
from reports.actions.scheduling import run_due
from reports.actions.tallies import sum_up


@shared_task(name="reports.run_report_schedules")
def run_report_schedules() -> int:
    """Every few minutes: the batch of each run that has passed. Running twice adds none (ADR 0028)."""
    return len(run_due(now=timezone.now()))


@shared_task(name="reports.run_batches")
def run_batches() -> int:
    """A handful of reports, then the next handful: whoever asks at the desk comes in between."""
    made = run_handful(clock=timezone.now)
    if made:
        wake(chains=1)
    return made


@shared_task(name="reports.keep_batches_going")
def keep_batches_going() -> bool:
    """Takes up what a lost message or a killed worker left behind."""
    return keep_going(now=timezone.now())


@shared_task(name="reports.sum_up_tallies")
def sum_up_tallies() -> int:
    """Keeps the overview cheap; the counts stay the same."""
    return sum_up()


@shared_task(name="reports.remind_quick_reports")
def remind_quick_reports() -> int:
    """Tells units whose quick report is due within the hour or missed; each of them once."""
    return remind(now=timezone.now())
