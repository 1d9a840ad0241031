"""When the cases of a unit entered each stage: input of `complaints.stage_times`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from agencies.models import Agency, User
from complaints.enums import Outcome
from complaints.models import Petition, ProceedingEvent
from complaints.procedure.names import Stage
from complaints.stage_times import Moment


def moments_of(user: User, agency: Agency, since: date, kind: str = "") -> Iterator[Moment]:
    """Stages of the petitions received since a day that this user may see, case by case.

    What was processed without an event (before procedures were recorded) has its dates alone.
    """
    seen = Petition.objects.visible_to(user).filter(agency=agency, received_on__gte=since)
    if kind:
        seen = seen.filter(kind=kind)
    events: dict[UUID, list[Moment]] = defaultdict(list)
    told = ProceedingEvent.objects.filter(petition__in=seen.values("pk"))
    rows = told.order_by("happened_on", "entered_at", "id")
    for petition, stage, on in rows.values_list("petition_id", "stage_after", "happened_on"):
        events[petition].append(Moment(petition, stage, on))
    dates = seen.order_by().values_list(
        "pk", "received_on", "outcome", "processed_on", "resolved_on"
    )
    for pk, received_on, outcome, processed_on, resolved_on in dates:
        yield Moment(pk, Stage.INTAKE, received_on)
        yield from events.get(pk) or _from_dates(pk, outcome, processed_on, resolved_on)


def _from_dates(
    pk: UUID, outcome: str, processed_on: date | None, resolved_on: date | None
) -> Iterator[Moment]:
    if processed_on:
        accepted = outcome == Outcome.ACCEPT
        yield Moment(pk, Stage.ACCEPTED if accepted else Stage.NOT_ACCEPTED, processed_on)
    if resolved_on:
        yield Moment(pk, Stage.CLOSED, resolved_on)
