"""What hangs on a case: found by the relations themselves, so that a record of tomorrow is not
forgotten. The root (vụ việc) is named by its owner (Kind.LEDGER_ROOT)."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import ManyToOneRel, Model, QuerySet

from agencies.registry import Kind, entries
from records.models import IssuedDocument, StoredFile


@cache
def paths() -> dict[type[Model], str]:
    """The shortest way from each model to the root: "petition__matter"; "" for the root itself."""
    found: dict[type[Model], str] = {root(): "" for root in entries(Kind.LEDGER_ROOT).values()}
    todo = deque(found)
    while todo:
        parent = todo.popleft()
        # Those without a way back ("+") hang on it no less.
        for relation in parent._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ManyToOneRel):
                continue
            child, field = relation.related_model, relation.field
            if child in found or child._meta.auto_created:
                continue
            found[child] = f"{field.name}__{found[parent]}".rstrip("_")
            todo.append(child)
    return found


def rows_of(model: type[Model], cases: Collection[UUID]) -> QuerySet[Any]:
    """Every row of `model` that hangs on one of the cases, whoever may see it: for operators."""
    return model._base_manager.filter(**{f"{paths()[model] or 'pk'}__in": cases})


def ids_on(cases: Collection[UUID]) -> dict[str, set[UUID]]:
    """Ids by kind of all that hangs on the cases: the cases themselves, documents, files."""
    found: dict[str, set[UUID]] = {}
    for model in paths():
        ids = {pk for pk in rows_of(model, cases).values_list("pk", flat=True) if _is_id(pk)}
        if ids:
            found[str(model._meta.model_name)] = ids
    _add(found, IssuedDocument, "subject_kind", "subject_id")
    _add(found, StoredFile, "parent_kind", "parent_id")
    return found


def _add(found: dict[str, set[UUID]], model: type[Model], kind: str, pk: str) -> None:
    """Rows of a general kind that name their subject by kind and id."""
    ids = {
        one
        for name, subjects in list(found.items())
        for one in model._base_manager.filter(**{kind: name, f"{pk}__in": subjects}).values_list(
            "pk", flat=True
        )
    }
    if ids:
        found[str(model._meta.model_name)] = ids


def cases_with(pk: UUID) -> set[UUID]:
    """The cases on which the record with this id hangs; a case hangs on itself."""
    found: set[UUID] = set()
    for model, path in paths().items():
        if _is_keyed_by_id(model):
            rows = model._base_manager.filter(pk=pk)
            found |= {one for one in rows.values_list(path or "pk", flat=True) if one}
    return found


def _is_keyed_by_id(model: type[Model]) -> bool:
    return model._meta.pk.get_internal_type() == "UUIDField"  # type: ignore[union-attr]


def _is_id(pk: object) -> bool:
    return isinstance(pk, UUID)
