"""Where the words of a table come from: the forms in force, or, offline, those shipped."""

from __future__ import annotations

from agencies import law_in_force
from law.errors import LawError
from law.forms import Form, FormBook
from law.shipped import shipped_forms


def form_in_force(code: str, regime: str) -> Form | None:
    """The form in the regimes adopted so far; None for one that is not among them."""
    return _form(law_in_force.in_force().forms, code, regime)


def form_shipped(code: str, regime: str) -> Form | None:
    """The form in the regimes of this release; no database is asked."""
    return _form(shipped_forms(), code, regime)


def _form(book: FormBook, code: str, regime: str) -> Form | None:
    try:
        return book.form(code, regime=regime)
    except LawError:
        return None
