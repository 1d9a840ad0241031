"""Batches of reports (đợt lập báo cáo): asked for in one go, made a handful at a time, parked ones
tried again. A killed worker, an empty queue or a restarted database cost time, never a report."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from agencies import law_in_force
from agencies.models import Agency, User
from agencies.refusals import Refused
from law.periods import Period, parse_period
from records.actions import job_batches, ledger
from records.actions.jobs import finish
from records.enums import JobState, Verb
from records.models import Job
from reports.actions.making import make_report
from reports.all_kinds import kind_of
from reports.enums import ReportKind, ReportState
from reports.jobs import ANY_KIND
from reports.models import Report, ReportBatch, ReportSchedule
from reports.scheduled_units import in_turn, units_for
from reports.weekly import weekly_figures_of_many

log = logging.getLogger(__name__)
TASK = "reports.run_batches"
# A person who asks for one report at the desk goes first: Redis serves 0 before 9.
BEHIND_THE_DESK = 9
# As many chains of handfuls are started at once; each sweep adds as many while there is work.
CHAINS = 2
HANDFUL = 10
# After so long the rest of a handful is given back, so that whoever waits at the desk is served.
SLICE = timedelta(seconds=6)
Clock = Callable[[], datetime]


@transaction.atomic
def ask_batch(
    *,
    agency: Agency,
    kind: str,
    period: Period,
    schedule: ReportSchedule | None,
    below: bool,
    by: User | None,
    now: datetime,
) -> ReportBatch | None:
    """The batch of one kind and period with a job for each unit; None when it was asked for before."""
    batch, made = ReportBatch.objects.get_or_create(
        agency=agency,
        kind=kind,
        period=period.code,
        defaults={
            "schedule": schedule, "scope_path": agency.path, "asked_at": now, "asked_by": by,
        },
    )  # fmt: skip
    if not made:
        return None
    units = in_turn(units_for(agency, below=below, on=period.end).order_by("path"), agency.path)
    batch.units = job_batches.ask_many(
        _job(batch, unit, turn, by, now) for turn, unit in enumerate(units)
    )
    batch.save(update_fields=["units"])
    ledger.write(by=by, verb=Verb.CREATE, subject=batch, now=now, details={"don_vi": batch.units})
    transaction.on_commit(wake, robust=True)
    return batch


def _job(batch: ReportBatch, unit: Agency, turn: int, by: User | None, now: datetime) -> Job:
    """`asked_at` is the turn: batches asked for at the same moment take turns as well."""
    return Job(
        kind=ANY_KIND,
        effect_key=f"batch:{batch.pk}:{unit.code}",
        agency=unit,
        scope_path=unit.path,
        batch=batch.pk,
        arguments={"kind": batch.kind, "agency": str(unit.pk), "period": batch.period},
        asked_by=by,
        asked_at=now + timedelta(microseconds=turn),
    )


def wake(chains: int = CHAINS) -> None:
    """Tells workers that there is work; without the queue the sweep finds it within half a minute."""
    try:
        for _ in range(chains):
            current_app.send_task(TASK, ignore_result=True, retry=False, priority=BEHIND_THE_DESK)
    except (BrokerError, OSError) as error:
        log.warning("batches wait for the sweep: %s", type(error).__name__)


def keep_going(*, now: datetime) -> bool:
    """Starts chains again where a message was lost or a worker died; False when there is no work."""
    if not job_batches.free(now).exists():
        return False
    wake()
    return True


def run_handful(*, clock: Clock) -> int:
    """Makes the reports whose turn it is; returns how many it took, 0 when nothing is left."""
    begun = clock()
    taken = job_batches.take(limit=HANDFUL, now=begun)
    if not taken:
        return 0
    law_in_force.forget()
    agencies = _agencies(taken)
    ahead = _counted_ahead(taken, agencies, begun)
    for number, job in enumerate(taken):
        if number and clock() - begun > SLICE:
            job_batches.put_back(taken[number:])
            break
        _run(job, agencies[job.arguments["agency"]], ahead.get(job.pk), clock)
    return len(taken)


def retry_batch(*, batch: ReportBatch, by: User, now: datetime) -> int:
    """The parked reports of a batch are tried again; returns how many."""
    with transaction.atomic():
        again = job_batches.retry(batch=batch.pk, by=by, now=now)
        if again:
            ledger.write(
                by=by, verb=Verb.CHANGE, subject=batch, now=now, details={"lam_lai": again}
            )
            transaction.on_commit(wake, robust=True)
    return again


def _agencies(taken: Sequence[Job]) -> dict[str, Agency]:
    found = Agency.objects.select_related("parent", "oversees")
    wanted = found.filter(pk__in={UUID(job.arguments["agency"]) for job in taken})
    return {str(agency.pk): agency for agency in wanted}


def _counted_ahead(
    taken: Sequence[Job], agencies: dict[str, Agency], now: datetime
) -> dict[UUID, dict[str, Any]]:
    """Weekly figures of the whole handful, counted by the same statements; none when that fails:
    then each report counts its own, and only the one that cannot be made is parked."""
    weekly = [job for job in taken if job.arguments["kind"] == ReportKind.WEEKLY]
    found: dict[UUID, dict[str, Any]] = {}
    for period in {job.arguments["period"] for job in weekly}:
        jobs = [job for job in weekly if job.arguments["period"] == period]
        units = [agencies[job.arguments["agency"]] for job in jobs]
        try:
            figures = weekly_figures_of_many(
                agencies=units, period=parse_period(period), today=timezone.localdate(now)
            )
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one unit must not stop the others
            log.exception("weekly figures of a handful")
            continue
        found |= {job.pk: figures[unit.pk] for job, unit in zip(jobs, units, strict=True)}
    return found


def _run(job: Job, agency: Agency, figures: dict[str, Any] | None, clock: Clock) -> None:
    """One report. An error of the rules parks it with its sentence; another is tried again."""
    if not job_batches.begin(job=job, now=clock()):
        return
    try:
        _make(job, agency, figures, clock())
    except Refused as refused:
        finish(job=job, state=JobState.FAILED, now=clock(), error=refused.sentence)
    except (OperationalError, InterfaceError):
        raise  # the database is gone: the lease runs out, the sweep begins anew
    except Exception:  # whatever it is, the next report is made
        log.exception("report of a batch")
        job_batches.try_later(job=job, now=clock())
    else:
        finish(job=job, state=JobState.DONE, now=clock())


def _make(job: Job, agency: Agency, figures: dict[str, Any] | None, now: datetime) -> None:
    kind, period = job.arguments["kind"], job.arguments["period"]
    if kind_of(kind).sends and _has_left(kind, agency, period):
        return
    make_report(kind=kind, agency=agency, period=period, by=job.asked_by, now=now, figures=figures)


def _has_left(kind: str, agency: Agency, period: str) -> bool:
    """True when the unit sent its own before the schedule ran: a correction is a person's decision."""
    made = Report.objects.filter(kind=kind, agency=agency, period=period)
    newest = made.order_by("-version").values_list("state", flat=True).first()
    return newest is not None and newest != ReportState.DRAFT
