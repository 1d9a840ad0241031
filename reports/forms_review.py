"""Forms of the after-action review."""

from __future__ import annotations

from typing import Any

from django import forms

from agencies.models import Agency, User
from agencies.roles import Permission
from reports.models import AfterAction

_LONGEST = 8000


class OpenReviewForm(forms.Form):
    """Which of one's agencies the review is of."""

    agency = forms.ModelChoiceField(
        label="Cơ quan lập", queryset=Agency.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [agency.pk for agency in user.access.agencies_with(Permission.MAKE_REPORT)]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=own).order_by("path")


class ReviewForm(forms.ModelForm):
    """Kết quả, ưu điểm, hạn chế, nguyên nhân, bài học, kiến nghị."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = AfterAction
        fields = ("results", "worked", "lacked", "causes", "lessons", "proposals")
        labels = {
            "results": "Kết quả thực hiện (ngoài số liệu)",
            "worked": "Ưu điểm",
            "lacked": "Tồn tại, hạn chế",
            "causes": "Nguyên nhân",
            "lessons": "Bài học kinh nghiệm",
            "proposals": "Kiến nghị, đề xuất",
        }
        help_texts = {
            "worked": "Mỗi dòng một ý.",
            "lacked": "Nói về việc, về quy trình; không nêu tên công dân.",
            "lessons": "Điều lần sau sẽ làm khác, ai làm.",
        }
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in labels}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        for name in self.Meta.fields:
            self.fields[name].max_length = _LONGEST


class SignerForm(forms.Form):
    """Who signs the review."""

    name = forms.CharField(label="Người ký", max_length=120)
    title = forms.CharField(
        label="Thẩm quyền, chức vụ",
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một dòng trên văn bản, như: KT. CHÁNH THANH TRA / PHÓ CHÁNH THANH TRA.",
    )
