"""Form of the vault: is the same person sealed here already?"""

from __future__ import annotations

from typing import Any

from django import forms

from complaints.forms.fields import LineField, TextField
from complaints.identity import id_number_refusal, normal_id_number, normal_phone, phone_refusal
from complaints.models import Petition

_OFF = {"autocomplete": "off", "spellcheck": "false"}


class SameForm(forms.Form):
    """Số giấy tờ hoặc số điện thoại: kept by nobody, sent by POST alone."""

    number = LineField(
        label="Số giấy tờ",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={**_OFF, "inputmode": "numeric"}),
    )
    phone = LineField(
        label="Số điện thoại",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={**_OFF, "inputmode": "tel"}),
    )

    def clean_number(self) -> str:
        number = normal_id_number(self.cleaned_data["number"])
        if refusal := id_number_refusal(number):
            raise forms.ValidationError(refusal)
        return number

    def clean_phone(self) -> str:
        phone = normal_phone(self.cleaned_data["phone"])
        if refusal := phone_refusal(phone):
            raise forms.ValidationError(refusal)
        return phone

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not (told["number"] or told["phone"]):
            raise forms.ValidationError("Hãy nhập số giấy tờ hoặc số điện thoại.")
        return told


class UnnameForm(forms.Form):
    """Tóm tắt và nội dung không còn tên, số, địa chỉ của người được giữ kín."""

    summary = LineField(label="Tóm tắt đơn", max_length=300)
    content = TextField(label="Nội dung đơn", rows=10)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        said = {name: getattr(petition, name) for name in ("summary", "content", "version")}
        super().__init__(*args, initial=said, **kwargs)

    def texts(self) -> dict[str, str]:
        """What was typed, by the label of its field."""
        names = ("summary", "content")
        return {str(self.fields[name].label): self.cleaned_data[name] for name in names}

    def texts_of(self, petition: Petition) -> dict[str, str]:
        """What stands in the petition now."""
        names = ("summary", "content")
        return {str(self.fields[name].label): getattr(petition, name) for name in names}
