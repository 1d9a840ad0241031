"""The form under the preview: which kinds of rows go, of the moment that was shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing

from records.retention import Due

_SALT = "retention-preview"
_GOOD_FOR = timedelta(hours=1)


class ClearForm(forms.Form):
    """`as_of` is signed: what goes is what the preview counted, and nothing that came due since."""

    rules = forms.MultipleChoiceField(
        label="Loại dữ liệu",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một loại dữ liệu để dọn."},
    )
    as_of = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Iterable[Due], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["rules"].choices = [(line.rule.key, line.rule.label) for line in lines]
        self.fields["as_of"].initial = signing.dumps(now.isoformat(), salt=_SALT)

    def clean_as_of(self) -> datetime:
        try:
            shown = signing.loads(self.cleaned_data["as_of"], salt=_SALT, max_age=_GOOD_FOR)
        except signing.BadSignature:
            raise forms.ValidationError(
                "Bảng xem trước đã cũ; hãy xem lại số dòng rồi bấm dọn lần nữa."
            ) from None
        return datetime.fromisoformat(shown)
