"""Rows of the room and the roster that belong to the department: a ticket its officer receives, a
shift, a swap the handler is asked for."""

from datetime import timedelta

from reception.actions.room import call_next, take_ticket
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, officer = province["SKHCN"], province.person("officer", "SKHCN")
    take_ticket(agency=home, head_count=1, is_priority=False, by=officer, now=NOW)
    return {
        "ticket": call_next(agency=home, counter="Bàn 1", by=officer, now=NOW + timedelta(0)),
    }
