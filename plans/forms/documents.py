"""What an author adds to the report of a plan before it is printed."""

from django import forms

from complaints.forms.fields import LinesField


class ProposalForm(forms.Form):
    """Kiến nghị, đề xuất: printed, kept nowhere."""

    proposals = LinesField(
        label="Kiến nghị, đề xuất (mỗi ý một dòng)", rows=5, max_length=10_000, required=False,
        help_text="In vào phần IV của báo cáo; không lưu lại.",
    )  # fmt: skip
