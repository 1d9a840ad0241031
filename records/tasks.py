"""Celery tasks of jobs: ids in, one action."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from agencies import law_in_force
from agencies.actions.succession import begin_due
from records.actions import jobs, loose_bytes, retention, scanning
from records.actions.digests import make_digests
from records.actions.mail_sending import send_waiting
from records.actions.sealing_ledger import ask_sealing
from records.actions.search_rows import rebuild


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


@shared_task(name="records.scan_held")
def scan_held() -> int:
    """Asks again about files that wait for the scanner (ADR 0039)."""
    return scanning.ask_again(now=timezone.now())


@shared_task(name="records.make_digests")
def write_digests() -> int:
    """Writes the digests whose hour has struck; a second run writes none."""
    law_in_force.forget()
    return make_digests(now=timezone.now())


@shared_task(name="records.send_letters")
def send_letters() -> int:
    """Sends the letters that wait; what another worker sends is left to it."""
    return send_waiting(now=timezone.now())


@shared_task(name="records.seal_ledger")
def ask_for_seal() -> None:
    """Asks for the seal of this hour; a second run asks for the same one."""
    ask_sealing(now=timezone.now())


@shared_task(name="records.sweep_search")
def sweep_search() -> None:
    """Adds search rows that are missing and deletes those whose record is sealed or gone."""
    rebuild(only_missing=True)


@shared_task(name="records.begin_unit_ends")
def begin_unit_ends() -> int:
    """Begins the ends of units whose last day has passed; a second run begins none (ADR 0034)."""
    return begin_due(now=timezone.now())


@shared_task(name="records.clear_old")
def clear_old() -> int:
    """Removes what its rule lets go (ADR 0044); a second run finds nothing."""
    now = timezone.now()
    return sum(retention.clear_all(now=now).values()) + loose_bytes.sweep(now=now)
