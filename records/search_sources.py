"""Kinds of records that the search finds: each owner registers its own (Kind.SEARCH_ROWS)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from agencies.registry import Kind, entries

if TYPE_CHECKING:
    from agencies.models import User
    from records.models import SearchRow


@dataclass(frozen=True, slots=True)
class SearchSource:
    """`seen`: what a reader may open. `searchable`: all that has a row, never anything sealed.
    `rows`: their rows, unsaved. `page`: URL name of the record's own page. `locks`: what is held
    while a row is rebuilt, so that nothing is sealed meanwhile."""

    kind: str
    label: str
    page: str
    seen: Callable[[User], QuerySet[Any]]
    searchable: Callable[[], QuerySet[Any]]
    rows: Callable[[Iterable[Any]], Iterable[SearchRow]]
    locks: tuple[str, ...] = ("self",)


@dataclass(frozen=True, slots=True)
class Places:
    """Communes as closed choices. `choices`: (code, name) for a reader; `names`: all names of one."""

    choices: Callable[[User], list[tuple[str, str]]]
    names: Callable[[str], list[str]]


def sources() -> dict[str, SearchSource]:
    """All kinds by name."""
    return {name: made() for name, made in entries(Kind.SEARCH_ROWS).items()}
