"""Forms about issued documents."""

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
