"""The desk form, third part: what is told, of which matter, and whether it stays sealed."""

from __future__ import annotations

from typing import Any

from django import forms

from agencies.models import Agency, User
from agencies.vietnamese import tidy
from complaints.enums import Field, PetitionKind
from complaints.models import Matter
from reception.enums import VisitResult
from reception.forms.fields import Chips, LineField, TextField
from reception.intake import FurtherInput

FURTHER = 3


class ContentPart(forms.Form):
    """Nội dung trình bày, vụ việc, giữ kín danh tính."""

    kind = forms.ChoiceField(label="Loại việc", choices=PetitionKind.choices, widget=Chips())
    field = forms.ChoiceField(label="Lĩnh vực", choices=Field.choices, widget=Chips())
    title = LineField(label="Tóm tắt vụ việc, một câu, không ghi tên người", max_length=200)
    content = TextField(label="Nội dung trình bày", rows=3)
    request = TextField(label="Yêu cầu, đề nghị của công dân", rows=3, required=False)
    locality = LineField(label="Nơi phát sinh vụ việc (thôn, xã)", max_length=120, required=False)
    is_first_time = forms.BooleanField(
        label="Đến lần đầu về việc này", required=False, initial=True
    )
    keep_sealed = forms.BooleanField(label="Người đến đề nghị giữ kín danh tính", required=False)
    was_mistreated = forms.BooleanField(
        label="Người đến nói bị đối xử bất lợi sau khi tố cáo", required=False
    )
    mistreatment = TextField(
        label="Bị đối xử thế nào, từ khi nào", rows=3, max_length=2000, required=False,
        help_text="Chỉ người giữ bí mật xem được; không lưu trong lượt tiếp.",
    )  # fmt: skip
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
    is_about_me = forms.BooleanField(label="Việc về chính tôi, người đang tiếp", required=False)

    def clean_is_about_me(self) -> bool:
        if self.cleaned_data["is_about_me"]:
            raise forms.ValidationError(
                "Bạn là người liên quan nên không ghi nội dung việc này: hãy bàn giao cho người "
                "khác tiếp ở trang Phòng chờ, rồi bỏ trống biểu mẫu này."
            )
        return False


class FurtherForm(forms.Form):
    """Nội dung khác của cùng lượt tiếp: a matter of its own (Nghị định 154/2026/NĐ-CP, art. 14
    clause 4)."""

    kind = forms.ChoiceField(label="Loại việc", choices=[("", "Chọn…"), *PetitionKind.choices])
    field = forms.ChoiceField(label="Lĩnh vực", choices=[("", "Chọn…"), *Field.choices])
    title = LineField(label="Tóm tắt vụ việc", max_length=200)
    content = TextField(label="Nội dung trình bày", rows=2)
    result = forms.ChoiceField(label="Kết quả", choices=[("", "Chọn…"), *VisitResult.choices])
    result_note = TextField(label="Đã hướng dẫn, trả lời thế nào", rows=2, required=False)
    directed_to = LineField(
        label="Cơ quan được hướng dẫn, chuyển đến", max_length=200, required=False
    )

    def __init__(self, data: Any, *, place: int) -> None:
        super().__init__(
            data, prefix=f"further-{place}", empty_permitted=True, use_required_attribute=False
        )

    @property
    def is_used(self) -> bool:
        """True when something was typed or chosen in it."""
        return any((self[name].value() or "").strip() for name in self.fields)

    def told(self) -> FurtherInput:
        """What was typed; only when valid."""
        data = self.cleaned_data
        return FurtherInput(
            kind=PetitionKind(data["kind"]),
            field=Field(data["field"]),
            title=data["title"],
            content=data["content"],
            result=VisitResult(data["result"]),
            result_note=data["result_note"],
            directed_to=data["directed_to"],
        )


def of_matter(matter: Matter | None) -> dict[str, Any]:
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
