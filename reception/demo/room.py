"""The room of the demonstration's last day: people who came, were called, wait, went home."""

from datetime import datetime, timedelta

from agencies.models import User
from agencies.units.order import DemoOrder
from complaints.demo.calendar import at
from reception.actions import room
from reception.enums import TicketState
from reception.models import QueueTicket

# Minutes of office hours between which the room is drawn.
_OPEN, _CLOSE = 165, 590
# Minutes before that moment at which each came, people, priority; when the first were called.
_CAME = [
    (150, 1, False), (128, 2, False), (117, 1, True), (96, 1, False), (74, 6, False),
    (47, 1, False), (38, 1, False), (33, 2, False), (21, 1, True), (14, 1, False), (6, 3, False),
]  # fmt: skip
_CALLED = (110, 88, 64, 35)


def fill_the_room(*, order: DemoOrder, now: datetime) -> int:
    """Tickets of the last day at the province's reception board; gives how many."""
    first, second = (User.objects.get(username=name) for name in ("tiepdan.ls", "xuly.ls"))
    agency = first.memberships.select_related("agency").earliest("id").agency
    # In office hours of the last day, as near to now as they allow.
    here = max(at(order.until, _OPEN), min(now, at(order.until, _CLOSE)))

    def ago(minutes: int) -> datetime:
        return here - timedelta(minutes=minutes)

    def call(by: User, counter: str, minutes: int) -> QueueTicket:
        return room.call_next(agency=agency, counter=counter, by=by, now=ago(minutes))

    for minutes, people, is_priority in _CAME:
        room.take_ticket(
            agency=agency, head_count=people, is_priority=is_priority, by=first, now=ago(minutes)
        )
    for minutes in _CALLED:
        ticket = call(first, "Bàn số 1", minutes)
        room.finish_ticket(ticket_id=ticket.pk, by=first, now=ago(minutes - 18))
    call(first, "Bàn số 1", 12)
    call(second, "Bàn số 2", 4)
    gone = QueueTicket.objects.filter(agency=agency, state=TicketState.WAITING).latest("number")
    room.leave_ticket(ticket_id=gone.pk, by=first, now=here)
    return len(_CAME)
