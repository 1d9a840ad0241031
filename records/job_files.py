"""Who may fetch the file that a job made: the owner of the kind of job says."""

from uuid import UUID

from agencies.models import User
from agencies.registry import Kind, entries
from records.models import Job


def sees_job_file(*, user: User, parent_id: UUID) -> bool:
    """Guard of files under jobs; a kind whose owner says nothing gives its file to nobody."""
    job = Job.objects.filter(pk=parent_id).first()
    sees = entries(Kind.JOB_FILE).get(job.kind) if job is not None else None
    return sees is not None and bool(sees(user=user, job=job))
