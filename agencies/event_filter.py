"""The filter “Sự kiện” of lists: choosing an event sets the days of its window, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.utils import timezone

from agencies.enums import Phase
from agencies.models import Event, User
from agencies.windows import PHASES, within

_KEPT = timedelta(days=730)
_READ, _OFFERED, _NAME = 200, 40, 70
PHASE_CHOICES = [(phase.value, phase.label) for phase in PHASES]


@dataclass(frozen=True, slots=True)
class ChosenEvent:
    """The event a list is cut to, whole or one phase of it."""

    event: Event
    phase: Phase | None

    @property
    def span(self) -> tuple[date, date]:
        """First and last day; the first is later than the last where the phase has no day."""
        return within(self.event, self.phase)

    @property
    def words(self) -> str:
        """What the list is cut to, as a sentence above it."""
        first, last = self.span
        part = self.phase.label.lower() if self.phase else "cả trước, trong và sau"
        if first > last:
            return f"Sự kiện “{self.event.name}” không có ngày nào {part}."
        days = f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
        return (
            f"Theo sự kiện “{self.event.name}” ({part}): {days}. Bỏ chọn sự kiện để tự chọn ngày."
        )


def recent_events(user: User, today: date) -> list[Event]:
    """Events the user sees of the last two years and to come, newest first; one statement."""
    seen = Event.objects.visible_to(user).filter(window_to__gte=today - _KEPT)
    return list(seen.defer("note").order_by("-starts_on", "-id")[:_READ])


def event_choices(events: Iterable[Event], chosen: ChosenEvent | None = None) -> list[Any]:
    """Value and label of each; the chosen one is among them however old it is."""
    offered = list(events)[:_OFFERED]
    if chosen and chosen.event not in offered:
        offered.append(chosen.event)
    return [(str(event.pk), _label(event)) for event in offered]


def chosen_event(user: User, events: Iterable[Event], asked: Any) -> ChosenEvent | None:
    """What the parameters `su_kien` and `ky_sk` name; None for nothing, and for what the user does
    not see."""
    try:
        pk = UUID(asked.get("su_kien", ""))
    except ValueError:
        return None
    found = next((event for event in events if event.pk == pk), None)
    found = found or Event.objects.visible_to(user).filter(pk=pk).first()
    if found is None:
        return None
    phase = asked.get("ky_sk", "")
    return ChosenEvent(found, Phase(phase) if phase in dict(PHASE_CHOICES) else None)


def _label(event: Event) -> str:
    name = event.name if len(event.name) <= _NAME else f"{event.name[:_NAME].rstrip()}…"
    return f"{name} ({event.starts_on:%m/%Y})"


def event_field() -> django_filters.ChoiceFilter:
    """The filter “Sự kiện” of a set that is `ByEvent`."""
    return django_filters.ChoiceFilter(
        label="Sự kiện", method="of_event", choices=[], empty_label="Mọi lúc"
    )


def phase_field() -> django_filters.ChoiceFilter:
    """Which part of the window; without it the whole."""
    return django_filters.ChoiceFilter(
        label="Giai đoạn sự kiện",
        method="of_phase",
        choices=PHASE_CHOICES,
        empty_label="Mọi giai đoạn",
    )


class ByEvent:
    """Goes before FilterSet in a set with `su_kien = event_field()` and `ky_sk = phase_field()`.

    A chosen event sets the answers `tu` and `den`, so that range, form and words are one thing.
    Without any event the two fields are not there.
    """

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        user = kwargs["request"].user
        self.events = recent_events(user, timezone.localdate())
        self.chosen = chosen_event(user, self.events, data or {})
        if self.chosen and data is not None:
            first, last = self.chosen.span
            data = data.copy()
            data["tu"], data["den"] = first.isoformat(), last.isoformat()
        super().__init__(data, *args, **kwargs)
        filters = self.filters  # type: ignore[attr-defined]
        if choices := event_choices(self.events, self.chosen):
            filters["su_kien"].extra["choices"] = choices
        else:
            del filters["su_kien"], filters["ky_sk"]

    @property
    def event_words(self) -> str:
        """The sentence above the list; empty without an event."""
        return self.chosen.words if self.chosen else ""

    def of_event(self, rows: Any, name: str, value: str) -> Any:
        """The days are set already (tu, den)."""
        return rows

    def of_phase(self, rows: Any, name: str, value: str) -> Any:
        return rows
