"""Forms of processing: the checklist, the proposal, the head's answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from agencies.models import Agency
from complaints import law_book, workflow
from complaints.actions.proposals import Plan
from complaints.advice import Hint, checklist_for
from complaints.eligibility import lines_of
from complaints.eligibility_lines import ANSWER_TEXT, Line
from complaints.enums import Outcome, PetitionKind
from complaints.forms.fields import DayField, LineField, TextField
from complaints.models import Assessment, Petition
from complaints.procedure import complaint_grounds, denunciation_grounds
from law.enums import BRANCH_TEXT, Branch
from law.errors import LawError

_COMPETENT = [("co", "Thuộc thẩm quyền"), ("khong", "Không thuộc thẩm quyền")]
_GROUNDS = {
    PetitionKind.COMPLAINT: complaint_grounds.REFUSAL,
    PetitionKind.DENUNCIATION: denunciation_grounds.REFUSAL,
}


class AssessForm(forms.Form):
    """Phiếu kiểm tra điều kiện: an answer and a note a line, then the body that would be competent."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    competent_agency = forms.ModelChoiceField(
        label="Cơ quan có thẩm quyền, nếu không phải cơ quan mình",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="Ngoài danh sách",
    )
    competent_name = LineField(label="Tên cơ quan ngoài danh sách", max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        petition: Petition,
        assessment: Assessment | None,
        hints: dict[str, Hint],
        agencies: Any,
        **kwargs: Any,
    ) -> None:
        self.lines, self.hints = lines_of(checklist_for(petition)), hints
        kwargs["initial"] = {
            "version": petition.version,
            "competent_agency": assessment.competent_agency_id if assessment else None,
            "competent_name": assessment.competent_name if assessment else "",
        }
        super().__init__(*args, **kwargs)
        self.fields["competent_agency"].queryset = agencies
        for line in self.lines:
            self._add(line, assessment)

    def _add(self, line: Line, assessment: Assessment | None) -> None:
        answers, notes = (assessment.answers, assessment.notes) if assessment else ({}, {})
        hint = self.hints.get(line.code)
        self.fields[f"line_{line.code}"] = forms.ChoiceField(
            label=line.text,
            choices=[(answer.value, ANSWER_TEXT[answer]) for answer in line.choices],
            widget=forms.RadioSelect,
            required=False,
            initial=answers.get(line.code) or (hint.answer if hint else ""),
        )
        self.fields[f"note_{line.code}"] = LineField(
            label=f"Ghi chú: {line.text}", max_length=300, required=False,
            initial=notes.get(line.code, ""),
        )  # fmt: skip

    def rows(self) -> Iterable[dict[str, Any]]:
        """Each line with its two fields and what the case itself says."""
        for line in self.lines:
            yield {
                "line": line,
                "answer": self[f"line_{line.code}"],
                "note": self[f"note_{line.code}"],
                "hint": self.hints.get(line.code),
            }

    def told(self) -> dict[str, Any]:
        """Arguments of `assess_petition`, but for which, who and when."""
        data = self.cleaned_data
        return {
            "answers": {line.code: data[f"line_{line.code}"] for line in self.lines},
            "notes": {line.code: data[f"note_{line.code}"] for line in self.lines},
            "competent_agency": data["competent_agency"],
            "competent_name": data["competent_name"],
            "version": data["version"],
        }


class DecisionFields(forms.Form):
    """What only the decision knows: its day, the document that goes out, the answer asked for."""

    processed_on = DayField(label="Ngày xử lý")
    document = LineField(
        label="Số, ngày văn bản", max_length=120, required=False,
        help_text="Quyết định thụ lý, thông báo, phiếu chuyển, văn bản hướng dẫn.",
    )  # fmt: skip
    answer_due_on = DayField(
        label="Đề nghị trả lời trước ngày", required=False,
        help_text="Chỉ ghi khi chuyển đơn, đôn đốc và cần nơi nhận trả lời.",
    )  # fmt: skip


