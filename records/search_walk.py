"""The newest rows that fulfil a query, at a cost that does not grow with the table (ADR 0036).

A word of which there are few is read whole and sorted. A word of a third of the table must not be, and
what the planner expects of several words is wrong where they stand together. So the last days, some
thousand rows, are asked first: they fill the page, or tell how many days would, or that there are few.
A wrong guess costs a further window, never a wrong answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.http import QueryDict

from agencies.models import User
from records.models import SearchRow
from records.paging import Page, edge_of, page_of
from records.search_keys import HoldsKeys, all_of
from records.wording import number_plain

SAMPLE = 8000
SMALL = 30_000
_EARLIEST, _LATEST = date(1900, 1, 1), date(9000, 1, 1)
_MONTH = timedelta(days=30)
_ENOUGH = 1.5
_FETCHING = 3
_MOST_OF_ALL = 0.5
_ALL = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the index: whose rows, which keys, between which days."""

    reach: str
    keys: tuple[str, ...]
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> Q:
        since = Q(on_date__gte=self.first) if self.first else Q()
        return since & (Q(on_date__lte=self.last) if self.last else Q())


@dataclass(frozen=True, slots=True)
class Expected:
    """What the planner knows without reading: rows of a month; whether the reader reaches most of
    what is asked for, so that the key of their agencies would only be one more list to read."""

    month: int
    reaches_most: bool

    @property
    def is_small(self) -> bool:
        return self.month * 12 <= SMALL

    @property
    def sample(self) -> int:
        """Days that hold about as many rows as are asked first."""
        return max(1, ceil(30 * SAMPLE / max(self.month, 1)))


def expected(wanted: Wanted, start: date) -> Expected:
    """One look at the planner; no row is read."""
    rows: QuerySet[SearchRow] = SearchRow.objects.values("pk")
    keys = [all_of([wanted.reach, *wanted.keys]), all_of(wanted.keys) or wanted.reach]
    # Each with a limit, so that the branches stay whole and in order however they would be read.
    month = rows.filter(on_date__gt=start - _MONTH, on_date__lte=start)[:_ALL]
    plans = month.union(*(rows.filter(HoldsKeys(k))[:_ALL] for k in keys), all=True)
    told = json.loads(plans.explain(format="json"))
    days, reached, whole = (int(plan["Plan Rows"]) for plan in told[0]["Plan"]["Plans"])
    return Expected(days, bool(wanted.keys) and reached >= _MOST_OF_ALL * whole)


def newest(user: User, wanted: Wanted, *, today: date, most: int) -> list[SearchRow]:
    """The newest rows that the user may see, at most so many."""
    found: list[SearchRow] = []
    windows = _Windows(user, wanted, start=today, size=most)
    for rows in windows:
        found = list(rows.order_by("-on_date", "-id")[:most])
        if windows.holds_enough(len(found)):
            break
    return found


def page_of_newest(user: User, wanted: Wanted, *, asked: QueryDict, today: date, size: int) -> Page:
    """One page of them, with their number where they were read whole."""
    edge, forward = edge_of(asked)
    page = Page([], None, None, "")
    windows = _Windows(
        user,
        wanted,
        start=edge or today,
        size=size + 1,
        is_onward=edge is not None,
        forward=forward,
    )
    for rows in windows:
        page = page_of(
            rows.select_related("agency"), by="on_date", asked=asked, size=size,
            count_text=_many, is_counted=False,
        )  # fmt: skip
        more = page.next_url if forward else page.prev_url
        if windows.holds_enough(len(page.rows) + bool(more)):
            break
    if windows.is_whole and edge is None:
        return replace(page, count_text=_exactly(page.rows))
    return page


@dataclass(slots=True)
class _Windows:
    """Rows of a few days, then of as many as should hold enough, then all. Forward: to the past."""

    user: User
    wanted: Wanted
    start: date
    size: int
    is_onward: bool = False
    forward: bool = True
    is_whole: bool = False
    _found: int = 0

    def holds_enough(self, found: int) -> bool:
        self._found = found
        return found >= self.size

    def __iter__(self) -> Iterator[QuerySet[SearchRow]]:
        start = min(self.wanted.last or self.start, self.start) if self.forward else self.start
        # An address may name any day; windows are laid around it, so it must leave room on both sides.
        start = min(max(start, _EARLIEST), _LATEST)
        told = expected(self.wanted, start)
        rows = self._rows(told)
        if not told.is_small:
            yield rows.filter(self._between(start, told.sample))
            if (wider := self._wider(told)) is not None:
                yield rows.filter(self._between(start, wider))
        self.is_whole = True
        yield rows if self.is_onward else rows.annotate(of_all=Window(Count("*")))

    def _wider(self, told: Expected) -> int | None:
        """Days that should hold enough by what the sample held; None where the whole costs less:
        a row that fulfils the query costs more to fetch and sort than one to be looked through."""
        if not self._found:
            return None
        days = ceil(told.sample * _ENOUGH * self.size / self._found)
        to_look_through = told.month * days / 30
        to_fetch = self._found * 365 / told.sample
        return days if to_look_through < _FETCHING * to_fetch else None

    def _rows(self, told: Expected) -> QuerySet[SearchRow]:
        keys = self.wanted.keys if told.reaches_most else (self.wanted.reach, *self.wanted.keys)
        rows: QuerySet[SearchRow] = SearchRow.objects.visible_to(self.user)
        return rows.filter(HoldsKeys(all_of(keys)), self.wanted.days)

    def _between(self, start: date, days: int) -> Q:
        """From the edge of the page before; the first page has no newer edge."""
        if not self.forward:
            return Q(on_date__gte=start, on_date__lte=start + timedelta(days=days))
        newer = Q(on_date__lte=start) if self.is_onward else Q()
        return newer & Q(on_date__gt=start - timedelta(days=days))


def _exactly(rows: list[Any]) -> str:
    return f"Có {number_plain(rows[0].of_all) if rows else 0} hồ sơ khớp."


def _many(_: str) -> str:
    return "Nhiều hồ sơ khớp, mới nhất ở trên; thêm từ hoặc bộ lọc để thu hẹp."
