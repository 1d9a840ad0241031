"""Where the words of a table come from: the forms in force, or, offline, those shipped."""

from __future__ import annotations

from functools import partial

from agencies import law_in_force
from law.errors import LawError
from law.forms import Form, FormBook
from reports.files.sheet import Find


def form_in_force(code: str, regime: str) -> Form | None:
    """The form in the regimes adopted so far; None for one that is not among them."""
    return _form(law_in_force.in_force().forms, code, regime)


def forms_of(book: FormBook) -> Find:
    """Looks forms up in a book; no database is asked."""
    return partial(_form, book)


def _form(book: FormBook, code: str, regime: str) -> Form | None:
    try:
        return book.form(code, regime=regime)
    except LawError:
        return None
