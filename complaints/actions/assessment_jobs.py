"""When a matter is weighed anew: a job as soon as its facts change, the daily round for the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from records.actions import jobs
from records.enums import JobState
from records.models import Job

ASSESS = "assess_matter"
_left: ContextVar[bool] = ContextVar("left_to_the_round", default=False)


@contextmanager
def left_to_the_round() -> Iterator[None]:
    """Inside, changed facts ask for no job: whoever brings in volumes, or weighs already."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)


def ask_soon(matter_id: UUID, *, now: datetime) -> None:
    """Asks for the job once what changed is committed; what a crash loses here the round finds."""
    if not _left.get():
        transaction.on_commit(partial(ask_assessment, matter_id, now=now), robust=True)


def ask_assessment(matter_id: UUID, *, now: datetime) -> None:
    """One job a matter, started over when it is finished; one that waits reads the new facts too."""
    key = f"{ASSESS}:{matter_id}"
    if Job.objects.filter(effect_key=key, state=JobState.WAITING).exists():
        return
    jobs.ask(
        kind=ASSESS, effect_key=key, agency=None, arguments={"matter": str(matter_id)},
        by=None, now=now, again=True,
    )  # fmt: skip
