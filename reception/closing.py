"""The end of a reception day in numbers: tickets, visits, notices owed, paper sheets, duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, QuerySet, Sum
from django.db.models.functions import Coalesce

from agencies.models import Agency, DutyShift, User
from complaints.enums import PetitionKind
from complaints.models import Clock
from reception.enums import NOTICE, VisitResult
from reception.models import PaperSheet, QueueDay, Visit
from reception.room import TicketSum, tickets_of_day
from reception.spans import day_span


@dataclass(frozen=True, slots=True)
class Counted:
    """A word with its number of visits and people."""

    label: str
    visits: int
    people: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Thông báo kết quả not sent yet for matters of this day's visits; the first is due on `due`."""

    number: int
    due: date | None


@dataclass(frozen=True, slots=True)
class DaySum:
    """Everything that the sheet of the day shows, as far as its reader may see."""

    tickets: TicketSum
    results: list[Counted]
    kinds: list[Counted]
    owed: Owed
    paper_sheets: int
    duty: list[DutyShift]
    closed: QueueDay | None

    @property
    def visits(self) -> int:
        return sum(row.visits for row in self.results)

    @property
    def people(self) -> int:
        return sum(row.people for row in self.results)


def day_sum(user: User, agency: Agency, on: date) -> DaySum:
    """The day of one agency. Visits, notices and sheets are those `user` may see, no others."""
    visits = (
        Visit.objects.visible_to(user)
        .in_force()
        .filter(agency=agency, arrived_at__range=day_span(on, on))
        .order_by()
    )
    closed = QueueDay.objects.visible_to(user).filter(agency=agency, on_date=on)
    return DaySum(
        tickets=tickets_of_day(user, agency, on),
        results=_by(visits, "result", dict(VisitResult.choices)),
        kinds=_by(visits, "matter__kind", dict(PetitionKind.choices)),
        owed=_owed(visits, on),
        paper_sheets=PaperSheet.objects.visible_to(user).unsettled().filter(agency=agency).count(),
        duty=list(_duty(user, agency, on)),
        closed=closed.filter(closed_at__isnull=False).select_related("closed_by").first(),
    )


def _by(visits: QuerySet[Visit], column: str, labels: dict[str, str]) -> list[Counted]:
    """Visits and people by a closed list, in its order; words without a visit are left out."""
    rows = {
        value: (number, people)
        for value, number, people in visits.values_list(column).annotate(
            number=Count("pk"), people=Coalesce(Sum("head_count"), 0)
        )
    }
    return [Counted(label, *rows[value]) for value, label in labels.items() if value in rows]


def _owed(visits: QuerySet[Visit], on: date) -> Owed:
    """Luật Tiếp công dân 2013, art. 28: every visit is answered in writing or by word, in time."""
    found = Clock.objects.filter(
        matter__in=visits.values("matter"), petition=None, rule_code=NOTICE, started_on=on,
        finished_on=None,
    ).aggregate(number=Count("pk"), due=Min("due_on"))  # fmt: skip
    return Owed(found["number"], found["due"])


def _duty(user: User, agency: Agency, on: date) -> QuerySet[DutyShift]:
    first, last = day_span(on, on)
    return (
        DutyShift.objects.visible_to(user)
        .filter(agency=agency, starts_at__lte=last, ends_at__gte=first)
        .select_related("user")
        .order_by("-duty", "starts_at", "user__sort_key")
    )
