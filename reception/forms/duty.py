"""Forms of the roster."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from agencies.actions.duty import Hours
from agencies.duty import receivers
from agencies.enums import Duty
from agencies.models import Agency, DutyShift, User
from law.dates import vn_date
from reception.duty import working
from reception.forms.fields import LineField

MOST_DAYS = 92
_DAYS = [(0, "Thứ Hai"), (1, "Thứ Ba"), (2, "Thứ Tư"), (3, "Thứ Năm"), (4, "Thứ Sáu"),
         (5, "Thứ Bảy"), (6, "Chủ nhật")]  # fmt: skip
_REQUIRED = "Không để trống ô này."


def _day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không hợp lệ.", "required": _REQUIRED},
    )


def _time_field(label: str, at: time) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        initial=at,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Giờ không hợp lệ.", "required": _REQUIRED},
    )


class PersonField(forms.ModelChoiceField):
    """A person by name and title."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.full_name} ({obj.title})" if obj.title else obj.full_name


class ShiftsForm(forms.Form):
    """Phân công trực: one person, chosen weekdays of a span, the same hours."""

    user = PersonField(
        label="Người trực", queryset=User.objects.none(), empty_label="Chọn…",
        error_messages={"required": "Chọn người trực.", "invalid_choice": "Chọn người trực."},
    )  # fmt: skip
    duty = forms.ChoiceField(label="Việc trực", choices=Duty.choices, initial=Duty.DESK)
    first = _day_field("Từ ngày")
    last = _day_field("Đến ngày")
    weekdays = forms.TypedMultipleChoiceField(
        label="Vào các ngày", choices=_DAYS, coerce=int, initial=[0, 1, 2, 3, 4],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một ngày trong tuần."},
    )  # fmt: skip
    days_off = forms.BooleanField(
        label="Cả ngày nghỉ lễ, tết",
        required=False,
        help_text="Bỏ trống thì ngày nghỉ theo lịch làm việc được bỏ qua.",
    )
    begins = _time_field("Từ giờ", time(7, 30))
    ends = _time_field("Đến giờ", time(17, 0))
    note = LineField(label="Ghi chú", max_length=200, required=False)

    def __init__(self, *args: Any, agency: Agency, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = receivers(agency, today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"begins", "ends"} <= data.keys() and data["ends"] <= data["begins"]:
            self.add_error("ends", "Giờ kết thúc phải sau giờ bắt đầu.")
        if {"first", "last"} <= data.keys():
            self._check_span(data["first"], data["last"])
        if not self.errors and not self.hours():
            self.add_error("weekdays", "Không có ngày làm việc nào trong những ngày đã chọn.")
        return data

    def _check_span(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last", "Ngày cuối phải từ ngày đầu trở đi.")
        elif (last - first).days >= MOST_DAYS:
            until = vn_date(first + timedelta(days=MOST_DAYS - 1))
            self.add_error("last", f"Mỗi lần phân công nhiều nhất {MOST_DAYS} ngày, đến {until}.")

    def hours(self) -> list[Hours]:
        """The shifts that were asked for, in order."""
        data, zone = self.cleaned_data, timezone.get_current_timezone()
        span = range((data["last"] - data["first"]).days + 1)
        days = [data["first"] + timedelta(days=n) for n in span]
        return [
            Hours(
                datetime.combine(day, data["begins"], tzinfo=zone),
                datetime.combine(day, data["ends"], tzinfo=zone),
            )
            for day in days
            if day.weekday() in data["weekdays"] and (data["days_off"] or not _is_holiday(day))
        ]


def _is_holiday(day: date) -> bool:
    """A day off that the calendar names; a chosen Saturday is a wish, not a holiday."""
    is_working, why = working(day)
    return not is_working and bool(why)


class SwapForm(forms.Form):
    """Xin đổi ca."""

    asked_of = PersonField(
        label="Nhờ người trực thay", queryset=User.objects.none(), empty_label="Chọn…",
        error_messages={"required": "Chọn người trực thay.",
                        "invalid_choice": "Chọn người trực thay."},
    )  # fmt: skip
    reason = LineField(
        label="Lý do", max_length=200, error_messages={"required": "Ghi lý do đổi ca."}
    )

    def __init__(self, *args: Any, shift: DutyShift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = timezone.localdate(shift.starts_at)
        people = receivers(shift.agency, day).exclude(pk=shift.user_id)
        self.fields["asked_of"].queryset = people  # type: ignore[attr-defined]
