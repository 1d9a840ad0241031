"""Forms of who stands in a petition, where its paper lies, and the reply to its sender."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from agencies.models import User
from agencies.vietnamese import tidy
from complaints import identity
from complaints.enums import PartyRemoval, PartyRole
from complaints.forms.fields import DayField, LineField, TextField


class PartyForm(forms.Form):
    """Thêm một người đứng tên."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label="Tư cách", choices=PartyRole.choices)
    full_name = LineField(
        label="Họ và tên",
        max_length=120,
        help_text="Người đại diện phải là một trong những người đứng đơn.",
        error_messages={"required": "Hãy ghi họ tên."},
    )
    address = LineField(label="Địa chỉ", max_length=300, required=False)
    proof = LineField(
        label="Giấy tờ chứng minh tư cách",
        max_length=200,
        required=False,
        help_text="Văn bản cử đại diện, ủy quyền; số thẻ luật sư, trợ giúp viên pháp lý.",
    )
    has_signed = forms.BooleanField(label="Có ký, điểm chỉ vào đơn", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs |= {"list": "nguoi-dung-don", "autocomplete": "off"}
        self.fields["address"].widget.attrs["autocomplete"] = "off"

    def clean_full_name(self) -> str:
        name: str = self.cleaned_data["full_name"]
        if why := identity.name_refusal(name):
            raise forms.ValidationError(why)
        return name


class PeopleForm(forms.Form):
    """Thêm nhiều người ký đơn: one a line."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    people = TextField(
        label="Những người cùng ký đơn",
        rows=6,
        help_text="Mỗi dòng một người: họ tên; địa chỉ. Ví dụ: Lý Văn Thành; thôn Nà Lầu.",
        error_messages={"required": "Hãy ghi mỗi dòng một người."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        self.fields["people"].widget.attrs["autocomplete"] = "off"

    def clean_people(self) -> list[tuple[str, str]]:
        found = []
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), start=1):
            name, _, address = (tidy(part) for part in line.partition(";"))
            if not line.strip():
                continue
            if why := identity.name_refusal(name):
                raise forms.ValidationError(f"Dòng {number}: {why}")
            if len(name) > identity.LONGEST_NAME:
                raise forms.ValidationError(f"Dòng {number}: họ tên dài quá 120 ký tự.")
            found.append((name, address))
        return found


class RemovalForm(forms.Form):
    """Bỏ một người khỏi danh sách."""

    reason = forms.ChoiceField(label="Lý do", choices=PartyRemoval.choices)


class PlaceForm(forms.Form):
    """Nơi để hồ sơ giấy."""

    place = LineField(
        label="Nơi để hồ sơ giấy",
        max_length=120,
        help_text="Phòng, tủ, ngăn.",
        error_messages={"required": "Hãy ghi nơi để hồ sơ giấy: phòng, tủ, ngăn."},
    )


class HandoverForm(forms.Form):
    """Giao hồ sơ cho đồng nghiệp."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    given_to = forms.ModelChoiceField(
        label="Giao cho",
        queryset=User.objects.none(),
        empty_label="Chọn người nhận",
        error_messages={"required": "Hãy chọn người nhận hồ sơ."},
    )
    content = LineField(
        label="Hồ sơ gồm",
        max_length=300,
        help_text="Bút lục, số tờ, tài liệu gốc.",
        error_messages={"required": "Hãy ghi hồ sơ gồm những gì: bút lục, số tờ."},
    )
    place = LineField(
        label="Nơi để sau khi giao", max_length=120, required=False, help_text="Phòng, tủ, ngăn."
    )

    def __init__(self, *args: Any, receivers: Iterable[User], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        allowed = [user.pk for user in receivers]
        field = self.fields["given_to"]
        field.queryset = User.objects.filter(pk__in=allowed).order_by("sort_key")  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Trả lời việc giao hồ sơ."""

    answer = forms.ChoiceField(
        label="Trả lời", choices=[("nhan", "Đã nhận đủ"), ("khong", "Không nhận")]
    )
    reason = LineField(label="Lý do không nhận", max_length=280, required=False)


class ReplyForm(forms.Form):
    """Đã trả lời nơi chuyển đơn."""

    replied_on = DayField(label="Ngày trả lời")
    document = LineField(
        label="Số, ký hiệu văn bản trả lời",
        max_length=120,
        error_messages={"required": "Hãy ghi số, ký hiệu văn bản trả lời."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"replied_on": today}
        super().__init__(*args, **kwargs)
        self.fields["replied_on"].widget.attrs["max"] = today.isoformat()
