"""Rows of the room and the roster that belong to the department: a ticket that its officer receives,
the officer's shift, a swap that the handler is asked for."""

from datetime import timedelta

from agencies.actions.duty import ask_swap, write_shift
from agencies.enums import Duty
from reception.actions.room import call_next, take_ticket
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, officer = province["SKHCN"], province.person("officer", "SKHCN")
    take_ticket(agency=home, head_count=1, is_priority=False, by=officer, now=NOW)
    begins = NOW + timedelta(days=1)
    shift = write_shift(
        agency=home, user=officer, duty=Duty.DESK, starts_at=begins,
        ends_at=begins + timedelta(hours=4), by=officer, now=NOW,
    )  # fmt: skip
    return {
        "ticket": call_next(agency=home, counter="Bàn 1", by=officer, now=NOW),
        "shift": shift,
        "swap": ask_swap(
            shift_id=shift.pk, asked_of=province.person("handler", "SKHCN"), reason="Đi họp.",
            by=officer, now=NOW,
        ),
    }  # fmt: skip
