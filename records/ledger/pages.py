"""Keyset paging of the ledger: no number of a row stands in an address, it would tell of hidden ones."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict

from records.ledger.visible import Seen
from records.models import LedgerEntry
from records.paging import Page

_NEXT, _PREVIOUS = "sau", "truoc"


def ledger_page(rows: Seen, *, asked: QueryDict, size: int, said: str) -> Page:
    """The page that `asked` names of the reader's own `rows`, newest first.

    The edge is a moment and how many of the reader's rows of that moment were shown.
    """
    after, before = _edge(asked.get(_NEXT)), _edge(asked.get(_PREVIOUS))
    if before is not None:
        moment, shown = before
        found = rows.where(at__gte=moment).oldest(shown, shown + size + 1)[::-1]
        more_before, found, more_after = len(found) > size, found[-size:], True
    else:
        on, shown = (rows.where(at__lte=after[0]), after[1]) if after else (rows, 0)
        found = on.newest(shown, shown + size + 1)
        more_before, more_after, found = after is not None, len(found) > size, found[:size]
    return Page(
        rows=found,
        next_url=_next_url(asked, found, rows) if found and more_after else None,
        prev_url=_previous_url(asked, found, rows) if found and more_before else None,
        count_text=said,
    )


def _edge(text: str | None) -> tuple[datetime, int] | None:
    """A torn edge begins anew."""
    try:
        moment, _, shown = (text or "").rpartition("_")
        found = datetime.fromisoformat(moment)
        count = int(shown[:6])
    except ValueError:
        return None
    return (found, count) if found.tzinfo and count >= 0 else None


def _next_url(asked: QueryDict, found: list[LedgerEntry], rows: Seen) -> str:
    moment = found[-1].at
    shown = sum(row.at == moment for row in found)
    if shown == len(found):  # a whole page of one moment: more of it may stand before
        shown = rows.where(at=moment, id__gte=found[-1].pk).count()
    return _url(asked, _NEXT, moment, shown)


def _previous_url(asked: QueryDict, found: list[LedgerEntry], rows: Seen) -> str:
    moment = found[0].at
    shown = sum(row.at == moment for row in found)
    if shown == len(found):  # a whole page of one moment: more of it may follow
        shown = rows.where(at=moment, id__lte=found[0].pk).count()
    return _url(asked, _PREVIOUS, moment, shown)


def _url(asked: QueryDict, name: str, moment: datetime, shown: int) -> str:
    kept = asked.copy()
    kept.pop(_NEXT, None)
    kept.pop(_PREVIOUS, None)
    kept[name] = f"{moment.isoformat()}_{shown}"
    return f"?{kept.urlencode()}"
