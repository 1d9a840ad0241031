"""Forms of files that go to the archives: the filter, one file, the record of delivery, taking back."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from complaints.archive_rows import DueFile, rules, term_lines
from complaints.enums import Secrecy
from complaints.forms.fields import DayField, LineField, TextField
from complaints.models import Matter
from law.archives import Term
from records.filtering import FilterForm

_SEALED = "kin"
_MOST_SHEETS = 100_000
_SHEETS = "Hãy ghi số tờ bằng chữ số, từ 1."
_DAY = {"invalid": "Hãy ghi ngày như 18/11/2026."}


class DueFilter(FilterForm):
    """Hạn nộp từ ngày, đến ngày; hồ sơ thường hay kín. A custodian is offered the sealed ones alone."""

    loai = forms.ChoiceField(
        label="Hồ sơ", required=False, choices=[("", "Hồ sơ thường"), (_SEALED, "Hồ sơ kín")]
    )
    tu = DayField(label="Hạn nộp từ ngày", required=False, error_messages=_DAY)
    den = DayField(label="Hạn nộp đến ngày", required=False, error_messages=_DAY)

    def __init__(self, *args: Any, sealed_alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sealed_alone = sealed_alone
        if sealed_alone:
            del self.fields["loai"]

    def chosen(self, rows: QuerySet[Matter]) -> QuerySet[Matter]:
        """The rows asked for; none for an answer that is not offered."""
        if not self.is_valid():
            return rows.none()
        told = self.cleaned_data
        is_sealed = self._sealed_alone or told["loai"] == _SEALED
        rows = rows.filter(secrecy__gte=Secrecy.SEALED) if is_sealed else rows.filter(secrecy=0)
        if told["tu"]:
            rows = rows.filter(closed_on__gt=rules().ended_by(_day_before(told["tu"])))
        if told["den"]:
            rows = rows.filter(closed_on__lte=rules().ended_by(told["den"]))
        return rows


def _day_before(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - 1, 1))


class FileForm(forms.Form):
    """Một hồ sơ trong lần giao nộp: the proposed term stands first, another one needs a reason."""

    term = forms.ChoiceField(label="Thời hạn bảo quản", choices=Term)
    reason = LineField(label="Vì sao khác đề xuất", max_length=300, required=False)
    file_code = LineField(label="Số, ký hiệu hồ sơ", max_length=60, required=False)
    sheets = forms.IntegerField(
        label="Số tờ", min_value=1, max_value=_MOST_SHEETS, required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _SHEETS),
    )  # fmt: skip

    def __init__(self, *args: Any, due: DueFile, **kwargs: Any) -> None:
        kwargs["initial"] = {"term": due.keeping.term.value}
        super().__init__(*args, prefix=str(due.matter.pk), **kwargs)
        self.due = due
        self.fields["term"].choices = [  # type: ignore[attr-defined]
            (keeping.term.value, keeping.words.capitalize()) for keeping in term_lines()
        ]
        for name, field in self.fields.items():
            kind = "form-select" if name == "term" else "form-control"
            field.widget.attrs |= {"class": f"{kind} {kind}-sm", "aria-label": field.label}

    def clean_term(self) -> Term:
        return Term(self.cleaned_data["term"])


class DeliveryForm(forms.Form):
    """Biên bản giao nhận."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    document_number = LineField(
        label="Số biên bản giao nhận", max_length=60,
        error_messages={"required": "Hãy ghi số biên bản giao nhận."},
    )  # fmt: skip
    document_on = DayField(
        label="Ngày biên bản", error_messages={"required": "Hãy ghi ngày biên bản.", **_DAY}
    )
    received_by = LineField(
        label="Bên nhận", max_length=200,
        help_text="Bộ phận lưu trữ hiện hành, chức danh người nhận.",
        error_messages={"required": "Hãy ghi bên nhận hồ sơ."},
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), "document_on": today}
        super().__init__(*args, **kwargs)
        self.fields["document_on"].widget.attrs["max"] = today.isoformat()


class TakeBackForm(forms.Form):
    """Rút hồ sơ."""

    reason = TextField(
        label="Vì sao rút hồ sơ", rows=3, max_length=2000,
        help_text="Ghi về vụ việc và văn bản yêu cầu; không ghi tên công dân.",
        error_messages={"required": "Hãy ghi vì sao rút hồ sơ."},
    )  # fmt: skip


def ids_of(texts: list[str]) -> list[UUID]:
    """Ids as they were sent; raises ValueError for what is none."""
    return [UUID(text) for text in dict.fromkeys(texts)]
