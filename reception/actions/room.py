"""The room: tickets given, called, finished; the end of the day (phòng chờ tiếp công dân).

A ticket knows no name and no matter, so no visit, sealed or open, ever changes one (ADR 0014). Who
changes tickets of a day holds the row of that day: numbers have no double, nobody is called twice.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.duty import receivers
from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from reception.enums import TicketState
from reception.models import QueueDay, QueueTicket
from records.actions import ledger
from records.enums import Verb

MOST_PEOPLE = 999
_STATE = ["state", "called_at", "finished_at", "counter", "officer"]


@transaction.atomic
def take_ticket(
    *, agency: Agency, head_count: int, is_priority: bool, by: User, now: datetime
) -> QueueTicket:
    """Gives the next number of the local day. Refused once the day is closed."""
    _ensure_runs_room(by, agency)
    if not 1 <= head_count <= MOST_PEOPLE:
        raise Refused(f"Số người của một phiếu từ 1 đến {MOST_PEOPLE}.")
    day = _locked_day(agency, timezone.localdate(now))
    if day.closed_at is not None:
        raise Refused("Ngày tiếp đã chốt; hãy mở lại ngày tiếp trước khi phát thêm phiếu.")
    day.last += 1
    day.save(update_fields=["last"])
    ticket = QueueTicket.objects.create(
        agency=agency, scope_path=agency.path, on_date=day.on_date, number=day.last,
        head_count=head_count, is_priority=is_priority, waiting_since=now,
    )  # fmt: skip
    ledger.write(by=by, verb=Verb.CREATE, subject=ticket, now=now)
    return ticket


@transaction.atomic
def call_next(*, agency: Agency, counter: str, by: User, now: datetime) -> QueueTicket:
    """Calls who is next: priority first, then the order of numbers."""
    _ensure_runs_room(by, agency)
    day = _locked_day(agency, timezone.localdate(now))
    ticket = (
        QueueTicket.objects.filter(agency=agency, on_date=day.on_date, state=TicketState.WAITING)
        .exclude(handed_over_by=by)
        .order_by("-is_priority", "number")
        .first()
    )
    if ticket is None:
        raise Refused("Không còn ai đang chờ.")
    return _receive(ticket, counter, by, now)


@transaction.atomic
def call_ticket(*, ticket_id: UUID, counter: str, by: User, now: datetime) -> QueueTicket:
    """Calls one number out of its turn. Two officers cannot both get it."""
    ticket = _locked(ticket_id, by)
    if ticket.state != TicketState.WAITING:
        raise Refused(f"Phiếu số {ticket.number} không còn chờ; danh sách đã được tải lại.")
    return _receive(ticket, counter, by, now)


def _receive(ticket: QueueTicket, counter: str, by: User, now: datetime) -> QueueTicket:
    """One at a time: a second one waits in the room, not at the desk."""
    if ticket.on_date != timezone.localdate(now):
        raise Refused("Phiếu của ngày khác không gọi được nữa.")
    if ticket.handed_over_by_id == by.pk:
        raise Refused("Bạn đã chuyển phiếu này cho người khác tiếp nên không gọi lại được.")
    mine = _held_by(by, ticket)
    if mine is not None:
        raise Refused(f"Bạn đang tiếp phiếu số {mine.number}; hãy kết thúc trước khi gọi tiếp.")
    ticket.state, ticket.officer, ticket.called_at = TicketState.RECEIVED, by, now
    ticket.counter = tidy(counter)[:40]
    return _saved(ticket, by, now)


def _held_by(by: User, ticket: QueueTicket) -> QueueTicket | None:
    found: QueueTicket | None = QueueTicket.objects.filter(
        agency=ticket.agency, on_date=ticket.on_date, state=TicketState.RECEIVED, officer=by
    ).first()
    return found


@transaction.atomic
def finish_ticket(*, ticket_id: UUID, by: User, now: datetime) -> QueueTicket:
    """Đã tiếp xong. The desk calls it after saving; a second time changes nothing.

    A colleague may finish for an officer who forgot; a ticket received without having been called
    was called at this moment by whoever finishes it.
    """
    ticket = _locked(ticket_id, by)
    if ticket.state in (TicketState.DONE, TicketState.LEFT):
        return ticket
    ticket.state, ticket.finished_at = TicketState.DONE, now
    ticket.officer = ticket.officer or by
    ticket.called_at = ticket.called_at or now
    return _saved(ticket, by, now)


@transaction.atomic
def leave_ticket(*, ticket_id: UUID, by: User, now: datetime) -> QueueTicket:
    """Đã về: nobody answered the call, or the citizen went home."""
    ticket = _locked(ticket_id, by)
    if ticket.state not in (TicketState.WAITING, TicketState.RECEIVED):
        raise Refused(f"Phiếu số {ticket.number} đã kết thúc.")
    ticket.state, ticket.finished_at = TicketState.LEFT, now
    return _saved(ticket, by, now)


@transaction.atomic
def put_back(*, ticket_id: UUID, by: User, now: datetime) -> QueueTicket:
    """Chờ lại: called by mistake, or the citizen is not ready; the number keeps its place."""
    ticket = _locked(ticket_id, by)
    if ticket.state != TicketState.RECEIVED:
        raise Refused(f"Phiếu số {ticket.number} không ở trạng thái đang tiếp.")
    ticket.state, ticket.called_at, ticket.counter = TicketState.WAITING, None, ""
    ticket.officer = None
    return _saved(ticket, by, now)


@transaction.atomic
def hand_over(*, ticket_id: UUID, to: User, by: User, now: datetime) -> QueueTicket:
    """Việc về chính người đang tiếp: the officer steps back, a colleague or the head receives.

    Nothing of what was said is typed by the first (Luật Tố cáo 2018, art. 8 and 56); the desk keeps
    them out of the matter by `handed_over_by`.
    """
    ticket = _locked(ticket_id, by)
    if ticket.state != TicketState.RECEIVED or ticket.officer_id != by.pk:
        raise Refused("Chỉ người đang tiếp phiếu này mới chuyển cho người khác.")
    if to.pk == by.pk:
        raise Refused("Hãy chọn một người khác để chuyển.")
    if not receivers(ticket.agency, ticket.on_date).filter(pk=to.pk).exists():
        raise Refused("Người nhận phải là cán bộ tiếp công dân hoặc Thủ trưởng của cơ quan này.")
    ticket.officer, ticket.handed_over_by, ticket.counter = to, by, ""
    ticket.save(update_fields=["officer", "handed_over_by", "counter"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=ticket, now=now, details={"to": "handed_over"})
    return ticket


@transaction.atomic
def close_day(*, agency: Agency, on_date: date, note: str, by: User, now: datetime) -> QueueDay:
    """Chốt ngày tiếp: who still waits has left, priority marks are deleted (design.md section 2)."""
    _ensure_runs_room(by, agency)
    if on_date > timezone.localdate(now):
        raise Refused("Chưa đến ngày này nên chưa chốt được.")
    day = _locked_day(agency, on_date)
    if day.closed_at is not None:
        raise Refused("Ngày tiếp này đã chốt rồi.")
    tickets = QueueTicket.objects.filter(agency=agency, on_date=on_date)
    _ensure_nobody_is_received(list(tickets.filter(state=TicketState.RECEIVED)))
    tickets.filter(state=TicketState.WAITING).update(state=TicketState.LEFT, finished_at=now)
    tickets.filter(is_priority=True).update(is_priority=False)
    day.closed_at, day.closed_by, day.note = now, by, tidy(note)[:500]
    day.save(update_fields=["closed_at", "closed_by", "note"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=day, now=now, details={"closed": True})
    return day


def _ensure_nobody_is_received(held: list[QueueTicket]) -> None:
    if held:
        numbers = ", ".join(str(ticket.number) for ticket in held)
        raise Refused(f"Phiếu số {numbers} đang được tiếp; hãy kết thúc trước khi chốt ngày.")


@transaction.atomic
def reopen_day(*, agency: Agency, by: User, now: datetime) -> QueueDay:
    """Mở lại ngày tiếp: only the day that is running; who had left stays away."""
    _ensure_runs_room(by, agency)
    day = _locked_day(agency, timezone.localdate(now))
    if day.closed_at is None:
        return day
    day.closed_at, day.closed_by = None, None
    day.save(update_fields=["closed_at", "closed_by"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=day, now=now, details={"closed": False})
    return day


def _ensure_runs_room(by: User, agency: Agency) -> None:
    if agency not in by.access.agencies_with(Permission.RUN_ROOM):
        raise NotAllowed("Vai trò của bạn không có quyền điều hành phòng chờ của cơ quan này.")


def _locked_day(agency: Agency, on: date) -> QueueDay:
    """The row of the day, made on its first ticket, held until the end of the transaction."""
    QueueDay.objects.get_or_create(agency=agency, on_date=on, defaults={"scope_path": agency.path})
    return QueueDay.objects.select_for_update().get(agency=agency, on_date=on)


def _locked(ticket_id: UUID, by: User) -> QueueTicket:
    """The ticket, its day held first: the same order everywhere, so nobody waits in a circle."""
    seen = QueueTicket.objects.visible_to(by).select_related("agency").get(pk=ticket_id)
    _ensure_runs_room(by, seen.agency)
    _locked_day(seen.agency, seen.on_date)
    ticket: QueueTicket = QueueTicket.objects.select_related("agency", "officer").get(pk=ticket_id)
    return ticket


def _saved(ticket: QueueTicket, by: User, now: datetime) -> QueueTicket:
    ticket.save(update_fields=_STATE)
    ledger.write(by=by, verb=Verb.CHANGE, subject=ticket, now=now, details={"to": ticket.state})
    return ticket
