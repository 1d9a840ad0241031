"""Forms of the review screen: one task with its units, the head of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.forms.law_texts import DayField, LineField
from agencies.models import Agency, Event, User
from plans.actions.review_header import SaidHeader
from plans.actions.review_tasks import SaidTask, SaidUnit
from plans.enums import PlanState, Proof, Rhythm, TaskKind, UnitRole
from plans.linking import events_near
from plans.models import Plan, PlanTask
from plans.parser.words import key

_MOST_UNITS = 60
_SPARE = 2
_MOST_AGENCIES = 600


def agencies_for(plan: Plan) -> QuerySet[Agency]:
    """Agencies a unit of this plan may mean: below the issuer, then in the rest of its tree."""
    root = plan.agency.path.split("/")[0] + "/"
    near: QuerySet[Agency] = Agency.objects.filter(path__startswith=root, valid_to__isnull=True)
    return near.order_by("path")[:_MOST_AGENCIES]


class TaskForm(forms.Form):
    """Nhiệm vụ as the reviewer mends it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Nhiệm vụ", max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    deadline_text = LineField(label="Thời hạn như văn bản ghi", required=False, max_length=300)
    kind = forms.ChoiceField(label="Thời gian", choices=TaskKind.choices)
    due_on = DayField(label="Hạn (ngày)", required=False)
    rhythm = forms.ChoiceField(
        label="Nhịp", required=False, choices=[("", "Không lặp lại"), *Rhythm.choices]
    )
    proof = forms.ChoiceField(
        label="Việc cho thấy đã làm",
        required=False,
        choices=[("", "Không có; người làm báo kết quả"), *Proof.choices],
    )
    reports_to = LineField(label="Báo cáo về", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("kind") == TaskKind.DUE and not said.get("due_on") and not self.errors:
            self.add_error("due_on", "Nhiệm vụ có hạn cần ngày đến hạn.")
        if said.get("kind") == TaskKind.RECURRING and not said.get("rhythm"):
            self.add_error("rhythm", "Nhiệm vụ định kỳ cần nhịp: hằng ngày, hằng tuần…")
        return said

    @classmethod
    def of(cls, task: PlanTask) -> TaskForm:
        """The form as the task stands."""
        names = [n for n in cls.base_fields if n != "version"]
        first = {name: getattr(task, name) for name in names}
        return cls(initial={"version": task.version, **first})


class UnitForm(forms.Form):
    """One unit of a task: its name in the document, its role, the agency by code or name."""

    name = LineField(label="Đơn vị theo văn bản", required=False, max_length=300)
    role = forms.ChoiceField(label="Vai trò", required=False, choices=UnitRole.choices)
    agency = LineField(
        label="Mã đơn vị",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "cac-don-vi", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, agencies: Mapping[str, Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = agencies

    def clean_agency(self) -> Agency | None:
        typed = self.cleaned_data["agency"]
        if not typed:
            return None
        found = self._agencies.get(key(typed))
        if found is None:
            raise forms.ValidationError("Không có đơn vị nào mang mã hoặc tên này.")
        return found

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("agency") and not said.get("name"):
            said["name"] = said["agency"].name
        return said


class _Units(forms.BaseFormSet):  # type: ignore[type-arg]
    """Units of one task, each once; a blank row is no unit."""

    def clean(self) -> None:
        if any(self.errors):
            return
        names = [key(u.name) for u in self.said()]
        if len(names) != len(set(names)):
            raise forms.ValidationError("Một đơn vị được ghi hai lần trong nhiệm vụ này.")

    def said(self) -> tuple[SaidUnit, ...]:
        """The units that were written."""
        rows = (f.cleaned_data for f in self.forms if f.cleaned_data.get("name"))
        return tuple(SaidUnit(r["name"], r["role"] or UnitRole.LEAD, r.get("agency")) for r in rows)


_UnitSet = forms.formset_factory(
    UnitForm, formset=_Units, extra=_SPARE, max_num=_MOST_UNITS, absolute_max=_MOST_UNITS
)


def unit_rows(plan: Plan, task: PlanTask, data: Any = None) -> Any:
    """The rows of units of a task, with two to spare."""
    agencies: dict[str, Agency] = {}
    for agency in agencies_for(plan):
        for said in (agency.name, agency.short_name):
            agencies.setdefault(key(said), agency)
    agencies |= {key(a.code): a for a in dict.fromkeys(agencies.values())}
    first = [
        {"name": u.name, "role": u.role, "agency": u.agency.code if u.agency else ""}
        for u in task.units.select_related("agency")
    ]
    return _UnitSet(data, prefix="dv", initial=first, form_kwargs={"agencies": agencies})


def said_task(form: TaskForm, units: Any) -> SaidTask:
    """What the two forms say together."""
    said = {k: v for k, v in form.cleaned_data.items() if k != "version"}
    if said["kind"] != TaskKind.RECURRING:
        said["rhythm"] = ""
    return SaidTask(units=units.said(), **said)


class HeaderForm(forms.Form):
    """Phần đầu văn bản: what the plan says of itself, and what it hangs on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Trích yếu", max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    number = LineField(
        label="Số, ký hiệu", required=False, max_length=60, help_text="Để trống nếu chưa có số."
    )
    symbol = LineField(label="Ký hiệu", required=False, max_length=60)
    date_on = DayField(label="Ngày ban hành", required=False)
    place = LineField(label="Địa danh", required=False, max_length=100)
    issuer = LineField(label="Cơ quan ban hành", required=False, max_length=200)
    parent_issuer = LineField(label="Cơ quan cấp trên", required=False, max_length=200)
    parent = forms.ModelChoiceField(
        label="Thực hiện kế hoạch",
        required=False,
        queryset=Plan.objects.none(),
        empty_label="Không có trong hệ thống",
    )
    serves = forms.ModelMultipleChoiceField(
        label="Phục vụ sự kiện",
        required=False,
        queryset=Event.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Plan, user: User, **kwargs: Any) -> None:
        first = {n: getattr(plan, n) for n in self.base_fields if n not in ("parent", "serves")}
        first |= {"parent": plan.parent_id, "serves": [e.pk for e in plan.serves.all()]}
        super().__init__(*args, initial=first, **kwargs)
        above = Plan.objects.visible_to(user).exclude(state=PlanState.DRAFT).exclude(pk=plan.pk)
        kept = Plan.objects.filter(pk__in=above.values("pk")) | Plan.objects.filter(
            pk=plan.parent_id
        )
        self.fields["parent"].queryset = kept.order_by("-date_on", "-created_at")
        self.fields["parent"].label_from_instance = _told
        near = [e.pk for e in events_near(plan.agency)]
        self.fields["serves"].queryset = Event.objects.visible_to(user).filter(pk__in=near)

    def said(self) -> SaidHeader:
        """The head as written."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return SaidHeader(**{**said, "serves": list(said["serves"])})


def _told(plan: Plan) -> str:
    return f"{plan.reference}: {plan.title[:90]}"
