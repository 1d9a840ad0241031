"""Records shown as evidence of work (minh chứng), resolved and guarded by their owners.

An owner registers an `EvidenceSource` under Kind.EVIDENCE and, for what closes a task by itself,
a generator of `HappenedFact` under Kind.TASK_FACT. Only open records are pointed at: what stands on
a common row must not tell of a sealed or restricted matter (design.md section 9).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from agencies.models import User

_ADDRESS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_NUMBER = re.compile(r"\b(\d{1,6})/(\d{4})\b")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """One kind of record. `rows`: open ones that a user sees; `find`: those that a typed reference
    names; `label` tells nothing but number, kind and day."""

    url_name: str
    rows: Callable[[User], QuerySet[Any]]
    find: Callable[[QuerySet[Any], str], QuerySet[Any]]
    label: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True)
class HappenedFact:
    """Something that an agency did on a day: the record of it and whose hand wrote it."""

    agency_id: UUID
    on: date
    record: Model
    by: User


def named(source: EvidenceSource, text: str, user: User) -> list[Any]:
    """The open records in sight that the text names: by the address of their page, or as their
    owner reads it; two at most, for two are one too many."""
    rows = source.rows(user)
    address = _ADDRESS.search(text)
    if address:
        return list(rows.filter(pk=UUID(address.group()))[:2])
    return list(source.find(rows, text)[:2])


def by_number(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those whose number in the register is written in the text: 12/2026."""
    found = _NUMBER.search(text)
    if not found:
        return rows.none()
    return rows.filter(number=int(found[1]), year=int(found[2]))


def by_day(rows: QuerySet[Any], text: str, field: str) -> QuerySet[Any]:
    """Those of the day written in the text: 20/11/2026."""
    found = _DAY.search(text)
    if not found:
        return rows.none()
    try:
        day = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return rows.none()
    return rows.filter(**{field: day})
