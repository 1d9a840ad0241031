"""Search rows are derived: put beside their record, dropped when it is sealed, rebuilt at any time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from records.models import SearchRow
from records.search_sources import SearchSource, sources

_TOLD = ["agency", "scope_path", "matter", "label", "text", "on_date"]
_DOCUMENT = "issueddocument"
CHUNK = 1000


def put(rows: Iterable[SearchRow]) -> None:
    """Writes rows, each over the one that its record had."""
    SearchRow.objects.bulk_create(
        list(rows),
        update_conflicts=True,
        unique_fields=["subject_kind", "subject_id"],
        update_fields=_TOLD,
        batch_size=CHUNK,
    )


def drop(*, kind: str, pk: UUID) -> None:
    """The row of one record goes."""
    SearchRow.objects.filter(subject_kind=kind, subject_id=pk).delete()


def drop_matter(matter_id: UUID) -> None:
    """All rows that hang on a matter go: itself, petitions, visits, then documents, whose rows are
    made while the rows of what they are about are held."""
    hanging = SearchRow.objects.filter(matter=matter_id)
    hanging.exclude(subject_kind=_DOCUMENT).delete()
    hanging.delete()


def rebuild(*, kinds: Iterable[str] = (), only_missing: bool = False) -> dict[str, tuple[int, int]]:
    """Writes the rows of all records anew, or only those that are missing, in chunks of their own
    transactions, and deletes rows whose record is sealed or gone; (written, deleted) by kind."""
    known = sources()
    order = sorted(known, key=lambda kind: (kind == _DOCUMENT, kind))
    chosen = set(kinds) or set(order)
    return {
        kind: (_write(known[kind], only_missing=only_missing), _delete_stale(known[kind]))
        for kind in order
        if kind in chosen
    }


def _write(source: SearchSource, *, only_missing: bool) -> int:
    wanted = source.searchable()
    if only_missing:
        has_row = SearchRow.objects.filter(subject_kind=source.kind, subject_id=OuterRef("pk"))
        wanted = wanted.filter(~Exists(has_row))
    written = 0
    for ids in _chunks(wanted):
        with transaction.atomic():
            # Locked: a record that is being sealed waits, or is sealed already and left out.
            rows = list(source.rows(wanted.filter(pk__in=ids).select_for_update(of=source.locks)))
            put(rows)
        written += len(rows)
    return written


def _chunks(rows: QuerySet[Any]) -> Iterator[list[UUID]]:
    ids = rows.order_by("pk").values_list("pk", flat=True)
    found = list(ids[:CHUNK])
    while found:
        yield found
        found = list(ids.filter(pk__gt=found[-1])[:CHUNK])


def _delete_stale(source: SearchSource) -> int:
    kept = source.searchable().filter(pk=OuterRef("subject_id")).order_by()
    stale = SearchRow.objects.filter(~Exists(kept), subject_kind=source.kind)
    return stale.delete()[0]
