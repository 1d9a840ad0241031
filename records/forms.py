"""Forms about issued documents and saved filters."""

from django import forms

from agencies.models import Agency, User
from records.filtering import FilterForm


class SignedCopyForm(forms.Form):
    """Bản đã ký: the scan of the paper that went out."""

    file = forms.FileField(
        label="Bản đã ký (PDF, JPG, PNG)", error_messages={"required": "Hãy chọn tệp đã quét."}
    )


class VoidForm(forms.Form):
    """Hủy số: why the number is void."""

    reason = forms.CharField(
        label="Lý do hủy số",
        max_length=300,
        error_messages={"required": "Hãy ghi lý do hủy số."},
    )


class SaveFilterForm(forms.Form):
    """Lưu bộ lọc: the page, its query, a name, for whom."""

    page = forms.CharField(max_length=60)
    query = forms.CharField(
        max_length=2000, error_messages={"required": "Chưa chọn điều kiện nào để lưu."}
    )
    name = forms.CharField(
        label="Tên bộ lọc",
        max_length=60,
        error_messages={
            "required": "Hãy đặt tên cho bộ lọc.",
            "max_length": "Tên bộ lọc dài tối đa 60 ký tự.",
        },
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Chỉ chia sẻ được trong cơ quan mình."},
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        own = [membership.agency_id for membership in user.access.memberships]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=own)  # type: ignore[attr-defined]


class DocumentFilter(FilterForm):
    """Sổ văn bản đi of one agency; only those who reach several choose."""

    co_quan = forms.ModelChoiceField(
        Agency.objects.none(), label="Cơ quan", required=False, empty_label="Cơ quan của tôi"
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["co_quan"]
        if user.access.prefixes:
            reached = Agency.objects.visible_to(user).order_by("sort_key")
            field.queryset = reached  # type: ignore[attr-defined]
        else:
            del self.fields["co_quan"]
