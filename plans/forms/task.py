"""Forms of one task: a step with it, and many tasks at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from agencies.models import User
from agencies.refusals import Refused
from complaints.forms.fields import DayField, LineField, TextField
from complaints.forms.work import PersonField
from plans import evidence_refs, workflow
from plans.actions.bulk import BulkKind
from plans.enums import EvidenceKind, UpdateKind
from plans.workflow import STEPS

_FILE_HELP = "PDF, PNG, JPG, DOCX, XLSX, TXT, MD, tối đa 20 MB."
_NOTES = {
    UpdateKind.PROGRESS: "Đã làm được gì",
    UpdateKind.EVIDENCE: "Ghi chú",
    UpdateKind.DONE: "Kết quả thực hiện",
    UpdateKind.BLOCK: "Vướng vì việc gì",
    UpdateKind.UNBLOCK: "Đã gỡ thế nào",
    UpdateKind.ASSIGN: "Lời nhắn",
    UpdateKind.COMMENT: "Ý kiến chỉ đạo",
    UpdateKind.URGE: "Nội dung đôn đốc",
    UpdateKind.REOPEN: "Vì sao mở lại",
    UpdateKind.DROP: "Vì sao không thực hiện nữa",
}
_DATED = frozenset({UpdateKind.PROGRESS, UpdateKind.EVIDENCE, UpdateKind.DONE})


def _among(people: Iterable[User]) -> Any:
    return User.objects.filter(pk__in=[p.pk for p in people]).order_by("sort_key", "id")


class StepForm(forms.Form):
    """What is told with one step; `step` says which fields there are."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    note = TextField(label="Ghi chú", required=False, rows=3)

    def __init__(
        self, *args: Any, step: UpdateKind, version: int, today: date,
        people: Sequence[User] = (), police: bool = False, user: User, **kwargs: Any,
    ) -> None:  # fmt: skip
        # Several of these stand on one page: each has ids of its own.
        kwargs.setdefault("auto_id", f"{step.value}-%s")
        kwargs["initial"] = {"key": uuid.uuid4(), "version": version, "happened_on": today}
        super().__init__(*args, **kwargs)
        self.step, self.user, self.police, self.today = step, user, police, today
        self.fields["note"].label = _NOTES[step]
        if step == UpdateKind.ASSIGN:
            self._ask_person(people)
        if step == UpdateKind.EVIDENCE:
            self._ask_evidence(police)
        if step in _DATED:
            self.fields["happened_on"] = DayField(label="Ngày thực hiện", required=False)
            self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def _ask_person(self, people: Sequence[User]) -> None:
        self.fields["assignee"] = PersonField(
            label="Người thực hiện", queryset=_among(people), empty_label="Chọn…",
            error_messages={"required": "Hãy chọn một người.",
                            "invalid_choice": "Hãy chọn một người trong danh sách."},
        )  # fmt: skip

    def _ask_evidence(self, police: bool) -> None:
        kinds = workflow.evidence_kinds(police)
        self.fields["evidence"] = forms.ChoiceField(
            label="Loại minh chứng", choices=[(k.value, k.label) for k in kinds],
            error_messages={"invalid_choice": workflow.POLICE if police else "Hãy chọn trong danh sách."},
        )  # fmt: skip
        self.fields["document_number"] = LineField(
            label="Số, ký hiệu văn bản", max_length=100, required=False
        )
        self.fields["file"] = forms.FileField(label="Tệp", required=False, help_text=_FILE_HELP)
        if not police:
            self.fields["reference"] = LineField(
                label="Hồ sơ trong hệ thống", max_length=300, required=False,
                help_text="Số trong sổ (12/2026), ngày (18/11/2026), hoặc dán địa chỉ trang của hồ sơ. "
                "Không gắn hồ sơ kín.",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if sentence := workflow.note_missing(self.step, cleaned.get("note", "")):
            self.add_error("note", sentence)
        on = cleaned.get("happened_on")
        if on and on > self.today:
            self.add_error("happened_on", "Ngày thực hiện không được sau hôm nay.")
        if self.step == UpdateKind.EVIDENCE and cleaned.get("evidence"):
            self._clean_evidence(cleaned)
        return cleaned

    def _clean_evidence(self, cleaned: dict[str, Any]) -> None:
        kind = EvidenceKind(cleaned["evidence"])
        cleaned["evidence"], cleaned["ref"] = kind, None
        text = cleaned.pop("reference", "")
        if text and kind in evidence_refs.MODELS:
            try:
                cleaned["ref"] = evidence_refs.find(kind, text, self.user)
            except Refused as refused:
                self.add_error("reference", refused.sentence)
                return
        field, sentence = workflow.evidence_missing(
            kind, document_number=cleaned.get("document_number", ""),
            has_file=bool(cleaned.get("file")), has_record=cleaned["ref"] is not None,
            note=cleaned.get("note", ""),
        )  # fmt: skip
        if sentence:
            self.add_error(field, sentence)

    @property
    def label(self) -> str:
        return STEPS[self.step].label

    @property
    def told(self) -> dict[str, Any]:
        """Arguments of `take_step`, the file read."""
        told = dict(self.cleaned_data)
        told.pop("key")
        upload = told.pop("file", None)
        if upload is not None:
            told["file"] = (upload.name, upload.read())
        return told


class BulkForm(forms.Form):
    """What is done to all the tasks chosen."""

    viec = forms.ChoiceField(label="Việc cần làm", choices=BulkKind.choices)
    assignee = PersonField(
        label="Người thực hiện", queryset=User.objects.none(), empty_label="Chọn…", required=False
    )
    due_on = DayField(label="Hạn mới", required=False)
    note = LineField(label="Lý do, lời nhắn", max_length=300, required=False)

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = _among(people)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("viec")
        if kind == BulkKind.ASSIGN and not cleaned.get("assignee"):
            self.add_error("assignee", "Hãy chọn người thực hiện.")
        if kind == BulkKind.DUE and not cleaned.get("due_on"):
            self.add_error("due_on", "Hãy ghi hạn mới.")
        if kind == BulkKind.DROP and not cleaned.get("note"):
            self.add_error("note", "Hãy ghi vì sao không thực hiện nữa.")
        return cleaned
