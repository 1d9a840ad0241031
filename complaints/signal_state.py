"""What the weighing reads of a matter, from its rows to the values of complaints/signals/state.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from agencies.models import Event
from agencies.windows_open import concerns
from complaints.models import Clock, Matter, MatterFact
from complaints.signals.state import LateDuty, MatterState, NearEvent, SeenFact
from complaints.signals.weights import Weights


def near_events(weights: Weights, today: date) -> list[Event]:
    """Events nobody closed whose window is open or opens within the days of the weights."""
    soon = today + timedelta(days=weights.factor("event").numbers["near_days"])
    return list(
        Event.objects.filter(window_from__lte=soon, window_to__gte=today, closed_at__isnull=True)
    )


def state_of(matter: Matter, today: date, events: Iterable[Event]) -> MatterState:
    """Two statements: its facts and the duties of the office that ran out."""
    late = Clock.objects.filter(matter=matter, finished_on=None, due_on__lt=today).of_the_office()
    return MatterState(
        opened_on=matter.opened_on,
        facts=tuple(_seen(fact) for fact in MatterFact.objects.filter(matter=matter)),
        late=tuple(LateDuty(pk, due) for pk, due in late.values_list("pk", "due_on")),
        events=tuple(
            NearEvent(event.pk, event.name, event.window_from, event.window_to)
            for event in events
            if concerns(event, matter.agency)
        ),
    )


def _seen(fact: MatterFact) -> SeenFact:
    """A fact noted by hand is its own evidence."""
    source = (fact.reference_kind, fact.reference_id) if fact.reference_id else ("fact", fact.pk)
    return SeenFact(fact.kind, fact.happened_on, fact.amount, source, fact.sentence)
