"""Forms of exclusions: the document that lifts one, and the second custodian's word."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import Agency, User
from complaints.forms.fields import DayField, LineField, TextField
from complaints.forms.work import PersonField

_REQUIRED = {"required": "Không để trống ô này."}


class AgencyField(forms.ModelChoiceField):
    """An agency by its full name."""

    def label_from_instance(self, obj: Agency) -> str:
        return obj.name


class LiftForm(forms.Form):
    """Gỡ loại trừ: ai, theo văn bản nào, của cơ quan cấp trên nào."""

    person = PersonField(
        label="Người bị loại trừ", queryset=User.objects.none(), empty_label="Chọn…",
        error_messages={
            "required": "Hãy chọn một người.",
            "invalid_choice": "Hãy chọn một người trong danh sách.",
        },
    )  # fmt: skip
    document_number = LineField(
        label="Số, ký hiệu văn bản", max_length=60, error_messages=_REQUIRED
    )
    document_date = DayField(label="Ngày văn bản", error_messages=_REQUIRED)
    issuer = AgencyField(
        label="Cơ quan cấp trên ban hành", queryset=Agency.objects.none(), required=False,
        empty_label="Chọn…",
        help_text="Cơ quan đứng trên mọi đơn vị mà người này đang giữ vai trò.",
        error_messages={"invalid_choice": "Hãy chọn một cơ quan trong danh sách."},
    )  # fmt: skip
    central_issuer = LineField(
        label="Hoặc cơ quan trung ương ban hành", max_length=120, required=False,
        help_text="Chỉ ghi khi người này đứng đầu tỉnh, không còn cấp trên trong tỉnh.",
    )  # fmt: skip
    reason = LineField(label="Văn bản cho phép điều gì", max_length=300, error_messages=_REQUIRED)

    def __init__(
        self, *args: Any, people: QuerySet[User], issuers: QuerySet[Agency], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["issuer"].queryset = issuers  # type: ignore[attr-defined]


class LiftDecideForm(forms.Form):
    """The second custodian's word; the note is a must when it says no."""

    decision = forms.ChoiceField(
        label="Quyết định", choices=[("co", "Xác nhận"), ("khong", "Không xác nhận")]
    )
    note = TextField(
        label="Ý kiến",
        rows=3,
        required=False,
        help_text="Bắt buộc ghi lý do khi không xác nhận.",
    )
