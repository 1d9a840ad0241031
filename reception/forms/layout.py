"""Forms about the desk form, and the fields that an agency's own questions become."""

from typing import Any

from django import forms

from reception.enums import AnswerKind
from reception.forms.fields import LineField, TextField
from reception.layout import REQUIRABLE
from reception.models import DeskQuestion

YES, NO = "Có", "Không"


class RequiredForm(forms.Form):
    """Những mục phải ghi."""

    required = forms.MultipleChoiceField(
        label="Mục phải ghi khi tiếp",
        choices=list(REQUIRABLE.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        help_text="Số giấy tờ không thể bắt buộc: người không mang giấy tờ vẫn được tiếp.",
    )


class QuestionForm(forms.Form):
    """Thêm câu hỏi riêng."""

    label = LineField(
        label="Câu hỏi",
        max_length=120,
        help_text="Hỏi về vụ việc; không hỏi về nhân thân, thái độ, tiền sử của người đến.",
    )
    kind = forms.ChoiceField(label="Cách trả lời", choices=AnswerKind.choices)
    choices = TextField(
        label="Các lựa chọn", rows=3, required=False, help_text="Mỗi dòng một lựa chọn."
    )
    is_required = forms.BooleanField(label="Phải trả lời", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lines = [line.strip() for line in cleaned.get("choices", "").splitlines() if line.strip()]
        if cleaned.get("kind") == AnswerKind.CHOICE and len(lines) < 2:
            self.add_error("choices", "Hãy ghi ít nhất hai lựa chọn, mỗi dòng một lựa chọn.")
        if any(len(line) > 80 for line in lines):
            self.add_error("choices", "Mỗi lựa chọn dài tối đa 80 ký tự.")
        cleaned["choices"] = lines
        return cleaned


def field_of(question: DeskQuestion) -> forms.Field:
    """The field that asks one question."""
    given: dict[str, Any] = {"label": question.label, "required": question.is_required}
    if question.kind == AnswerKind.TEXT:
        return LineField(max_length=500, **given)
    offered = question.choices if question.kind == AnswerKind.CHOICE else [YES, NO]
    return forms.ChoiceField(choices=[("", "Chọn…"), *((one, one) for one in offered)], **given)
