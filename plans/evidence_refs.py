"""Records that tasks point at (minh chứng): found, checked and shown by their owners alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse

from agencies.models import User
from agencies.refusals import Refused
from agencies.registry import Kind, entries, register
from plans.enums import EvidenceKind
from plans.models import ManagementActivity, TaskUpdate
from records.evidence import EvidenceSource, by_day, named

# Which records a kind of evidence may be.
MODELS: dict[EvidenceKind, tuple[str, ...]] = {
    EvidenceKind.VISIT: ("visit",),
    EvidenceKind.PETITION: ("petition",),
    EvidenceKind.MATTER: ("matter",),
    EvidenceKind.SESSION: ("receptionsession",),
    EvidenceKind.ACTIVITY: ("managementactivity",),
    EvidenceKind.REPORT: ("quickreport", "report"),
    EvidenceKind.COORDINATION: ("coordinationrequest",),
}
# One sentence for what is not there, not in sight, sealed or restricted (design.md section 9).
NOT_FOUND = (
    "Không tìm thấy hồ sơ này trong những hồ sơ bạn được xem; hãy kiểm tra số, ngày, địa chỉ."
)
SEVERAL = "Có nhiều hồ sơ như vậy; hãy dán địa chỉ trang của hồ sơ."


@dataclass(frozen=True, slots=True)
class Shown:
    """A record that the reader may see: its neutral label and the address of its page."""

    label: str
    url: str


def register_shown() -> None:
    """Activities are records of this app."""
    register(Kind.EVIDENCE, "managementactivity", activities)


def activities() -> EvidenceSource:
    """Hoạt động quản lý that stand, by their day."""
    return EvidenceSource("activity_detail", _activities, _of_day)


def _activities(user: User) -> QuerySet[Any]:
    return ManagementActivity.objects.visible_to(user).filter(void_reason="")


def _of_day(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return by_day(rows, text, "on_date")


def sources(kinds: Iterable[str]) -> dict[str, EvidenceSource]:
    """What the owners of these kinds registered."""
    known = entries(Kind.EVIDENCE)
    return {kind: known[kind]() for kind in kinds if kind in known}


def find(kind: EvidenceKind, text: str, user: User) -> Model:
    """The one open record in sight that the text names. Raises Refused."""
    found = [
        record
        for source in sources(MODELS.get(kind, ())).values()
        for record in named(source, text, user)
    ]
    if not found:
        raise Refused(NOT_FOUND)
    if len(found) > 1:
        raise Refused(SEVERAL)
    record: Model = found[0]
    return record


def label_of(kind: EvidenceKind, record: Model, user: User | None) -> str:
    """The label kept with the evidence, after asking whether the user may point at the record;
    `user` None for the house itself. Raises Refused."""
    name = str(record._meta.model_name)
    source = sources(MODELS.get(kind, ())).get(name)
    if source is None:
        raise Refused(NOT_FOUND)
    if user is not None and not source.rows(user).filter(pk=record.pk).exists():
        raise Refused(NOT_FOUND)
    return source.label(record)[:200]


def shown_to(user: User, updates: Iterable[TaskUpdate]) -> dict[UUID, Shown]:
    """By update: the record it points at, for those that the reader may see; one statement."""
    pointing = [u for u in updates if u.ref_id]
    known = sources({u.ref_kind for u in pointing})
    asked = [
        source.rows(user)
        .filter(pk__in=[u.ref_id for u in pointing if u.ref_kind == kind])
        .order_by()
        .values_list("pk", flat=True)
        for kind, source in sorted(known.items())
    ]
    if not asked:
        return {}
    seen = set(asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0])
    return {
        u.pk: Shown(u.ref_label, reverse(known[u.ref_kind].url_name, args=[u.ref_id]))
        for u in pointing
        if u.ref_id in seen
    }
