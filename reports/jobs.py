"""Job kind `weekly_report`: asked by the button or by beat, run by a worker."""

from datetime import datetime
from functools import partial
from uuid import UUID

from agencies.models import Agency, User
from records.actions import jobs
from records.models import Job
from reports.actions.weekly import make_weekly_report

KIND = "weekly_report"


def ask_weekly_report(
    *, agency: Agency, period: str, by: User | None, now: datetime, again: bool = False
) -> Job:
    """The job that makes the report of one agency and week; asking twice is one job."""
    return jobs.ask(
        kind=KIND,
        effect_key=f"weekly:{agency.code}:{period}",
        agency=agency,
        arguments={"agency": str(agency.pk), "period": period},
        by=by,
        now=now,
        again=again,
    )


def run_weekly_report(*, job: Job, now: datetime) -> None:
    """Makes the report. A week to come or an agency that ended is a refusal with its sentence."""
    agency = Agency.objects.select_related("parent", "oversees").get(
        pk=UUID(job.arguments["agency"])
    )
    jobs.set_progress(job=job, percent=0)
    make_weekly_report(
        agency=agency,
        period=job.arguments["period"],
        by=job.asked_by,
        now=now,
        tell=partial(_tell, job),
    )


def _tell(job: Job, percent: int) -> None:
    jobs.set_progress(job=job, percent=percent)
