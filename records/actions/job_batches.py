"""Jobs that come by the thousand (đợt việc): PostgreSQL is the queue, a worker takes a handful in
its turn (ADR 0028). No message stands for a single job, so none can be lost or come twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from agencies.models import User
from records.actions.jobs import MAX_ATTEMPTS, TRIED_IN_VAIN, finish
from records.enums import JobState
from records.models import Job

# Shorter than that of a single job: a killed worker holds a handful, and they are tried elsewhere soon.
LEASE = timedelta(minutes=2)
PAUSE = timedelta(seconds=30)
_ROWS = 500


def ask_many(jobs: Iterable[Job]) -> int:
    """Keeps new jobs of a batch; `asked_at` is their turn."""
    return len(Job.objects.bulk_create(jobs, batch_size=_ROWS))


def free(now: datetime) -> QuerySet[Job]:
    """Jobs of batches that nobody works on, those whose worker died and whose pause is over too."""
    nobody = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    return Job.objects.filter(
        nobody, batch__isnull=False, state__in=[JobState.WAITING, JobState.RUNNING]
    )


def take(*, limit: int, now: datetime) -> list[Job]:
    """The next jobs in turn, held for one lease. Taking is no attempt: see `begin`."""
    with transaction.atomic():
        turn = free(now).select_for_update(skip_locked=True).order_by("asked_at", "pk")
        taken = list(turn[:limit])
        for job in taken:
            job.state, job.leased_until = JobState.RUNNING, now + LEASE
        _held(taken).update(state=JobState.RUNNING, leased_until=now + LEASE)
    return taken


def begin(*, job: Job, now: datetime) -> bool:
    """Counts one attempt and renews the lease; False when another worker has the job by now, or
    when it was tried too often and is parked."""
    if job.attempts >= MAX_ATTEMPTS:
        finish(job=job, state=JobState.FAILED, now=now, error=TRIED_IN_VAIN)
        return False
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, leased_until=job.leased_until)
    if not mine.update(attempts=F("attempts") + 1, leased_until=now + LEASE, progress=0):
        return False
    job.attempts, job.leased_until, job.progress = job.attempts + 1, now + LEASE, 0
    return True


def put_back(jobs: Sequence[Job]) -> None:
    """Jobs taken and not begun wait for the next worker."""
    if jobs:
        mine = _held(jobs).filter(state=JobState.RUNNING, leased_until=jobs[0].leased_until)
        mine.update(state=JobState.WAITING, leased_until=None)


def try_later(*, job: Job, now: datetime) -> None:
    """After an unexpected error: once more after a pause, parked after the last attempt."""
    if job.attempts >= MAX_ATTEMPTS:
        finish(job=job, state=JobState.FAILED, now=now, error=TRIED_IN_VAIN)
        return
    job.state, job.leased_until = JobState.WAITING, now + PAUSE
    job.save(update_fields=["state", "leased_until"])


@transaction.atomic
def retry(*, batch: UUID, by: User, now: datetime) -> int:
    """The parked jobs of a batch wait again, with all their attempts; returns how many."""
    parked = Job.objects.select_for_update().filter(batch=batch, state=JobState.FAILED)
    ids = list(parked.values_list("pk", flat=True))
    return Job.objects.filter(pk__in=ids).update(
        state=JobState.WAITING, finished_at=None, leased_until=None, attempts=0, progress=0,
        error="", asked_by=by, asked_at=now,
    )  # fmt: skip


def _held(jobs: Iterable[Job]) -> QuerySet[Job]:
    return Job.objects.filter(pk__in=[job.pk for job in jobs])
