"""Issued documents as the search finds them (Kind.SEARCH_ROWS): of the open book, about open records.

A document is found by whoever reaches what it is about, so its row takes agency, path and matter from
there. The owners of such records register the open ones (Kind.SEARCH_SUBJECT).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.registry import Kind, entries
from records.enums import Book
from records.models import IssuedDocument, SearchRow
from records.search_sources import SearchSource
from records.search_words import day_key, index_text

KIND = "issueddocument"


def documents() -> SearchSource:
    return SearchSource(
        kind=KIND,
        label="Văn bản",
        page="document_detail",
        seen=IssuedDocument.objects.visible_to,
        searchable=_searchable,
        rows=_rows,
    )


def _searchable() -> QuerySet[Any]:
    condition = Q(pk__in=[])
    for kind, open_ones in entries(Kind.SEARCH_SUBJECT).items():
        subject = open_ones().filter(pk=OuterRef("subject_id")).order_by()
        condition |= Q(Exists(subject), subject_kind=kind)
    return IssuedDocument.objects.filter(condition, book=Book.DOCUMENTS)


def row_for_document(document: IssuedDocument, subject: Any) -> SearchRow | None:
    """Found by number, symbol, kind, title and day; None where the subject is not open."""
    if document.book != Book.DOCUMENTS or getattr(subject, "secrecy", 0):
        return None
    if document.subject_kind not in entries(Kind.SEARCH_SUBJECT):
        return None
    words = (document.full_number, day_key(document.issued_on), document.symbol, str(document))
    return SearchRow(
        agency_id=subject.agency_id,
        scope_path=subject.scope_path,
        subject_kind=KIND,
        subject_id=document.pk,
        matter=getattr(subject, "matter_id", None),
        label=f"{document}: {document.title}"[:200],
        text=index_text((*words, document.title)),
        on_date=document.issued_on,
    )


def _rows(found: Iterable[IssuedDocument]) -> list[SearchRow]:
    documents = list(found)
    subjects = _subjects(documents)
    pairs = ((one, subjects.get(one.subject_id)) for one in documents)
    made = (row_for_document(one, subject) for one, subject in pairs if subject is not None)
    return [row for row in made if row is not None]


def _subjects(documents: Iterable[IssuedDocument]) -> dict[UUID, Any]:
    """What they are about, held until their rows are written: what is being sealed waits."""
    ids: dict[str, list[UUID]] = {}
    for document in documents:
        ids.setdefault(document.subject_kind, []).append(document.subject_id)
    return {
        subject.pk: subject
        for kind, open_ones in entries(Kind.SEARCH_SUBJECT).items()
        if kind in ids
        for subject in open_ones().filter(pk__in=ids[kind]).select_for_update()
    }
