"""Door to the ledger for apps below `records`, inside the caller's transaction."""

from datetime import datetime
from typing import Any

from agencies.registry import Kind, entry


def record(
    *,
    by: Any,
    verb: str,
    subject: Any,
    now: datetime,
    details: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Writes one ledger row (sổ vết) for what `by` did to `subject`.

    Raises KeyError when no writer is registered: nothing may happen unrecorded.
    """
    entry(Kind.LEDGER_WRITER, "records")(
        by=by,
        verb=verb,
        subject=subject,
        now=now,
        details=details or {},
        before=before,
        after=after,
    )
