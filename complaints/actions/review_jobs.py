"""Jobs of review lists: a long one is filled, those in charge are told; each asked for once a list."""

from __future__ import annotations

from datetime import datetime

from agencies.models import User
from complaints.models import ReviewList
from records.actions import jobs
from records.models import Job

FILL, TELL = "review_list", "review_told"


def ask_filling(review_list: ReviewList, *, by: User, now: datetime) -> Job:
    """The job that takes the matters in."""
    return _ask(FILL, review_list, by, now)


def ask_telling(review_list: ReviewList, *, by: User, now: datetime) -> Job:
    """The job that tells the agencies in charge."""
    return _ask(TELL, review_list, by, now)


def filling_of(review_list: ReviewList) -> Job | None:
    """The job of a long list, finished or not."""
    return Job.objects.filter(effect_key=f"{FILL}:{review_list.pk}").first()


def is_filling(review_list: ReviewList) -> bool:
    """True until every matter is in: a job that failed leaves the list unfinished."""
    job = filling_of(review_list)
    return job is not None and job.state != "done"


def _ask(kind: str, review_list: ReviewList, by: User, now: datetime) -> Job:
    return jobs.ask(
        kind=kind, effect_key=f"{kind}:{review_list.pk}", agency=review_list.agency,
        arguments={"list": str(review_list.pk)}, by=by, now=now,
    )  # fmt: skip
