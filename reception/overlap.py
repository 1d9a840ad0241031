"""How many of a group had come before about the same matter (số người trùng): a number, no names.

Read inside one matter alone and thrown away: nothing keeps who it was (design.md, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable

from agencies.vietnamese import tidy
from complaints.models import MatterFact
from reception.models import GroupMember, Representative, Visit

_FEWEST = 2
Names = dict[str, set[int]]


def overlap_of(visit: Visit) -> int:
    """People of this visit who stand in the list of an earlier one about its matter."""
    if visit.secrecy or visit.head_count < _FEWEST:
        return 0
    earlier = (
        Visit.objects.unscoped("head-counts inside one matter that was let through")
        .in_force()
        .filter(matter_id=visit.matter_id, head_count__gte=_FEWEST, arrived_at__lt=visit.arrived_at)
    )
    came = _names([visit.pk])
    before = _names(earlier.exclude(pk=visit.pk).values_list("pk", flat=True)) if came else {}
    return sum(_is_same(years, before[name]) for name, years in came.items() if name in before)


def groups_told_of(matter_id: object, kind: str) -> list[Visit]:
    """Visits about this matter that told such a fact, the oldest first."""
    told = MatterFact.objects.filter(matter_id=matter_id, kind=kind, reference_kind="visit")
    found = (
        Visit.objects.unscoped("head-counts inside one matter that was let through")
        .in_force()
        .filter(pk__in=told.values("reference_id"))
    )
    return list(found.select_related("matter").order_by("arrived_at", "pk"))


def _names(visits: Iterable[object]) -> Names:
    """Names on the lists of these visits with the years of birth that are known."""
    found: Names = {}
    visits = list(visits)
    for name, year in GroupMember.objects.filter(visit__in=visits).values_list(
        "full_name", "birth_year"
    ):
        found.setdefault(tidy(name).lower(), set()).update({year} if year else ())
    for name in Representative.objects.filter(visit__in=visits).values_list("full_name", flat=True):
        found.setdefault(tidy(name).lower(), set())
    return found


def _is_same(years: set[int], others: set[int]) -> bool:
    """The same name and, where both lists say it, the same year of birth."""
    return not (years and others) or bool(years & others)
