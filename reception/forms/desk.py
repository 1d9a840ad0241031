"""The desk form: one page, one visit. It checks form and asks reception.intake for the rules."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import Agency, User
from agencies.vietnamese import tidy
from complaints import identity
from complaints.enums import Field, PetitionKind, Secrecy
from complaints.models import Matter
from complaints.petitioner import Petitioner
from complaints.selectors import colleagues, known_agencies
from reception import intake
from reception.enums import Tension, VisitResult
from reception.forms.fields import LineField, NamesField, NamesWidget, TextField
from reception.intake import PetitionInput, VisitInput
from reception.models import ReceptionSession
from reception.selectors import recent_sessions

_MOMENT = "%Y-%m-%dT%H:%M"
_NOT_ASKED = {"autocomplete": "off"}


def _chosen(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Nothing that goes into the register or the statistics is chosen by default."""
    return [("", "Chọn…"), *choices]


class SessionChoice(forms.ModelChoiceField):
    """A session with its host: several officers receive on one day."""

    def label_from_instance(self, obj: ReceptionSession) -> str:
        return f"{obj}, {obj.host}"


class DeskForm(forms.Form):
    """Ghi lượt tiếp. `matter`: the existing matter that the visit joins, if any."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    full_name = LineField(label="Họ và tên", max_length=120)
    birth_year = forms.IntegerField(label="Năm sinh", required=False)
    id_number = LineField(
        label="Số căn cước, định danh hoặc hộ chiếu",
        max_length=40,
        required=False,
        help_text="Để trống nếu người đến không mang giấy tờ.",
    )
    phone = LineField(label="Điện thoại", max_length=40, required=False)
    address = LineField(label="Địa chỉ", max_length=300, required=False)
    head_count = forms.IntegerField(
        label="Số người cùng đến", min_value=1, max_value=10_000, initial=1
    )
    representatives = NamesField(label="Người đại diện của đoàn", required=False)
    kind = forms.ChoiceField(label="Loại việc", choices=_chosen(PetitionKind.choices))
    field = forms.ChoiceField(label="Lĩnh vực", choices=_chosen(Field.choices))
    title = LineField(
        label="Tóm tắt vụ việc",
        max_length=200,
        help_text="Một câu, không ghi tên người, như ghi ở cột 5 của sổ.",
    )
    content = TextField(label="Nội dung trình bày", rows=4)
    request = TextField(label="Yêu cầu, đề nghị của công dân", rows=2, required=False)
    locality = LineField(
        label="Nơi phát sinh vụ việc", max_length=120, required=False, help_text="Xã, phường, thôn."
    )
    is_first_time = forms.BooleanField(
        label="Đến lần đầu về việc này", required=False, initial=True
    )
    keep_sealed = forms.BooleanField(label="Người đến đề nghị giữ kín danh tính", required=False)
    accused_agency = forms.ModelChoiceField(
        label="Cơ quan của người bị tố cáo",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Không rõ, hoặc không có trong danh mục",
    )
    excluded_users = forms.ModelMultipleChoiceField(
        label="Đồng nghiệp liên quan, không được biết việc này",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    tension = forms.ChoiceField(label="Tình huống tại nơi tiếp", choices=Tension.choices)
    calming = LineField(
        label="Đã làm gì để ổn định",
        max_length=300,
        required=False,
        help_text="Ghi việc đã làm; không ghi hành vi của người nào.",
    )
    result = forms.ChoiceField(label="Kết quả tiếp", choices=_chosen(VisitResult.choices))
    result_note = TextField(label="Đã hướng dẫn, trả lời thế nào", rows=2, required=False)
    petition_content = TextField(
        label="Nội dung đơn",
        rows=4,
        required=False,
        help_text="Để trống thì ghi như nội dung trình bày.",
    )
    session = SessionChoice(
        label="Buổi tiếp",
        queryset=ReceptionSession.objects.none(),
        required=False,
        empty_label="Tiếp thường xuyên trong ngày",
    )
    arrived_at = forms.DateTimeField(
        label="Giờ đến",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )

    def __init__(
        self,
        *args: Any,
        agency: Agency,
        user: User,
        now: datetime,
        matter: Matter | None = None,
        **kwargs: Any,
    ) -> None:
        self.agency, self.now, self.matter = agency, now, matter
        defaults = {"key": uuid.uuid4(), "arrived_at": now, **_of_matter(matter)}
        kwargs["initial"] = {**defaults, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        today = timezone.localtime(now).date()
        self.fields["session"].queryset = recent_sessions(user, agency, today)
        self.fields["accused_agency"].queryset = known_agencies(agency, today)
        self.fields["excluded_users"].queryset = colleagues(user, agency, today)
        for name in ("full_name", "birth_year", "id_number", "phone", "address"):
            # A shared desk: the browser must not offer the last visitor to the next.
            self.fields[name].widget.attrs.update(_NOT_ASKED)
        self.fields["full_name"].widget.attrs["autofocus"] = True
        if self.joins_sealed:
            self.fields["full_name"].required = False

    @property
    def joins_sealed(self) -> bool:
        """True when the matter's identity is sealed already: nothing of it is asked again."""
        return self.matter is not None and self.matter.secrecy >= Secrecy.SEALED

    @property
    def representative_rows(self) -> list[str]:
        """Every name typed and empty lines up to the most the law allows."""
        return NamesWidget.rows_of(self["representatives"].value())

    def clean_id_number(self) -> str:
        return identity.normal_id_number(self.cleaned_data["id_number"])

    def clean_phone(self) -> str:
        return identity.normal_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            for objection in intake.objections(self.told(), self.now):
                self.add_error(objection.field, objection.sentence)
        return cleaned

    def told(self) -> VisitInput:
        """What was typed, as one value; only when the single fields are valid."""
        data = self.cleaned_data
        takes_petition = data["result"] == VisitResult.PETITION
        denounces = data["kind"] == PetitionKind.DENUNCIATION
        petition = PetitionInput(content=data["petition_content"] or data["content"])
        return VisitInput(
            agency=self.agency,
            session=data["session"],
            arrived_at=data["arrived_at"],
            petitioner=Petitioner(
                full_name=data["full_name"],
                birth_year=data["birth_year"],
                address=data["address"],
                phone=data["phone"],
                id_number=data["id_number"],
            ),
            head_count=data["head_count"],
            representatives=tuple(data["representatives"]),
            content=data["content"],
            request=data["request"],
            tension=Tension(data["tension"]),
            calming=data["calming"],
            result=VisitResult(data["result"]),
            result_note=data["result_note"],
            is_first_time=data["is_first_time"],
            kind=PetitionKind(data["kind"]),
            field=Field(data["field"]),
            title=data["title"],
            locality=data["locality"],
            matter=self.matter,
            petition=petition if takes_petition or data["petition_content"] else None,
            keep_sealed=data["keep_sealed"],
            accused_agency=data["accused_agency"] if denounces else None,
            excluded_users=tuple(data["excluded_users"]) if denounces else (),
        )


def _of_matter(matter: Matter | None) -> dict[str, Any]:
    """What an existing matter already says."""
    if matter is None:
        return {}
    return {
        "kind": matter.kind,
        "field": matter.field,
        "title": tidy(matter.title),
        "locality": matter.locality,
        "is_first_time": False,
    }
