"""Forms of review lists: criteria, the decision at issue, one matter, the filter of a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import Agency
from complaints.enums import ReviewKind, ReviewResult
from complaints.forms.fields import DayField, LineField, TextField
from complaints.models import ReviewItem, ReviewList
from complaints.review_criteria import LEAST_MONTHS, LEAST_PEOPLE, USUAL_MONTHS, Criteria
from complaints.review_rows import late_on
from records.filtering import FilterForm

NO_NAMES = "Không ghi tên công dân."
_ALL = "Tất cả"


class EarlierListField(forms.ModelChoiceField):
    """Lists of the same name are told apart by their day."""

    def label_from_instance(self, obj: ReviewList) -> str:
        return f"{obj.as_of:%d/%m/%Y}: {obj.title}"


class NewListForm(forms.Form):
    """Lập danh sách: the criteria, the day, the list before."""

    agency = forms.ModelChoiceField(label="Cơ quan lập", queryset=Agency.objects.none())
    title = LineField(label="Tên danh sách", max_length=300)
    kinds = forms.MultipleChoiceField(
        label="Tiêu chí", choices=ReviewKind.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một tiêu chí."},
    )  # fmt: skip
    min_people = forms.IntegerField(
        label="Đông người: từ (người)", min_value=LEAST_PEOPLE, max_value=10_000,
        help_text="Luật Tiếp công dân 2013, Điều 29: từ năm người về cùng một nội dung.",
    )  # fmt: skip
    min_months = forms.IntegerField(
        label="Kéo dài: từ (tháng)", min_value=LEAST_MONTHS, max_value=240,
        help_text="Không có quy định; thường lấy 12 đến 24 tháng.",
    )  # fmt: skip
    ended_since = DayField(
        label="Gồm cả vụ việc kết thúc từ ngày", required=False,
        help_text="Khi cấp trên yêu cầu cả vụ việc đã giải quyết; để trống nếu không.",
    )  # fmt: skip
    as_of = DayField(label="Số liệu đến ngày")
    previous = EarlierListField(
        label="Danh sách kỳ trước", queryset=ReviewList.objects.none(), required=False,
        empty_label="Không có", help_text="Phương án, phụ trách, thời hạn, tiến độ được chuyển sang.",
    )  # fmt: skip
    asked_by = LineField(
        label="Cơ quan cấp trên yêu cầu", max_length=200, required=False,
        help_text="Tên cơ quan, số văn bản yêu cầu (nếu có).",
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: list[Agency], today: date, **kwargs: Any) -> None:
        earlier = ReviewList.objects.unscoped("those of the maker's own agencies").filter(
            agency__in=agencies, state="issued"
        )
        earlier = earlier.order_by("-as_of", "-id")
        last = earlier.filter(as_of__lt=today).first()
        usual = {
            "agency": agencies[0].pk if agencies else None,
            "title": "Danh sách vụ việc đông người, phức tạp, kéo dài, tồn đọng",
            "kinds": ReviewKind.values, "min_people": LEAST_PEOPLE, "min_months": USUAL_MONTHS,
            "as_of": today, "previous": last.pk if last else None,
        }  # fmt: skip
        kwargs["initial"] = {**usual, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        pks = [agency.pk for agency in agencies]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=pks).order_by("sort_key")
        self.fields["previous"].queryset = earlier
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()

    def criteria(self) -> Criteria:
        """Of a form that is valid."""
        told = self.cleaned_data
        return Criteria(
            tuple(k for k in ReviewKind.values if k in told["kinds"]),
            told["min_people"], told["min_months"], told["ended_since"],
        )  # fmt: skip


class IssueForm(forms.Form):
    """Chốt danh sách."""

    decision_number = LineField(label="Số quyết định, văn bản phê duyệt", max_length=60)
    decision_on = DayField(label="Ngày quyết định")


class ProgressForm(forms.Form):
    """Where it stands: by the agency that settles it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    obstacles = TextField(label="Khó khăn, vướng mắc", required=False, help_text=NO_NAMES)
    plan = TextField(label="Phương án giải quyết", required=False, help_text=NO_NAMES)
    progress = TextField(label="Tiến độ thực hiện", required=False, help_text=NO_NAMES)
    result = forms.ChoiceField(label="Kết quả", choices=ReviewResult.choices)
    result_on = DayField(label="Ngày của kết quả", required=False)


class ItemForm(ProgressForm):
    """The same with who is in charge and until when: by those who keep the list."""

    in_charge = forms.ModelChoiceField(
        label="Cơ quan phụ trách", queryset=Agency.objects.none(), required=False,
        empty_label="Chưa giao",
    )  # fmt: skip
    leader = LineField(
        label="Lãnh đạo phụ trách", max_length=120, required=False,
        help_text="Chức danh, họ tên người được phân công chỉ đạo giải quyết.",
    )  # fmt: skip
    deadline = DayField(label="Thời hạn", required=False)
    field_order = ("version", "in_charge", "leader", "deadline")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_charge"].queryset = agencies


class ItemFilter(FilterForm):
    """Tiêu chí, kết quả, cơ quan phụ trách, thời hạn."""

    tieu_chi = forms.ChoiceField(
        label="Tiêu chí", choices=[("", _ALL), *ReviewKind.choices], required=False
    )
    ket_qua = forms.ChoiceField(
        label="Kết quả", choices=[("", _ALL), *ReviewResult.choices], required=False
    )
    han = forms.ChoiceField(
        label="Thời hạn", required=False,
        choices=[("", _ALL), ("qua", "Quá hạn"), ("chua", "Chưa có thời hạn")],
    )  # fmt: skip

    def chosen(self, rows: QuerySet[ReviewItem], today: date) -> QuerySet[ReviewItem]:
        """The rows asked for; none for an answer that is not offered."""
        if not self.is_valid():
            return rows.none()
        told = self.cleaned_data
        if told["tieu_chi"]:
            rows = rows.filter(kinds__contains=[told["tieu_chi"]])
        if told["ket_qua"]:
            rows = rows.filter(result=told["ket_qua"])
        if told["han"] == "qua":
            rows = rows.filter(late_on(today))
        elif told["han"] == "chua":
            rows = rows.filter(deadline=None)
        return rows
