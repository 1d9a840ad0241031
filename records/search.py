"""The search (tra cứu): from what was typed and chosen to a query, and to the records found.

A name is a key, never a result: what is found is a record, with its number, kind, agency, day and
title. Nothing sealed has a row (ADR 0036).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from agencies.models import User
from agencies.registry import Kind, entries
from records.models import SearchRow
from records.search_keys import all_of, any_of, of_kind, only_at, quoted, under
from records.search_sources import SearchSource, sources
from records.search_walk import Wanted, newest
from records.search_words import Asked, asked, marked, place_keys

_LONGEST_NAME = 5
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """The closed choices beside the words."""

    kind: str = ""
    agency: Any = None
    places: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.kind or self.agency or self.places or self.first or self.last)


def wanted_by(user: User, words: Sequence[str], chosen: Chosen) -> Wanted | None:
    """The query for the index; None for somebody who reaches no agency."""
    reach = _reach(user)
    if not reach:
        return None
    parts: list[str] = []
    if chosen.kind:
        parts.append(of_kind(chosen.kind))
    if chosen.agency is not None:
        parts.append(under(chosen.agency.code))
    if chosen.places:
        parts.append(any_of(quoted(key) for key in place_keys(chosen.places)))
    parts += _word_keys(words, user)
    return Wanted(any_of(reach), tuple(parts), chosen.first, chosen.last)


def _reach(user: User) -> list[str]:
    """Keys of the agencies within reach, so that the index answers permission as well. The rows are
    still cut by `visible_to`: the keys only spare the reading of others' rows."""
    access = user.access
    trees = {prefix.rstrip("/").rpartition("/")[2] for prefix in access.prefixes}
    return [*map(only_at, sorted(access.own_paths)), *map(under, sorted(trees))]


def _word_keys(words: Sequence[str], user: User) -> list[str]:
    """Each word; words that are the name of a place may stand under its other names as well."""
    named = _other_names(words, user)
    keys: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST_NAME, 0, -1) if (at, n) in named), 0)
        if size:
            ways = [words[at : at + size], *named[at, size][:_MOST_NAMES]]
            keys.append(any_of(f"({all_of(map(_word, way))})" for way in ways))
        else:
            keys.append(_word(words[at]))
        at += size or 1
    return keys


def _word(word: str) -> str:
    return f"{quoted(word[:-1])}:*" if word.endswith("*") else quoted(word)


def _other_names(words: Sequence[str], user: User) -> dict[tuple[int, int], list[list[str]]]:
    """Old and new names of places, by where in the words and how long the name is."""
    spans = {
        (at, size): " ".join(words[at : at + size])
        for at in range(len(words))
        for size in range(1, min(_LONGEST_NAME, len(words) - at) + 1)
    }
    found: dict[tuple[int, int], list[list[str]]] = {}
    for names in entries(Kind.PLACE_NAMES).values():
        others = names(phrases=set(spans.values()), user=user)
        for span, phrase in spans.items():
            if phrase in others:
                found[span] = [other.split(" ") for other in sorted(others[phrase])]
    return found


def newest_of_kind(user: User, typed: str, *, kind: str, today: date, most: int) -> list[SearchRow]:
    """The newest open records of one kind that hold what was typed; for lists and choices."""
    told = asked(typed)
    wanted = wanted_by(user, told.words, Chosen(kind=kind)) if told.words else None
    return newest(user, wanted, today=today, most=most) if wanted else []


@dataclass(frozen=True, slots=True)
class Found:
    """One record found, as the page prints it."""

    kind: str
    agency: str
    on: date
    url: str
    pieces: list[tuple[str, bool]]
    elsewhere: bool


def found_by(rows: Iterable[SearchRow], told: Asked, user: User) -> list[Found]:
    """The rows as records that the reader may open today: their owner is asked once more."""
    known, rows = sources(), list(rows)
    seen = _seen(rows, known, user)
    return [_found(row, known[row.subject_kind], told) for row in rows if row.subject_id in seen]


def _seen(rows: Iterable[SearchRow], known: dict[str, SearchSource], user: User) -> set[UUID]:
    """Ids of the records that the reader sees: one statement for all kinds."""
    ids: dict[str, list[UUID]] = {}
    for row in rows:
        ids.setdefault(row.subject_kind, []).append(row.subject_id)
    asked_of = [
        known[kind].seen(user).filter(pk__in=found).order_by().values_list("pk", flat=True)
        for kind, found in ids.items()
        if kind in known
    ]
    return set(asked_of[0].union(*asked_of[1:], all=True)) if asked_of else set()


def _found(row: SearchRow, source: SearchSource, told: Asked) -> Found:
    pieces = marked(row.label, told.words)
    return Found(
        kind=source.label,
        agency=row.agency.name,
        on=row.on_date,
        url=reverse(source.page, args=[row.subject_id]),
        pieces=pieces,
        elsewhere=bool(told.words) and not any(hit for _, hit in pieces),
    )
