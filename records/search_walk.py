"""The newest rows that fulfil a query, at a cost that does not grow with the table (ADR 0036).

A word of which there are few is read whole and sorted. A word of a third of the table must not be: it
is asked in a window of so many days as should hold a few pages, then in a wider one, then whole. How
many there are is what the planner expects; a wrong guess costs a further window, never a wrong answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from django.db.models import Q, QuerySet
from django.http import QueryDict

from agencies.models import User
from records.models import SearchRow
from records.paging import Page, counted, edge_of, page_of
from records.search_keys import HoldsKeys

FEW = 3000
_YEAR = 365
_PAGES_WANTED = 3
_WIDER = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the index: the keys, and the days between which."""

    keys: str
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> Q:
        since = Q(on_date__gte=self.first) if self.first else Q()
        return since & (Q(on_date__lte=self.last) if self.last else Q())


def expected(keys: str) -> int:
    """How many rows the planner expects for these keys; nothing is read."""
    plan = SearchRow.objects.filter(HoldsKeys(keys)).explain(format="json")
    return int(json.loads(plan)[0]["Plan"]["Plan Rows"])


def newest(user: User, wanted: Wanted, *, today: date, most: int) -> list[SearchRow]:
    """The newest rows that the user may see, at most so many."""
    rows = SearchRow.objects.visible_to(user).filter(HoldsKeys(wanted.keys))
    many = expected(wanted.keys)
    found: list[SearchRow] = []
    for window in _windows(wanted, today, many, most):
        found = list(rows.filter(window).order_by("-on_date", "-id")[:most])
        if len(found) == most:
            break
    return found


def page_of_newest(user: User, wanted: Wanted, *, asked: QueryDict, today: date, size: int) -> Page:
    """One page of them. Few are counted; of many it is said that there are more."""
    rows = (
        SearchRow.objects.visible_to(user).filter(HoldsKeys(wanted.keys)).select_related("agency")
    )
    many = expected(wanted.keys)
    if many <= FEW:
        return _counted_page(rows.filter(wanted.days), asked, size)
    edge = edge_of(asked)
    page = Page([], None, None, "")
    for window in _windows(wanted, today, many, size, edge):
        page = page_of(
            rows.filter(window), by="on_date", asked=asked, size=size, count_text=_not_counted,
            is_counted=False,
        )  # fmt: skip
        if len(page.rows) == size and (page.next_url if edge[1] else page.prev_url):
            break
    return page


def _counted_page(rows: QuerySet[SearchRow], asked: QueryDict, size: int) -> Page:
    """What stands whole on one page is counted by looking at it."""
    page = page_of(
        rows, by="on_date", asked=asked, size=size, count_text=_not_counted, is_counted=False
    )
    if page.next_url or page.prev_url:
        return replace(page, count_text=_exactly(counted(rows)))
    return replace(page, count_text=_exactly(str(len(page.rows))))


def _windows(
    wanted: Wanted, today: date, many: int, size: int, edge: tuple[date | None, bool] = (None, True)
) -> Iterator[Q]:
    """Narrow, wider, whole, from the edge of the page before on."""
    at, forward = edge
    if many > FEW:
        start = at or min(wanted.last or today, today)
        days = ceil(_YEAR * size * _PAGES_WANTED / many)
        for span in (timedelta(days=days), timedelta(days=days * _WIDER)):
            since, until = (start - span, at) if forward else (start, start + span)
            newer = Q(on_date__lte=until) if until else Q()
            yield wanted.days & Q(on_date__gte=since) & newer
    yield wanted.days


def _exactly(number: str) -> str:
    return f"Có {number} hồ sơ khớp."


def _not_counted(_: str) -> str:
    return "Nhiều hồ sơ khớp, mới nhất ở trên; thêm từ hoặc bộ lọc để thu hẹp."
