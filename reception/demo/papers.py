"""Papers of the demonstration: what the desks printed in the last days, and codes from the seed."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from agencies.models import User
from agencies.units.order import DemoOrder
from complaints.demo.calendar import working_day_after
from complaints.enums import Secrecy
from law.dates import vn_weekday
from reception.actions.prints import print_visit
from reception.enums import VisitResult
from reception.lookup_code import new_code
from reception.models import Visit
from reception.prints import Print, prints_for, refusal_of
from records.actions.documents import note_printed
from records.documents import Signer
from records.enums import Book
from records.models import RegisterEntry

_DESKS = ("LS-BTCD", "LS-SKHCN", "LS-06187")
_EACH = 3
_ITEMS = [
    {"name": "Đơn của công dân", "pages": "02", "condition": "Bản gốc"},
    {"name": "Giấy chứng nhận quyền sử dụng đất", "pages": "04", "condition": "Bản sao, bản chụp"},
]


def issue_papers(*, order: DemoOrder, now: datetime) -> int:
    """The last visits of three desks get the paper that fits their result; gives how many."""
    chance = order.chance("reception.papers")
    settle_codes(chance)
    issued = 0
    for code in _DESKS:
        last = (
            Visit.objects.in_force()
            .filter(agency__code=code, secrecy=Secrecy.OPEN)
            .select_related("agency", "matter", "received_by", "session")
            .order_by("-arrived_at", "id")[:_EACH]
        )
        for visit in sorted(last, key=lambda one: one.arrived_at):
            issued += _paper(visit, chance, now)
    return issued


def settle_codes(chance: random.Random) -> None:
    """Lookup codes are drawn by lot; drawn again from the seed, the same demo has the same ones."""
    visits = list(Visit.objects.exclude(lookup_code="").order_by("arrived_at", "id").only("pk"))
    Visit.objects.exclude(lookup_code="").update(lookup_code="")
    for visit in visits:
        visit.lookup_code = new_code(chance.choice)
    Visit.objects.bulk_update(visits, ["lookup_code"], batch_size=500)


def _paper(visit: Visit, chance: random.Random, now: datetime) -> int:
    what = prints_for(visit, refusal_of(visit))[0]
    by = visit.received_by
    when = min(now, max(visit.entered_at + timedelta(minutes=4), _last_number(visit, now)))
    document = print_visit(
        visit_id=visit.pk,
        what=what,
        said=_said(what, visit, when),
        signer=_signer(what, by),
        key=uuid.UUID(int=chance.getrandbits(128), version=4),
        by=by,
        now=when,
    )
    for _ in range(chance.randint(1, 2)):
        note_printed(document=document, by=by, now=when)
    return 1


def _last_number(visit: Visit, now: datetime) -> datetime:
    """Numbers follow dates, whoever issued before."""
    book = RegisterEntry.objects.filter(agency=visit.agency, book=Book.DOCUMENTS)
    last: datetime | None = book.aggregate(last=Max("registered_at"))["last"]
    return last or visit.entered_at


def _signer(what: Print, by: User) -> Signer | None:
    if what in (Print.RECEIPT, Print.MINUTES, Print.STATEMENT, Print.REFUSAL):
        return None
    return Signer(by.full_name, "Người tiếp công dân")


def _said(what: Print, visit: Visit, when: datetime) -> dict[str, Any]:
    """What an officer would type."""
    told = visit.result_note or VisitResult(visit.result).label
    meet_on = working_day_after(when.date(), 5)
    return {
        Print.RECEIPT: {"received": when, "giver_role": "", "made": "02", "items": _ITEMS},
        Print.REFUSAL: {"reason": told, "copies_to": "", "related": ""},
        Print.REFUSAL_SLIP: {"reason": told},
        Print.GUIDANCE: {"directed_to": visit.directed_to, "steps": told, "papers": ""},
        Print.APPOINTMENT: {
            "on_date": meet_on, "weekday": vn_weekday(meet_on),
            "at_time": time(8, 0), "meet_at": "Phòng tiếp công dân", "bring": "Căn cước, phiếu này.",
            "contact": visit.received_by.full_name,
        },
        Print.MINUTES: {
            "participants": [visit.received_by.full_name], "content": visit.content,
            "request": visit.request, "result": told, "citizen_view": "Đồng ý.",
            "ended": (timezone.localtime(visit.arrived_at) + timedelta(minutes=35)).time(),
            "made": "02",
        },
        Print.STATEMENT: {"content": visit.content, "request": visit.request, "evidence": ""},
    }[what]  # fmt: skip
