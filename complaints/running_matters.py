"""Whether a matter was being settled on a day, and when it ended: told by its petitions.

`closed_on` is the word of a person (complaints.actions.ending_matters). Without it what was decided,
answered, passed on or sent back is over for the agency; what a receiver took in is a matter there.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from complaints.enums import PetitionState
from complaints.models import Clock, Petition

RUNNING = (PetitionState.RECEIVED, PetitionState.ACCEPTED)


def runs_on(on: date) -> Exists:
    """Some petition of the matter was waiting or being settled at the end of that day."""
    then = (
        Q(state__in=RUNNING)
        | Q(state=PetitionState.RESOLVED, resolved_on__gt=on)
        | Q(state=PetitionState.PROCESSED, processed_on__gt=on)
    )
    return Exists(_petitions().filter(then, received_on__lte=on))


def has_petition() -> Exists:
    """False for a matter that was only told of at the desk."""
    return Exists(_petitions())


def ended_between(first: date, last: date) -> Exists:
    """Some petition of the matter was settled within these days."""
    return Exists(
        _petitions().filter(
            Q(state=PetitionState.RESOLVED, resolved_on__range=(first, last))
            | Q(state=PetitionState.PROCESSED, processed_on__range=(first, last))
        )
    )


def late_duties(on: date) -> QuerySet[Clock]:
    """Duties of the office that were past their day, and not done, on that day."""
    late: QuerySet[Clock] = (
        Clock.objects.unscoped("narrowed by the matters it is joined to")
        .filter(due_on__lt=on)
        .of_the_office()
    )
    return late.filter(Q(finished_on=None) | Q(finished_on__gte=on))


def end_of(matter: str = "pk") -> Subquery:
    """The last day on which a petition of the matter was settled; nothing while one runs."""
    ended = Coalesce("resolved_on", "processed_on")
    rows = _petitions(matter).annotate(last=ended).order_by("-last")
    still = Petition.objects.filter(matter=OuterRef("matter"), state__in=RUNNING)
    return Subquery(rows.filter(~Exists(still)).exclude(last=None).values("last")[:1])


def _petitions(matter: str = "pk") -> QuerySet[Petition]:
    return Petition.objects.filter(matter=OuterRef(matter))
