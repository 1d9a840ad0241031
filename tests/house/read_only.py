"""Fails on a statement that writes during a GET. The ledger alone may be written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|CREATE|ALTER|DROP|MERGE)\b", re.I)
_LEDGER = re.compile(r'^\s*INSERT INTO "records_ledgerentry"', re.I)


@contextmanager
def reading() -> Iterator[None]:
    """Inside, every write but a ledger row raises AssertionError."""

    def guard(execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(statement) and not _LEDGER.match(statement):
            raise AssertionError(f"a GET wrote: {statement[:200]}")
        return execute(statement, params, many, context)

    with connection.execute_wrapper(guard):
        yield
