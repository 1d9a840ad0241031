"""Form of a report regime to adopt: a TOML file, or its text pasted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.enums import LawTextKind
from agencies.forms.law_texts import LawTextForm
from law.dates import parse_date, vn_date
from law.errors import LawError
from law.regime_file import LONGEST, payload_of

_OTHER_DAY = "Ngày áp dụng ghi ở trên khác với valid_from trong tệp ({day}); hãy sửa một trong hai."


class RegimeTextForm(LawTextForm):
    """Chế độ báo cáo: what was uploaded comes back as text, so that it can be mended on the page."""

    kind = LawTextKind.REGIME
    file = forms.FileField(
        label="Tệp TOML của chế độ báo cáo",
        required=False,
        help_text="Một chế độ gồm nhiều biểu, mỗi biểu có các cột, mỗi cột một số đo.",
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )
    text = forms.CharField(
        label="Hoặc dán nội dung tệp",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "font-monospace"}),
    )

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.fields["title"].help_text = "Ví dụ: Thông tư 06/2025/TT-TTCP về chế độ báo cáo."
        self.fields["citation"].help_text = "Số, ký hiệu, ngày ban hành, điều, khoản."
        self._payload: dict[str, object] = {}
        upload = files.get("file") if files else None
        self._problem = self._unpack(upload) if upload else ""

    def _unpack(self, upload: UploadedFile[Any]) -> str:
        """Puts the text of the file into the form; returns why not."""
        if (upload.size or 0) > LONGEST:
            return f"Tệp lớn hơn {LONGEST // 1000} KB."
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            return "Tệp không phải là văn bản UTF-8."
        if "\0" in text:
            return "Tệp không phải là văn bản."
        self.data = self.data.copy()
        self.data["text"] = text
        return ""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self._problem:
            self.add_error("file", self._problem)
            return said
        if not (said.get("text") or "").strip():
            self.add_error("file", "Hãy chọn tệp hoặc dán nội dung của tệp.")
            return said
        try:
            self._payload = payload_of(said["text"].replace("\r\n", "\n"))
            self._agree_on_the_day(said.get("valid_from"))
        except LawError as error:
            self.add_error("text", str(error))
        return said

    def _agree_on_the_day(self, day: date | None) -> None:
        """The day of the form is the day of the regime; a file may leave it out."""
        written = self._payload.get("valid_from")
        if day is None:
            return
        if isinstance(written, str) and parse_date(written) != day:
            raise LawError(_OTHER_DAY.format(day=vn_date(parse_date(written))))
        self._payload["valid_from"] = day.isoformat()

    def payload(self) -> dict[str, object]:
        """The regime in the shape of `law/data/forms`, all tables in one."""
        return {**self._payload, "confidence": self.cleaned_data["confidence"]}
