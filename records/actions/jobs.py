"""Jobs (việc chạy nền): ask once, claim, run, finish. PostgreSQL decides, Celery speeds up."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.db.models import Q
from kombu.exceptions import OperationalError as BrokerError

from agencies import law_in_force
from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.registry import Kind, entry
from records.enums import JobState
from records.models import Job

log = logging.getLogger(__name__)
_LEASE = timedelta(minutes=6)
MAX_ATTEMPTS = 3
TRIED_IN_VAIN = "Đã thử ba lần không thành, cần người xem lại."


def ask(
    *,
    kind: str,
    effect_key: str,
    agency: Agency | None,
    arguments: dict[str, Any],
    by: User | None,
    now: datetime,
    again: bool = False,
    batch: UUID | None = None,
) -> Job:
    """The job with this `effect_key`, made if it is new; asking twice gives the same job.

    `again` starts a finished or failed job over. `batch`: the many of which it is one. The message to
    the worker goes out after commit.
    """
    with transaction.atomic():
        job, made = Job.objects.select_for_update(of=("self",)).get_or_create(
            effect_key=effect_key,
            defaults={
                "kind": kind,
                "agency": agency,
                "scope_path": agency.path if agency else "",
                "arguments": arguments,
                "batch": batch,
                "asked_by": by,
                "asked_at": now,
            },
        )
        if not made and again and job.finished_at is not None:
            job.state, job.finished_at, job.attempts, job.progress = JobState.WAITING, None, 0, 0
            job.error, job.asked_at, job.asked_by = "", now, by
            job.save()
            made = True
        if made:
            transaction.on_commit(partial(_send, job.pk), robust=True)
    return job


def _send(job_id: UUID) -> None:
    """Tells a worker. When the broker is down the sweeper finds the row half a minute later."""
    try:
        current_app.send_task(
            "records.run_job", args=[str(job_id)], ignore_result=True, retry=False
        )
    except (BrokerError, OSError) as error:
        log.warning("job %s waits for the sweeper: %s", job_id, type(error).__name__)


def claim(*, job_id: UUID, now: datetime) -> Job | None:
    """Takes the job for one lease, or None when another worker has it or it is finished."""
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(free, pk=job_id).first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            finish(job=job, state=JobState.FAILED, now=now, error=TRIED_IN_VAIN)
            return None
        job.state, job.attempts, job.leased_until = JobState.RUNNING, job.attempts + 1, now + _LEASE
        job.save(update_fields=["state", "attempts", "leased_until"])
        return job


def finish(*, job: Job, state: JobState, now: datetime, error: str = "") -> None:
    """The end of a job, with the sentence of one that did not come about."""
    job.state, job.finished_at, job.error = state, now, error[:300]
    job.progress = 100 if state is JobState.DONE else job.progress
    job.save(update_fields=["state", "finished_at", "error", "progress"])


def run(*, job_id: UUID, now: datetime) -> None:
    """Claims and runs one job of any registered kind, with a final state either way.

    An unexpected error leaves the lease to run out: the sweeper tries again, three times in all.
    """
    job = claim(job_id=job_id, now=now)
    if job is None:
        return
    law_in_force.forget()
    try:
        entry(Kind.JOB, job.kind)(job=job, now=now)
    except Refused as refusal:
        finish(job=job, state=JobState.FAILED, now=now, error=refusal.sentence)
    else:
        finish(job=job, state=JobState.DONE, now=now)


def set_progress(*, job: Job, percent: int) -> None:
    """Progress a person sees; outside the transaction of the work."""
    job.progress = percent
    job.save(update_fields=["progress"])


def waiting(*, now: datetime, limit: int = 100) -> list[UUID]:
    """Jobs that nobody works on: new ones left behind, and those whose lease ran out.

    Those of a batch are not swept one by one: whoever runs batches takes them (job_batches).
    """
    stuck = Q(state=JobState.WAITING, asked_at__lt=now - timedelta(seconds=20)) | Q(
        state=JobState.RUNNING, leased_until__lt=now
    )
    alone = Job.objects.filter(stuck, batch__isnull=True)
    return list(alone.order_by("asked_at").values_list("pk", flat=True)[:limit])
