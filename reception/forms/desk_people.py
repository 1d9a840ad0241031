"""The desk form, second part: how many came, who speaks for them, by which paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from complaints import identity
from complaints.forms.fields import DayField
from complaints.petitioner import Petitioner
from reception.enums import Capacity
from reception.forms.fields import LineField, NamesField, NamesWidget, YesNoField
from reception.forms.people_lines import Unreadable, read_people
from reception.intake import MandateInput, MemberInput


class PeoplePart(forms.Form):
    """Số người, người đại diện, người được ủy quyền, luật sư (Nghị định 154/2026/NĐ-CP, art. 13,
    14 clause 3; Luật Tiếp công dân 2013, art. 29)."""

    now: datetime
    head_count = forms.IntegerField(
        label="Số người cùng đến", min_value=1, max_value=10_000, initial=1
    )
    representatives = NamesField(label="Người đại diện của đoàn", required=False)
    appointment_signed = YesNoField(
        label="Văn bản cử người đại diện, mọi người trong đoàn đã ký",
        yes="Đã xem, đủ chữ ký",
        no="Chưa có, hoặc chưa đủ chữ ký",
    )
    # Not a text of ours: the tabs of a pasted table part its columns.
    members = forms.CharField(
        label="Danh sách người trong đoàn",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=60_000,
        required=False,
        help_text="Dán vào, mỗi người một dòng: họ tên; năm sinh; địa chỉ.",
    )
    capacity = forms.ChoiceField(
        label="Tư cách người đến", choices=Capacity.choices, initial=Capacity.SELF, required=False
    )
    mandate_name = LineField(label="Họ tên người đến thay", max_length=120, required=False)
    mandate_number = LineField(label="Số giấy tờ của người đến thay", max_length=40, required=False)
    mandate_document = LineField(
        label="Giấy tờ đại diện, ủy quyền",
        max_length=200,
        required=False,
        help_text="Giấy ủy quyền, thẻ luật sư và giấy yêu cầu, quyết định phân công trợ giúp…",
    )
    mandate_date = DayField(label="Ngày của giấy tờ", required=False)
    mandate_expires = DayField(label="Có giá trị đến", required=False)
    interpreter = LineField(label="Người phiên dịch", max_length=160, required=False)

    def ask_group_kindly(self) -> None:
        self.fields["head_count"].widget.attrs["inputmode"] = "numeric"
        for name in ("mandate_name", "mandate_number", "interpreter", "members"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def representative_rows(self) -> list[str]:
        """Every name typed and empty lines up to the most the law allows."""
        return NamesWidget.rows_of(self["representatives"].value())

    def clean_capacity(self) -> str:
        return self.cleaned_data["capacity"] or Capacity.SELF

    def clean_members(self) -> tuple[MemberInput, ...]:
        try:
            this_year = timezone.localtime(self.now).year
            return read_people(self.cleaned_data["members"], this_year)
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from None

    def mandate(self) -> MandateInput | None:
        """Who came for the petitioner; None when nobody is named and no paper either."""
        data: dict[str, Any] = self.cleaned_data
        typed = (data["mandate_name"], data["mandate_number"], data["mandate_document"])
        if not any(typed):
            return None
        number = identity.normal_id_number(data["mandate_number"])
        return MandateInput(
            holder=Petitioner(full_name=data["mandate_name"], id_number=number),
            document=data["mandate_document"],
            document_date=data["mandate_date"],
            expires_on=data["mandate_expires"],
        )
