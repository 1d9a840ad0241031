"""Whose visit it is, in the open register only."""

from datetime import datetime

from agencies.models import User
from complaints.actions import people
from complaints.models import Person
from reception.intake import VisitInput
from reception.models import Visit


def person_of(told: VisitInput, *, by: User, now: datetime) -> Person:
    """The person of this paper number; without one, who came about this very matter under the same
    name and year of birth. Across matters a name alone proves nothing."""
    who = told.petitioner
    if told.matter is not None and not who.id_number:
        earlier = Visit.objects.filter(
            matter=told.matter,
            agency=told.agency,
            person__full_name=who.full_name,
            person__birth_year=who.birth_year,
        )
        if visit := earlier.select_related("person").order_by("-arrived_at").first():
            return visit.person
    return people.person_for(agency=told.agency, petitioner=who, by=by, now=now)
