"""Forms of standing material: contacts, contingencies with their steps, the checklist."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from agencies.models import Agency, Event, User
from agencies.roles import Permission
from complaints.forms.fields import DayField, LineField, TextField
from plans.actions.standing import ContactTold
from plans.enums import ReadyState
from plans.models import Contingency
from plans.starter import ContingencyTold, StepTold

MOST_STEPS = 12
_SPARE = 5
_PHONE = re.compile(r"[0-9+().\-\s/]{3,40}(?:\s*(?:máy lẻ|ext)\.?\s*\d{1,6})?", re.IGNORECASE)
_LONGEST_WAIT = 60 * 24 * 7


class ByAgency(forms.Form):
    """Whoever prepares for one agency alone is not asked which."""

    agency = forms.ModelChoiceField(
        label="Cơ quan", queryset=Agency.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = user.access.agencies_with(Permission.MANAGE_EVENT)
        agencies = Agency.objects.filter(pk__in=[a.pk for a in held]).order_by("sort_key")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if len(held) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.fields["agency"].initial = held[0].pk


class ContactForm(ByAgency):
    """Thêm đầu mối: an office, who answers there, the number of the office."""

    office = LineField(
        label="Cơ quan, bộ phận",
        max_length=200,
        error_messages={"required": "Hãy ghi cơ quan, bộ phận."},
    )
    name = LineField(
        label="Người đầu mối",
        max_length=120,
        error_messages={"required": "Hãy ghi người đầu mối."},
        help_text="Cán bộ theo chức trách; không ghi người dân.",
    )
    title = LineField(label="Chức vụ", max_length=120, required=False)
    phone = LineField(
        label="Điện thoại công vụ",
        max_length=40,
        error_messages={"required": "Hãy ghi số điện thoại."},
    )
    note = LineField(label="Ghi chú", max_length=200, required=False)
    always = forms.BooleanField(
        label="Dùng cho mọi sự kiện",
        required=False,
        help_text="Bỏ trống: chỉ dùng cho sự kiện này.",
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if not _PHONE.fullmatch(phone) or sum(c.isdigit() for c in phone) < 3:
            raise forms.ValidationError("Số điện thoại chỉ gồm chữ số, ví dụ 0205.3812.345.")
        return phone

    def told(self) -> ContactTold:
        data = self.cleaned_data
        return ContactTold(data["office"], data["name"], data["phone"], data["title"], data["note"])


class ContingencyForm(ByAgency):
    """Tình huống: its name and how it is recognised; the steps are rows of their own."""

    title = LineField(
        label="Tình huống",
        max_length=200,
        error_messages={"required": "Hãy ghi tên tình huống."},
    )
    sign = TextField(
        label="Dấu hiệu nhận biết",
        rows=2,
        max_length=1000,
        error_messages={"required": "Hãy ghi dấu hiệu nhận biết."},
    )
    always = forms.BooleanField(
        label="Dùng cho mọi sự kiện",
        required=False,
        help_text="Bỏ trống: chỉ dùng cho sự kiện này.",
    )


class StepForm(forms.Form):
    """Một bước: what, by which office, within how many minutes."""

    text = LineField(label="Việc làm", max_length=400, required=False)
    doer = LineField(label="Bộ phận thực hiện", max_length=200, required=False)
    within = forms.IntegerField(
        label="Trong (phút)",
        required=False,
        min_value=1,
        max_value=_LONGEST_WAIT,
        error_messages={
            "invalid": "Hãy ghi số phút bằng chữ số.",
            "min_value": "Ít nhất một phút.",
            "max_value": "Nhiều nhất bảy ngày.",
        },
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("text") and not data.get("doer"):
            self.add_error("doer", "Hãy ghi bộ phận thực hiện.")
        if not data.get("text") and (data.get("doer") or data.get("within")):
            self.add_error("text", "Hãy ghi việc làm.")
        return data


class _Steps(BaseFormSet):  # type: ignore[type-arg]
    """Rows that were filled, in their order."""

    def clean(self) -> None:
        if not any(self.errors) and not self.steps():
            raise forms.ValidationError("Hãy ghi ít nhất một bước xử lý.")

    def steps(self) -> tuple[StepTold, ...]:
        return tuple(
            StepTold(row["text"], row["doer"], row["within"])
            for row in (form.cleaned_data for form in self.forms)
            if row.get("text")
        )


def steps_form(data: Any, contingency: Contingency | None = None) -> _Steps:
    """The rows of a scenario: those it has and some to spare."""
    given: list[dict[str, Any]] = []
    if contingency is not None:
        given = [
            {"text": s.text, "doer": s.doer, "within": s.within_minutes}
            for s in contingency.steps.all()  # type: ignore[attr-defined]
        ]
    spare = max(min(_SPARE, MOST_STEPS - len(given)), 0)
    made = formset_factory(
        StepForm, formset=_Steps, extra=spare, max_num=max(MOST_STEPS, len(given)),
        validate_max=True,
    )  # fmt: skip
    formset: _Steps = made(data, initial=given, prefix="buoc")
    return formset


def told_of(form: ContingencyForm, steps: _Steps) -> ContingencyTold:
    """The scenario as it was typed."""
    data = form.cleaned_data
    return ContingencyTold(data["title"], data["sign"], steps.steps())


class ReadyForm(ByAgency):
    """Thêm điều kiện: what must be ready, who sees to it, by when."""

    text = LineField(
        label="Điều kiện cần có",
        max_length=300,
        error_messages={"required": "Hãy ghi điều kiện cần chuẩn bị."},
    )
    in_charge = LineField(label="Bộ phận phụ trách", max_length=200, required=False)
    due_on = DayField(
        label="Phải sẵn sàng trước ngày",
        error_messages={"required": "Hãy ghi ngày.", "invalid": "Ngày không hợp lệ."},
    )

    def __init__(self, *args: Any, event: Event, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": max(today, event.window_from)}
        super().__init__(*args, **kwargs)
        self.fields["due_on"].widget.attrs["max"] = event.window_to.isoformat()


class CheckForm(forms.Form):
    """Kiểm tra một điều kiện: one click, and a note where something is missing."""

    state = forms.ChoiceField(choices=ReadyState.choices)
    note = LineField(label="Ghi chú", max_length=300, required=False)
