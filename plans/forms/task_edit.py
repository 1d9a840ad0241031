"""The form that mends a task: its words, its time, its units."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from agencies.models import Agency
from complaints.forms.fields import DayField, LineField, TextField
from plans.actions.changing import TaskTold, UnitTold
from plans.enums import Rhythm, TaskKind, UnitRole
from plans.models import Plan, PlanTask
from plans.task_parts import is_police

_SPARE = 2


def agencies_for(plan: Plan, task: PlanTask, on: date) -> dict[str, Agency]:
    """Agencies that a unit of the plan may be: those of the issuer's province that exist, and those
    already named."""
    root = plan.agency.path.split("/")[0] + "/"
    named = [unit.agency_id for unit in task.units.all() if unit.agency_id]
    there = Agency.objects.in_force(on).filter(path__startswith=root)
    found = Agency.objects.filter(Q(pk__in=there.values("pk")) | Q(pk__in=named))
    return {str(a.pk): a for a in found.order_by("sort_key", "id")}


class TaskEditForm(forms.Form):
    """Nội dung, thời hạn, nơi nhận báo cáo of a task."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = TextField(
        label="Nội dung nhiệm vụ", rows=5, error_messages={"required": "Hãy ghi nội dung."}
    )
    kind = forms.ChoiceField(label="Loại thời hạn", choices=TaskKind.choices)
    due_on = DayField(label="Hạn", required=False)
    rhythm = forms.ChoiceField(
        label="Nhịp", required=False, choices=[("", "Không"), *Rhythm.choices]
    )
    deadline_text = LineField(label="Thời hạn ghi trong văn bản", max_length=300, required=False)
    reports_to = LineField(label="Nơi nhận báo cáo", max_length=300, required=False)

    def __init__(self, *args: Any, task: PlanTask, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "key": uuid.uuid4(),
            **{name: getattr(task, name) for name in self.base_fields if name != "key"},
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == TaskKind.DUE and not cleaned.get("due_on"):
            self.add_error("due_on", "Hãy ghi hạn, hoặc chọn loại thời hạn khác.")
        if kind in (TaskKind.CONTINUOUS, TaskKind.RECURRING) and cleaned.get("due_on"):
            self.add_error("due_on", "Nhiệm vụ thường xuyên, định kỳ không có hạn cuối.")
        if kind == TaskKind.PLAIN and cleaned.get("due_on"):
            self.add_error("kind", "Nhiệm vụ có hạn thì chọn “Có hạn”.")
        if kind == TaskKind.RECURRING and not cleaned.get("rhythm"):
            self.add_error("rhythm", "Hãy chọn bao lâu một lần.")
        return cleaned


class UnitForm(forms.Form):
    """One unit of the task; an empty name is no unit."""

    unit = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = LineField(label="Đơn vị", max_length=300, required=False)
    role = forms.ChoiceField(label="Vai trò", choices=UnitRole.choices, required=False)
    agency = forms.ChoiceField(label="Cơ quan trong hệ thống", required=False)

    def __init__(self, *args: Any, agencies: dict[str, Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = agencies
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            ("", "Chưa rõ"), *((pk, a.name) for pk, a in agencies.items())
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("agency") and not cleaned.get("name"):
            self.add_error("name", "Hãy ghi tên đơn vị như trong văn bản.")
        if cleaned.get("agency") and is_police(cleaned.get("name", "")):
            self.add_error(
                "agency",
                "Cơ quan Công an không có vai trò trong hệ thống; tên chỉ giữ như văn bản.",
            )
        return cleaned

    def told(self) -> UnitTold | None:
        data = self.cleaned_data
        if not data.get("name"):
            return None
        return UnitTold(
            name=data["name"], role=UnitRole(data.get("role") or UnitRole.LEAD),
            agency=self._agencies.get(data.get("agency", "")), id=data.get("unit"),
        )  # fmt: skip


UnitForms = forms.formset_factory(UnitForm, extra=_SPARE, max_num=40, absolute_max=60)


def unit_forms(task: PlanTask, agencies: dict[str, Agency], data: Any = None) -> Any:
    """The units that are there and spare rows."""
    there = [
        {"unit": u.pk, "name": u.name, "role": u.role, "agency": str(u.agency_id or "")}
        for u in task.units.all()
    ]
    return UnitForms(data, initial=there, prefix="don-vi", form_kwargs={"agencies": agencies})


def told(form: TaskEditForm, units: Iterable[UnitForm], own: set[UUID]) -> TaskTold:
    """What the two say together; an id that is not of this task is a new unit."""
    data = form.cleaned_data
    said = [unit for unit in (row.told() for row in units) if unit is not None]
    return TaskTold(
        text=data["text"], deadline_text=data["deadline_text"], due_on=data["due_on"],
        kind=TaskKind(data["kind"]), rhythm=data["rhythm"], reports_to=data["reports_to"],
        units=[u if u.id in own else UnitTold(u.name, u.role, u.agency) for u in said],
    )  # fmt: skip
