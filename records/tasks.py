"""Celery tasks of jobs: ids in, one action."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from records.actions import jobs


@shared_task(name="records.run_job")
def run_job(job_id: str) -> None:
    """Runs one job; a second delivery finds it claimed or finished."""
    jobs.run(job_id=UUID(job_id), now=timezone.now())


@shared_task(name="records.sweep_jobs")
def sweep_jobs() -> int:
    """Runs what was left behind by a lost message or a killed worker."""
    found = jobs.waiting(now=timezone.now())
    for job_id in found:
        run_job.delay(str(job_id))
    return len(found)
