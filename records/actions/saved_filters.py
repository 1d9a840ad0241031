"""Save a filter of a list, share it with one's agency, remove it (bộ lọc đã lưu)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from records.actions import ledger
from records.enums import Verb
from records.models import SavedFilter
from records.saved import MOST, closed_query, may_be_saved

_LONGEST = 60


@transaction.atomic
def save_filter(
    *, page: str, name: str, query: str, agency: Agency | None, by: User, now: datetime
) -> SavedFilter:
    """Keeps the closed choices of `query` under a name; the same name is written over.

    Typed words are left out (records/saved.py): a saved filter is about matters and places.
    """
    if not may_be_saved(page):
        raise Refused("Trang này không lưu được bộ lọc.")
    kept, name = closed_query(by, page, QueryDict(query)), tidy(name)[:_LONGEST]
    if not kept:
        raise Refused("Chưa chọn điều kiện nào để lưu; từ tự gõ không lưu được.")
    if not name:
        raise Refused("Hãy đặt tên cho bộ lọc.")
    if agency is not None and agency.pk not in {m.agency_id for m in by.access.memberships}:
        raise Refused("Chỉ chia sẻ được trong cơ quan mình.")
    own = SavedFilter.objects.filter(user=by, page=page)
    if own.exclude(name=name).count() >= MOST:
        raise Refused(f"Mỗi trang lưu tối đa {MOST} bộ lọc; hãy bỏ bớt bộ lọc cũ.")
    told = {"query": kept, "agency": agency, "saved_at": now}
    saved, _ = own.update_or_create(user=by, page=page, name=name, defaults=told)
    ledger.write(by=by, verb=Verb.CREATE, subject=saved, now=now, details={"trang": page})
    return saved


@transaction.atomic
def remove_filter(*, filter_id: UUID, by: User, now: datetime) -> SavedFilter:
    """Takes one's own filter away; one that was shared goes for all."""
    saved = SavedFilter.objects.select_for_update().filter(user=by, pk=filter_id).first()
    if saved is None:
        raise Refused("Chỉ người đã lưu mới bỏ được bộ lọc này.")
    ledger.write(by=by, verb=Verb.REMOVE, subject=saved, now=now, details={"trang": saved.page})
    SavedFilter.objects.filter(pk=saved.pk).delete()
    return saved
