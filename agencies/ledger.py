"""Door to the ledger for apps below `records`, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from agencies.registry import Kind, entry


class Row(TypedDict):
    """What a ledger row is told: what `by` (a User, or None for the system) did to `subject`.

    `details`, `before` and `after` hold nothing that identifies a person. A record that is `Kept` tells
    before and after itself, and so do those in `also`, which lie beneath it and changed with it; what
    else changed the command tells.
    """

    by: Any
    verb: str
    subject: Any
    also: NotRequired[Iterable[Any]]
    now: datetime
    details: NotRequired[dict[str, Any] | None]
    before: NotRequired[dict[str, Any] | None]
    after: NotRequired[dict[str, Any] | None]


def record(**row: Unpack[Row]) -> None:
    """Writes one ledger row (sổ vết).

    Raises KeyError when no writer is registered: nothing may happen unrecorded.
    """
    entry(Kind.LEDGER_WRITER, "records")(**row)
