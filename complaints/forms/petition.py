"""The form of a petition that came by post, from another agency or through the portal."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency, User
from complaints import identity
from complaints.enums import Field, PetitionKind, Secrecy, Source
from complaints.forms.fields import DayField, LineField, TextField
from complaints.models import Matter
from complaints.petitioner import Petitioner
from complaints.selectors import colleagues, known_agencies

_OF_PERSON = ("full_name", "birth_year", "id_number", "phone", "address")
_AWAY = [choice for choice in Source.choices if choice[0] != Source.DESK]


class PetitionForm(forms.Form):
    """Vào sổ đơn. `matter`: the existing matter that the petition joins, if any."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label="Nguồn đơn", choices=_AWAY)
    sender_reference = LineField(
        label="Công văn chuyển đơn hoặc dấu bưu điện",
        max_length=200,
        required=False,
        help_text="Số, ký hiệu, ngày của công văn; hoặc ngày trên dấu bưu điện.",
    )
    received_on = DayField(
        label="Ngày nhận được đơn",
        help_text="Thời hạn tính từ ngày này, không phải ngày vào sổ.",
    )
    full_name = LineField(label="Họ và tên người gửi đơn", max_length=120)
    birth_year = forms.IntegerField(label="Năm sinh", required=False)
    id_number = LineField(
        label="Số căn cước, định danh hoặc hộ chiếu", max_length=40, required=False
    )
    phone = LineField(label="Điện thoại", max_length=40, required=False)
    address = LineField(label="Địa chỉ", max_length=300, required=False)
    signatories = forms.IntegerField(
        label="Số người ký đơn", min_value=1, max_value=10_000, initial=1
    )
    kind = forms.ChoiceField(label="Loại đơn", choices=PetitionKind.choices)
    field = forms.ChoiceField(label="Lĩnh vực", choices=Field.choices)
    locality = LineField(
        label="Nơi phát sinh vụ việc", max_length=120, required=False, help_text="Xã, phường, thôn."
    )
    summary = LineField(
        label="Tóm tắt nội dung", max_length=200, help_text="Một câu, không ghi tên người."
    )
    content = TextField(label="Nội dung đơn", rows=6)
    is_first_time = forms.BooleanField(
        label="Đơn lần đầu về việc này",
        required=False,
        initial=True,
        help_text="Với khiếu nại: bỏ chọn khi khiếu nại lần hai.",
    )
    keep_sealed = forms.BooleanField(
        label="Người gửi đơn đề nghị giữ kín danh tính", required=False
    )
    accused_agency = forms.ModelChoiceField(
        label="Cơ quan của người bị tố cáo",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Chưa rõ hoặc ngoài hệ thống",
        help_text="Tố cáo người của chính cơ quan nhận đơn được chuyển vào sổ của cơ quan cấp trên.",
    )
    excluded_users = forms.ModelMultipleChoiceField(
        label="Người liên quan không được biết vụ việc",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        agency: Agency,
        user: User,
        today: date,
        matter: Matter | None = None,
        **kwargs: Any,
    ) -> None:
        self.agency, self.today, self.matter = agency, today, matter
        kwargs["initial"] = {"key": uuid.uuid4(), "received_on": today, **_of_matter(matter)}
        super().__init__(*args, **kwargs)
        self.fields["accused_agency"].queryset = known_agencies(agency, today)
        self.fields["excluded_users"].queryset = colleagues(user, agency, today)
        for name in _OF_PERSON:
            # A shared desk: the browser must not offer one citizen to the next.
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
        if self.joins_sealed:
            for name in _OF_PERSON:
                del self.fields[name]

    @property
    def joins_sealed(self) -> bool:
        """True when the matter's identity is sealed already: nothing of it is asked again."""
        return self.matter is not None and self.matter.secrecy >= Secrecy.SEALED

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError("Ngày nhận đơn không thể ở tương lai.")
        return day

    def clean_full_name(self) -> str:
        name: str = self.cleaned_data["full_name"]
        return _valid(name, identity.name_refusal(name))

    def clean_id_number(self) -> str:
        number = identity.normal_id_number(self.cleaned_data["id_number"])
        return _valid(number, identity.id_number_refusal(number))

    def clean_phone(self) -> str:
        phone = identity.normal_phone(self.cleaned_data["phone"])
        return _valid(phone, identity.phone_refusal(phone))

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        return _valid(year, identity.birth_year_refusal(year, self.today.year))

    def told(self) -> dict[str, Any]:
        """Arguments of `register_petition`, but for who and when."""
        data = dict(self.cleaned_data)
        data.pop("key")
        denounces = data["kind"] == PetitionKind.DENUNCIATION
        person = {name: data.pop(name) for name in _OF_PERSON if name in data}
        data["petitioner"] = Petitioner(**person) if person else Petitioner(full_name="")
        data["kind"] = PetitionKind(data["kind"])
        data["field"], data["source"] = Field(data["field"]), Source(data["source"])
        data["excluded_users"] = tuple(data["excluded_users"]) if denounces else ()
        if not denounces:
            data["accused_agency"] = None
        return {**data, "agency": self.agency, "matter": self.matter}


def _valid(value: Any, refusal: str | None) -> Any:
    if refusal:
        raise forms.ValidationError(refusal)
    return value


def _of_matter(matter: Matter | None) -> dict[str, Any]:
    """What an existing matter already says."""
    if matter is None:
        return {}
    return {
        "kind": matter.kind,
        "field": matter.field,
        "summary": matter.title,
        "locality": matter.locality,
        "is_first_time": False,
    }
