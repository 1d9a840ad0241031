"""Forms of the roster."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from agencies.actions.duty import Hours
from agencies.actions.own_phone import refusal_of
from agencies.duty import receivers, staff
from agencies.enums import Duty
from agencies.models import Agency, DutyShift, Event, User
from law.dates import vn_date
from reception.duty_cells import working
from reception.forms.fields import LineField

MOST_DAYS = 92
_DAYS = [(0, "Thứ Hai"), (1, "Thứ Ba"), (2, "Thứ Tư"), (3, "Thứ Năm"), (4, "Thứ Sáu"),
         (5, "Thứ Bảy"), (6, "Chủ nhật")]  # fmt: skip
_REQUIRED = "Không để trống ô này."


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không hợp lệ.", "required": _REQUIRED},
    )


def time_field(label: str, at: time | None) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        initial=at,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Giờ không hợp lệ.", "required": _REQUIRED},
    )


class PhoneField(LineField):
    """A phone number as officials write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, required=False, **kwargs)
        self.widget.attrs.update(inputmode="tel", autocomplete="off")

    def to_python(self, value: Any) -> str:
        said = super().to_python(value)
        if why := refusal_of(said):
            raise forms.ValidationError(why)
        return said


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
    first = day_field("Từ ngày")
    last = day_field("Đến ngày")
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
    begins = time_field("Từ giờ", time(7, 30))
    ends = time_field("Đến giờ", time(17, 0))
    event = forms.ModelChoiceField(
        label="Phục vụ sự kiện", queryset=Event.objects.none(), required=False,
        empty_label="Lịch thường xuyên",
        error_messages={"invalid_choice": "Sự kiện đã qua, đã đóng hoặc không thuộc phạm vi của cơ quan."},
    )  # fmt: skip
    place = LineField(
        label="Nơi trực", max_length=200, required=False,
        help_text="Bỏ trống nếu trực tại nơi tiếp công dân của cơ quan.",
    )  # fmt: skip
    phone = PhoneField(label="Điện thoại trực", help_text="Bỏ trống thì dùng số của người trực.")
    note = LineField(label="Ghi chú", max_length=200, required=False)

    def __init__(
        self, *args: Any, agency: Agency, today: date, events: QuerySet[Event], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff(agency, today)  # type: ignore[attr-defined]
        self.fields["event"].queryset = events  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"begins", "ends"} <= data.keys() and data["ends"] <= data["begins"]:
            self.add_error("ends", "Giờ kết thúc phải sau giờ bắt đầu.")
        if {"first", "last"} <= data.keys():
            self._check_span(data["first"], data["last"])
            if event := data.get("event"):
                check_window(self, event, data["first"], data["last"])
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


def check_window(form: forms.Form, event: Event, first: date, last: date) -> None:
    """The roster of an event lies inside its window."""
    window = f"({vn_date(event.window_from)} – {vn_date(event.window_to)})"
    if first < event.window_from:
        form.add_error("first", f"Sớm hơn thời gian theo dõi sự kiện {window}.")
    if last > event.window_to:
        form.add_error("last", f"Muộn hơn thời gian theo dõi sự kiện {window}.")


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
        people = receivers(shift.agency, day, shift.duty).exclude(pk=shift.user_id)
        self.fields["asked_of"].queryset = people  # type: ignore[attr-defined]
