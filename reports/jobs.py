"""Job kinds `report` and `weekly_report`: asked by a button, a schedule or beat, run by a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from agencies.models import Agency, User
from records.actions import jobs
from records.models import Job
from reports.actions.making import make_report
from reports.actions.weekly import make_weekly_report
from reports.enums import ReportKind

KIND = "weekly_report"
ANY_KIND = "report"


def ask_report(
    *,
    kind: str,
    agency: Agency,
    period: str,
    by: User | None,
    now: datetime,
    batch: UUID | None = None,
    again: bool = False,
    parameters: Mapping[str, Any] | None = None,
) -> Job:
    """The job that makes one report of any kind; asking twice is one job."""
    if kind == ReportKind.WEEKLY and batch is None:
        return ask_weekly_report(agency=agency, period=period, by=by, now=now, again=again)
    arguments: dict[str, Any] = {"kind": kind, "agency": str(agency.pk), "period": period}
    if parameters:
        arguments["parameters"] = dict(parameters)
    return jobs.ask(
        kind=ANY_KIND,
        effect_key=f"report:{kind}:{agency.code}:{period}",
        agency=agency,
        arguments=arguments,
        by=by,
        now=now,
        again=again,
        batch=batch,
    )


def run_report(*, job: Job, now: datetime) -> None:
    """Makes the report. What a rule refuses ends the job with its sentence."""
    agency = Agency.objects.select_related("parent", "oversees").get(
        pk=UUID(job.arguments["agency"])
    )
    jobs.set_progress(job=job, percent=0)
    make_report(
        kind=job.arguments["kind"],
        agency=agency,
        period=job.arguments["period"],
        parameters=job.arguments.get("parameters"),
        by=job.asked_by,
        now=now,
        tell=partial(_tell, job),
    )


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
