"""The rows of matters that change hands: agency and path, nothing else."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Agency
from complaints.enums import ReviewResult
from complaints.models import (
    CaseUrge,
    Clock,
    CoordinationRequest,
    EnforcementItem,
    HotMeasure,
    HotSpot,
    Matter,
    Person,
    Petition,
    ReviewItem,
    Sighting,
    SignalAssessment,
)
from complaints.succession import CLOCKS, MATTERS, PETITIONS
from records.models import SearchRow

# Rows that carry a copy of the agency of their matter.
_COPIES = (Clock, HotSpot, SignalAssessment, Sighting, ReviewItem)
_SEARCHED = ("matter", "petition")


def move_rows(
    ids: Collection[UUID], unit: Agency, heir: Agency, people: Collection[UUID]
) -> dict[str, int]:
    """Gives how many of what moved. `people`: who works at the successor and keeps what they held."""
    if not ids:
        return {}
    place = {"agency": heir, "scope_path": heir.path}
    clocks = Clock.objects.filter(matter__in=ids, agency=unit, finished_on=None).count()
    matters = Matter.objects.filter(pk__in=ids).update(**place)
    own = Petition.objects.filter(matter__in=ids, agency=unit)
    own.filter(book_agency=None).update(book_agency=unit)
    own.exclude(holder=None).exclude(holder__in=people).update(holder=None)
    _move_people(own, unit, place)
    petitions = own.update(**place)
    for model in _COPIES:
        model.objects.filter(matter__in=ids, agency=unit).update(**place)
    _move_between(ids, unit, heir)
    _move_charges(ids, unit, heir, people)
    SearchRow.objects.filter(matter__in=ids, agency=unit, subject_kind__in=_SEARCHED).update(
        **place
    )
    found = {MATTERS: matters, PETITIONS: petitions, CLOCKS: clocks}
    return {label: count for label, count in found.items() if count}


def _move_people(own: QuerySet[Petition], unit: Agency, place: dict[str, object]) -> None:
    """Who signed is recognised at the desk of the successor, unless other petitions stay behind."""
    moving = own.filter(person=OuterRef("pk"))
    staying = Petition.objects.filter(person=OuterRef("pk"), agency=unit).exclude(
        pk__in=own.values("pk")
    )
    Person.objects.filter(Exists(moving), ~Exists(staying), agency=unit).update(**place)


def _move_between(ids: Collection[UUID], unit: Agency, heir: Agency) -> None:
    """Both ends of what one agency asked of another; a row never has the same one at both ends, so
    what the successor itself had asked of the unit stays as it was written."""
    for model in (CaseUrge, CoordinationRequest):
        rows = model.objects.filter(matter__in=ids)
        rows.filter(agency=unit).exclude(to_agency=heir).update(agency=heir, scope_path=heir.path)
        rows.filter(to_agency=unit).exclude(agency=heir).update(to_agency=heir, to_path=heir.path)


def _move_charges(
    ids: Collection[UUID], unit: Agency, heir: Agency, people: Collection[UUID]
) -> None:
    """Who is in charge of what is not done yet."""
    HotMeasure.objects.filter(hotspot__matter__in=ids, in_charge=unit, done_on=None).update(
        in_charge=heir
    )
    EnforcementItem.objects.filter(
        decision__petition__matter__in=ids, in_charge=unit, done_on=None
    ).update(in_charge=heir)
    ReviewItem.objects.filter(matter__in=ids, in_charge=unit, result=ReviewResult.PENDING).update(
        in_charge=heir
    )
    owned = HotSpot.objects.open().filter(matter__in=ids).exclude(owner=None)
    owned.exclude(owner__in=people).update(owner=None)
