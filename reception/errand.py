"""What brings somebody to the desk: a matter, a ticket, a registration, a sheet of paper, a session.

Each is named by a key of the page's address or, later, by a hidden field of the form, and each is
found only among the rows that the officer may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints.models import Matter
from reception.enums import PaperState, RegistrationState, TicketState
from reception.models import PaperSheet, QueueTicket, ReceptionSession, Registration

KEYS = ("vu", "phieu", "dang-ky", "to", "buoi")


class Unknown(Exception):
    """One of the keys names nothing that this officer may see."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Everything the visit is tied to. Without a registration or a choice the session is open."""

    agency: Agency
    matter: Matter | None = None
    ticket: QueueTicket | None = None
    registration: Registration | None = None
    sheet: PaperSheet | None = None
    session: ReceptionSession | None = None

    @property
    def excluded(self) -> tuple[User, ...]:
        """The colleague whom the visitor came about, who handed over and must not learn of it."""
        if self.ticket is None or self.ticket.handed_over_by is None:
            return ()
        return (self.ticket.handed_over_by,)

    def as_keys(self) -> dict[str, str]:
        """The hidden fields that carry the errand along with the form."""
        rows = (self.matter, self.ticket, self.registration, self.sheet, self.session)
        return {key: str(row.pk) if row else "" for key, row in zip(KEYS, rows, strict=True)}


def errand_of(user: User, given: Mapping[str, str]) -> Errand:
    """The errand named by `given`. Raises Unknown; Refused for whoever handed the visitor over."""
    agency = user.access.agencies_with(Permission.LOG_VISIT)[0]
    ticket = _ticket(user, agency, given.get("phieu", ""))
    if ticket is not None and ticket.handed_over_by_id == user.pk:
        raise Refused("Bạn đã bàn giao người này cho đồng nghiệp tiếp nên không ghi lượt tiếp này.")
    registration = _registration(user, agency, given.get("dang-ky", ""))
    matter = _found(Matter.objects.visible_to(user).select_related("agency"), given.get("vu", ""))
    session = _found(
        ReceptionSession.objects.visible_to(user).filter(agency=agency), given.get("buoi", "")
    )
    if registration is not None:
        session = session or registration.session
        if matter is None and "vu" not in given:
            matter = _seen(user, registration.matter_id)
    return Errand(
        agency=agency,
        matter=matter,
        ticket=ticket,
        registration=registration,
        sheet=_sheet(user, agency, given.get("to", "")),
        session=session,
    )


def _ticket(user: User, agency: Agency, text: str) -> QueueTicket | None:
    tickets = QueueTicket.objects.visible_to(user).filter(agency=agency)
    running = tickets.exclude(state=TicketState.LEFT).select_related("handed_over_by")
    ticket: QueueTicket | None = _found(running, text)
    return ticket


def _registration(user: User, agency: Agency, text: str) -> Registration | None:
    waiting = Registration.objects.visible_to(user).filter(
        agency=agency, state__in=(RegistrationState.REGISTERED, RegistrationState.RECEIVED)
    )
    registration: Registration | None = _found(waiting.select_related("session"), text)
    return registration


def _sheet(user: User, agency: Agency, text: str) -> PaperSheet | None:
    sheets = PaperSheet.objects.visible_to(user).filter(agency=agency)
    sheet: PaperSheet | None = _found(sheets.exclude(state=PaperState.VOID), text)
    return sheet


def _seen(user: User, matter_id: UUID | None) -> Matter | None:
    seen: Matter | None = (
        Matter.objects.visible_to(user).select_related("agency").filter(pk=matter_id).first()
    )
    return seen


def _found(rows: QuerySet[Any], text: str) -> Any:
    """The row of that name, None when none is asked for. Raises Unknown."""
    if not text:
        return None
    try:
        found = rows.filter(pk=UUID(text)).first()
    except ValueError:
        raise Unknown from None
    if found is None:
        raise Unknown
    return found
