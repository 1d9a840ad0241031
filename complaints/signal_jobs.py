"""Jobs of the signals: one matter whose facts changed, and the daily round over those that weigh."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from complaints.actions.assessing_matters import assess_matter
from complaints.enums import FactKind
from complaints.models import HotSpot, Matter, MatterFact, Petition
from complaints.representation import MANY
from complaints.signal_state import near_events
from complaints.signals.weights import in_force
from records.actions import jobs
from records.models import Job

ROUND = "signal_round"
# A matter of which nothing but visits was told for so long rests.
RECENT = timedelta(days=400)
CHUNK = 500
_FIRST = UUID(int=0)


def run_assessment(*, job: Job, now: datetime) -> None:
    """One matter, named by the arguments; gone or closed, nothing is to be done."""
    matter_id = UUID(job.arguments["matter"])
    if Matter.objects.filter(pk=matter_id).exists():
        assess_matter(matter_id=matter_id, now=now, today=timezone.localdate(now))


def ask_round(*, now: datetime, after: UUID = _FIRST) -> Job:
    """The round of one day from one matter on: asked once, however often the hour strikes."""
    today = timezone.localdate(now)
    return jobs.ask(
        kind=ROUND, effect_key=f"{ROUND}:{today.isoformat()}:{after}", agency=None,
        arguments={"after": str(after)}, by=None, now=now,
    )  # fmt: skip


def run_round(*, job: Job, now: datetime) -> None:
    """One handful; the next one is asked for first, so that a failure stops no other."""
    today = timezone.localdate(now)
    found = matters_to_weigh(after=UUID(job.arguments["after"]), today=today, most=CHUNK)
    if len(found) == CHUNK:
        ask_round(now=now, after=found[-1])
    weigh(found, today=today, now=now)


def weigh(matter_ids: list[UUID], *, today: date, now: datetime) -> None:
    """Each in a transaction of its own; the events are read once."""
    events = near_events(in_force(today), today)
    for matter_id in matter_ids:
        assess_matter(matter_id=matter_id, now=now, today=today, events=events)


def matters_to_weigh(*, after: UUID, today: date, most: int) -> list[UUID]:
    """The next matters, by id, of which something beside a visit was told lately, that many signed, or
    that carry a flag. Nothing else can reach a level: time alone weighs too little (weights.py)."""
    since = today - RECENT
    facts = MatterFact.objects.exclude(kind=FactKind.VISIT).filter(happened_on__gte=since)
    signed = Petition.objects.filter(signatories__gte=MANY, received_on__gte=since)
    sources = (facts, signed, HotSpot.objects.open())
    found: set[UUID] = set()
    for rows in sources:
        later = (
            rows.filter(matter__gt=after).order_by("matter_id").values_list("matter_id", flat=True)
        )
        found |= set(later.distinct()[:most])
    return sorted(found)[:most]
