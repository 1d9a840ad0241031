"""Standing material of an event (tài liệu thường trực): contacts and the checklist of the premises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from agencies.models import Agency, Event, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from plans import starter
from plans.enums import ReadyState
from plans.models import ContactLine, ReadyItem
from records.actions import ledger
from records.enums import Verb


@dataclass(frozen=True, slots=True)
class ContactTold:
    """An office, who answers there in office, and the number of the office."""

    office: str
    name: str
    phone: str
    title: str = ""
    note: str = ""


def may_prepare(by: User, agency: Agency) -> bool:
    """Whether the user prepares events for this agency: by a role held in it."""
    return agency in by.access.agencies_with(Permission.MANAGE_EVENT)


def may_check(by: User, agency: Agency) -> bool:
    """Whoever does the work of the office ticks its checklist."""
    return agency in by.access.agencies_with(Permission.UPDATE_TASK)


def ensure_prepares(by: User, agency: Agency, event: Event | None = None) -> None:
    """Raises NotAllowed without the right in this agency, Refused for an event that is closed."""
    if not may_prepare(by, agency):
        raise NotAllowed("Vai trò của bạn không chuẩn bị sự kiện cho cơ quan này.")
    ensure_open(event)


def ensure_open(event: Event | None) -> None:
    """Raises Refused for a closed event: its material is kept as it was."""
    if event is not None and event.closed_at is not None:
        raise Refused("Sự kiện đã đóng nên tài liệu thường trực chỉ còn để xem.")


@transaction.atomic
def add_contact(
    *, agency: Agency, event: Event | None, told: ContactTold, by: User, now: datetime
) -> ContactLine:
    """Adds a line to the directory; without an event it always holds. The same line twice is one."""
    ensure_prepares(by, agency, event)
    _hold(agency)
    line = _contact(agency, event, told)
    same = ContactLine.objects.filter(
        agency=agency, event=event, office=line.office, name=line.name, phone=line.phone
    ).first()
    if same is not None:
        return same
    line.order = next_order(ContactLine, agency, event)
    line.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=line, now=now)
    return line


@transaction.atomic
def remove_contact(*, contact_id: UUID, by: User, now: datetime) -> None:
    """Takes a line off the directory; the ledger keeps that it was there."""
    line = _locked(ContactLine, contact_id, by)
    ensure_prepares(by, line.agency, line.event)
    ledger.write(by=by, verb=Verb.REMOVE, subject=line, now=now)
    line.delete()


@transaction.atomic
def copy_contacts(*, agency: Agency, event: Event, by: User, now: datetime) -> int:
    """Takes over what the previous event of the kind had; gives how many lines are new.

    Names and numbers are as they were then: the page says that they must be checked.
    """
    ensure_prepares(by, agency, event)
    previous = previous_with_contacts(agency, event)
    if previous is None:
        raise Refused("Chưa có sự kiện cùng loại trước đây có danh bạ để chép.")
    before = ContactLine.objects.filter(agency=agency, event=event).count()
    for line in ContactLine.objects.filter(agency=agency, event=previous):
        told = ContactTold(line.office, line.name, line.phone, line.title, line.note)
        add_contact(agency=agency, event=event, told=told, by=by, now=now)
    return ContactLine.objects.filter(agency=agency, event=event).count() - before


def previous_with_contacts(agency: Agency, event: Event) -> Event | None:
    """The event whose directory may be taken over: the one named as previous, else the latest of the
    kind."""
    had = Event.objects.filter(contact_lines__agency=agency).exclude(pk=event.pk)
    named = had.filter(pk=event.previous_id).first()
    earlier = had.filter(kind=event.kind, starts_on__lt=event.starts_on)
    return named or earlier.order_by("-starts_on", "-id").first()


@transaction.atomic
def add_ready(
    *,
    agency: Agency,
    event: Event,
    text: str,
    in_charge: str,
    due_on: date,
    by: User,
    now: datetime,
) -> ReadyItem:
    """Adds one thing to the checklist of the premises. The same text twice is one."""
    ensure_prepares(by, agency, event)
    _hold(agency)
    text = tidy(text)[:300]
    if not text:
        raise Refused("Hãy ghi điều kiện cần chuẩn bị.")
    if due_on > event.window_to:
        raise Refused("Ngày phải sẵn sàng không sau thời gian theo dõi của sự kiện.")
    same = ReadyItem.objects.filter(agency=agency, event=event, text=text).first()
    if same is not None:
        return same
    item = ReadyItem.objects.create(
        agency=agency, scope_path=agency.path, event=event, text=text,
        in_charge=tidy(in_charge)[:200], due_on=due_on,
        order=next_order(ReadyItem, agency, event),
    )  # fmt: skip
    ledger.write(by=by, verb=Verb.CREATE, subject=item, now=now)
    return item


@transaction.atomic
def take_readiness(*, agency: Agency, event: Event, by: User, now: datetime) -> int:
    """Lấy danh mục mẫu: the checklist as shipped; gives how many items are new."""
    ensure_prepares(by, agency, event)
    rows = ReadyItem.objects.filter(agency=agency, event=event)
    before, today = rows.count(), timezone.localdate(now)
    for told in starter.readiness():
        due = max(event.starts_on - timedelta(days=told.days_before), event.window_from)
        add_ready(
            agency=agency, event=event, text=told.text, in_charge=told.in_charge,
            due_on=min(max(due, today), event.window_to), by=by, now=now,
        )  # fmt: skip
    return rows.count() - before


@transaction.atomic
def check_ready(
    *, item_id: UUID, state: ReadyState, note: str, by: User, now: datetime
) -> ReadyItem:
    """Kiểm tra: ready, or missing with what is missing; back to unchecked takes the mark away."""
    item = _locked(ReadyItem, item_id, by)
    if not may_check(by, item.agency):
        raise NotAllowed("Vai trò của bạn không kiểm tra điều kiện của cơ quan này.")
    ensure_open(item.event)
    note = tidy(note)[:300]
    if state == ReadyState.MISSING and not note:
        raise Refused("Hãy ghi còn thiếu gì.")
    item.state, item.note = state, note
    is_open = state == ReadyState.OPEN
    item.checked_at, item.checked_by = (None, None) if is_open else (now, by)
    item.save(update_fields=["state", "note", "checked_at", "checked_by"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=item, now=now, details={"to": state.value})
    return item


def _contact(agency: Agency, event: Event | None, told: ContactTold) -> ContactLine:
    line = ContactLine(
        agency=agency, scope_path=agency.path, event=event, office=tidy(told.office)[:200],
        name=tidy(told.name)[:120], title=tidy(told.title)[:120], phone=tidy(told.phone)[:40],
        note=tidy(told.note)[:200],
    )  # fmt: skip
    if not (line.office and line.name and line.phone):
        raise Refused("Hãy ghi đủ cơ quan, người đầu mối và số điện thoại.")
    return line


def next_order(model: Any, agency: Agency, event: Event | None) -> int:
    """The place after the last one of this agency and event."""
    last = model.objects.filter(agency=agency, event=event).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _hold(agency: Agency) -> None:
    """Two who prepare for one agency wait for each other: a double click is one line."""
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)


def _locked(model: Any, pk: UUID, by: User) -> Any:
    seen = model.objects.visible_to(by).filter(pk=pk)
    return seen.select_for_update(of=("self",)).select_related("agency", "event").get()
