"""The form of splitting: what the petition goes on to say, and each content that leaves it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from agencies.models import Agency, User
from complaints.actions.splitting import Content, Remaining
from complaints.enums import PetitionKind
from complaints.forms.fields import LineField, TextField
from complaints.forms.intake_parts import SubjectField
from complaints.models import Petition
from complaints.selectors import colleagues, known_agencies

MOST = 5


class RemainingForm(forms.Form):
    """Nội dung còn lại của đơn này."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    summary = LineField(
        label="Tóm tắt", max_length=200, help_text="Bỏ phần sẽ tách; một câu, không ghi tên người."
    )
    content = TextField(label="Nội dung", rows=5)

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "key": uuid.uuid4(),
            "summary": petition.summary,
            "content": petition.content,
        }
        super().__init__(*args, **kwargs)

    def told(self) -> Remaining:
        return Remaining(self.cleaned_data["summary"], self.cleaned_data["content"])


class ContentForm(forms.Form):
    """Một nội dung tách thành đơn riêng."""

    kind = forms.ChoiceField(
        label="Loại đơn", choices=[("", "Chọn loại đơn"), *PetitionKind.choices]
    )
    subject_code = SubjectField()
    summary = LineField(
        label="Tóm tắt nội dung", max_length=200, help_text="Một câu, không ghi tên người."
    )
    content = TextField(label="Nội dung", rows=4)
    is_first_time = forms.BooleanField(label="Lần đầu về việc này", required=False, initial=True)
    accused_agency = forms.ModelChoiceField(
        label="Cơ quan của người bị tố cáo",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Chưa rõ, ngoài hệ thống hoặc không phải tố cáo",
    )
    excluded_users = forms.ModelMultipleChoiceField(
        label="Người liên quan không được biết",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, petition: Petition, user: User, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if petition.secrecy:
            del self.fields["accused_agency"], self.fields["excluded_users"]
            return
        self.fields["accused_agency"].queryset = known_agencies(petition.agency, today)  # type: ignore[attr-defined]
        self.fields["excluded_users"].queryset = colleagues(user, petition.agency, today)  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """A row without a word is no content, whatever its lists say."""
        return any(self[name].value() for name in ("summary", "content"))

    def told(self) -> Content:
        data = self.cleaned_data
        return Content(
            kind=PetitionKind(data["kind"]),
            subject_code=data["subject_code"],
            summary=data["summary"],
            content=data["content"],
            is_first_time=data["is_first_time"],
            accused_agency=data.get("accused_agency"),
            excluded_users=tuple(data.get("excluded_users") or ()),
        )


class ContentFormSet(BaseFormSet):
    """At least one content; empty rows in between are passed over."""

    def told(self) -> list[Content]:
        return [form.told() for form in self.forms if form.has_changed()]


ContentForms = formset_factory(
    ContentForm, formset=ContentFormSet, extra=MOST, max_num=MOST, absolute_max=MOST,
    min_num=0, validate_max=True,
)  # fmt: skip
