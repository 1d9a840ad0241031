"""Forms of a flag: decided, kept, what is done about it. They ask for the situation, never for a name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from agencies.models import User
from agencies.refusals import Refused
from complaints.actions.hotspot_keeping import LONGEST, checked_review_day
from complaints.enums import HotLevel, Situation
from complaints.forms.fields import DayField, LineField, LinesField, MomentField, TextField
from complaints.forms.others import DecideForm

NAMELESS = "Không ghi tên công dân, không ghi hành vi của cá nhân."
MOST_OPTIONS = 8
_DAY = {"required": "Hãy ghi ngày.", "invalid": "Hãy ghi ngày như 18/11/2026."}
_COUNT = {"required": "Hãy ghi số người.", "invalid": "Hãy ghi số người bằng chữ số."}


class OwnerField(forms.TypedChoiceField):
    """Người phụ trách: one of the people offered; the value is the user."""

    def offer(self, people: Iterable[User]) -> None:
        known = {str(user.pk): user for user in people}
        titled = [(pk, _titled(user)) for pk, user in known.items()]
        self.choices = [("", "Chọn người phụ trách"), *titled]
        self.coerce = known.get
        self.empty_value = None


def _titled(user: User) -> str:
    title = getattr(user, "title", "")
    return f"{user.full_name}, {title}" if title else str(user.full_name)


def _level_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=HotLevel.choices, widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn mức.", "invalid_choice": "Hãy chọn lại mức."},
    )  # fmt: skip


class ReviewDayField(DayField):
    """Ngày xem lại: from tomorrow on, at most 90 days away."""

    def __init__(self, **kwargs: Any) -> None:
        usual = f"Trong {LONGEST} ngày tới; đến ngày ấy người phụ trách được nhắc."
        super().__init__(
            **{"label": "Ngày xem lại", "help_text": usual, "error_messages": _DAY, **kwargs}
        )


class ConfirmForm(DecideForm):
    """Xác nhận hoặc không: a yes says at which level, who answers for it, when it is seen again."""

    level = _level_field("Mức theo dõi")
    owner = OwnerField(label="Người phụ trách", required=False)
    review_on = ReviewDayField(required=False)

    def __init__(self, *args: Any, people: Iterable[User], now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(people)
        self.fields["level"].required = False
        self._now = now

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("decision") != "co":
            return told
        if "level" not in self.errors and not told.get("level"):
            self.add_error("level", "Hãy chọn mức.")
        if "owner" not in self.errors and not told.get("owner"):
            self.add_error("owner", "Hãy chọn người phụ trách.")
        if "review_on" not in self.errors:
            _check_review(self, told.get("review_on"), self._now)
        return told


def _check_review(form: forms.Form, day: date | None, now: Any) -> None:
    if day is None:
        form.add_error("review_on", "Hãy ghi ngày xem lại.")
        return
    try:
        checked_review_day(day, now)
    except Refused as refused:
        form.add_error("review_on", refused.sentence)


class LevelForm(forms.Form):
    """Đổi mức."""

    level = _level_field("Mức mới")
    note = TextField(
        label="Lý do", rows=3, help_text=NAMELESS, error_messages={"required": "Hãy ghi lý do."}
    )


class OwnerForm(forms.Form):
    """Giao người phụ trách."""

    owner = OwnerField(
        label="Người phụ trách",
        help_text="Người của cơ quan giữ vụ việc hoặc cơ quan cấp trên, được xem vụ việc.",
        error_messages={
            "required": "Hãy chọn người phụ trách.",
            "invalid_choice": "Hãy chọn người phụ trách trong danh sách.",
        },
    )
    note = TextField(label="Việc giao", rows=2, required=False, help_text=NAMELESS)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(people)


class ReviewForm(forms.Form):
    """Xem lại: what was seen, and when again."""

    seen = TextField(
        label="Đã xem thấy gì",
        rows=4,
        help_text=f"Tình hình của vụ việc, việc đã làm, việc còn chậm. {NAMELESS}",
        error_messages={"required": "Hãy ghi đã xem thấy gì."},
    )
    review_on = ReviewDayField(label="Xem lại lần sau")


class OnceForm(forms.Form):
    """A form whose double click makes one record: the key is drawn with the page."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class MeasureForm(OnceForm):
    """Biện pháp."""

    text = LineField(
        label="Biện pháp",
        max_length=500,
        help_text=f"Việc của cơ quan, ví dụ: tổ chức đối thoại, trả lời bằng văn bản. {NAMELESS}",
        error_messages={"required": "Hãy ghi việc cần làm."},
    )
    in_charge = forms.ModelChoiceField(
        label="Đơn vị thực hiện",
        queryset=None,
        required=False,
        empty_label="Cơ quan giữ vụ việc",
    )
    due_on = DayField(label="Hạn làm xong", error_messages=_DAY)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_charge"].queryset = agencies


class MeasureDoneForm(forms.Form):
    """Kết quả của biện pháp."""

    done_on = DayField(label="Làm xong ngày", error_messages=_DAY)
    result = LineField(
        label="Kết quả",
        max_length=500,
        help_text=NAMELESS,
        error_messages={"required": "Hãy ghi kết quả của biện pháp."},
    )


class SituationReportForm(OnceForm):
    """Báo cáo tình hình: head-counts, representatives, what the office did to calm."""

    happened_at = MomentField(
        label="Thời điểm",
        error_messages={
            "required": "Hãy ghi thời điểm.",
            "invalid": "Hãy ghi ngày và giờ như 18/11/2026 08:30.",
        },
    )
    place = LineField(
        label="Nơi diễn ra", max_length=200, error_messages={"required": "Hãy ghi nơi diễn ra."}
    )
    situation = forms.ChoiceField(
        label="Tình hình",
        choices=Situation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn tình hình.", "invalid_choice": "Hãy chọn lại."},
    )
    people_count = forms.IntegerField(
        label="Số người có mặt", min_value=0, max_value=100_000, error_messages=_COUNT
    )
    representatives = forms.IntegerField(
        label="Số người đại diện được tiếp",
        min_value=0,
        max_value=1_000,
        initial=0,
        error_messages=_COUNT,
    )
    done = TextField(
        label="Cơ quan đã làm gì để ổn định tình hình",
        rows=3,
        help_text=NAMELESS,
        error_messages={"required": "Hãy ghi việc cơ quan đã làm."},
    )
    proposal = TextField(label="Kiến nghị", rows=2, required=False, help_text=NAMELESS)


class BriefingForm(forms.Form):
    """Phương án in the words of the person who prints; nothing of it is kept."""

    options = LinesField(
        label="Phương án, mỗi dòng một phương án",
        rows=8,
        max_length=3_000,
        help_text=f"Nhiều nhất {MOST_OPTIONS} dòng. {NAMELESS} Phần sửa chỉ dùng cho bản in này.",
        error_messages={
            "required": "Hãy ghi ít nhất một phương án.",
            "max_length": "Các phương án dài nhất 3.000 ký tự.",
        },
    )

    def clean_options(self) -> list[str]:
        lines: list[str] = self.cleaned_data["options"]
        if len(lines) > MOST_OPTIONS:
            raise forms.ValidationError(f"Nhiều nhất {MOST_OPTIONS} phương án.")
        return lines
