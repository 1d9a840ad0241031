"""A forgotten scope raises instead of showing (quên giới hạn phạm vi xem; ADR 0042).

Pages only read what `visible_to(user)` let through. While a page is being made, a queryset of a case
model that nobody narrowed is a programming error: the reader gets an error page, not the rows.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Self, TypeVar

from django.db import models
from django.http import HttpRequest, HttpResponse

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SHORTEST_REASON = 10
_page: ContextVar[str] = ContextVar("page", default="")
_log = logging.getLogger(__name__)
_Method = TypeVar("_Method", bound=Callable[..., Any])


class ForgottenScope(Exception):
    """A page asked for rows of a case model without saying for whom."""


def scope_guard(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: between a safe request and its answer no rows are read without a scope."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in _SAFE:
            return get_response(request)
        token = _page.set(request.method)
        try:
            return get_response(request)
        finally:
            _page.reset(token)

    return middleware


def narrows(method: _Method) -> _Method:
    """Marks what a queryset method returns as narrowed for its reader, as `visible_to` does."""

    @functools.wraps(method)
    def narrowed(self: Scoped, *args: Any, **kwargs: Any) -> Any:
        found = method(self, *args, **kwargs)
        return found.narrowed(method.__name__)

    return narrowed  # type: ignore[return-value]


class Scoped(models.QuerySet[Any]):
    """Rows of a case model. They are read on a page only after `visible_to`, from an instance (its
    related manager), or after `unscoped("why")` where the rows themselves are not shown."""

    _narrowed_by = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Every `visible_to`, a parent's as well, marks what it returns; nobody has to remember."""
        super().__init_subclass__(**kwargs)
        shown = getattr(cls, "visible_to", None)
        if shown is not None and not hasattr(shown, "__wrapped__"):
            cls.visible_to = narrows(shown)  # type: ignore[attr-defined]

    def narrowed(self, by: str) -> Self:
        found = self._chain()
        found._narrowed_by = by
        return found

    def unscoped(self, why: str) -> Self:
        """Read for the work of the house, never shown; `why` is for the next reader of the code."""
        if len(why) < _SHORTEST_REASON:
            raise ValueError("say why no scope is needed")
        return self.narrowed(why)

    def _filter_or_exclude_inplace(
        self, negate: bool, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Rows that hang on case rows let through before are let through with them."""
        super()._filter_or_exclude_inplace(negate, args, kwargs)  # type: ignore[misc]
        if not negate and not self._narrowed_by and any(map(hangs_on_seen, kwargs.items())):
            self._narrowed_by = "instance"

    def _clone(self) -> Self:
        found = super()._clone()  # type: ignore[misc]
        found._narrowed_by = self._narrowed_by
        return found  # type: ignore[no-any-return]

    def _combinator_query(self, combinator: str, *others: Any, all: bool = False) -> Self:
        found = super()._combinator_query(combinator, *others, all=all)  # type: ignore[misc]
        if not all_narrowed(self, *others):
            found._narrowed_by = ""
        return found  # type: ignore[no-any-return]

    def __or__(self, other: Any) -> Self:
        found: Self = super().__or__(other)
        found._narrowed_by = self._narrowed_by if all_narrowed(self, other) else ""
        return found

    def _fetch_all(self) -> None:
        if self._result_cache is None:  # type: ignore[has-type]
            ensure_narrowed(self)
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        ensure_narrowed(self)
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        if self._result_cache is None:  # type: ignore[has-type]
            ensure_narrowed(self)
        return super().count()

    def exists(self) -> bool:
        if self._result_cache is None:  # type: ignore[has-type]
            ensure_narrowed(self)
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        ensure_narrowed(self)
        return super().aggregate(*args, **kwargs)


def is_narrowed(rows: Scoped) -> bool:
    """True for rows let through by a scope, reached from an instance, or known to be none."""
    return bool(rows._narrowed_by or "instance" in rows._hints or rows.query.is_empty())  # type: ignore[attr-defined]


def hangs_on_seen(condition: tuple[str, Any]) -> bool:
    """True for `petition=petition`, `petition__in=[…]`, `matter__in=seen.values("pk")`: case rows that
    could be in hand on a page only because a scope let them through."""
    name, value = condition
    if isinstance(value, Scoped):
        return name.endswith("__in") and is_narrowed(value)
    if name.endswith("__in") and isinstance(value, (list, tuple, set)) and value:
        return all(map(_is_case_row, value))
    return "__" not in name and _is_case_row(value)


def _is_case_row(value: Any) -> bool:
    return isinstance(value, models.Model) and _is_case_model(value.__class__)


@functools.cache
def _is_case_model(model: type[models.Model]) -> bool:
    return isinstance(model._default_manager.all(), Scoped)


def all_narrowed(*parts: Any) -> bool:
    return all(is_narrowed(part) for part in parts if isinstance(part, Scoped))


def ensure_narrowed(rows: Scoped) -> None:
    """Raises ForgottenScope on a page; the log names the model, never a row."""
    if not _page.get() or is_narrowed(rows):
        return
    forgotten(rows.model._meta.label)


def forgotten(label: str) -> None:
    _log.error("rows of %s were asked for on a page without a scope", label)
    raise ForgottenScope(label)
