"""Form of a later exclusion: who is meant is looked for first, then chosen."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import User
from complaints.enums import ExclusionGround
from complaints.forms.fields import LineField


class FindPersonForm(forms.Form):
    """Tìm tài khoản: words of a name or the user name, at least two letters."""

    name = LineField(
        label="Họ và tên hoặc tên đăng nhập", min_length=2, max_length=120,
        help_text="Không cần gõ dấu. Tìm trong các cơ quan của tỉnh.",
        error_messages={
            "required": "Hãy gõ tên cần tìm.",
            "min_length": "Hãy gõ ít nhất 02 ký tự.",
        },
    )  # fmt: skip


class _FoundField(forms.ModelChoiceField):
    """An account so that two of one name are told apart: title and agencies."""

    widget = forms.RadioSelect

    def label_from_instance(self, obj: User) -> str:
        where = ", ".join(sorted({held.agency.name for held in obj.memberships.all()}))
        return " · ".join(part for part in (obj.full_name, obj.title, where) if part)


class ExclusionAddForm(FindPersonForm):
    """Phát hiện thêm người liên quan: ai trong những người tìm được, vì sao."""

    person = _FoundField(
        label="Người không được biết", queryset=User.objects.none(), empty_label=None,
        error_messages={
            "required": "Hãy chọn một người.",
            "invalid_choice": "Hãy tìm lại rồi chọn một người trong danh sách.",
        },
    )  # fmt: skip
    ground = forms.ChoiceField(label="Vì sao", choices=ExclusionGround.choices)
    reason = LineField(
        label="Căn cứ phát hiện", max_length=150, required=False,
        help_text="Ví dụ: đơn bổ sung ngày nào, biên bản nào. Không ghi gì về người tố cáo.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("ground") == ExclusionGround.OTHER and not data.get("reason"):
            self.add_error("reason", "Hãy ghi căn cứ.")
        return data
