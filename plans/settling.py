"""Rows of the list of matters to be settled before an event, and which matters it might take up.

A suggestion says why, in facts of the matter: late, many people, complex, long. Nobody is ranked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Event, User
from complaints import law_book
from complaints.enums import FactKind, Secrecy
from complaints.models import Matter, MatterFact, Petition
from plans.enums import SettleState
from plans.models import SettleItem

# Luật Tiếp công dân 2013, art. 29: five persons or more of one content are many.
MANY = 5
# Kéo dài: no statute; twelve months is the custom.
LONG = timedelta(days=365)
MOST_SUGGESTED = 15
_ADDRESS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"\b(\d{1,6})/(\d{4})\b")
# Duties whose end settles what the citizen asked; that a notice is late is not a reason to settle.
_SETTLING = frozenset(
    {"XLD_TREO", "KN_THULY", "KN_GQ1", "KN_GQ2", "KN_GQ_KL", "KNPA_GQ", "KNPA_TB"}
)
_TELLING = (FactKind.CROWD, FactKind.COMPLEX, FactKind.LONG)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A matter that might be settled before the event, with the reasons as sentences."""

    matter: Matter
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How the list stands, over what its reader sees."""

    open: int
    late: int
    settled: int
    carried: int


def items_of(user: User, event: Event) -> QuerySet[SettleItem]:
    """The list of an event as its reader may see it, what is due first on top."""
    found: QuerySet[SettleItem] = (
        SettleItem.objects.visible_to(user)
        .filter(event=event)
        .select_related("matter", "agency", "event")
        .order_by("due_on", "id")
    )
    return found


def tally(items: list[SettleItem], today: date) -> Tally:
    """Counts of the rows shown."""
    states = [item.state for item in items]
    return Tally(
        open=states.count(SettleState.OPEN),
        late=sum(item.state == SettleState.OPEN and item.due_on < today for item in items),
        settled=states.count(SettleState.SETTLED),
        carried=states.count(SettleState.CARRIED),
    )


def may_be_listed(user: User, event: Event) -> QuerySet[Matter]:
    """Open matters the user sees that are not closed and not yet on the list of the event."""
    listed = SettleItem.objects.filter(event=event, matter=OuterRef("pk"))
    found: QuerySet[Matter] = (
        Matter.objects.visible_to(user)
        .filter(~Exists(listed), secrecy=Secrecy.OPEN, exclusions=None, closed_on=None)
        .select_related("agency")
    )
    return found


def matter_named(text: str, user: User, event: Event) -> Matter | None:
    """The one matter in sight that the text names: the address of its page, or the number of a
    petition in it (12/2026). None for what is not there, secret, closed or on the list already."""
    matters = may_be_listed(user, event)
    if address := _ADDRESS.search(text):
        return matters.filter(pk=UUID(address.group())).first()
    number = _NUMBER.search(text)
    if number is None:
        return None
    petitions = Petition.objects.visible_to(user).filter(
        number=int(number[1]), year=int(number[2]), secrecy=Secrecy.OPEN
    )
    found = list(matters.filter(pk__in=petitions.values("matter"))[:2])
    return found[0] if len(found) == 1 else None


def suggestions(user: User, event: Event, today: date) -> list[Suggestion]:
    """Matters with a reason to be settled first, the earliest due on top; two statements."""
    facts = MatterFact.objects.filter(matter=OuterRef("pk"), kind__in=_TELLING)
    matters = list(
        may_be_listed(user, event)
        .filter(
            _late(today)
            | Q(people_count__gte=MANY)
            | Q(opened_on__lte=today - LONG)
            | Exists(facts)
        )
        .order_by("next_due_on", "opened_on", "id")[:MOST_SUGGESTED]
    )
    told: dict[object, list[str]] = {matter.pk: [] for matter in matters}
    for fact in MatterFact.objects.filter(matter__in=matters, kind__in=_TELLING).order_by(
        "-happened_on", "kind", "id"
    ):
        told[fact.matter_id].append(f"{fact.happened_on:%d/%m/%Y}: {fact.sentence}")
    return [Suggestion(m, [*_reasons(m, today), *told[m.pk][:2]]) for m in matters]


def _late(today: date) -> Q:
    return Q(next_due_on__lt=today, next_duty__in=_SETTLING)


def _reasons(matter: Matter, today: date) -> list[str]:
    found = []
    due = matter.next_due_on
    if due and due < today and matter.next_duty in _SETTLING:
        late = (today - due).days
        found.append(f"Quá hạn {late} ngày: {law_book.duty(matter.next_duty).lower()}.")
    if matter.people_count >= MANY:
        found.append(f"Đông người: {matter.people_count} người cùng nội dung.")
    if matter.opened_on <= today - LONG:
        found.append(f"Kéo dài: từ {matter.opened_on:%d/%m/%Y}, chưa kết thúc.")
    return found
