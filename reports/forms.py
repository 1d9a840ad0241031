"""Forms of reports: what to make, what to list, what the overview shows."""

from datetime import date, timedelta
from typing import Any

from django import forms

from agencies.enums import Level
from agencies.event_filter import PHASE_CHOICES, chosen_event, event_choices, recent_events
from agencies.models import Agency, User
from law.dates import vn_date
from law.periods import week_of
from records.filtering import FilterForm

WEEKS = 13
PERIODS = [("tuan", "Tuần này"), ("thang", "Tháng này"), ("nam", "Năm nay")]
_RECEIVING = [(level.value, level.label) for level in Level if level is not Level.UNIT]


def units_of(user: User, today: date) -> Any:
    """Agencies in reach that have reports: all in force but rooms inside an agency."""
    reach = Agency.objects.visible_to(user).in_force(today).exclude(level=Level.UNIT)
    return reach.order_by("path")


def _weeks(today: date) -> list[tuple[str, str]]:
    weeks = [week_of(today - timedelta(weeks=back)) for back in range(WEEKS)]
    return [
        (week.code, f"{week.label} ({vn_date(week.start)} – {vn_date(week.end)})") for week in weeks
    ]


class MakeReportForm(forms.Form):
    """Which weekly report to make."""

    agency = forms.ModelChoiceField(
        label="Đơn vị", queryset=Agency.objects.none(), empty_label=None
    )
    period = forms.ChoiceField(label="Tuần")

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = units_of(user, today)
        self.fields["period"].choices = _weeks(today)
        home = user.access.home_agency()
        self.fields["agency"].initial = home.pk if home else None
        self.fields["period"].initial = _weeks(today)[1][0]


class ReportFilterForm(FilterForm):
    """Filter of the list of reports."""

    agency = forms.ModelChoiceField(
        label="Đơn vị", queryset=Agency.objects.none(), required=False, empty_label="Mọi đơn vị"
    )
    period = forms.ChoiceField(label="Tuần", required=False)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = units_of(user, today)
        self.fields["period"].choices = [("", "Mọi tuần"), *_weeks(today)]


class OverviewForm(FilterForm):
    """Which days and which agencies the overview shows; the window of an event goes before the period."""

    ky = forms.ChoiceField(label="Kỳ", choices=PERIODS, required=False)
    su_kien = forms.ChoiceField(label="Sự kiện", required=False)
    ky_sk = forms.ChoiceField(
        label="Giai đoạn sự kiện",
        choices=[("", "Mọi giai đoạn"), *PHASE_CHOICES],
        required=False,
    )
    cap = forms.ChoiceField(label="Cấp", choices=[("", "Mọi cấp"), *_RECEIVING], required=False)

    def __init__(self, data: Any = None, *, user: User | None, today: date, **kwargs: Any) -> None:
        """Without a user no event is asked for: the chart has months of its own."""
        super().__init__(data, **kwargs)
        events = recent_events(user, today) if user else []
        self.chosen = chosen_event(user, events, data or {}) if user else None
        if choices := event_choices(events, self.chosen):
            self.fields["su_kien"].choices = [("", "Không theo sự kiện"), *choices]
        else:
            del self.fields["su_kien"], self.fields["ky_sk"]
