"""The room of the demonstration's last day: people who came, were called, wait, went home."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints.demo.calendar import at
from reception.actions import room
from reception.models import QueueTicket

# Minutes of office hours between which the room is drawn.
_OPEN, _CLOSE = 165, 590
# Minutes before that moment at which each came, how many people, priority.
_CAME = [
    (150, 1, False), (128, 2, False), (117, 1, True), (96, 1, False), (74, 6, False),
    (47, 1, False), (38, 1, False), (33, 2, False), (21, 1, True), (14, 1, False), (6, 3, False),
    (2, 1, True),
]  # fmt: skip
# Minutes before at which the first desk called and was through; the last one is still there.
_FIRST = [(145, 125), (120, 100), (95, 75), (70, 50), (45, 25), (12, None)]
_SECOND = [(4, None)]
_LEFT = 10  # number of the ticket whose people went home


@dataclass(frozen=True, slots=True)
class _Hall:
    agency: Agency
    here: datetime

    def ago(self, minutes: int) -> datetime:
        return self.here - timedelta(minutes=minutes)

    def take(self, by: User, minutes: int, people: int, is_priority: bool) -> None:
        room.take_ticket(
            agency=self.agency, head_count=people, is_priority=is_priority, by=by,
            now=self.ago(minutes),
        )  # fmt: skip

    def receive(self, by: User, counter: str, called: int, through: int | None) -> None:
        ticket = room.call_next(agency=self.agency, counter=counter, by=by, now=self.ago(called))
        if through is not None:
            room.finish_ticket(ticket_id=ticket.pk, by=by, now=self.ago(through))


def fill_the_room(*, order: DemoOrder, now: datetime) -> None:
    """Tickets of the last day at the province's reception board, in the order in which it went."""
    first, second = (User.objects.get(username=name) for name in ("tiepdan.ls", "xuly.ls"))
    agency = first.memberships.select_related("agency").earliest("id").agency
    # In office hours of the last day, as near to now as they allow.
    hall = _Hall(agency, max(at(order.until, _OPEN), min(now, at(order.until, _CLOSE))))
    deeds: list[tuple[int, Callable[..., None], tuple[Any, ...]]] = [
        (came[0], hall.take, (first, *came)) for came in _CAME
    ]
    deeds += [(each[0], hall.receive, (first, "Bàn số 1", *each)) for each in _FIRST]
    deeds += [(each[0], hall.receive, (second, "Bàn số 2", *each)) for each in _SECOND]
    for _, deed, said in sorted(deeds, key=lambda deed: -deed[0]):
        deed(*said)
    gone = QueueTicket.objects.get(agency=agency, on_date=order.until, number=_LEFT)
    room.leave_ticket(ticket_id=gone.pk, by=first, now=hall.here)
