"""Bytes on disk that no row names any more: swept by night, a month after they were last wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import CharField
from django.utils import timezone

from records.actions.retention import note

KEY = "file_bytes"
_AGE = timedelta(days=30)
_HASH = re.compile(r"[0-9a-f]{64}")
_HALF_WRITTEN = "tmp"
_AT_ONCE = 500


def sweep(*, now: datetime) -> int:
    """Removes them and writes down how many; gives their number.

    A hash is in use when any table names it, whatever the column is for: better a file too many than
    an original too few.
    """
    old, days = _old_files(now - _AGE), []
    while some := list(islice(old, _AT_ONCE)):
        used = _used({path.name for path in some})
        days += [_removed(path, now) for path in some if path.name not in used]
    gone = [day for day in days if day is not None]
    if gone:
        note(key=KEY, days=gone, by=None, now=now)
    return len(gone)


def _old_files(before: datetime) -> Iterator[Path]:
    """Files by hash, and drafts of a write that a power cut ended."""
    for path in Path(settings.FILES_DIR).glob("[0-9a-f][0-9a-f]/*"):
        is_ours = _HASH.fullmatch(path.name) or path.name.startswith(_HALF_WRITTEN)
        if is_ours and _moment(path) < before:
            yield path


def _used(names: set[str]) -> set[str]:
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField) and _names_bytes(field.name):
                rows = model._base_manager.filter(**{f"{field.name}__in": names})
                found.update(rows.order_by().values_list(field.name, flat=True))
    return found


def _names_bytes(column: str) -> bool:
    return "sha256" in column or column.endswith("_hash")


def _removed(path: Path, now: datetime) -> date | None:
    """Its day, or None when somebody attached the same bytes again meanwhile (files.py touches them)."""
    moment = _moment(path)
    if moment >= now - _AGE:
        return None
    path.unlink(missing_ok=True)
    return timezone.localdate(moment)


def _moment(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
