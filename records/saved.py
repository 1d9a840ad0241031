"""Saved filters (bộ lọc đã lưu): closed choices, days and places of a list, never typed text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.urls import reverse

from agencies.models import Agency, User
from agencies.registry import Kind, entries, entry
from records.models import SavedFilter

MOST = 30
_CLOSED = (forms.ChoiceField, forms.ModelChoiceField, forms.DateField, forms.BooleanField)


@dataclass(frozen=True, slots=True)
class SavedLine:
    """One saved filter as the part prints it."""

    pk: UUID
    name: str
    url: str
    is_mine: bool
    is_shared: bool
    by: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """Arguments of parts/saved_filters.html: what is saved, and what could be."""

    page: str
    lines: list[SavedLine]
    query: str
    leaves_out: bool
    agencies: list[Agency]

    @property
    def may_save(self) -> bool:
        return bool(self.query) and all(not line.is_open for line in self.lines)


def saved_filters(
    user: User, page: str, asked: QueryDict | None = None, form: forms.Form | None = None
) -> Saved:
    """Filters of this page, one's own and those shared with one's agencies, in order of names.

    `form`: the bound form of the page, where it is at hand, so that it is not made twice."""
    query = closed_query(user, page, asked, form) if asked else ""
    return Saved(
        page=page,
        lines=[_line(row, user, query) for row in _rows(user, page)],
        query=query,
        leaves_out=bool(asked and _has_typed(user, page, asked)),
        agencies=sorted({m.agency for m in user.access.memberships}, key=lambda a: a.sort_key),
    )


def _rows(user: User, page: str) -> list[SavedFilter]:
    found = SavedFilter.objects.visible_to(user).filter(page=page).select_related("user")
    return list(found.order_by("name", "id")[:MOST])


def _line(row: SavedFilter, user: User, query: str) -> SavedLine:
    return SavedLine(
        pk=row.pk,
        name=row.name,
        url=f"{reverse(row.page)}?{row.query}",
        is_mine=row.user_id == user.pk,
        is_shared=row.agency_id is not None,
        by=row.user.full_name,
        is_open=bool(query) and row.query == query,
    )


def may_be_saved(page: str) -> bool:
    """True for pages whose owner registered the form of their filter."""
    return page in entries(Kind.SAVED_PAGE)


def closed_query(user: User, page: str, asked: QueryDict, form: forms.Form | None = None) -> str:
    """The choices, days and places of `asked` in a fixed order: what this page's form takes and no
    more. A choice of a person (a handler by name) is left out as well as anything typed."""
    if not may_be_saved(page):
        return ""
    if form is None:
        form = entry(Kind.SAVED_PAGE, page)(user=user, asked=asked)
    form.is_valid()
    kept = {
        name: asked[name]
        for name, field in form.fields.items()
        if asked.get(name) and name not in form.errors and _is_closed(field, asked[name])
    }
    return urlencode(sorted(kept.items()))[:500]


def _is_closed(field: forms.Field, value: str) -> bool:
    if not isinstance(field, _CLOSED):
        return False
    return isinstance(field, forms.ModelChoiceField) or not _is_id(value)


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _has_typed(user: User, page: str, asked: Mapping[str, Any]) -> bool:
    return bool(str(asked.get("q", "")).strip()) and may_be_saved(page)
