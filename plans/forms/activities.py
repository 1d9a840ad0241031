"""Forms of management activities and of what is asked of their readers."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Agency, User
from agencies.roles import Permission
from complaints.forms.fields import DayField, LineField, TextField
from plans.activity_told import ActivityTold
from plans.enums import ActivityKind, PlanState
from plans.models import ManagementActivity, PlanTask, PlanTaskUnit
from plans.readings import offices_of
from plans.workflow import UNFINISHED

_FILE_HELP = "PDF, PNG, JPG, DOCX, XLSX, TXT, MD, tối đa 20 MB."
_NUMBERS = {
    "classes": "Số lớp, buổi",
    "people": "Số người dự",
    "units": "Số đơn vị được thanh tra, kiểm tra",
    "advised_organisations": "Kiến nghị xử lý hành chính: tổ chức",
    "advised_people": "Kiến nghị xử lý hành chính: cá nhân",
    "handed_organisations": "Chuyển cơ quan điều tra: tổ chức",
    "handed_people": "Chuyển cơ quan điều tra: cá nhân",
    "carried_out_organisations": "Đã xử lý hành chính: tổ chức",
    "carried_out_people": "Đã xử lý hành chính: cá nhân",
    "prosecuted_cases": "Đã khởi tố: vụ",
    "prosecuted_people": "Đã khởi tố: đối tượng",
}
_DAYS_TO_READ = 7
_LONGEST_LABEL = 110


def _day(label: str, *, required: bool = True) -> DayField:
    return DayField(
        label=label,
        required=required,
        error_messages={"invalid": "Ngày không hợp lệ.", "required": "Hãy ghi ngày."},
    )


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages={
            "invalid": "Hãy ghi bằng chữ số.",
            "min_value": "Không ghi số âm.",
            "max_value": "Số quá lớn.",
        },
    )


class TaskField(forms.ModelChoiceField):
    """A task of a plan in force, in its own words."""

    def label_from_instance(self, obj: PlanTask) -> str:
        short = obj.text if len(obj.text) <= _LONGEST_LABEL else f"{obj.text[:_LONGEST_LABEL]}…"
        return f"{obj.plan.reference}: {short}"


class ActivityForm(forms.Form):
    """Ghi hoạt động quản lý: the fields of the chosen kind count, the others are not kept."""

    agency = forms.ModelChoiceField(
        label="Cơ quan", queryset=Agency.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label="Loại hoạt động", choices=ActivityKind.choices)
    title = LineField(
        label="Nội dung",
        max_length=300,
        error_messages={"required": "Hãy ghi nội dung hoạt động."},
        help_text="Thanh tra, kiểm tra: ghi tên đơn vị, không ghi tên người.",
    )
    on_date = _day("Ngày tổ chức, ban hành, bắt đầu")
    document = LineField(label="Số, ký hiệu văn bản", max_length=150, required=False)
    place = LineField(label="Địa điểm", max_length=200, required=False)
    classes = _number(_NUMBERS["classes"])
    people = _number(_NUMBERS["people"])
    units = _number(_NUMBERS["units"])
    concluded_on = _day("Ngày ban hành kết luận", required=False)
    advised_organisations = _number(_NUMBERS["advised_organisations"])
    advised_people = _number(_NUMBERS["advised_people"])
    handed_organisations = _number(_NUMBERS["handed_organisations"])
    handed_people = _number(_NUMBERS["handed_people"])
    carried_out_organisations = _number(_NUMBERS["carried_out_organisations"])
    carried_out_people = _number(_NUMBERS["carried_out_people"])
    carried_out_on = _day("Ngày thực hiện xong kết luận", required=False)
    prosecuted_cases = _number(_NUMBERS["prosecuted_cases"])
    prosecuted_people = _number(_NUMBERS["prosecuted_people"])
    note = TextField(label="Ghi chú", required=False, rows=2, max_length=2000)
    file = forms.FileField(label="Tệp kèm theo", required=False, help_text=_FILE_HELP)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = user.access.agencies_with(Permission.RECORD_ACTIVITY)
        agencies = Agency.objects.filter(pk__in=[a.pk for a in held]).order_by("sort_key")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if len(held) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.fields["agency"].initial = held[0].pk
        self.fields["on_date"].widget.attrs["max"] = today.isoformat()

    def told(self) -> ActivityTold:
        """What was told, for the action."""
        data = self.cleaned_data
        numbers = {name: data[name] or 0 for name in _NUMBERS}
        return ActivityTold(
            kind=ActivityKind(data["kind"]),
            title=data["title"],
            on_date=data["on_date"],
            place=data["place"],
            document=data["document"],
            note=data["note"],
            concluded_on=data["concluded_on"],
            carried_out_on=data["carried_out_on"],
            **numbers,
        )

    def attachment(self) -> tuple[str, bytes] | None:
        """Name and bytes of the file, where one was given."""
        given = self.cleaned_data.get("file")
        return (given.name or "tep", given.read()) if given else None

    def add_refusals(self, by_field: dict[str, str]) -> None:
        """Sentences of the rules, each beside its field."""
        for name, sentence in by_field.items():
            if not self.has_error(name):
                self.add_error(name, sentence)


def _tasks_of(user: User, held: list[Agency], rooms: QuerySet[Agency]) -> QuerySet[PlanTask]:
    """Unfinished tasks of plans in force that these agencies issued or that name them or a room."""
    named = PlanTaskUnit.objects.filter(task=OuterRef("pk"), agency__in=rooms.values("pk"))
    found: QuerySet[PlanTask] = (
        PlanTask.objects.visible_to(user)
        .filter(
            Q(plan__agency__in=[a.pk for a in held]) | Exists(named),
            plan__state=PlanState.ACCEPTED,
            state__in=UNFINISHED,
        )
        .select_related("plan")
        .order_by("-plan__accepted_at", "plan", "order")
    )
    return found


class NewActivityForm(ActivityForm):
    """A new activity: the task it carries out, and who must sign as having read."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    task = TaskField(
        label="Thực hiện nhiệm vụ của kế hoạch",
        queryset=PlanTask.objects.none(),
        required=False,
        empty_label="Không",
    )
    asks = forms.BooleanField(
        label="Yêu cầu từng người xác nhận đã đọc",
        required=False,
        help_text="Mỗi người tự xác nhận bằng tài khoản của mình; cơ quan thấy ai chưa xác nhận.",
    )
    text = TextField(
        label="Nội dung cần đọc",
        required=False,
        rows=6,
        help_text="Dán nội dung chính, hoặc đính kèm văn bản ở trên.",
    )
    until = _day("Hạn xác nhận", required=False)
    offices = forms.ModelMultipleChoiceField(
        label="Người của",
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        first = {"key": uuid.uuid4(), "on_date": today}
        first["until"] = today + timedelta(days=_DAYS_TO_READ)
        kwargs["initial"] = first | kwargs.get("initial", {})
        super().__init__(*args, user=user, today=today, **kwargs)
        held = user.access.agencies_with(Permission.RECORD_ACTIVITY)
        rooms = Agency.objects.none()
        for agency in held:
            rooms = rooms | offices_of(agency)
        self.fields["offices"].queryset = rooms.order_by("path")  # type: ignore[attr-defined]
        self.fields["offices"].initial = [a.pk for a in held]
        self.fields["until"].widget.attrs["min"] = today.isoformat()
        self.fields["task"].queryset = _tasks_of(user, held, rooms)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self._asks_readers(data):
            return data
        if not data.get("text") and not data.get("file"):
            self.add_error("text", "Hãy ghi nội dung cần đọc hoặc đính kèm văn bản.")
        if not data.get("until") and not self.has_error("until"):
            self.add_error("until", "Hãy ghi hạn xác nhận.")
        if not data.get("offices") and not self.has_error("offices"):
            self.add_error("offices", "Hãy chọn ít nhất một nơi.")
        return data

    @staticmethod
    def _asks_readers(data: dict[str, Any]) -> bool:
        return bool(data.get("asks")) and data.get("kind") == ActivityKind.DISSEMINATION

    @property
    def asks_readers(self) -> bool:
        return self._asks_readers(self.cleaned_data)


class EditActivityForm(ActivityForm):
    """The same activity corrected; its agency and its kind stay."""

    def __init__(self, *args: Any, activity: ManagementActivity, **kwargs: Any) -> None:
        told = set(ActivityForm.base_fields) - {"file"}
        kwargs["initial"] = {name: getattr(activity, name) for name in told}
        super().__init__(*args, **kwargs)
        for name in ("agency", "kind"):
            self.fields[name].disabled = True
            self.fields[name].widget = forms.HiddenInput()


class VoidForm(forms.Form):
    """Hủy."""

    reason = LineField(
        label="Lý do hủy", max_length=300, error_messages={"required": "Hãy ghi lý do hủy."}
    )
