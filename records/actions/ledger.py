"""The one writer of the ledger (sổ vết)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from records.models import LedgerEntry, reference


def write(
    *, by: Any, verb: str, subject: Any, now: datetime, details: dict[str, Any] | None = None
) -> None:
    """Adds one row in the caller's transaction; if it cannot be written, neither is the change.

    `by` is a User, or None for the system. `details` must hold nothing that identifies a person.
    """
    kind, subject_id, label = reference(subject)
    LedgerEntry.objects.create(
        at=now,
        user_id=by.pk if by else None,
        user_label=str(by)[:120] if by else "Hệ thống",
        verb=verb,
        subject_kind=kind,
        subject_id=subject_id,
        subject_label=label,
        details=details or {},
    )


def write_many(
    *,
    by: Any,
    verb: str,
    subjects: Iterable[Any],
    now: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """One row for each of `subjects`, for what comes in by the thousand; alike in all else."""
    references = (reference(subject) for subject in subjects)
    LedgerEntry.objects.bulk_create(
        (
            LedgerEntry(
                at=now,
                user_id=by.pk if by else None,
                user_label=str(by)[:120] if by else "Hệ thống",
                verb=verb,
                subject_kind=kind,
                subject_id=subject_id,
                subject_label=label,
                details=details or {},
            )
            for kind, subject_id, label in references
        ),
        batch_size=1000,
    )
