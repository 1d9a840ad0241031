"""Rows for the pages of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.vietnamese import fold
from complaints import identity
from complaints.enums import Secrecy
from complaints.models import Clock, Matter, Person, Petition
from complaints.vault import number_hash
from reception import lookup_code
from reception.enums import NOTICE, VisitResult
from reception.models import ReceptionSession, Refusal, Visit, VisitPetition
from reception.spans import day_span
from reception.workflow import GROUP
from records.enums import Verb
from records.models import LedgerEntry

CHOOSE_FROM = timedelta(days=7)
HITS = 5
LOOK_UPS_AN_HOUR = 60
SHORTEST_NAME = 3
SHORTEST_NUMBER = 6


def recent_sessions(user: User, agency: Agency, today: date) -> QuerySet[ReceptionSession]:
    """Sessions a visit of these days may belong to, newest first."""
    return (
        ReceptionSession.objects.visible_to(user)
        .filter(agency=agency, on_date__range=(today - CHOOSE_FROM, today))
        .select_related("host")
        .order_by("-on_date", "kind", "id")
    )


def hosts(agency: Agency, today: date) -> QuerySet[User]:
    """People who may hold a session of this agency."""
    held = Membership.objects.in_force(today).filter(agency=agency)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("sort_key")


def sessions_with_counts(user: User) -> QuerySet[ReceptionSession]:
    """Sessions in reach, each with the visits and people that this user may see."""
    mine = Visit.objects.visible_to(user).in_force().filter(session=OuterRef("pk")).order_by()
    per_session = mine.values("session")
    return (
        ReceptionSession.objects.visible_to(user)
        .select_related("agency", "host")
        .annotate(
            visits_seen=Coalesce(Subquery(per_session.annotate(n=Count("pk")).values("n")), 0),
            people_seen=Coalesce(
                Subquery(per_session.annotate(n=Sum("head_count")).values("n")), 0
            ),
        )
    )


def register(user: User) -> QuerySet[Visit]:
    """Sổ tiếp công dân: visits this user may see, with what a row shows, newest first."""
    petitions = Petition.objects.visible_to(user)
    links = VisitPetition.objects.filter(petition__in=petitions).select_related("petition")
    return (
        Visit.objects.visible_to(user)
        .select_related("matter", "agency", "received_by", "person")
        .prefetch_related(Prefetch("visit_petitions", links))
        .order_by("-arrived_at", "-id")
    )


def notice_clocks(visit: Visit) -> QuerySet[Clock]:
    """Notice clocks of the matter that had started by the day of this visit, or by the day on which
    its refusal was taken back."""
    return Clock.objects.unscoped("the visit was let through").filter(
        matter_id=visit.matter_id,
        petition=None,
        rule_code=NOTICE,
        started_on__lte=_heard_on(visit),
    )


def _heard_on(visit: Visit) -> date:
    """The day from which what was told counts as received."""
    if visit.result != VisitResult.REFUSED:
        return visit.arrived_on
    taken_back = Refusal.objects.filter(visit=visit, reversed_at__isnull=False).first()
    return timezone.localtime(taken_back.reversed_at).date() if taken_back else visit.arrived_on


@dataclass(frozen=True, slots=True)
class DayTotals:
    """Visits, people and groups of one day."""

    visits: int
    people: int
    groups: int


def totals_of_day(user: User, today: date) -> DayTotals:
    """What the desk received on `today`, as far as this user may see."""
    found = (
        Visit.objects.visible_to(user)
        .in_force()
        .filter(arrived_at__range=day_span(today, today))
        .aggregate(
            visits=Count("pk"),
            people=Coalesce(Sum("head_count"), 0),
            groups=Count("pk", filter=Q(head_count__gte=GROUP)),
        )
    )
    return DayTotals(**found)


@dataclass(frozen=True, slots=True)
class Known:
    """A visitor recognised at the desk: for serving, never a page (design.md section 2).

    `times`: visits to this agency that the officer may see; `matters`: the newest three, each with
    its nearest due date (`next_due_on`).
    """

    person: Person
    last_visit_on: date
    matters: Sequence[Matter]
    times: int

    @property
    def sentence(self) -> str:
        """Đã đến 3 lần, gần nhất ngày 18/11/2026."""
        return f"Đã đến {self.times} lần, gần nhất ngày {self.last_visit_on:%d/%m/%Y}."


def recognised(user: User, agency: Agency, asked: str) -> list[Known]:
    """At most five people who came openly to this agency, by folded name or by the whole number."""
    people = _people(user, agency).filter(_asked_for(asked))
    found = list(people.order_by("sort_key", "id")[:HITS]) if asked else []
    visits: dict[Any, list[Visit]] = {person.pk: [] for person in found}
    seen = (
        Visit.objects.visible_to(user)
        .in_force()
        .filter(agency=agency, secrecy=Secrecy.OPEN, person__in=found)
    )
    for visit in seen.select_related("matter").order_by("-arrived_at", "-year", "-number")[:500]:
        visits[visit.person_id].append(visit)
    return [
        Known(
            person=person,
            last_visit_on=visits[person.pk][0].arrived_on,
            matters=list({v.matter_id: v.matter for v in visits[person.pk]}.values())[:3],
            times=len(visits[person.pk]),
        )
        for person in found
        if visits[person.pk]
    ]


def recognised_person(user: User, agency: Agency, pk: Any) -> Person | None:
    """The person picked from a look-up; None when it is nobody the officer may recognise."""
    person: Person | None = _people(user, agency).filter(pk=pk).first()
    return person


def last_visitor(user: User, matter: Matter) -> Person | None:
    """Who came last about an open matter, so that nobody is asked twice."""
    visit = (
        Visit.objects.visible_to(user)
        .in_force()
        .filter(matter=matter, secrecy=Secrecy.OPEN, person__isnull=False)
        .select_related("person")
        .order_by("-arrived_at", "-year", "-number")
        .first()
    )
    return visit.person if visit else None


def _people(user: User, agency: Agency) -> QuerySet[Person]:
    came_openly = (
        Visit.objects.visible_to(user)
        .in_force()
        .filter(agency=agency, person=OuterRef("pk"), secrecy=Secrecy.OPEN)
    )
    return Person.objects.visible_to(user).filter(Exists(came_openly), agency=agency)


def _asked_for(asked: str) -> Q:
    """A whole number of a paper (mostly digits), or words of a name; shorter asks find nobody."""
    number = identity.normal_id_number(asked)
    if sum(char.isdigit() for char in number) * 2 >= len(number) > 0:
        whole = SHORTEST_NUMBER <= len(number) <= identity.LONGEST_NUMBER
        return Q(id_hash=number_hash(number)) if whole else _NOBODY
    words = fold(asked).split(" ")
    if len("".join(words)) < SHORTEST_NAME:
        return _NOBODY
    condition = Q()
    for word in words:
        condition &= Q(folded_name__contains=word)
    return condition


_NOBODY = Q(pk__in=[])


def look_ups_of_last_hour(user: User, now: datetime) -> int:
    """How often this officer has looked somebody up, at most the limit."""
    rows = LedgerEntry.objects.filter(
        user_id=user.pk, verb=Verb.LOOK_UP, at__gt=now - timedelta(hours=1)
    )
    return rows[:LOOK_UPS_AN_HOUR].count()


def cases_of_receipt(told: str) -> list[UUID]:
    """Cases of the visit whose receipt bears this lookup code, for the ledger (who_saw)."""
    code = lookup_code.normal(told)
    visits = Visit._base_manager.filter(lookup_code=code) if code else Visit._base_manager.none()
    return [pk for pk in visits.values_list("matter_id", flat=True) if pk]
