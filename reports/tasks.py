"""Celery tasks of reports: they ask for jobs; the jobs do the work."""

from celery import shared_task
from django.utils import timezone

from agencies.enums import Level
from agencies.models import Agency
from law.periods import previous_period, week_of
from reports.actions.quick_reminders import remind_quick_reports as remind
from reports.actions.tallies import sum_up
from reports.jobs import ask_weekly_report

_CHUNK = 100


@shared_task(name="reports.weekly_reports")
def weekly_reports() -> int:
    """Monday 06:00: one job per unit in force for the week just ended. Running twice adds none.

    Rooms inside an agency receive through the agency and get no report of their own.
    """
    now = timezone.now()
    week = previous_period(week_of(timezone.localdate(now)))
    units = Agency.objects.in_force(week.end).exclude(level=Level.UNIT).order_by("path")
    asked = 0
    for agency in units.iterator(chunk_size=_CHUNK):
        ask_weekly_report(agency=agency, period=week.code, by=None, now=now)
        asked += 1
    return asked


@shared_task(name="reports.sum_up_tallies")
def sum_up_tallies() -> int:
    """Keeps the overview cheap; the counts stay the same."""
    return sum_up()


@shared_task(name="reports.remind_quick_reports")
def remind_quick_reports() -> int:
    """Tells units whose quick report is due within the hour or missed; each of them once."""
    return remind(now=timezone.now())
