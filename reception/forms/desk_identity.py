"""The desk form, first part: who the petitioner is and by which paper that is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from agencies.vietnamese import tidy
from complaints import identity
from complaints.enums import PaperKind
from complaints.forms.fields import DayField
from complaints.petitioner import Petitioner
from reception.enums import Capacity
from reception.forms.fields import LineField

_OF_THE_PERSON = ("full_name", "birth_year", "id_number", "phone", "address")


class IdentityPart(forms.Form):
    """Người khiếu nại, tố cáo, kiến nghị, phản ánh (Nghị định 154/2026/NĐ-CP, art. 12)."""

    full_name = LineField(label="Họ và tên", max_length=120)
    birth_year = forms.IntegerField(label="Năm sinh", required=False)
    id_number = LineField(label="Số căn cước, hộ chiếu", max_length=40, required=False)
    phone = LineField(label="Điện thoại", max_length=40, required=False)
    address = LineField(label="Địa chỉ", max_length=300, required=False)
    paper = forms.ChoiceField(
        label="Giấy tờ xuất trình",
        choices=[("", "Chưa ghi"), *PaperKind.choices],
        required=False,
    )
    paper_issued_on = DayField(label="Ngày cấp", required=False)
    paper_issued_by = LineField(label="Nơi cấp", max_length=120, required=False)
    is_organisation = forms.BooleanField(label="Là cơ quan, tổ chức", required=False)
    is_anonymous = forms.BooleanField(label="Không nêu tên", required=False)

    def ask_nobody_twice(self, *, joins_sealed: bool) -> None:
        """A shared desk: the browser must not offer the last visitor to the next. A name is not
        asked of who stays unnamed, nor again where it lies in the vault."""
        for name in (*_OF_THE_PERSON, "paper_issued_by"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["birth_year"].widget.attrs["inputmode"] = "numeric"
        unnamed = self.is_bound and bool(self.data.get("is_anonymous"))
        if joins_sealed or unnamed:
            self.fields["full_name"].required = False

    def clean_id_number(self) -> str:
        return identity.normal_id_number(self.cleaned_data["id_number"])

    def clean_phone(self) -> str:
        return identity.normal_phone(self.cleaned_data["phone"])

    def petitioner(self) -> Petitioner:
        """Who the visit is for, as typed."""
        data = self.cleaned_data
        is_head = data["capacity"] == Capacity.HEAD_OF_ORGANISATION
        return Petitioner(
            full_name=data["full_name"],
            birth_year=data["birth_year"],
            address=data["address"],
            phone=data["phone"],
            id_number=data["id_number"],
            paper=data["paper"],
            paper_issued=issued(data["paper_issued_on"], data["paper_issued_by"]),
            is_organisation=data["is_organisation"] or is_head,
        )


def issued(on: date | None, by: str) -> str:
    """Ngày cấp, nơi cấp as the register prints them."""
    parts: list[Any] = [f"{on:%d/%m/%Y}" if on else "", by]
    return tidy(", ".join(part for part in parts if part))
