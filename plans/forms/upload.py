"""The form that takes a plan document."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.models import Agency, User
from agencies.roles import Permission

_LONGEST_PASTE = 400_000


class PlanUploadForm(forms.Form):
    """Nhập kế hoạch: a file, or the text pasted."""

    agency = forms.ModelChoiceField(
        label="Cơ quan ban hành", queryset=Agency.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label="Tệp kế hoạch",
        required=False,
        help_text="DOCX, PDF có lớp chữ, TXT hoặc Markdown, tối đa 20 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt,.md"}),
    )
    text = forms.CharField(
        label="Hoặc dán toàn văn",
        required=False,
        max_length=_LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [a.pk for a in user.access.agencies_with(Permission.IMPORT_PLAN)]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=own).order_by("sort_key")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("text")):
            self.add_error("file", "Hãy chọn một tệp, hoặc dán toàn văn, một trong hai.")
        return cleaned

    def document(self) -> tuple[str, bytes]:
        """Name and bytes of what was given."""
        given: UploadedFile | None = self.cleaned_data["file"]
        if given is None:
            return "van-ban-dan.txt", self.cleaned_data["text"].encode()
        return given.name or "ke-hoach", given.read()
