"""The few fields that a print asks for besides what the register knows."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.roles import Role
from complaints import law_book
from complaints.enums import PetitionKind
from complaints.forms.fields import DayField, LineField, TextField
from law.dates import vn_weekday
from reception.forms.print_items import CONDITIONS, MOST_ITEMS, Item, ItemsField
from reception.models import Refusal, Visit
from reception.print_texts import ROLE
from reception.prints import Print
from records.documents import Signer
from records.letterhead import signing_lines

LONGEST = 4000
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PrintForm(forms.Form):
    """Common to all: the key under which one form makes one document."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, visit: Visit, refusal: Refusal | None, by: User, now: datetime,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.visit, self.refusal, self.by, self.now = visit, refusal, by, now
        self.initial = {"key": uuid.uuid4(), **self.first_values(), **self.initial}

    def first_values(self) -> dict[str, Any]:
        """What the register already knows."""
        return {}

    def said(self) -> dict[str, Any]:
        """Values for the template."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    def signer(self) -> Signer | None:
        """Who signs where the paper has one signature: the officer unless said otherwise."""
        return Signer(self.by.full_name, "Người tiếp công dân")


class ReceiptForm(PrintForm):
    """Giấy biên nhận 02/TCD."""

    received = forms.DateTimeField(label="Nhận lúc", widget=_MOMENT)
    giver_role = LineField(label="Tư cách người cung cấp", max_length=80, required=False)
    made = forms.IntegerField(label="Số bản lập", min_value=2, max_value=9)
    items = ItemsField(
        label="Thông tin, tài liệu nhận",
        error_messages={"required": "Hãy ghi ít nhất một thông tin, tài liệu đã nhận."},
    )

    def first_values(self) -> dict[str, Any]:
        return {
            "received": timezone.localtime(self.now),
            "giver_role": ROLE[PetitionKind(self.visit.matter.kind)],
            "made": 2,
            "items": [Item(f"Đơn {link.petition.get_kind_display().lower()}", "01", CONDITIONS[0])
                      for link in self.visit.visit_petitions.select_related("petition")],
        }  # fmt: skip

    def clean_received(self) -> datetime:
        received: datetime = self.cleaned_data["received"]
        if received > self.now:
            raise forms.ValidationError("Giờ nhận không thể ở sau thời điểm hiện tại.")
        if received < self.visit.arrived_at - timedelta(days=1):
            raise forms.ValidationError("Giờ nhận không thể trước ngày tiếp.")
        return timezone.localtime(received)

    def said(self) -> dict[str, Any]:
        return {**super().said(), "made": f"{self.cleaned_data['made']:02d}"}

    def signer(self) -> Signer | None:
        return None

    @property
    def item_rows(self) -> list[Item]:
        """What was typed, then empty lines."""
        typed = list(self["items"].value() or [])
        return typed + [Item()] * max(1, min(10, MOST_ITEMS - len(typed)))

    @property
    def conditions(self) -> tuple[str, ...]:
        return CONDITIONS


class GuidanceForm(PrintForm):
    """Phiếu hướng dẫn."""

    directed_to = LineField(label="Nơi gửi đơn, nơi có thẩm quyền", max_length=200, required=False)
    steps = TextField(label="Việc công dân cần làm", rows=4, max_length=LONGEST)
    papers = TextField(label="Giấy tờ cần có", rows=2, max_length=LONGEST, required=False)

    def first_values(self) -> dict[str, Any]:
        return {"directed_to": self.visit.directed_to, "steps": self.visit.result_note}


class AppointmentForm(PrintForm):
    """Phiếu hẹn."""

    on_date = DayField(label="Ngày hẹn")
    at_time = forms.TimeField(label="Giờ hẹn", widget=_TIME)
    meet_at = LineField(label="Nơi hẹn", max_length=200)
    bring = TextField(label="Mang theo", rows=2, max_length=LONGEST, required=False)
    contact = LineField(label="Người cần liên hệ", max_length=200, required=False)

    def first_values(self) -> dict[str, Any]:
        session = self.visit.session
        return {
            "at_time": time(8, 0),
            "meet_at": session.place if session else f"Nơi tiếp công dân của {self.visit.agency}",
            "contact": self.by.full_name,
        }

    def clean_on_date(self) -> date:
        day: date = self.cleaned_data["on_date"]
        today = timezone.localdate(self.now)
        if day < today:
            raise forms.ValidationError("Ngày hẹn không thể ở quá khứ.")
        calendar = law_book.calendar()
        if calendar.covers(day) and not calendar.is_working(day):
            raise forms.ValidationError(
                f"{vn_weekday(day)} {day:%d/%m/%Y} là ngày nghỉ; hãy hẹn vào ngày làm việc."
            )
        return day

    def said(self) -> dict[str, Any]:
        return {**super().said(), "weekday": vn_weekday(self.cleaned_data["on_date"])}


class MinutesForm(PrintForm):
    """Biên bản tiếp công dân."""

    participants = TextField(
        label="Thành phần của cơ quan, mỗi dòng một người", rows=3, max_length=LONGEST
    )
    content = TextField(label="Nội dung trình bày", rows=6, max_length=20_000)
    request = TextField(label="Yêu cầu, đề nghị", rows=2, max_length=LONGEST, required=False)
    result = TextField(label="Ý kiến của người tiếp công dân, kết quả", rows=4, max_length=20_000)
    citizen_view = TextField(
        label="Ý kiến của công dân", rows=2, max_length=LONGEST, required=False
    )
    ended = forms.TimeField(label="Kết thúc lúc", widget=_TIME)
    made = forms.IntegerField(label="Số bản lập", min_value=2, max_value=9)

    def first_values(self) -> dict[str, Any]:
        visit = self.visit
        host = visit.session.host if visit.session else visit.received_by
        people = dict.fromkeys((_with_title(host), _with_title(visit.received_by)))
        return {
            "participants": "\n".join(people),
            "content": visit.content,
            "request": visit.request,
            "result": visit.result_note or visit.get_result_display(),
            "ended": self._usual_end(),
            "made": 2,
        }

    def _usual_end(self) -> time:
        """When the visit was entered; of a late entry nobody knows, and half an hour is a guess."""
        arrived, entered = map(timezone.localtime, (self.visit.arrived_at, self.visit.entered_at))
        same_day = arrived.date() == entered.date()
        return (entered if same_day else arrived + timedelta(minutes=30)).time()

    def clean_ended(self) -> time:
        ended: time = self.cleaned_data["ended"]
        arrived = timezone.localtime(self.visit.arrived_at)
        if ended < arrived.time().replace(second=0, microsecond=0):
            raise forms.ValidationError(f"Giờ kết thúc không thể trước giờ đến ({arrived:%H:%M}).")
        return ended

    def said(self) -> dict[str, Any]:
        data = super().said()
        names = [line.strip(" -;.") for line in data["participants"].splitlines()]
        return {
            **data,
            "participants": [name for name in names if name],
            "made": f"{data['made']:02d}",
        }

    def signer(self) -> Signer | None:
        return None


class StatementForm(PrintForm):
    """Bản ghi nội dung trình bày."""

    content = TextField(label="Nội dung trình bày", rows=8, max_length=20_000)
    request = TextField(label="Yêu cầu", rows=2, max_length=LONGEST, required=False)
    evidence = TextField(
        label="Thông tin, tài liệu kèm theo", rows=2, max_length=LONGEST, required=False
    )

    def first_values(self) -> dict[str, Any]:
        return {"content": self.visit.content, "request": self.visit.request}

    def signer(self) -> Signer | None:
        return None


class RefusalForm(PrintForm):
    """Thông báo từ chối 01/TCD, signed by the head (Nghị định 154/2026/NĐ-CP, art. 4 clause 3)."""

    reason = TextField(label="Lý do từ chối", rows=4, max_length=LONGEST)
    signed_by = forms.ChoiceField(label="Người ký", required=False)
    copies_to = LineField(label="Nơi nhận để báo cáo", max_length=200, required=False)
    related = LineField(label="Nơi nhận để phối hợp", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._heads = {str(head.pk): head for head in heads_of(self.visit.agency, self.now)}
        choices = [(pk, _with_title(head)) for pk, head in self._heads.items()]
        field = self.fields["signed_by"]
        field.choices = [*choices, ("", "Để trống họ tên")]  # type: ignore[attr-defined]

    def first_values(self) -> dict[str, Any]:
        return {"reason": self.refusal.explanation if self.refusal else ""}

    def signer(self) -> Signer | None:
        head = self._heads.get(self.cleaned_data["signed_by"])
        if head is None:
            return None
        return Signer(head.full_name, "\n".join(signing_lines(self.visit.agency, head.title)))


class RefusalSlipForm(PrintForm):
    """Phiếu nêu lý do từ chối tiếp."""

    reason = TextField(label="Lý do đã giải thích", rows=4, max_length=LONGEST)

    def first_values(self) -> dict[str, Any]:
        return {"reason": self.refusal.explanation if self.refusal else ""}


FORMS: dict[Print, type[PrintForm]] = {
    Print.RECEIPT: ReceiptForm,
    Print.REFUSAL: RefusalForm,
    Print.REFUSAL_SLIP: RefusalSlipForm,
    Print.GUIDANCE: GuidanceForm,
    Print.APPOINTMENT: AppointmentForm,
    Print.MINUTES: MinutesForm,
    Print.STATEMENT: StatementForm,
}


def heads_of(agency: Agency, now: datetime) -> list[User]:
    """Thủ trưởng and deputies of an agency in force today."""
    held = Membership.objects.in_force(timezone.localdate(now)).filter(
        agency=agency, role=Role.HEAD
    )
    found = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return list(found.order_by("sort_key"))


def _with_title(person: User) -> str:
    return f"{person.full_name}, {person.title}" if person.title else person.full_name
