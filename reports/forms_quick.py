"""Forms of quick reports and of incidents; free texts refuse numbers that lead to a person."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet

from agencies.models import Agency, Event, User
from complaints.forms.fields import AnswerField, DayField, LineField, MomentField, TextField
from complaints.models import Matter
from records.filtering import FilterForm
from reports.actions.incidents import PETITION_NOT_FOUND, IncidentTold, open_matter_of
from reports.actions.quick import Told
from reports.enums import Calmed, Cause
from reports.models import Incident
from reports.personal_numbers import objection

_CHOOSE = [("", "Chọn…")]


def events_of(user: User, *, reporting: bool = False) -> QuerySet[Event]:
    """Events in sight, the latest first; with `reporting` those that ask for quick reports."""
    seen = Event.objects.visible_to(user).order_by("-window_from", "-id")
    return seen.filter(report_at__isnull=False) if reporting else seen


class PersonalNumbersRefused(forms.Form):
    """Beside each text: why a telephone or the number of an identity paper cannot stand in it."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, text in list(data.items()):
            if isinstance(text, str) and (why := objection(text)):
                self.add_error(name, why)
        return data


class QuickForm(PersonalNumbersRefused):
    """Báo cáo nhanh: the texts; the figures are counted, not typed."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    happened = TextField(
        label="Diễn biến trong ngày",
        rows=4,
        help_text="Tình hình tiếp công dân, đơn thư; số người, nội dung, yêu cầu của từng đoàn.",
    )
    done = TextField(label="Việc đã làm", required=False)
    proposals = TextField(label="Đề xuất, kiến nghị", rows=2, required=False)
    note = TextField(
        label="Ghi chú số liệu", rows=2, required=False,
        help_text="Số liệu đếm từ sổ, không sửa tại đây; nếu khác thực tế hãy ghi rõ vì sao.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4

    def told(self) -> Told:
        """What the person wrote."""
        return Told(**{field.name: self.cleaned_data[field.name] for field in fields(Told)})


class CorrectForm(QuickForm):
    """Đính chính: the texts anew, why, and which version was on the screen."""

    reason = LineField(label="Lý do đính chính", max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field_order = ("key", "version", "reason", "happened", "done", "proposals", "note")


class QuickFilter(FilterForm):
    """Which event, and the last of the days shown."""

    su_kien = forms.ModelChoiceField(
        label="Sự kiện", queryset=Event.objects.none(), required=False, empty_label=None
    )
    den = DayField(label="Đến ngày", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["su_kien"].queryset = events_of(user, reporting=True)


class IncidentForm(PersonalNumbersRefused):
    """Báo cáo đột xuất: the closed lists tell of the situation, the texts of the content."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    agency = forms.ModelChoiceField(
        label="Đơn vị báo cáo", queryset=Agency.objects.none(), empty_label=None
    )
    event = forms.ModelChoiceField(
        label="Trong thời gian sự kiện",
        queryset=Event.objects.none(),
        required=False,
        empty_label="Không thuộc sự kiện nào",
    )
    happened_at = MomentField(label="Xảy ra lúc")
    place = LineField(label="Địa điểm", max_length=200)
    comes_from = LineField(
        label="Công dân đến từ địa phương",
        max_length=200,
        required=False,
        help_text="Xã, phường, tỉnh; không ghi địa chỉ nhà của từng người.",
    )
    head_count = forms.IntegerField(
        label="Số người",
        min_value=1,
        max_value=10_000,
        error_messages={"min_value": "Số người phải từ 1 trở lên."},
    )
    representatives = forms.IntegerField(
        label="Số người đại diện",
        min_value=0,
        max_value=5,
        required=False,
        help_text="Người được đoàn cử theo điều 29 Luật Tiếp công dân 2013.",
    )
    representative_names = LineField(
        label="Họ tên người đại diện được cử",
        max_length=300,
        required=False,
        help_text="Chỉ người đại diện được cử hợp lệ, cách nhau bằng dấu phẩy. Không ghi tên, "
        "hành vi của người khác; không ghi số điện thoại, số giấy tờ.",
    )
    cause = forms.ChoiceField(label="Hoàn cảnh", choices=[*_CHOOSE, *Cause.choices])
    demand = TextField(label="Nội dung, yêu cầu", rows=3)
    petition = LineField(
        label="Số đơn liên quan",
        max_length=20,
        required=False,
        help_text="Ví dụ 12/2026, nếu vụ việc đã có đơn trong sổ của đơn vị.",
    )
    calmed = forms.ChoiceField(label="Cách giữ ổn định", choices=[*_CHOOSE, *Calmed.choices])
    handled = TextField(label="Việc đã xử lý tại chỗ", rows=3)
    in_charge = LineField(label="Cơ quan có trách nhiệm giải quyết", max_length=200)
    state_of_case = LineField(label="Tình trạng vụ việc", max_length=300, required=False)
    went_home = AnswerField(label="Công dân đã tự nguyện ra về", required=False)
    proposal = TextField(label="Đề xuất", rows=2, required=False)  # fmt: skip

    def __init__(
        self, *args: Any, user: User, agencies: list[Agency], today: date,
        follows: Incident | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._user = user
        self.matter: Matter | None = None
        self.fields["key"].initial = uuid4
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=[a.pk for a in agencies])
        self.fields["agency"].initial = agencies[0].pk if agencies else None
        running = events_of(user).filter(closed_at=None, window_from__lte=today)
        self.fields["event"].queryset = running.filter(window_to__gte=today - timedelta(days=7))
        if len(agencies) < 2:
            self.fields["agency"].widget = forms.HiddenInput()
        if follows is not None:
            # A further report tells of the same incident: its event and its matter stay.
            for name in ("event", "petition"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        number, agency = data.get("petition", ""), data.get("agency")
        if number and agency:
            self.matter = open_matter_of(agency=agency, number=number, user=self._user)
            if self.matter is None:
                self.add_error("petition", PETITION_NOT_FOUND)
        data["representatives"] = data.get("representatives") or 0
        return data

    def told(self) -> IncidentTold:
        """What the person wrote."""
        data = self.cleaned_data
        given = {field.name: data[field.name] for field in fields(IncidentTold)}
        given |= {"cause": Cause(data["cause"]), "calmed": Calmed(data["calmed"])}
        return IncidentTold(**given)


class IncidentFilter(FilterForm):
    """Event, unit, circumstances, days."""

    su_kien = forms.ModelChoiceField(
        label="Sự kiện", queryset=Event.objects.none(), required=False, empty_label="Tất cả"
    )
    don_vi = forms.ModelChoiceField(
        label="Đơn vị", queryset=Agency.objects.none(), required=False, empty_label="Mọi đơn vị"
    )
    hoan_canh = forms.ChoiceField(
        label="Hoàn cảnh", choices=[("", "Tất cả"), *Cause.choices], required=False
    )
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["su_kien"].queryset = events_of(user)
        units = Agency.objects.visible_to(user).in_force(today)
        self.fields["don_vi"].queryset = units.order_by("path")
