"""How far batches of reports are: counts of their jobs, what is left, what is parked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from agencies.models import User
from records.enums import JobState
from records.models import Job
from reports.models import ReportBatch

# The pace is that of the last minutes, so that a pause of the workers shows.
_PACE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Progress:
    """Jobs of one batch by state."""

    done: int = 0
    running: int = 0
    waiting: int = 0
    parked: int = 0

    @property
    def total(self) -> int:
        return self.done + self.running + self.waiting + self.parked

    @property
    def open(self) -> int:
        return self.running + self.waiting

    @property
    def percent(self) -> int:
        return 100 * (self.done + self.parked) // self.total if self.total else 100

    @property
    def is_over(self) -> bool:
        return self.open == 0


_NAMES = {
    JobState.DONE: "done",
    JobState.RUNNING: "running",
    JobState.WAITING: "waiting",
    JobState.FAILED: "parked",
}


def jobs_of(batch: ReportBatch) -> QuerySet[Job]:
    """Jobs of a batch: units and states, which whoever sees the batch may see."""
    return Job.objects.filter(batch=batch.pk)


def progress_of(batches: Iterable[ReportBatch]) -> dict[UUID, Progress]:
    """The progress of each batch; one statement."""
    ids = [batch.pk for batch in batches]
    counted = Job.objects.filter(batch__in=ids).values_list("batch", "state").annotate(Count("pk"))
    found: dict[UUID, dict[str, int]] = {pk: {} for pk in ids}
    for batch, state, number in counted.order_by():
        found[batch][_NAMES[JobState(state)]] = number
    return {pk: Progress(**numbers) for pk, numbers in found.items()}


def time_left(batch: ReportBatch, progress: Progress, now: datetime) -> timedelta | None:
    """How long the rest takes at the pace of the last minutes; None when nothing was done in them."""
    since = max(batch.asked_at, now - _PACE)
    lately = jobs_of(batch).filter(finished_at__gt=since).count()
    if not lately or progress.is_over:
        return None
    return (now - since) * (progress.open / lately)


def ended_at(batch: ReportBatch) -> datetime | None:
    """When the last report of the batch was made or parked."""
    newest: Any = jobs_of(batch).filter(finished_at__isnull=False).order_by("-finished_at")
    found: datetime | None = newest.values_list("finished_at", flat=True).first()
    return found


def with_parked(user: User) -> QuerySet[Any]:
    """Batches of which something could not be made, newest first."""
    parked = Job.objects.filter(state=JobState.FAILED, batch__isnull=False).values("batch")
    return ReportBatch.objects.visible_to(user).filter(pk__in=parked).select_related("agency")
