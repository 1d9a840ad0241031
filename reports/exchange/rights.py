"""For which agencies somebody exchanges data, and whose reports may come in from outside."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from agencies.enums import Level
from agencies.models import Agency, User
from agencies.roles import Permission
from records.models import Job
from reports.due_days import root_of

EXPORT_JOB = "case_export"


def exchanging(user: User) -> list[Agency]:
    """Agencies whose tree this user exchanges data for."""
    return user.access.agencies_with(Permission.EXCHANGE_DATA)


def units_below(user: User, today: date) -> Any:
    """Units whose reports this user may bring in: below, never the own agency nor the one overseen."""
    condition, own = Q(pk__in=[]), set()
    for agency in exchanging(user):
        path = root_of(agency).path
        condition |= Q(path__gt=path, path__lt=path[:-1] + "0")
        own |= {agency.pk, root_of(agency).pk}
    found = Agency.objects.filter(condition).exclude(pk__in=own).exclude(level=Level.UNIT)
    return found.filter(valid_from__lte=today).order_by("sort_key", "pk")


def exports_seen(user: User) -> Any:
    """The log of exports: of the agencies for which this user exchanges data."""
    own = [agency.pk for agency in exchanging(user)]
    return Job.objects.visible_to(user).filter(kind=EXPORT_JOB, agency__in=own)
