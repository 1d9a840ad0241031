"""Form of “Xếp tự động”: which duty, when, by whom."""

from datetime import date, timedelta
from typing import Any

from django import forms

from agencies.duty import POSTINGS, receivers, staff
from agencies.enums import Duty
from agencies.models import Agency, Event, User
from law.dates import vn_date
from reception.duty_cells import working
from reception.duty_fill import Asked
from reception.forms.duty import (
    MOST_DAYS,
    PersonField,
    PhoneField,
    check_window,
    day_field,
    time_field,
)
from reception.forms.fields import LineField

ALL, WORKING, OFF = "all", "working", "off"
_MOST_EACH = 5


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people by name and title."""

    label_from_instance = PersonField.label_from_instance


class FillForm(forms.Form):
    """Xếp lịch trực tự động."""

    duty = forms.ChoiceField(label="Việc trực", choices=Duty.choices)
    people = PeopleField(
        label="Những người cùng trực", queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người.",
                        "invalid_choice": "Chọn người trong danh sách.",
                        "invalid_pk_value": "Chọn người trong danh sách."},
    )  # fmt: skip
    first = day_field("Từ ngày")
    last = day_field("Đến ngày")
    which = forms.ChoiceField(
        label="Những ngày",
        choices=[(ALL, "Tất cả các ngày"), (WORKING, "Ngày làm việc"), (OFF, "Ngày nghỉ, lễ, tết")],
    )
    begins = time_field("Từ giờ", None)
    ends = time_field("Đến giờ", None)
    each = forms.IntegerField(
        label="Số người mỗi ca", min_value=1, max_value=_MOST_EACH, initial=1,
        error_messages={"required": "Nhập số người mỗi ca.",
                        "invalid": "Số người phải là số nguyên.",
                        "min_value": "Số người ít nhất là 1.",
                        "max_value": f"Mỗi ca nhiều nhất {_MOST_EACH} người."},
    )  # fmt: skip
    only_gaps = forms.BooleanField(
        label="Chỉ xếp những ca còn thiếu người",
        required=False,
        initial=True,
        help_text="Ca đã có người trực được giữ nguyên.",
    )
    place = LineField(
        label="Nơi trực", max_length=200, required=False,
        help_text="Bỏ trống nếu trực tại nơi tiếp công dân của cơ quan.",
    )  # fmt: skip
    phone = PhoneField(label="Điện thoại trực", help_text="Bỏ trống thì dùng số của người trực.")

    def __init__(
        self, *args: Any, agency: Agency, event: Event, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._agency, self._event, self._today = agency, event, today
        self.fields["people"].queryset = staff(agency, today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"begins", "ends"} <= data.keys() and data["ends"] <= data["begins"]:
            self.add_error("ends", "Giờ kết thúc phải sau giờ bắt đầu.")
        if {"first", "last"} <= data.keys():
            self._check_days(data["first"], data["last"])
        if {"people", "duty"} <= data.keys():
            self._check_people(data["people"], data["duty"])
        if {"people", "each"} <= data.keys() and len(data["people"]) < data["each"]:
            self.add_error("each", "Số người mỗi ca nhiều hơn số người đã chọn.")
        if not self.errors and not self._days():
            self.add_error("which", "Không có ngày nào như vậy trong những ngày đã chọn.")
        return data

    def _check_days(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last", "Ngày cuối phải từ ngày đầu trở đi.")
            return
        if first < self._today:
            self.add_error("first", f"Chỉ xếp ca từ hôm nay ({vn_date(self._today)}) trở đi.")
        if (last - first).days >= MOST_DAYS:
            until = vn_date(first + timedelta(days=MOST_DAYS - 1))
            self.add_error("last", f"Mỗi lần xếp nhiều nhất {MOST_DAYS} ngày, đến {until}.")
        check_window(self, self._event, first, last)

    def _check_people(self, people: Any, duty: str) -> None:
        may = set(receivers(self._agency, self._today, duty).values_list("pk", flat=True))
        if others := [one.full_name for one in people if one.pk not in may]:
            self.add_error(
                "people",
                f"{', '.join(others)} không tiếp công dân ở cơ quan này nên không nhận việc trực này.",
            )

    def _days(self) -> list[date]:
        data = self.cleaned_data
        span = range((data["last"] - data["first"]).days + 1)
        days = [data["first"] + timedelta(days=n) for n in span]
        if data["which"] == ALL:
            return days
        return [day for day in days if working(day)[0] == (data["which"] == WORKING)]

    def asked(self) -> Asked:
        """What the valid form asks for."""
        data = self.cleaned_data
        return Asked(
            agency=self._agency, duty=Duty(data["duty"]), people=tuple(data["people"]),
            days=tuple(self._days()), begins=data["begins"], ends=data["ends"],
            each=data["each"], only_gaps=data["only_gaps"],
        )  # fmt: skip


def first_values(duty: str) -> dict[str, Any]:
    """What the form offers for a duty: office hours at the place; the phone also on days off."""
    known = Duty(duty) if duty in Duty.values else Duty.PHONE
    every_day = known in (Duty.PHONE, Duty.LEADER)
    return {
        "duty": known,
        "which": ALL if every_day or known in POSTINGS else WORKING,
        "begins": "07:30",
        "ends": "17:00",
    }
