"""What the room shows: who waits, who is received where, how many people there are; the day's sum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from agencies.models import Agency, User
from reception.enums import TicketState
from reception.models import QueueDay, QueueTicket

LONG_WAIT = 30  # minutes after which the list says so


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket with the whole minutes waited: until now, or until it was called."""

    ticket: QueueTicket
    minutes: int

    @property
    def is_long(self) -> bool:
        return self.minutes >= LONG_WAIT

    @property
    def shown(self) -> tuple[object, ...]:
        """What the list prints of it; a wait that goes on is printed by the minute."""
        waits = self.ticket.state == TicketState.WAITING
        return (
            self.ticket.number, self.ticket.state, self.ticket.is_priority, self.ticket.counter,
            str(self.ticket.officer_id), self.ticket.head_count, self.minutes if waits else 0,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Room:
    """The room at one moment."""

    waiting: list[Line]
    received: list[Line]
    done: int
    left: int
    closed: QueueDay | None

    @property
    def people_waiting(self) -> int:
        return sum(line.ticket.head_count for line in self.waiting)

    @property
    def people_received(self) -> int:
        return sum(line.ticket.head_count for line in self.received)

    @property
    def tag(self) -> str:
        """Changes with what the list shows and with nothing else; a poll compares it."""
        lines = [line.shown for line in (*self.waiting, *self.received)]
        closed = self.closed.closed_at if self.closed else None
        text = repr((lines, self.done, self.left, closed))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def minutes_between(since: datetime, until: datetime) -> int:
    """Whole minutes, never below zero."""
    return max(0, int((until - since).total_seconds() // 60))


def room_of(user: User, agency: Agency, on: date, now: datetime) -> Room:
    """Who waits in the order of being called, who is received, how many are through."""
    tickets = list(
        QueueTicket.objects.visible_to(user)
        .filter(agency=agency, on_date=on)
        .select_related("officer")
        .order_by("-is_priority", "number")
    )
    closed = QueueDay.objects.visible_to(user).filter(
        agency=agency, on_date=on, closed_at__isnull=False
    )
    by_state = {state: [t for t in tickets if t.state == state] for state in TicketState}
    received = sorted(by_state[TicketState.RECEIVED], key=lambda t: t.called_at or now)
    return Room(
        waiting=[
            Line(t, minutes_between(t.waiting_since, now)) for t in by_state[TicketState.WAITING]
        ],
        received=[Line(t, minutes_between(t.waiting_since, t.called_at or now)) for t in received],
        done=len(by_state[TicketState.DONE]),
        left=len(by_state[TicketState.LEFT]),
        closed=closed.select_related("closed_by").first(),
    )


def ticket_held_by(user: User, agency: Agency, on: date) -> QueueTicket | None:
    """The ticket this officer is receiving now; after a hand-over there may be two, the first counts."""
    found: QueueTicket | None = (
        QueueTicket.objects.visible_to(user)
        .filter(agency=agency, on_date=on, state=TicketState.RECEIVED, officer=user)
        .order_by("called_at", "number")
        .first()
    )
    return found


@dataclass(frozen=True, slots=True)
class HeadCount:
    """People in the room, and nothing else."""

    waiting: int
    received: int

    @property
    def total(self) -> int:
        return self.waiting + self.received


def head_count(agencies: Iterable[Agency], on: date) -> HeadCount:
    """How many people wait and are received at these agencies.

    For security staff too, who reach no ticket: the caller says at which agencies the right to
    count is held, and only sums come back.
    """
    sums = (
        QueueTicket.objects.filter(
            agency__in=list(agencies), on_date=on,
            state__in=[TicketState.WAITING, TicketState.RECEIVED],
        )
        .values_list("state")
        .order_by("state")
        .annotate(people=Coalesce(Sum("head_count"), 0))
    )  # fmt: skip
    by_state = dict(sums)
    return HeadCount(by_state.get(TicketState.WAITING, 0), by_state.get(TicketState.RECEIVED, 0))


@dataclass(frozen=True, slots=True)
class Waits:
    """Waiting times of a day in whole minutes; None when nobody was called."""

    median: int | None
    longest: int | None


def waits_of(tickets: Iterable[QueueTicket]) -> Waits:
    """Median and longest wait of those who were called."""
    found = [minutes_between(t.waiting_since, t.called_at) for t in tickets if t.called_at]
    return Waits(int(median(found)), max(found)) if found else Waits(None, None)


@dataclass(frozen=True, slots=True)
class TicketSum:
    """Tickets of a day: how many, of how many people, and what became of them."""

    tickets: int
    people: int
    done: int
    left: int
    open: int
    waits: Waits


def tickets_of_day(user: User, agency: Agency, on: date) -> TicketSum:
    """Sums over the tickets of one day."""
    found = list(QueueTicket.objects.visible_to(user).filter(agency=agency, on_date=on))
    states = [t.state for t in found]
    return TicketSum(
        tickets=len(found),
        people=sum(t.head_count for t in found),
        done=states.count(TicketState.DONE),
        left=states.count(TicketState.LEFT),
        open=states.count(TicketState.WAITING) + states.count(TicketState.RECEIVED),
        waits=waits_of(found),
    )


def ticket_of(user: User, pk: UUID) -> QuerySet[QueueTicket]:
    """The ticket `pk` when it is within reach."""
    found: QuerySet[QueueTicket] = (
        QueueTicket.objects.visible_to(user).filter(pk=pk).select_related("agency", "officer")
    )
    return found