class ProposeForm(DecisionFields):
    """Đề xuất xử lý đơn. Whoever decides alone is asked for the day and the document as well."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    competent = forms.ChoiceField(
        label="Thẩm quyền giải quyết", choices=_COMPETENT, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label="Hướng xử lý", choices=Outcome.choices, widget=forms.RadioSelect
    )
    grounds = forms.MultipleChoiceField(
        label="Căn cứ không thụ lý", required=False, widget=forms.CheckboxSelectMultiple
    )
    merge_link = forms.ChoiceField(
        label="Ghép vào hồ sơ", required=False, widget=forms.RadioSelect,
        help_text="Chỉ những đơn đã liên kết là đơn trùng, cùng cơ quan, chưa kết thúc.",
    )  # fmt: skip
    to_agency = forms.ModelChoiceField(
        label="Nơi nhận", queryset=Agency.objects.none(), required=False,
        empty_label="Ngoài danh sách",
    )  # fmt: skip
    to_name = LineField(label="Tên nơi nhận ngoài danh sách", max_length=200, required=False)
    branches = forms.MultipleChoiceField(
        label="Trường hợp riêng của vụ việc", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Quyết định số ngày của thời hạn giải quyết.",
    )  # fmt: skip
    note = TextField(
        label="Lý do, nội dung", rows=4, required=False,
        help_text="Bắt buộc, trừ khi thụ lý. Không ghi tên người tố cáo.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        petition: Petition,
        agencies: Any,
        targets: list[tuple[UUID, str]],
        proposed: dict[str, Any],
        decides: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        start = {"version": petition.version, "processed_on": today}
        kwargs["initial"] = {**start, **proposed}
        super().__init__(*args, **kwargs)
        self.fields["to_agency"].queryset = agencies
        self.fields["grounds"].choices = grounds_of(petition)
        self.fields["merge_link"].choices = [(str(pk), text) for pk, text in targets]
        self.fields["branches"].choices = branches_of(petition)
        self.fields["outcome"].choices = outcomes_for(petition)
        self.fields["processed_on"].widget.attrs["max"] = today.isoformat()
        if not decides:
            for name in DecisionFields.base_fields:
                del self.fields[name]

    def plan(self) -> Plan:
        data = self.cleaned_data
        outcome = Outcome(data["outcome"])
        merges = outcome == Outcome.MERGE and data["merge_link"]
        sends = outcome in workflow.SENT_AWAY
        return Plan(
            outcome=outcome,
            is_competent=data["competent"] == "co",
            note=data["note"],
            grounds=tuple(data["grounds"]) if outcome == Outcome.NOT_ACCEPT else (),
            branches=tuple(data["branches"]) if outcome == Outcome.ACCEPT else (),
            to_agency=data["to_agency"] if sends else None,
            to_name=data["to_name"] if sends else "",
            merge_link=UUID(data["merge_link"]) if merges else None,
        )

    def decision(self) -> dict[str, Any]:
        """What the head adds; the day of an answer only where one is owed."""
        data = self.cleaned_data
        asked = data["outcome"] in workflow.ANSWERED
        return {
            "processed_on": data["processed_on"],
            "document": data["document"],
            "answer_due_on": data["answer_due_on"] if asked else None,
        }


class ApproveForm(DecisionFields):
    """Duyệt hoặc trả lại một đề xuất."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = TextField(
        label="Ý kiến", rows=3, required=False, help_text="Bắt buộc khi trả lại để làm rõ."
    )

    def __init__(self, *args: Any, petition: Petition, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": petition.version, "processed_on": today}
        super().__init__(*args, **kwargs)
        self.fields["processed_on"].widget.attrs["max"] = today.isoformat()


def grounds_of(petition: Petition) -> tuple[tuple[str, str], ...]:
    """Grounds on which a petition of this kind is not accepted, in words."""
    return _GROUNDS.get(PetitionKind(petition.kind), ())


def outcomes_for(petition: Petition) -> list[tuple[str, str]]:
    """Outcomes that exist for this kind, in the words of the closed list."""
    denounces = petition.kind == PetitionKind.DENUNCIATION
    only = {Outcome.CHECK, Outcome.PARTY}
    return [(o.value, str(o.label)) for o in Outcome if denounces or o not in only]


def branches_of(petition: Petition) -> list[tuple[str, str]]:
    """Circumstances that the duty to resolve this petition knows, in words."""
    code = workflow.resolution_duty(
        petition.kind, is_first_time=petition.is_first_time, is_discipline=petition.is_discipline
    )
    try:
        version = law_book.rules().get(code).version_on(petition.received_on)
    except LawError:
        return []
    names = {name for joined in version.branches for name in joined.split("+")}
    return [(branch.value, BRANCH_TEXT[branch]) for branch in Branch if branch.value in names]
