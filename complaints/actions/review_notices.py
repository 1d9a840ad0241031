"""Who is told of a review list: those who handle cases in the agencies in charge, once a list.

The sentence says neither how many nor which: the list shows each reader what they may see.
"""

from __future__ import annotations

from datetime import datetime

from agencies.models import Agency
from agencies.roles import Role
from agencies.told import people_of
from complaints.models import ReviewItem, ReviewList
from records.actions import notices
from records.enums import NoticeTopic


def tell_issued(*, review_list: ReviewList, now: datetime) -> int:
    """One notice for each agency in charge of something in the list."""
    agencies = Agency.objects.filter(
        pk__in=review_list.items.filter(in_charge__isnull=False).values("in_charge")
    )
    said = (
        f"Danh sách rà soát của {review_list.agency.short_name} theo văn bản số "
        f"{review_list.decision_number} có vụ việc do cơ quan bạn phụ trách."
    )
    told = 0
    for agency in agencies.order_by("sort_key"):
        told += notices.give(
            users=people_of(agency, Role.HEAD, Role.HANDLER),
            key=f"review:{review_list.pk.hex}:{agency.pk.hex}", sentence=said,
            url_name="review_list_detail", subject_id=review_list.pk, now=now,
            topic=NoticeTopic.REVIEW,
        )  # fmt: skip
    return told


def tell_given(*, item: ReviewItem, now: datetime) -> int:
    """The agency that an item of an issued list was given to; once."""
    if item.in_charge is None:
        return 0
    return notices.give(
        users=people_of(item.in_charge, Role.HEAD, Role.HANDLER),
        key=f"review:{item.pk.hex}:{item.in_charge.pk.hex}",
        sentence="Một vụ việc trong danh sách rà soát được giao cơ quan bạn phụ trách.",
        url_name="review_item_edit", subject_id=item.pk, now=now, topic=NoticeTopic.REVIEW,
    )  # fmt: skip
