"""Form of a schedule: which report, when, for whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from records.filtering import FilterForm
from reports.all_kinds import kind_of
from reports.enums import ReportKind, Rhythm
from reports.models import ReportSchedule
from reports.run_days import RunRule
from reports.schedule_words import DAYS
from reports.scheduled_units import units_for

_WEEKDAYS = [(number, f"{name[0].upper()}{name[1:]}") for number, name in enumerate(DAYS, start=1)]
STATES = [
    ("", "Mọi tình trạng"),
    ("failed", "Không thành"),
    ("waiting", "Đang chờ"),
    ("running", "Đang chạy"),
    ("done", "Đã xong"),
]


class ScheduleForm(forms.Form):
    """Một lịch lập báo cáo."""

    agency = forms.ModelChoiceField(
        label="Đơn vị", queryset=Agency.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind.choices)
    rhythm = forms.ChoiceField(label="Nhịp", choices=Rhythm.choices)
    weekday = forms.TypedChoiceField(label="Thứ", choices=_WEEKDAYS, coerce=int, initial=1)
    day = forms.IntegerField(
        label="Ngày trong tháng",
        min_value=1,
        max_value=28,
        initial=15,
        help_text="Từ 1 đến 28; kỳ hết ngày 14 nên sớm nhất là ngày 15.",
    )
    at = forms.TimeField(
        label="Giờ",
        initial="06:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Giờ Việt Nam.",
    )
    with_units_below = forms.BooleanField(
        label="Lập cho cả các đơn vị bên dưới", required=False, initial=True
    )
    is_on = forms.BooleanField(label="Lịch đang bật", required=False, initial=True)
    catch_up_from = forms.DateField(
        label="Lập bù từ ngày",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Để trống: chỉ lập từ lần chạy sắp tới. Ghi ngày: các lần chạy đã qua kể từ ngày "
        "đó mà chưa lập thì lập ngay, nhiều nhất 8 lần gần đây.",
    )

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        self.fields["agency"].queryset = kept_units(user, timezone.localdate(now))

    @classmethod
    def said_by(cls, schedule: ReportSchedule) -> dict[str, Any]:
        """What a schedule says, as the form shows it; catching up is asked anew each time."""
        names = ("agency", "kind", "rhythm", "at", "with_units_below", "is_on")
        said = {name: getattr(schedule, name) for name in names}
        of = "weekday" if schedule.rhythm == Rhythm.WEEKLY else "day"
        return said | {of: schedule.day}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        weekday = said.pop("weekday", 1)
        if said.get("rhythm") == Rhythm.WEEKLY:
            said["day"] = weekday
        since = said.get("catch_up_from")
        if since and since > timezone.localdate(self._now):
            self.add_error("catch_up_from", "Ngày lập bù không được sau hôm nay.")
        if not self.errors and (sentence := self._misfit()):
            self.add_error("rhythm", sentence)
        return said

    def rule(self) -> RunRule:
        """When the schedule would run."""
        said = self.cleaned_data
        zone = timezone.get_default_timezone()
        return RunRule(Rhythm(said["rhythm"]), said["day"], said["at"], zone)

    def units(self, on: date) -> Any:
        """Whom it would make reports for."""
        said = self.cleaned_data
        return units_for(said["agency"], below=said["with_units_below"], on=on)

    def _misfit(self) -> str:
        """Why this kind of report is not made in this rhythm; "" when it is."""
        run = self.rule().coming(now=self._now, how_many=1)[0]
        try:
            spec = kind_of(self.cleaned_data["kind"])
        except Refused as refused:
            return refused.sentence
        if any(spec.accepts(period) for period in run.periods):
            label = ReportKind(self.cleaned_data["kind"]).label
            return f"“{label}” không lập theo nhịp này; hãy chọn nhịp khác."
        return ""


class BatchUnitsForm(FilterForm):
    """Which units of a batch are listed."""

    tinh_trang = forms.ChoiceField(label="Tình trạng", choices=STATES, required=False)


def kept_units(user: User, today: date) -> Any:
    """Units in the trees whose schedules this user keeps."""
    found = Agency.objects.none()
    for tree in user.access.agencies_with(Permission.SCHEDULE_REPORT):
        found = found | units_for(tree, below=True, on=today)
    return found.order_by("path")
