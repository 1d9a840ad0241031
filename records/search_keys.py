"""What the index of search rows holds, and the condition that asks it (ADR 0036).

`search_keys` is a function of the database (migration 0001): the words of a row, the codes of its
agency and of all bodies above it, its kind. A change of the path moves the keys by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Value


class SearchKeys(Func):
    """The keys of a row: "dat", "@LS-SKHCN" (its path), "~LS/LS-SKHCN/" (whole), "=petition"."""

    function = "search_keys"
    output_field = SearchVectorField()

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        columns = expressions or (F("text"), F("scope_path"), F("subject_kind"))
        super().__init__(*columns, **extra)


class HoldsKeys(Func):
    """True for rows whose keys fulfil the query: one condition on the index."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, query: str) -> None:
        super().__init__(SearchKeys(), Value(query))


def quoted(key: str) -> str:
    """A key as a tsquery writes it, whatever it holds."""
    inner = key.replace("\\", "\\\\").replace("'", "''")
    return f"'{inner}'"


def any_of(keys: Iterable[str]) -> str:
    return f"({' | '.join(keys)})"


def all_of(keys: Iterable[str]) -> str:
    return " & ".join(keys)


def under(code: str) -> str:
    """Key of all rows of the agency of this code and of those below it."""
    return quoted(f"@{code}")


def only_at(path: str) -> str:
    """Key of the rows of one agency alone."""
    return quoted(f"~{path}")


def of_kind(kind: str) -> str:
    return quoted(f"={kind}")
