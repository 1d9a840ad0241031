"""Keyset paging of lists: cost does not grow with the table; no exact count above a cap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

CAP = 1000
_NEXT, _PREVIOUS = "sau", "truoc"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows with the ways to its neighbours and a sentence that counts."""

    rows: list[Any]
    next_url: str | None
    prev_url: str | None
    count_text: str


def page_of(
    rows: QuerySet[Any],
    *,
    by: str,
    asked: QueryDict,
    size: int,
    count_text: Callable[[str], str],
    rising: bool = False,
    is_counted: bool = True,
) -> Page:
    """The page that `asked` names of `rows`, newest first by the moment or day `by`, then by id;
    with `rising` the earliest first. Without `is_counted` nothing is counted."""
    after, before = _cursor(asked.get(_NEXT)), _cursor(asked.get(_PREVIOUS))
    on, back = ("gt", "lt") if rising else ("lt", "gt")
    onward, backward = (by, "id"), (f"-{by}", "-id")
    if not rising:
        onward, backward = backward, onward
    if before is not None:
        nearest = _beyond(rows, by, before, back).order_by(*backward)[: size + 1]
        found = list(nearest)[::-1]
        more_before, found = len(found) > size, found[-size:]
        more_after = True
    else:
        wanted = rows if after is None else _beyond(rows, by, after, on)
        found = list(wanted.order_by(*onward)[: size + 1])
        more_before, more_after, found = after is not None, len(found) > size, found[:size]
    return Page(
        rows=found,
        next_url=_url(asked, _NEXT, found[-1], by) if found and more_after else None,
        prev_url=_url(asked, _PREVIOUS, found[0], by) if found and more_before else None,
        count_text=count_text(_counted(rows) if is_counted else ""),
    )


def edge_of(asked: QueryDict) -> tuple[date | None, bool]:
    """The day at the edge of the page before, and whether the way is onward."""
    before = _cursor(asked.get(_PREVIOUS))
    cursor = before or _cursor(asked.get(_NEXT))
    return (datetime.fromisoformat(cursor[0]).date() if cursor else None), before is None


def _beyond(rows: QuerySet[Any], by: str, cursor: tuple[str, UUID], side: str) -> QuerySet[Any]:
    moment, pk = cursor
    return rows.filter(Q(**{f"{by}__{side}": moment}) | Q(**{by: moment, f"id__{side}": pk}))


def _cursor(text: str | None) -> tuple[str, UUID] | None:
    """Moment and id of the row at the edge; a torn cursor begins anew."""
    try:
        moment, _, pk = (text or "").partition("_")
        datetime.fromisoformat(moment)
        return moment, UUID(pk)
    except ValueError:
        return None


def _url(asked: QueryDict, name: str, row: Any, by: str) -> str:
    kept = asked.copy()
    kept.pop(_NEXT, None)
    kept.pop(_PREVIOUS, None)
    kept[name] = f"{getattr(row, by).isoformat()}_{row.pk}"
    return f"?{kept.urlencode()}"


def _counted(rows: QuerySet[Any]) -> str:
    """The number of rows in words, exact up to the cap."""
    count = rows.order_by().values("pk")[: CAP + 1].count()
    return "hơn 1.000" if count > CAP else f"{count:,}".replace(",", ".")
