"""The period of the counts of level-skipping: one of a list, or the window of an event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from agencies.event_filter import event_choices, recent_events
from agencies.models import User
from complaints.sighting_counts import Days
from complaints.sighting_periods import (
    days_of,
    days_of_event,
    event_named,
    period_choices,
    usual_code,
)
from law.errors import LawError
from records.filtering import FilterForm


class SightingPeriodForm(FilterForm):
    """Kỳ hoặc sự kiện; an event goes before the period."""

    ky = forms.ChoiceField(label="Kỳ", required=False)
    su_kien = forms.ChoiceField(label="Hoặc trong thời gian sự kiện", required=False)

    def __init__(self, data: Any, *, user: User, today: date) -> None:
        super().__init__(data if "ky" in data or "su_kien" in data else {"ky": usual_code(today)})
        self.user, self.today = user, today
        self.fields["ky"].choices = period_choices(today)
        events = [("", "Không chọn"), *event_choices(recent_events(user, today))]
        self.fields["su_kien"].choices = events

    def days(self) -> tuple[Days, Days | None]:
        """What was asked and what it is compared with; the running month when nothing sound was."""
        data = self.cleaned_data if self.is_valid() else {}
        event = event_named(data.get("su_kien") or "", self.user)
        if event is not None:
            return days_of_event(event, self.user)
        try:
            return days_of(data.get("ky") or usual_code(self.today))
        except LawError:
            return days_of(usual_code(self.today))
