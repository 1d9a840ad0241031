"""A step of the table of processing: its rights, its version, its state, its day."""

from datetime import date, datetime

from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from complaints import workflow
from complaints.actions import turns
from complaints.models import Petition
from complaints.rights import permissions_in
from complaints.workflow import Fact, Transition


def ensure(step: Transition, petition: Petition, facts: set[Fact], version: int, by: User) -> None:
    """The rights first, then who came first, then the table: the loser hears who won."""
    permissions = permissions_in(by, petition.agency)
    if step.needs in permissions:
        turns.ensure_current(petition, version)
    workflow.ensure(step, state=petition.state, permissions=permissions, facts=facts)


def ensure_day(name: str, day: date, not_before: date, before_name: str, now: datetime) -> None:
    """Raises Refused for a day in the future or before `not_before`."""
    reason = workflow.day_refusal(
        name, day, not_before=not_before, before_name=before_name,
        today=timezone.localtime(now).date(),
    )  # fmt: skip
    if reason:
        raise Refused(reason)


def save(petition: Petition, *fields: str) -> None:
    """Stores these fields and the next version."""
    petition.version += 1
    petition.save(update_fields=[*fields, "version"])
