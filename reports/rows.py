"""How one row of a figure's list reads: number, words, date and the way in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from agencies.models import DutyShift
from complaints.enums import Secrecy
from complaints.models import (
    Clock,
    Decision,
    Dialogue,
    EnforcementDone,
    EnforcementItem,
    HotSpot,
    Matter,
    Petition,
    Transfer,
)
from plans.models import ManagementActivity, PlanTask
from reception.models import ReceptionSession, Visit
from records.wording import amount_plain
from reports.models import Heard, Incident
from reports.weekly import duty_name

_SEALED = "Kín"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the page prints it."""

    number: str
    url: str
    text: str
    note: str
    agency: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the list of one model is ordered by and called."""

    by: str
    related: tuple[str, ...]
    number_head: str
    date_head: str


READINGS: dict[type, Reading] = {
    Visit: Reading("arrived_at", ("agency", "matter"), "Lượt tiếp", "Ngày tiếp"),
    Petition: Reading("received_on", ("agency",), "Số đơn", "Ngày nhận"),
    Clock: Reading("due_on", ("agency", "matter", "petition"), "Số đơn", "Hạn"),
    Matter: Reading("next_due_on", ("agency",), "Vụ việc", "Hạn gần nhất"),
    HotSpot: Reading("raised_at", ("agency", "matter"), "Vụ việc", "Từ ngày"),
    PlanTask: Reading("due_on", ("plan__agency",), "Kế hoạch", "Hạn"),
    DutyShift: Reading("starts_at", ("agency", "user"), "Ca trực", "Ngày trực"),
    Dialogue: Reading("held_on", ("petition__agency",), "Số đơn", "Ngày đối thoại"),
    Incident: Reading("happened_at", ("agency",), "Người", "Ngày xảy ra"),
    Transfer: Reading("sent_on", ("petition__agency", "to_agency"), "Số đơn", "Ngày gửi"),
    ReceptionSession: Reading("on_date", ("agency",), "Hình thức", "Ngày tiếp"),
    Heard: Reading("arrived_at", ("visit__matter", "matter", "agency"), "Lượt tiếp", "Ngày tiếp"),
    Decision: Reading("decided_on", ("petition__agency",), "Số đơn", "Ngày ban hành"),
    EnforcementItem: Reading(
        "decided_on", ("decision__petition__agency",), "Số đơn", "Ngày ban hành"
    ),
    EnforcementDone: Reading(
        "done_on", ("item__decision__petition__agency",), "Số đơn", "Ngày thực hiện"
    ),
    ManagementActivity: Reading("on_date", ("agency",), "Hoạt động", "Ngày"),
}


def reading(rows: QuerySet[Any]) -> Reading:
    """How the list of these rows is read."""
    return READINGS[rows.model]


def row_of(found: Any) -> Row:
    """The row of one record."""
    return _ROWS[type(found)](found)


def _number(record: Any) -> str:
    """Number in the register; a sealed one is not shown outside its own pages."""
    return _SEALED if record.secrecy != Secrecy.OPEN else f"{record.number:02d}/{record.year}"


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _visit(visit: Visit) -> Row:
    return Row(
        number=_number(visit),
        url=reverse("visit_detail", args=[visit.pk]),
        text=visit.matter.title,
        note=f"{visit.head_count} người, {visit.get_session_kind_display().lower()}",
        agency=visit.agency.short_name,
        on=_day(visit.arrived_at),
    )


def _petition(petition: Petition) -> Row:
    return Row(
        number=_number(petition),
        url=reverse("petition_detail", args=[petition.pk]),
        text=petition.summary,
        note=f"{petition.get_kind_display()}, {petition.get_state_display().lower()}",
        agency=petition.agency.short_name,
        on=petition.received_on,
    )


def _clock(clock: Clock) -> Row:
    return Row(
        number=_number(clock.petition) if clock.petition else "Vụ việc",
        url=reverse("matter_detail", args=[clock.matter_id]),
        text=clock.petition.summary if clock.petition else clock.matter.title,
        note=duty_name(clock.rule_code),
        agency=clock.agency.short_name,
        on=clock.due_on,
    )


def _matter(matter: Matter) -> Row:
    return Row(
        number=_SEALED if matter.secrecy != Secrecy.OPEN else "Vụ việc",
        url=reverse("matter_detail", args=[matter.pk]),
        text=matter.title,
        note=duty_name(matter.next_duty) if matter.next_duty else matter.get_kind_display(),
        agency=matter.agency.short_name,
        on=matter.next_due_on or matter.opened_on,
    )


def _hotspot(spot: HotSpot) -> Row:
    return Row(
        number=spot.get_level_display(),
        url=reverse("matter_detail", args=[spot.matter_id]),
        text=spot.matter.title,
        note=spot.get_state_display(),
        agency=spot.agency.short_name,
        on=_day(spot.raised_at),
    )


def _shift(shift: DutyShift) -> Row:
    starts, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return Row(
        number=f"{starts:%H:%M} – {ends:%H:%M}",
        url="",
        text=shift.user.full_name,
        note=shift.note,
        agency=shift.agency.short_name,
        on=starts.date(),
    )


def _task(task: PlanTask) -> Row:
    return Row(
        number=task.plan.reference,
        url=reverse("plan_detail", args=[task.plan_id]),
        text=task.text,
        note=task.get_state_display(),
        agency=task.plan.agency.short_name,
        on=task.due_on,
    )


def _dialogue(dialogue: Dialogue) -> Row:
    return Row(
        number=_number(dialogue.petition),
        url=reverse("petition_detail", args=[dialogue.petition_id]),
        text=dialogue.petition.summary,
        note=dialogue.place,
        agency=dialogue.petition.agency.short_name,
        on=dialogue.held_on,
    )


def _incident(incident: Incident) -> Row:
    return Row(
        number=f"{incident.head_count} người",
        url=reverse("incident_detail", args=[incident.pk]),
        text=incident.place,
        note=incident.get_cause_display(),
        agency=incident.agency.short_name,
        on=_day(incident.happened_at),
    )


def _transfer(transfer: Transfer) -> Row:
    receiver = transfer.to_agency.name if transfer.to_agency else transfer.to_name
    return Row(
        number=_number(transfer.petition),
        url=reverse("petition_detail", args=[transfer.petition_id]),
        text=transfer.petition.summary,
        note=f"{transfer.get_outcome_display()} đến {receiver}, "
        f"{transfer.get_state_display().lower()}",
        agency=transfer.petition.agency.short_name,
        on=transfer.sent_on,
    )


def _session(session: ReceptionSession) -> Row:
    return Row(
        number=session.get_kind_display(),
        url=reverse("session_detail", args=[session.pk]),
        text=session.place,
        note="Ủy quyền cho cấp phó" if session.delegated else session.get_state_display(),
        agency=session.agency.short_name,
        on=session.on_date,
    )


def _heard(heard: Heard) -> Row:
    return Row(
        number=_number(heard.visit),
        url=reverse("visit_detail", args=[heard.visit_id]),
        text=heard.matter.title,
        note=heard.get_desk_display(),
        agency=heard.agency.short_name,
        on=_day(heard.arrived_at),
    )


def _decision(decision: Decision) -> Row:
    return _of_petition(
        decision.petition,
        decision.petition.summary,
        f"{decision.number}: {decision.get_finding_display().lower()}",
        decision.decided_on,
    )


def _item(item: EnforcementItem) -> Row:
    note = f"{item.get_kind_display()}: {amount_plain(item.amount)}"
    return _of_petition(item.decision.petition, item.what, note, item.decision.decided_on)


def _done(done: EnforcementDone) -> Row:
    item = done.item
    note = f"{item.get_kind_display()}, đã thực hiện: {amount_plain(done.amount)}"
    return _of_petition(item.decision.petition, item.what, note, done.done_on)


def _of_petition(petition: Petition, text: str, note: str, on: date) -> Row:
    """What followed from a petition that the reader sees."""
    return Row(
        number=_number(petition),
        url=reverse("petition_detail", args=[petition.pk]),
        text=text,
        note=note,
        agency=petition.agency.short_name,
        on=on,
    )


def _activity(activity: ManagementActivity) -> Row:
    return Row(
        number=activity.get_kind_display(),
        url=reverse("activity_detail", args=[activity.pk]),
        text=activity.title,
        note=activity.document,
        agency=activity.agency.short_name,
        on=activity.on_date,
    )


_ROWS: dict[type, Any] = {
    Visit: _visit,
    Petition: _petition,
    Clock: _clock,
    Matter: _matter,
    HotSpot: _hotspot,
    PlanTask: _task,
    DutyShift: _shift,
    Dialogue: _dialogue,
    Incident: _incident,
    Transfer: _transfer,
    ReceptionSession: _session,
    Heard: _heard,
    Decision: _decision,
    EnforcementItem: _item,
    EnforcementDone: _done,
    ManagementActivity: _activity,
}
