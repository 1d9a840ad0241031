"""Forms of the steps on a petition: processed, resolved, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from complaints import law_book, workflow
from complaints.enums import Outcome
from complaints.forms.fields import DayField, TextField
from complaints.models import Petition
from law.enums import BRANCH_TEXT, Branch
from law.errors import LawError

_COMPETENT = [("co", "Thuộc thẩm quyền"), ("khong", "Không thuộc thẩm quyền")]


class StepForm(forms.Form):
    """Carries the version that was read: the loser of two hears who came first."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, petition: Petition, today: date, **kwargs: Any) -> None:
        self.petition = petition
        kwargs["initial"] = {"version": petition.version, self.day_name: today}
        super().__init__(*args, **kwargs)
        self.fields[self.day_name].widget.attrs["max"] = today.isoformat()

    day_name = ""


class ProcessForm(StepForm):
    """Xử lý đơn: competence, outcome, the ground."""

    day_name = "processed_on"
    competent = forms.ChoiceField(
        label="Thẩm quyền giải quyết", choices=_COMPETENT, widget=forms.RadioSelect, initial="co"
    )
    outcome = forms.ChoiceField(
        label="Hướng xử lý", choices=Outcome.choices, widget=forms.RadioSelect
    )
    note = TextField(
        label="Lý do, nội dung",
        rows=4,
        required=False,
        help_text=(
            "Bắt buộc khi không thụ lý, hướng dẫn, chuyển, trả lại, lưu đơn: ghi căn cứ, nơi nhận, "
            "số văn bản."
        ),
    )
    processed_on = DayField(label="Ngày xử lý")
    branches = forms.MultipleChoiceField(
        label="Trường hợp riêng của vụ việc",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn khi thụ lý; quyết định số ngày của thời hạn giải quyết.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = branches_of(self.petition)
        self.fields["branches"].choices = known
        self.branches_known = bool(known)


class ResolveForm(StepForm):
    """Kết quả giải quyết."""

    day_name = "resolved_on"
    resolution = TextField(
        label="Kết quả giải quyết",
        rows=5,
        required=False,
        help_text="Số, ngày quyết định hoặc kết luận; đúng, đúng một phần hay sai; nội dung chính.",
    )
    resolved_on = DayField(label="Ngày ban hành văn bản giải quyết")


class WithdrawForm(StepForm):
    """Rút đơn."""

    day_name = "withdrawn_on"
    note = TextField(
        label="Nội dung rút đơn",
        rows=4,
        required=False,
        help_text="Ai rút, rút toàn bộ hay một phần, đơn hoặc biên bản ngày nào; tự nguyện.",
    )
    withdrawn_on = DayField(label="Ngày rút đơn")


def branches_of(petition: Petition) -> list[tuple[str, str]]:
    """Circumstances that the duty to resolve this petition knows, in words."""
    code = workflow.resolution_duty(petition.kind, is_first_time=petition.is_first_time)
    try:
        version = law_book.rules().get(code).version_on(petition.received_on)
    except LawError:
        return []
    names = {name for joined in version.branches for name in joined.split("+")}
    return [(branch.value, BRANCH_TEXT[branch]) for branch in Branch if branch.value in names]
