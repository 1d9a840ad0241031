"""Nhắc xem lại: on the day of a review its owner, from the next day on the head; measures that are due.

Each is said once to each person, by the sweep of a day within a week after it fell due.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from agencies.models import User
from agencies.roles import Role
from agencies.told import people_of
from complaints.actions.hotspot_steps import tell
from complaints.enums import HotState
from complaints.models import HotMeasure, HotSpot
from records.enums import NoticeTopic

_BATCH = 500
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def remind_of_hotspots(*, today: date, now: datetime) -> int:
    """How many people were told now; a second run tells nobody."""
    return _reviews_due(today, now) + _reviews_missed(today, now) + _measures(today, now)


def _reviews_due(today: date, now: datetime) -> int:
    spots = _watched().filter(review_on__range=(today - _WEEK, today))
    return sum(
        _say(
            spot, _answering(spot, today), f"hotspot-review:{spot.pk}:{spot.review_on}",
            f"Đến ngày xem lại {spot.review_on:%d/%m/%Y}: một vụ việc của {spot.agency.short_name} "
            f"đang theo dõi ở mức “{spot.get_level_display()}”.",
            now,
        )
        for spot in spots.iterator(_BATCH)
    )  # fmt: skip


def _reviews_missed(today: date, now: datetime) -> int:
    spots = _watched().filter(review_on__range=(today - _WEEK, today - _DAY))
    return sum(
        _say(
            spot, people_of(spot.agency, Role.HEAD, on=today),
            f"hotspot-review-late:{spot.pk}:{spot.review_on}",
            f"Quá ngày xem lại {spot.review_on:%d/%m/%Y}: một vụ việc của {spot.agency.short_name} "
            f"đang theo dõi ở mức “{spot.get_level_display()}” chưa được xem lại.",
            now,
        )
        for spot in spots.iterator(_BATCH)
    )  # fmt: skip


def _measures(today: date, now: datetime) -> int:
    """Biện pháp đến hạn: who answers for the flag."""
    left = HotMeasure.objects.filter(
        done_on=None, hotspot__state=HotState.CONFIRMED, due_on__range=(today - _WEEK, today)
    ).select_related("hotspot__agency", "hotspot__owner", "hotspot__matter")
    return sum(
        _say(
            one.hotspot, _answering(one.hotspot, today), f"hotspot-measure:{one.pk}:{one.due_on}",
            f"Đến hạn {one.due_on:%d/%m/%Y} một biện pháp của vụ việc đang theo dõi ở "
            f"{one.hotspot.agency.short_name}; chưa ghi kết quả.",
            now, "hotspot_detail", NoticeTopic.DUE,
        )
        for one in left.iterator(_BATCH)
    )  # fmt: skip


def _watched() -> QuerySet[HotSpot]:
    rows = HotSpot.objects.confirmed().filter(matter__closed_on=None)
    return rows.select_related("agency", "owner")  # type: ignore[no-any-return]


def _answering(spot: HotSpot, today: date) -> list[User]:
    return [spot.owner] if spot.owner else people_of(spot.agency, Role.HEAD, on=today)


def _say(
    spot: HotSpot,
    users: list[User],
    key: str,
    said: str,
    now: datetime,
    url_name: str = "hotspot_review",
    topic: NoticeTopic = NoticeTopic.REVIEW,
) -> int:
    return tell(spot, users, key=key, said=said, url_name=url_name, topic=topic, now=now)
