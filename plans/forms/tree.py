"""Forms about the place of a plan: what it carries out, what replaces it, how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from agencies.models import Event, User
from agencies.vietnamese import tidy
from plans.actions.replacing import Replacement
from plans.enums import LowerPlan
from plans.handover import EndedUnit
from plans.models import Plan, PlanTask

_OFFERED = 300
_TOLD = 200


class PlanChoiceField(forms.ModelChoiceField):
    """A plan by number, issuer and the first words of its title."""

    def label_from_instance(self, plan: Plan) -> str:
        title = plan.title if len(plan.title) <= _TOLD // 2 else f"{plan.title[: _TOLD // 2]}…"
        return f"{plan.reference} · {plan.agency.short_name} · {title}"


class EventChoiceField(forms.ModelMultipleChoiceField):
    """Events by name and day: sessions of one name come back."""

    def label_from_instance(self, event: Event) -> str:
        return f"{event.name} ({event.starts_on:%d/%m/%Y})"


def offered(user: User, without: Plan) -> QuerySet[Plan]:
    """Plans that this one may carry out or be replaced by: seen, not drafts, the newest first."""
    rows = Plan.objects.visible_to(user).filter(accepted_at__isnull=False).exclude(pk=without.pk)
    newest = rows.order_by("-created_at", "-id").values("pk")[:_OFFERED]
    return (
        Plan.objects.filter(pk__in=newest).select_related("agency").order_by("-created_at", "-id")
    )


class LinkForm(forms.Form):
    """Kế hoạch cấp trên và sự kiện."""

    parent = PlanChoiceField(
        label="Kế hoạch này thực hiện kế hoạch", queryset=Plan.objects.none(), required=False,
        empty_label="Không có trong hệ thống",
    )  # fmt: skip
    events = EventChoiceField(
        label="Phục vụ sự kiện", queryset=Event.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = offered(user, plan)
        self.fields["events"].queryset = Event.objects.visible_to(user)


class ReplaceForm(forms.Form):
    """Kế hoạch bị thay thế: by what, from which day, which tasks go on."""

    new_plan = PlanChoiceField(
        label="Kế hoạch thay thế có trong hệ thống", queryset=Plan.objects.none(), required=False,
        empty_label="Không có trong hệ thống",
    )  # fmt: skip
    document = forms.CharField(
        label="Hoặc văn bản thay thế ngoài hệ thống", required=False, max_length=300,
        help_text="Loại, số, ngày, cơ quan ban hành. Ví dụ: Kế hoạch số 91/KH-UBND ngày 28/10/2026 "
        "của UBND tỉnh.",
    )  # fmt: skip
    on = forms.DateField(
        label="Thay thế từ ngày", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_plan"].queryset = offered(user, plan).accepted()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["document"] = tidy(cleaned.get("document") or "")
        if not self.errors and bool(cleaned["new_plan"]) == bool(cleaned["document"]):
            self.add_error(
                "new_plan", "Hãy chọn kế hoạch thay thế, hoặc ghi văn bản thay thế, một trong hai."
            )
        return cleaned

    def by_what(self) -> Replacement:
        """What takes the place of the plan."""
        new: Plan | None = self.cleaned_data["new_plan"]
        on: date = self.cleaned_data["on"]
        return Replacement(on, new.pk if new else None, self.cleaned_data["document"])


class FateForm(forms.Form):
    """What becomes of one plan under a replaced one."""

    fate = forms.ChoiceField(label="Xử lý", choices=LowerPlan.choices, initial=LowerPlan.KEEP)

    def __init__(self, *args: Any, lower: Plan, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"kh-{lower.pk}", **kwargs)
        self.lower = lower
        self.fields["fate"].widget.attrs.update(
            {"class": "form-select", "aria-label": f"Xử lý {lower}"}
        )


class LastTaskForm(forms.Form):
    """An unfinished task of a plan that ends: the reason to drop it, or the plan it goes on in."""

    reason = forms.CharField(label="Lý do không thực hiện nữa", required=False, max_length=300)
    carry_to = PlanChoiceField(
        label="Hoặc chuyển sang kế hoạch", queryset=Plan.objects.none(), required=False,
        empty_label="Không chuyển",
    )  # fmt: skip

    def __init__(
        self, *args: Any, task: PlanTask, receivers: Sequence[Plan], **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix=f"nv-{task.pk}", **kwargs)
        self.task = task
        field = self.fields["carry_to"]
        field.queryset = Plan.objects.filter(pk__in=[p.pk for p in receivers])
        # The same few plans for every task of the page: read once.
        field.choices = [("", field.empty_label)] + [
            (plan.pk, field.label_from_instance(plan)) for plan in receivers
        ]
        field.widget.attrs["class"] = "form-select"
        self.fields["reason"].widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["reason"] = tidy(cleaned.get("reason") or "")
        if cleaned["reason"] and cleaned.get("carry_to"):
            self.add_error("reason", "Chỉ ghi lý do, hoặc chọn kế hoạch, một trong hai.")
        return cleaned


class CommonHeirForm(forms.Form):
    """Đơn vị nhận of every unit for which none is chosen on its own."""

    prefix = "chung"
    heirs = forms.MultipleChoiceField(
        label="Đơn vị nhận chung",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, units: Sequence[EndedUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shared = [a for a in units[0].choices if all(a in u.choices for u in units[1:])]
        self.fields["heirs"].choices = [(str(a.pk), a.name) for a in shared]


class HeirForm(forms.Form):
    """Đơn vị nhận of the tasks of one unit that ended."""

    heirs = forms.MultipleChoiceField(
        label="Đơn vị nhận",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, unit: EndedUnit, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"dv-{unit.agency.pk}", **kwargs)
        self.unit = unit
        self.fields["heirs"].choices = [(str(a.pk), a.name) for a in unit.choices]
        if unit.only_heir is not None:
            self.fields["heirs"].initial = [str(unit.only_heir.agency.pk)]

    def chosen(self, common: Sequence[str] = ()) -> list[UUID]:
        """Ids of those who take over; `common` where none is chosen here."""
        return [UUID(pk) for pk in self.cleaned_data["heirs"] or common]
