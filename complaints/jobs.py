"""Kinds of jobs of complaints: dates computed anew after a change of law; warnings of due dates."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.utils import timezone

from agencies.law_effect import Effect
from agencies.models import LawText, User
from complaints import law_effect
from complaints.actions.hotspot_reminders import remind_of_hotspots
from complaints.actions.law_change import recompute_clocks
from complaints.actions.transfer_reminders import remind_of_transfers
from complaints.actions.warnings import warn_of_due_dates
from law.adoption import LawInForce
from records.actions import jobs
from records.models import Job

LAW_CHANGE = "law_change"
DUE_WARNINGS = "due_warnings"


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


def ask_due_warnings(*, now: datetime) -> Job:
    """The warnings of one day: asked once, however often the hour strikes."""
    today = timezone.localdate(now)
    return jobs.ask(
        kind=DUE_WARNINGS,
        effect_key=f"due_warnings:{today.isoformat()}",
        agency=None,
        arguments={},
        by=None,
        now=now,
    )


def run_due_warnings(*, job: Job, now: datetime) -> None:
    """Tells who must be told today: of due dates, of transfers and urgings that wait too long, of flags to
    be looked at again."""
    today = timezone.localdate(now)
    warn_of_due_dates(today=today, now=now)
    remind_of_transfers(today=today, now=now)
    remind_of_hotspots(today=today, now=now)


def _tell(job: Job, percent: int) -> None:
    jobs.set_progress(job=job, percent=percent)
