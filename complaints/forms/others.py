"""Forms of clocks, hot spots, identities and files."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms

from complaints.enums import ClockEventKind, HotLevel
from complaints.forms.fields import DayField, LineField, TextField


class ClockEventForm(forms.Form):
    """Tạm đình chỉ, tiếp tục, gia hạn: a ground and a document, always."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Việc thay đổi", choices=ClockEventKind.choices, widget=forms.RadioSelect
    )
    happened_on = DayField(label="Ngày ký văn bản")
    ground = LineField(
        label="Căn cứ, lý do",
        max_length=300,
        help_text="Điều, khoản của luật và lý do của vụ việc này.",
    )
    document = LineField(
        label="Số, ký hiệu văn bản", max_length=200, help_text="Ví dụ: 12/QĐ-SKHCN."
    )
    signer = LineField(
        label="Người ký", max_length=120, required=False, help_text="Bắt buộc khi gia hạn."
    )
    days = forms.IntegerField(label="Số ngày gia hạn", required=False, min_value=1, max_value=365)

    def __init__(self, *args: Any, kind: str, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), "kind": kind, "happened_on": today}
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()


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
        required=False,
        help_text="Lý do được người giữ bí mật xem xét và lưu trong sổ vết.",
    )


class FileForm(forms.Form):
    """Đính kèm tệp."""

    file = forms.FileField(label="Tệp", max_length=200)
