"""Soạn kế hoạch: the fields of a plan, and a row for each task."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory

from agencies.models import Agency, Event, User
from agencies.vietnamese import tidy
from complaints.forms.fields import DayField, LineField, LinesField, TextField
from complaints.papers.signing import heads_of
from plans.actions.writing import PlanInput, TaskInput
from plans.enums import PlanState, Rhythm, TaskKind
from plans.models import Plan

# A form may hold a thousand fields, and a task takes twelve.
MOST_TASKS, SPARE = 75, 3
_WITHOUT_END = (TaskKind.CONTINUOUS, TaskKind.RECURRING)
_MOST_LINES = 60


class PlanForm(forms.Form):
    """Everything of a plan but its tasks."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = TextField(label="Trích yếu", rows=2, max_length=1000,
                      error_messages={"required": "Hãy ghi trích yếu của kế hoạch."})  # fmt: skip
    implements = TextField(
        label="Thực hiện văn bản", rows=2, max_length=1000, required=False,
        help_text="Loại, số, ngày, cơ quan ban hành, về việc gì; để trống nếu không có.",
    )  # fmt: skip
    parent = forms.ModelChoiceField(
        label="Kế hoạch cấp trên có trong hệ thống", queryset=Plan.objects.none(), required=False,
        empty_label="Không có",
    )  # fmt: skip
    events = forms.ModelMultipleChoiceField(
        label="Phục vụ sự kiện", queryset=Event.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    bases = LinesField(
        label="Căn cứ (mỗi văn bản một dòng)", rows=4, required=False,
        help_text="Không ghi chữ “Căn cứ” ở đầu dòng.",
    )  # fmt: skip
    purposes = LinesField(label="Mục đích, yêu cầu (mỗi ý một dòng)", rows=5, required=False)
    contents = LinesField(label="Nội dung (mỗi ý một dòng)", rows=5, required=False)
    closing = TextField(label="Câu kết", rows=3, max_length=2000, required=False)
    recipients = LinesField(
        label="Nơi nhận (mỗi nơi một dòng)", rows=4, required=False,
        help_text="Ghi (b/c), (t/h), (p/h) ở cuối dòng nếu cần.",
    )  # fmt: skip
    signer = forms.ModelChoiceField(
        label="Người ký", queryset=User.objects.none(), required=False, empty_label="Chưa xác định"
    )

    def __init__(
        self, *args: Any, user: User, agency: Agency, plan: Plan | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        events = Event.objects.visible_to(user).filter(_open_or_named(plan))
        self.fields["events"].queryset = events  # type: ignore[attr-defined]
        parents = Plan.objects.visible_to(user).filter(state=PlanState.ACCEPTED)
        parents = parents.exclude(pk=plan.pk if plan else None).only("number", "symbol", "title")
        self.fields["parent"].queryset = parents.order_by("-created_at")  # type: ignore[attr-defined]
        self.fields["parent"].label_from_instance = _plan_label  # type: ignore[attr-defined]
        heads = User.objects.filter(pk__in=[head.pk for head in heads_of(agency)])
        self.fields["signer"].queryset = heads.order_by("sort_key")  # type: ignore[attr-defined]
        self.initial = {"key": uuid.uuid4(), "version": 0, **self.initial}

    def told(self, tasks: Sequence[TaskInput]) -> PlanInput:
        """What was typed, for the action."""
        said = self.cleaned_data
        return PlanInput(
            title=tidy(said["title"]),
            tasks=tasks,
            implements=tidy(said["implements"]),
            bases=said["bases"][:_MOST_LINES],
            purposes=said["purposes"][:_MOST_LINES],
            contents=said["contents"][:_MOST_LINES],
            closing=tidy(said["closing"]),
            recipients=said["recipients"][:_MOST_LINES],
            signer=said["signer"],
            events=list(said["events"]),
            parent=said["parent"],
        )


class TaskForm(forms.Form):
    """Một nhiệm vụ: empty, or with the unit that leads."""

    task_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = TextField(label="Nhiệm vụ", rows=2, max_length=5000, required=False)
    leads = LineField(
        label="Chủ trì", max_length=600, required=False, help_text="Nhiều đơn vị: ngăn bằng dấu ;",
        widget=forms.TextInput(attrs={"list": "don-vi"}),
    )  # fmt: skip
    cooperates = LineField(
        label="Phối hợp", max_length=1500, required=False,
        widget=forms.TextInput(attrs={"list": "don-vi"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Thời gian", choices=TaskKind.choices, required=False, initial=TaskKind.PLAIN
    )
    rhythm = forms.ChoiceField(
        label="Nhịp (nếu định kỳ)", choices=[("", "–"), *Rhythm.choices], required=False
    )
    due_on = DayField(label="Hạn đến ngày", required=False)
    deadline_text = LineField(label="Thời hạn ghi trên văn bản", max_length=300, required=False)
    reports_to = LineField(label="Báo cáo về", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_blank or said.get("DELETE"):
            return said
        if not said.get("text"):
            self.add_error("text", "Hãy ghi nội dung nhiệm vụ.")
        if not named(said.get("leads", "")):
            self.add_error("leads", "Hãy ghi đơn vị chủ trì.")
        self._clean_time(said)
        return said

    def _clean_time(self, said: dict[str, Any]) -> None:
        kind = said.get("kind") or TaskKind.PLAIN
        if kind in _WITHOUT_END and said.get("due_on"):
            self.add_error("due_on", "Việc thường xuyên, định kỳ không có ngày hoàn thành.")
        if kind == TaskKind.RECURRING and not said.get("rhythm"):
            self.add_error("rhythm", "Hãy chọn nhịp của việc định kỳ.")
        if kind == TaskKind.DUE and not (said.get("due_on") or said.get("deadline_text")):
            self.add_error("due_on", "Hãy ghi ngày hoặc thời hạn bằng chữ.")

    @property
    def is_blank(self) -> bool:
        """A spare row that nobody filled."""
        said = getattr(self, "cleaned_data", {})
        return not any(said.get(name) for name in ("text", "leads", "cooperates", "deadline_text"))

    def told(self) -> TaskInput:
        said = self.cleaned_data
        kind = TaskKind(said["kind"] or TaskKind.PLAIN)
        if said["due_on"] and kind is TaskKind.PLAIN:
            kind = TaskKind.DUE
        return TaskInput(
            text=tidy(said["text"]),
            leads=named(said["leads"]),
            cooperates=named(said["cooperates"]),
            kind=kind,
            rhythm=said["rhythm"] if kind is TaskKind.RECURRING else "",
            due_on=said["due_on"],
            deadline_text=said["deadline_text"],
            reports_to=said["reports_to"],
            task_id=said["task_id"],
        )


class _Tasks(BaseFormSet):
    """Rows that were filled, in the order that their author gave them."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Thứ tự"
        form.fields["DELETE"].label = "Bỏ nhiệm vụ này"

    def clean(self) -> None:
        if not any(self.errors) and not self.told():
            raise forms.ValidationError("Hãy ghi ít nhất một nhiệm vụ.")

    def told(self) -> list[TaskInput]:
        kept = [
            form for form in self.forms if not form.is_blank and not form.cleaned_data.get("DELETE")
        ]
        # A row without a number stays where it stands.
        places = {id(form): n for n, form in enumerate(self.forms, start=1)}
        kept.sort(key=lambda f: (f.cleaned_data.get("ORDER") or places[id(f)], places[id(f)]))
        return [form.told() for form in kept]


def task_rows(data: Any, given: Sequence[dict[str, Any]], spare: int = SPARE) -> BaseFormSet:
    """The rows of tasks: those given so far, then empty ones."""
    rows = formset_factory(
        TaskForm, formset=_Tasks, extra=spare, max_num=MOST_TASKS, absolute_max=MOST_TASKS,
        validate_max=True, can_order=True, can_delete=True,
    )  # fmt: skip
    found: BaseFormSet = rows(data, initial=list(given), prefix="nv")
    return found


def named(text: str) -> tuple[str, ...]:
    """Names parted by semicolons, each once."""
    return tuple(dict.fromkeys(name for part in text.split(";") if (name := tidy(part))))


def _open_or_named(plan: Plan | None) -> Q:
    condition = Q(closed_at__isnull=True)
    return condition | Q(plans=plan) if plan is not None else condition


def _plan_label(plan: Plan) -> str:
    return f"{plan.reference}: {plan.title[:90]}"
