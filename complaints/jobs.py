"""Kinds of jobs of complaints: dates computed anew after a change of law; warnings of due dates."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.utils import timezone

from agencies.law_effect import Effect
from agencies.models import LawText, User
from complaints import law_effect
from complaints.actions.law_change import recompute_clocks
from law.adoption import LawInForce
from records.actions import jobs
from records.models import Job

LAW_CHANGE = "law_change"


def measure(*, law: LawInForce | None = None, text: LawText | None = None, user: User) -> Effect:
    """What agencies asks: of a law to try what it would do, of an adopted text what it did."""
    if law is not None:
        return law_effect.measure(law=law, user=user, today=timezone.localdate())
    return law_effect.past(text=text, user=user) if text is not None else Effect()


def ask_law_change(*, text: LawText, by: User, now: datetime) -> Job:
    """The job that recomputes what runs; asking twice is one job."""
    return jobs.ask(
        kind=LAW_CHANGE,
        effect_key=f"law_change:{text.pk}",
        agency=None,
        arguments={"text": str(text.pk)},
        by=by,
        now=now,
    )


def run_law_change(*, job: Job, now: datetime) -> None:
    """Recomputes every open clock."""
    recompute_clocks(
        text_id=UUID(job.arguments["text"]),
        today=timezone.localdate(now),
        now=now,
        tell=partial(_tell, job),
    )


def _tell(job: Job, percent: int) -> None:
    jobs.set_progress(job=job, percent=percent)
