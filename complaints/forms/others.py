"""Forms of hot spots and identities."""

from __future__ import annotations

from django import forms

from complaints.enums import HotLevel
from complaints.forms.fields import TextField


class RaiseForm(forms.Form):
    """Đề xuất theo dõi."""

    level = forms.ChoiceField(
        label="Mức đề xuất", choices=HotLevel.choices, widget=forms.RadioSelect, initial="watch"
    )
    note = TextField(
        label="Nhận định, kiến nghị",
        rows=4,
        required=False,
        help_text="Về tình huống của vụ việc và việc cần làm; không nhận xét về người nào.",
    )


class DecideForm(forms.Form):
    """A second person's decision; the note is a must when it says no."""

    decision = forms.ChoiceField(label="Quyết định", choices=[("co", "Có"), ("khong", "Không")])
    note = TextField(
        label="Ý kiến của người quyết định",
        rows=3,
        required=False,
        help_text="Bắt buộc ghi lý do khi không đồng ý.",
    )


class CloseForm(forms.Form):
    """Kết thúc theo dõi."""

    result = TextField(
        label="Kết quả",
        rows=4,
        required=False,
        help_text="Việc đã làm, kết quả đạt được, vì sao không cần theo dõi nữa.",
    )


class AskForm(forms.Form):
    """Yêu cầu mở danh tính."""

    reason = TextField(
        label="Vì sao cần biết danh tính để giải quyết vụ việc",
        rows=4,
        help_text=(
            "Lý do được người giữ bí mật xem xét và lưu trong sổ vết; không ghi gì về người được giữ kín."
        ),
        error_messages={"required": "Hãy ghi lý do."},
    )
