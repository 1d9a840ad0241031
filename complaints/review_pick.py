"""Which matters a review list takes in, on what ground, and how many there would be.

Only what common roll-ups count and the maker may see: a matter with excluded persons enters no list
(design.md section 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from agencies.models import User
from complaints.enums import FactKind, ReviewKind, Secrecy
from complaints.models import Matter, MatterFact
from complaints.querysets import granted_matters
from complaints.review_criteria import Criteria, months_before
from complaints.running_matters import ended_between, has_petition, late_duties, runs_on

CAP = 10_000


@dataclass(frozen=True, slots=True)
class Preview:
    """How many a list would take in, in all and by criterion; exact up to the cap."""

    total: int
    kinds: tuple[tuple[str, int], ...]


def picked(by: User, criteria: Criteria, as_of: date) -> QuerySet[Matter]:
    """Matters that meet a criterion on the day, with one answer a kind (`is_crowd`, …)."""
    rows = _within(by, criteria, as_of)
    grounds = _grounds(criteria, as_of)
    any_of = Q(pk__in=[])
    for ground in grounds.values():
        any_of |= ground
    answers = {f"is_{kind}": _answer(ground) for kind, ground in grounds.items()}
    return rows.filter(any_of).annotate(**answers)


def kinds_of(matter: Any, criteria: Criteria) -> list[str]:
    """The kinds of a row of `picked`, in the order of the enumeration."""
    return [k for k in ReviewKind.values if k in criteria.kinds and getattr(matter, f"is_{k}")]


def preview(by: User, criteria: Criteria, as_of: date) -> Preview:
    """One statement a criterion and one for all; none reads further than the cap."""
    rows = _within(by, criteria, as_of)
    kinds = tuple(
        (str(ReviewKind(kind).label), _up_to_cap(rows.filter(ground)))
        for kind, ground in _grounds(criteria, as_of).items()
    )
    return Preview(how_many(by, criteria, as_of), kinds)


def how_many(by: User, criteria: Criteria, as_of: date) -> int:
    """In all, exact up to the cap."""
    return _up_to_cap(picked(by, criteria, as_of))


def listed_apart(user: User) -> bool:
    """True for those who were told of a restricted matter: it stands in a list of its own."""
    known = granted_matters(user)
    if not known:
        return False
    return Matter.objects.unscoped("only matters that the user was told of by name").filter(
        pk__in=known, secrecy=Secrecy.RESTRICTED, closed_on=None
    ).exists()  # fmt: skip


def _within(by: User, criteria: Criteria, as_of: date) -> QuerySet[Matter]:
    seen = Matter.objects.visible_to(by).counted().filter(by.access.scope_q())
    since = months_before(as_of, criteria.min_months)
    # Told of at the desk alone it has no end: after so many months nobody waits for an answer.
    only_told = ~Q(has_petition()) & Q(opened_on__gt=since)
    stands = Q(runs_on(as_of)) | only_told | Q(_returned(since, as_of))
    if criteria.ended_since:
        stands |= Q(ended_between(criteria.ended_since, as_of))
    still_open = Q(closed_on=None) | Q(closed_on__gt=as_of)
    found: QuerySet[Matter] = seen.filter(still_open, stands, opened_on__lte=as_of)
    return found


def _grounds(criteria: Criteria, as_of: date) -> dict[str, Q]:
    since = months_before(as_of, criteria.min_months)
    many = _told(as_of, FactKind.CROWD, FactKind.SIGNATURES, amount=criteria.min_people)
    grounds = {
        ReviewKind.CROWD.value: Q(people_count__gte=criteria.min_people) | Q(many),
        ReviewKind.COMPLEX.value: Q(_told(as_of, FactKind.COMPLEX)),
        ReviewKind.LONG.value: Q(opened_on__lte=since)
        | Q(_told(as_of, FactKind.LONG))
        | Q(_returned(since, as_of)),
        ReviewKind.BACKLOG.value: Q(Exists(late_duties(as_of).filter(matter=OuterRef("pk"))))
        & Q(runs_on(as_of)),
    }
    return {kind: ground for kind, ground in grounds.items() if kind in criteria.kinds}


def _told(as_of: date, *kinds: FactKind, amount: int = 0) -> Exists:
    facts = MatterFact.objects.filter(
        matter=OuterRef("pk"), kind__in=kinds, amount__gte=amount, happened_on__lte=as_of
    )
    return Exists(facts)


def _returned(since: date, as_of: date) -> Exists:
    """Decided with effect, and the citizen came again within these months (Kế hoạch 363/KH-TTCP)."""
    facts = MatterFact.objects.filter(
        matter=OuterRef("pk"), kind=FactKind.RETURNED, happened_on__range=(since, as_of)
    )
    return Exists(facts)


def _answer(ground: Q) -> Case:
    return Case(When(ground, then=Value(True)), default=Value(False), output_field=BooleanField())


def _up_to_cap(rows: QuerySet[Matter]) -> int:
    return int(rows.order_by().values("pk")[: CAP + 1].count())
