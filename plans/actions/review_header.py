"""What a draft says of itself, as the reviewer mends it: number, date, title, parent plan, events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Event, User
from plans.actions.review import draft
from plans.models import Plan
from records.actions import ledger
from records.enums import Verb

_WORDS = ("number", "symbol", "place", "issuer", "parent_issuer", "title")


@dataclass(frozen=True)
class SaidHeader:
    """The head of a plan as the reviewer writes it."""

    number: str
    symbol: str
    date_on: date | None
    place: str
    issuer: str
    parent_issuer: str
    title: str
    parent: Plan | None
    serves: Sequence[Event]


@transaction.atomic
def save_header(*, plan_id: UUID, version: int, said: SaidHeader, by: User, now: datetime) -> Plan:
    """Keeps the mended head. A date left blank keeps what the document gives of it: month and year."""
    plan = draft(plan_id, by, now, version)
    for name in _WORDS:
        setattr(plan, name, getattr(said, name))
    if said.date_on or plan.date_on:
        plan.date_text = said.date_on.isoformat() if said.date_on else ""
    plan.date_on, plan.parent = said.date_on, said.parent
    plan.reading = {**plan.reading, "linked": True}
    plan.version += 1
    plan.save(update_fields=[*_WORDS, "date_text", "date_on", "parent", "reading", "version"])
    plan.serves.set(said.serves)
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now, details={"duyet": "dau_ke_hoach"})
    return plan
