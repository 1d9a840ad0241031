"""Forms of the head's day: a line of the list, its dossier, who is invited and what they answer."""

import uuid
from datetime import date
from typing import Any

from django import forms

from agencies.models import Agency
from complaints.forms.fields import DayField, LineField, TextField
from complaints.identity import normal_phone
from reception import heads_day


class RegistrationForm(forms.Form):
    """Đăng ký gặp Thủ trưởng. Of a sealed matter the alias stands for the name."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    visitor_label = LineField(
        label="Họ tên người đăng ký hoặc người đại diện", max_length=120, required=False
    )
    phone = LineField(label="Điện thoại liên hệ", max_length=20, required=False)
    head_count = forms.IntegerField(
        label="Số người", initial=1, max_value=10_000, widget=forms.NumberInput(attrs={"min": 1})
    )
    summary = LineField(label="Nội dung xin gặp (tóm tắt)", max_length=300, required=False)
    keep_sealed = forms.BooleanField(
        label="Việc cần giữ kín (tố cáo hoặc người đăng ký muốn giấu tên)",
        required=False,
        help_text="Danh sách không ghi họ tên, điện thoại, nội dung. Nếu việc liên quan đến chính "
        "người chủ trì thì không đăng ký ở đây; hãy tiếp và ghi sổ kín tại bàn tiếp.",
    )

    def __init__(self, *args: Any, is_sealed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_sealed = is_sealed
        if is_sealed:
            for name in ("visitor_label", "phone", "keep_sealed"):
                del self.fields[name]
        self.initial.setdefault("key", uuid.uuid4())

    def clean_phone(self) -> str:
        return normal_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        for objection in heads_day.registration_objections(
            visitor_label=cleaned.get("visitor_label", ""),
            phone=cleaned.get("phone", ""),
            head_count=cleaned["head_count"],
            summary=cleaned["summary"],
            keep_sealed=self.is_sealed or cleaned.get("keep_sealed", False),
        ):
            self.add_error(objection.field, objection.sentence)
        return cleaned


class DossierForm(forms.Form):
    """Hồ sơ vụ việc trình người chủ trì."""

    dossier = TextField(label="Nội dung hồ sơ", rows=14, required=False)


class InviteForm(forms.Form):
    """Mời đơn vị dự và chuẩn bị tài liệu."""

    agency = forms.ChoiceField(label="Đơn vị được mời")
    asked_for = LineField(label="Nội dung, tài liệu cần chuẩn bị", max_length=300)
    due_on = DayField(label="Gửi tài liệu trước ngày", required=False)

    def __init__(self, *args: Any, agencies: list[Agency], due_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {str(agency.pk): agency for agency in agencies}
        names = [(pk, agency.name) for pk, agency in self._agencies.items()]
        self.fields["agency"].choices = [("", "Chọn…"), *names]  # type: ignore[attr-defined]
        self.initial.setdefault("due_on", due_on)

    def clean_agency(self) -> Agency:
        return self._agencies[self.cleaned_data["agency"]]


class AnswerForm(forms.Form):
    """Trả lời giấy mời."""

    answer = TextField(label="Người dự, tài liệu đã chuẩn bị", rows=5)
