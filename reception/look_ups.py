"""Look-ups at the desk that no visit followed: shown to the custodian (design.md section 2).

Time, officer and the length of what was asked; the words were never kept. Only visits of the open
register are counted as following, so that the page tells nothing of a sealed one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.db.models.fields import DateTimeField

from agencies.models import User
from agencies.roles import Permission
from complaints.enums import Secrecy
from reception.models import Visit
from reception.spans import day_span
from records.enums import Verb
from records.models import LedgerEntry

FOLLOWED_WITHIN = timedelta(minutes=30)
_ENTERED_AT_MOST = timedelta(
    days=7
)  # after the arrival; bounds the search by the index on arrivals
MOST = 300


def unfollowed_look_ups(
    user: User, *, first: date, last: date, now: datetime
) -> QuerySet[LedgerEntry]:
    """Look-ups of these days at the agencies whose sealed register this user keeps, newest first,
    after which the same officer saved no visit within half an hour."""
    kept = [agency.pk for agency in user.access.agencies_with(Permission.KEEP_SEALED_REGISTER)]
    moment = OuterRef("at")
    until = ExpressionWrapper(OuterRef("at") + FOLLOWED_WITHIN, output_field=DateTimeField())
    since = ExpressionWrapper(OuterRef("at") - _ENTERED_AT_MOST, output_field=DateTimeField())
    followed = Visit.objects.filter(
        agency_id=OuterRef("subject_id"),
        received_by_id=OuterRef("user_id"),
        secrecy=Secrecy.OPEN,
        arrived_at__gte=since,
        arrived_at__lte=until,
        entered_at__gte=moment,
        entered_at__lte=until,
    )
    asked = LedgerEntry.objects.filter(
        verb=Verb.LOOK_UP,
        subject_kind="agency",
        subject_id__in=kept,
        at__range=day_span(first, last),
        at__lt=now - FOLLOWED_WITHIN,
    )
    return (
        asked.filter(~Exists(followed))
        .annotate(length=F("details__so_ky_tu"))
        .order_by("-at", "-id")
    )
