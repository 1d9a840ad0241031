"""Lines of the log: where something went wrong and of which kind, never what was typed.

A message of the database tells the failing row (DETAIL) and the statement with its values (LINE); other
errors quote the value they could not take. None of it is written (Luật Tố cáo 2018, art. 8, 56).
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from copy import copy
from typing import Any

LINE = "{asctime} {levelname} {name}: {message}"


class Lines(logging.Formatter):
    """Time, level, name, message; of an error its kinds and places."""

    def __init__(self, fmt: str = LINE, **more: Any) -> None:
        super().__init__(fmt, **{**more, "style": "{"})

    def format(self, record: logging.LogRecord) -> str:
        """Celery writes the error into the message itself, and another handler may have written it out."""
        if found := record.exc_info:
            record = copy(record)
            record.exc_text = None
            if isinstance(record.args, Mapping) and "exc" in record.args:
                said = kind_of(found[1]) if found[1] else ""
                record.args = {**record.args, "exc": said, "traceback": ""}
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        return places_of(ei[1])


def places_of(error: BaseException | None) -> str:
    """The chain of errors, the first cause first: files and lines, and what kind it was."""
    parts: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"{frames}{kind_of(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(reversed(parts))


def kind_of(error: BaseException) -> str:
    """IntegrityError 23502 complaints_matter.title: no value of a row, no word of a message."""
    found = type(error)
    diagnosis = getattr(error, "diag", None)
    place = [getattr(diagnosis, name, None) for name in ("table_name", "column_name")]
    told = [
        f"{found.__module__}.{found.__qualname__}",
        getattr(error, "pgcode", None),
        ".".join(part for part in place if part),
        getattr(diagnosis, "constraint_name", None),
    ]
    return " ".join(part for part in told if part)
