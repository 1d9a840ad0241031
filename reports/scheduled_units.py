"""Which units a schedule or a batch makes reports for, and in which order: no branch waits for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import chain, zip_longest

from django.db.models import Count

from agencies.enums import Level
from agencies.models import Agency
from agencies.querysets import AgencyQuerySet


def units_for(agency: Agency, *, below: bool, on: date) -> AgencyQuerySet:
    """The agency and everything below it that exists on the day and keeps a register.

    Rooms inside an agency receive through the agency and get no report of their own.
    """
    found: AgencyQuerySet = Agency.objects.in_force(on).exclude(level=Level.UNIT)
    if below:
        return found.filter(path__gte=agency.path, path__lt=agency.path[:-1] + "0")
    return found.filter(pk=agency.pk)


def in_turn(units: Iterable[Agency], root: str) -> list[Agency]:
    """One of each branch below `root`, then the second of each…; the root itself first."""
    branches: dict[str, list[Agency]] = defaultdict(list)
    for unit in units:
        branches[unit.path.removeprefix(root).split("/", 1)[0]].append(unit)
    rounds = zip_longest(*(branches[name] for name in sorted(branches)))
    return [unit for unit in chain.from_iterable(rounds) if unit is not None]


def levels_in_words(units: AgencyQuerySet) -> str:
    """“215 đơn vị: cấp tỉnh 1, …”: who gets a report of their own."""
    counted = units.order_by().values_list("level").annotate(n=Count("pk"))
    by_level = dict(counted)
    parts = [f"{level.label} {by_level[level]}" for level in Level if by_level.get(level)]
    total = sum(by_level.values())
    return f"{total} đơn vị ({'; '.join(parts)})" if parts else "không có đơn vị nào"
