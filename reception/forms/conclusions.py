"""Forms of conclusions: the text, the tasks it gives, what came of one, the filter of their list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from agencies.models import Agency
from complaints.forms.fields import DayField, LineField, TextField
from reception import conclusions
from reception.actions.conclusions import TaskInput
from records.filtering import FilterForm

SPARE_ROWS = 6


class ConclusionForm(forms.Form):
    """Kết luận của người chủ trì buổi tiếp."""

    text = TextField(label="Ý kiến kết luận", rows=8)
    contact = LineField(
        label="Người công dân liên hệ để biết kết quả (họ tên, chức vụ, điện thoại)",
        max_length=200,
        required=False,
    )
    concluded_on = DayField(label="Ngày kết luận")


class TaskRow(forms.Form):
    """Một việc giao: empty, or all of it."""

    agency = forms.ChoiceField(label="Cơ quan, đơn vị thực hiện", required=False)
    text = LineField(label="Nội dung việc giao", max_length=500, required=False)
    due_on = DayField(label="Hoàn thành trước ngày", required=False)

    def __init__(self, *args: Any, agencies: dict[str, Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = agencies
        names = [(pk, agency.name) for pk, agency in agencies.items()]
        self.fields["agency"].choices = [("", "Chọn…"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {
            "agency": "Hãy chọn cơ quan, đơn vị thực hiện.",
            "text": "Hãy ghi nội dung việc giao.",
            "due_on": "Hãy ghi thời hạn hoàn thành.",
        }
        if any(cleaned.get(name) for name in needed):
            for name, sentence in needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned

    def task(self) -> TaskInput | None:
        """The task of this row; None when the row was left empty."""
        told = self.cleaned_data
        if not told.get("agency"):
            return None
        return TaskInput(self._agencies[told["agency"]], told["text"], told["due_on"])


def task_rows(data: Any, *, agencies: Sequence[Agency], given: list[dict[str, Any]]) -> BaseFormSet:
    """The rows of tasks: those given so far, then empty ones."""
    rows = formset_factory(TaskRow, extra=max(SPARE_ROWS - len(given), 2), max_num=40)
    chosen = {str(agency.pk): agency for agency in agencies}
    found: BaseFormSet = rows(data, initial=given, prefix="viec", form_kwargs={"agencies": chosen})
    return found


def tasks_told(
    form: ConclusionForm, rows: BaseFormSet, *, held_on: date, today: date
) -> list[TaskInput] | None:
    """The tasks as typed; None when something is wrong, said beside its field."""
    if not (form.is_valid() & rows.is_valid()):
        return None
    filled = [(row, task) for row in rows if (task := row.task()) is not None]
    concluded_on = form.cleaned_data["concluded_on"]
    for row, task in filled:
        if task.due_on < concluded_on:
            row.add_error("due_on", "Thời hạn không thể trước ngày kết luận.")
    if any(row.errors for row, _ in filled):
        return None
    for objection in conclusions.conclusion_objections(
        text=form.cleaned_data["text"],
        concluded_on=concluded_on,
        held_on=held_on,
        today=today,
        tasks=[(task.agency.pk, task.text, task.due_on) for _, task in filled],
    ):
        form.add_error(None if objection.field == "tasks" else objection.field, objection.sentence)
    return None if form.errors else [task for _, task in filled]


class TaskDoneForm(forms.Form):
    """Ghi kết quả thực hiện việc được giao."""

    done_on = DayField(label="Ngày hoàn thành")
    result = TextField(label="Kết quả thực hiện", rows=5)


OPEN, LATE, DONE = "mo", "tre", "xong"
MINE, GIVEN = "minh", "giao"


class TaskFilterForm(FilterForm):
    """Lọc việc theo kết luận."""

    tinh_trang = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[(OPEN, "Chưa xong"), (LATE, "Quá hạn"), (DONE, "Đã xong"), ("tat", "Tất cả")],
    )
    cua = forms.ChoiceField(
        label="Việc của ai",
        required=False,
        choices=[
            ("", "Tất cả"),
            (MINE, "Cơ quan mình thực hiện"),
            (GIVEN, "Cơ quan mình giao"),
        ],
    )
