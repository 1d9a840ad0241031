"""What the jobs of review lists run."""

from datetime import datetime
from functools import partial
from uuid import UUID

from complaints.actions.review_jobs import FILL, TELL
from complaints.actions.review_lists import fill_list
from complaints.actions.review_notices import tell_issued
from complaints.models import ReviewList
from records.actions import jobs
from records.models import Job

__all__ = ["FILL", "TELL", "run_filling", "run_telling"]


def run_filling(*, job: Job, now: datetime) -> None:
    """Fills the list; each handful is kept, so that a second try goes on."""
    fill_list(review_list=_list(job), tell=partial(_tell, job))


def run_telling(*, job: Job, now: datetime) -> None:
    """Tells the agencies in charge."""
    tell_issued(review_list=_list(job), now=now)


def _list(job: Job) -> ReviewList:
    return ReviewList.objects.select_related("agency", "made_by").get(
        pk=UUID(job.arguments["list"])
    )


def _tell(job: Job, percent: int) -> None:
    jobs.set_progress(job=job, percent=percent)
