"""Forms of reports: what to make, what to list, what the overview shows."""

from datetime import date
from typing import Any

from django import forms

from agencies.enums import Level
from agencies.event_filter import PHASE_CHOICES, chosen_event, event_choices, recent_events
from agencies.models import Agency, User
from records.filtering import FilterForm
from reports.overview_board import DIVISIONS

PERIODS = [("tuan", "Tuần này"), ("thang", "Tháng này"), ("nam", "Năm nay")]
_RECEIVING = [(level.value, level.label) for level in Level if level is not Level.UNIT]


def units_of(user: User, today: date) -> Any:
    """Agencies in reach that have reports: all in force but rooms inside an agency."""
    reach = Agency.objects.visible_to(user).in_force(today).exclude(level=Level.UNIT)
    return reach.order_by("path")


class OverviewForm(FilterForm):
    """Which days, tree and agencies the overview shows, divided by what; the window of an event goes
    before the period. What has no control here is chosen by links and kept when filtering."""

    ky = forms.ChoiceField(label="Kỳ", choices=PERIODS, required=False)
    su_kien = forms.ChoiceField(label="Sự kiện", required=False)
    ky_sk = forms.ChoiceField(
        label="Giai đoạn sự kiện",
        choices=[("", "Mọi giai đoạn"), *PHASE_CHOICES],
        required=False,
    )
    cap = forms.ChoiceField(label="Cấp", choices=[("", "Mọi cấp"), *_RECEIVING], required=False)
    chieu = forms.ChoiceField(
        choices=[(d.value, words) for d, words in DIVISIONS.items()],
        widget=forms.HiddenInput,
        required=False,
    )
    xep = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    goc = forms.ModelChoiceField(
        queryset=Agency.objects.none(), widget=forms.HiddenInput, required=False
    )

    def __init__(
        self, data: Any = None, *, user: User, today: date, by_event: bool = True, **kwargs: Any
    ) -> None:
        """Without `by_event` no event is offered and none looked up."""
        super().__init__(data, **kwargs)
        events = recent_events(user, today) if by_event else []
        self.chosen = chosen_event(user, events, data or {}) if by_event else None
        if choices := event_choices(events, self.chosen):
            self.fields["su_kien"].choices = [("", "Không theo sự kiện"), *choices]
        else:
            del self.fields["su_kien"], self.fields["ky_sk"]
        self.fields["goc"].queryset = Agency.objects.visible_to(user)
