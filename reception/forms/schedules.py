"""The form of a schedule: a rule of days in words, and what is printed with it."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from agencies.models import Agency, User
from agencies.refusals import Refused
from complaints.forms.fields import DayField
from reception.actions.schedules import days_of
from reception.actions.sessions import usual_place
from reception.enums import DayOffRule, SessionKind
from reception.forms.fields import LineField
from reception.forms.sessions import TIME
from reception.models import Venue
from reception.recurrence import EXAMPLES, LONGEST, Planned
from reception.selectors import hosts
from reception.workflow_sessions import hours_objections

_KINDS = [(kind.value, kind.label) for kind in (SessionKind.PERIODIC, SessionKind.STANDING)]


class ScheduleForm(forms.Form):
    """Lập lịch tiếp công dân."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Loại lịch", choices=_KINDS)
    host = forms.ModelChoiceField(
        label="Người chủ trì", queryset=User.objects.none(), empty_label="Chọn…"
    )
    rule = LineField(
        label="Ngày tiếp",
        max_length=LONGEST,
        help_text="Ví dụ: " + "; ".join(EXAMPLES) + ".",
    )
    day_off = forms.ChoiceField(
        label="Trùng ngày nghỉ thì tiếp vào",
        choices=DayOffRule.choices,
        help_text="Ngày làm bù được tính là ngày làm việc.",
    )
    valid_from = DayField(label="Áp dụng từ ngày")
    valid_to = DayField(label="Đến hết ngày")
    starts_at = forms.TimeField(label="Từ giờ", widget=TIME)
    ends_at = forms.TimeField(label="Đến giờ", widget=TIME)
    venue = forms.ModelChoiceField(
        label="Trụ sở, địa điểm", queryset=Venue.objects.none(), required=False,
        empty_label="Nơi khác",
    )  # fmt: skip
    place = LineField(label="Phòng, nơi tiếp", max_length=200, required=False)
    attendance = LineField(label="Thành phần tham dự", max_length=300, required=False)
    content = LineField(label="Dự kiến nội dung", max_length=300, required=False)

    def __init__(self, *args: Any, agency: Agency, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days: list[Planned] = []
        self.fields["host"].queryset = hosts(agency, today)
        venues = list(Venue.objects.used_by(agency, today).order_by("name"))
        self.fields["venue"].queryset = Venue.objects.filter(pk__in=[v.pk for v in venues])
        for name, value in (
            ("key", uuid4()),
            ("valid_from", today),
            ("valid_to", date(today.year, 12, 31)),
            ("starts_at", "08:00"),
            ("ends_at", "11:30"),
        ):
            self.initial.setdefault(name, value)
        if len(venues) == 1:
            self.initial.setdefault("venue", venues[0].pk)
        else:
            self.initial.setdefault("place", usual_place(agency))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for objection in hours_objections(cleaned.get("starts_at"), cleaned.get("ends_at")):
            self.add_error(objection.field, objection.sentence)
        if {"rule", "day_off", "valid_from", "valid_to"} <= cleaned.keys():
            first, last = cleaned["valid_from"], cleaned["valid_to"]
            try:
                self.days = days_of(cleaned["rule"], first, last, cleaned["day_off"])
            except Refused as refused:
                about_period = last < first or "một năm" in refused.sentence
                self.add_error("valid_to" if about_period else "rule", refused.sentence)
        return cleaned


class IssueForm(forms.Form):
    """Phát hành lịch: sent once."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class WithdrawForm(forms.Form):
    """Thu hồi lịch đã công bố."""

    reason = LineField(label="Lý do thu hồi", max_length=200)
