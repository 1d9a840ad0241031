"""The second wall (hàng rào thứ hai): to an excluded person the database itself shows no row of the sealed
tables (ADR 0042).

While a request is answered, each statement that reads one of them says who reads, in the same message to
the server; policies of row-level security (migration `the_second_wall`) leave out the matters that this
person is excluded from, whatever the code forgot. Jobs and commands name nobody and read all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

# Beginnings of the names of those tables. They are read one row at a time or in short lists: a policy
# costs them nothing that could be felt.
SEALED = (
    '"complaints_sealed',  # identity, original
    '"complaints_identityrequest"',
    '"complaints_redactedcopy"',
    '"complaints_protect',  # file, reader, person, step, measure, letter
    '"complaints_adversenote"',
)


def readers_named(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after the one that knows the user."""

    def middleware(request: HttpRequest) -> HttpResponse:
        named = _Named(request)
        with connection.execute_wrapper(named):
            response = get_response(request)
        named.forget()
        return response

    return middleware


class _Named:
    """Says who reads before a statement that reads a sealed table; costs no message of its own.

    `SET LOCAL` ends with the transaction; without one, with the message it came in. So nothing is left
    on the connection for the next request. A server-side cursor takes no second statement beside it:
    there it is said for the session and taken back when the answer is made.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._is_left = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if _reads_sealed(sql) and self._request.user.is_authenticated:
            reader = self._request.user.pk
            if context["cursor"].cursor.name is None:
                sql = f"SET LOCAL tcd.reader = '{reader}'; {sql}"
                self._is_left |= connection.in_atomic_block
            else:
                _past_django(f"SET tcd.reader = '{reader}'")
                self._is_left = True
        return execute(sql, params, many, context)

    def forget(self) -> None:
        """What outlives its message: said for the session, or in a transaction around the whole request,
        as tests have it. A page that only reads costs nothing here."""
        if self._is_left:
            _past_django("RESET tcd.reader")


def _reads_sealed(sql: Any) -> bool:
    is_read = isinstance(sql, str) and sql.startswith("SELECT")
    return is_read and any(name in sql for name in SEALED)


def _past_django(statement: str) -> None:
    """Not counted among the statements of the page; in a broken transaction nothing can be said."""
    raw = connection.connection
    if raw is not None and raw.info.transaction_status != TRANSACTION_STATUS_INERROR:
        with raw.cursor() as cursor:
            cursor.execute(statement)
