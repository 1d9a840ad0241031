"""Why a head takes a refusal back."""

from django import forms

from complaints.forms.fields import TextField


class ReverseForm(forms.Form):
    """Hủy việc từ chối tiếp."""

    reason = TextField(
        label="Lý do hủy việc từ chối",
        rows=3,
        max_length=300,
        help_text="Ghi căn cứ; lý do được giữ cùng lượt tiếp trong sổ.",
    )
