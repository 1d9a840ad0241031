"""The form of “Kiểm tra tệp báo cáo”."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings


class VerifyForm(forms.Form):
    """One PDF; it is read and forgotten."""

    file = forms.FileField(
        label="Tệp PDF của báo cáo",
        help_text="Tệp gốc nhận được, không phải bản quét. Hệ thống chỉ đọc để kiểm tra, không lưu tệp.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
            raise forms.ValidationError(
                f"Tệp lớn hơn {limit} MB; hãy kiểm tra bằng lệnh verify_report trên máy chủ."
            )
        return file
