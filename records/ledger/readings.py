"""Ai đã xem một vụ việc: for the page of the case, cut to the records that its reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from agencies.models import User
from records.enums import Verb
from records.ledger.hanging import paths
from records.ledger.readers import READS
from records.ledger.visible import Seen, guarded_kinds
from records.models import LedgerEntry

SEEN = tuple(verb for verb in READS if verb != Verb.REFUSE)


def readings(
    user: User, case: UUID, *, also: Mapping[str, QuerySet[Any]], most: int
) -> list[LedgerEntry]:
    """The newest readings of the case and of what hangs on it, as far as `user` sees those records;
    `also`: ids by kind of records whose owner guards them in another way."""
    ids = dict(also)
    for model, path in paths().items():
        kind = str(model._meta.model_name)
        if kind in guarded_kinds():
            seen = model._default_manager.all().visible_to(user)  # type: ignore[attr-defined]
            ids[kind] = seen.filter(**{path or "pk": case}).order_by().values("pk")
    return readings_of(ids, most=most)


def readings_of(ids: Mapping[str, QuerySet[Any]], *, most: int) -> list[LedgerEntry]:
    """The newest readings of these records alone, ids by kind."""
    rows = LedgerEntry.objects.filter(verb__in=SEEN)
    subjects = (Q(subject_kind=kind, subject_id__in=one) for kind, one in ids.items())
    return Seen(rows, tuple(subjects)).newest(0, most)
