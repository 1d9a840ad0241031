"""The signals of a matter as its page shows them: factors with their evidence, each a link that the
reader may follow."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from agencies.models import Event, User
from agencies.registry import Kind, entries
from agencies.roles import Permission
from complaints.models import Clock, Matter, MatterFact, Proceeding, Sighting, SignalAssessment

_PAGES = {
    "visit": ("visit_detail", "lượt tiếp"),
    "petition": ("petition_detail", "đơn"),
    "proceeding": ("petition_detail", "hồ sơ giải quyết"),
    "clock": ("clock_detail", "thời hạn"),
    "sighting": ("sighting_detail", "lần đến cấp trên"),
    "event": ("event_detail", "sự kiện"),
    "fact": ("", "ghi tay"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence: a link, or words where the reader may not go."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FactorLine:
    """Một dấu hiệu as printed."""

    label: str
    weight: int
    sentence: str
    since: date
    evidence: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class SignalCard:
    """Đánh giá dấu hiệu of a matter, the last one."""

    as_of: date
    total: int
    level: str
    level_label: str
    version: str
    lines: tuple[FactorLine, ...]


def signals_of(user: User, matter: Matter, permissions: Set[Permission]) -> dict[str, Any]:
    """Context of complaints/matter_signals.html."""
    rows = SignalAssessment.objects.visible_to(user).filter(matter=matter)
    row = rows.order_by("-made_at", "-id").first()
    facts = list(matter.facts.all())
    by_hand = [fact for fact in facts if fact.reference_id is None]
    return {
        "signals": card_of(row, user, facts) if row else None,
        "signal_notes": by_hand,
        "may_assess": Permission.FLAG_HOTSPOT in permissions and matter.closed_on is None,
    }


def card_of(row: SignalAssessment, user: User, facts: Iterable[MatterFact]) -> SignalCard:
    """The assessment with the links that this reader may follow, a statement a kind of record."""
    days = {fact.reference_id or fact.pk: fact.happened_on for fact in facts}
    named = [(kind, UUID(pk)) for factor in row.factors for kind, pk in factor["evidence"]]
    urls = _urls(named, user)
    lines = tuple(
        FactorLine(
            factor["label"],
            factor["weight"],
            factor["sentence"],
            date.fromisoformat(factor["since"]),
            tuple(_shown(kind, UUID(pk), urls, days) for kind, pk in factor["evidence"]),
        )
        for factor in row.factors
    )
    return SignalCard(
        row.as_of, row.total, row.level, row.get_level_display(), row.weights_version, lines
    )


def _shown(kind: str, pk: UUID, urls: dict[UUID, str], days: dict[UUID, date]) -> Shown:
    _, label = _PAGES.get(kind, ("", "hồ sơ"))
    on = f" {days[pk]:%d/%m/%Y}" if pk in days else ""
    return Shown(f"{label}{on}", urls.get(pk, ""))


def _urls(named: Iterable[tuple[str, UUID]], user: User) -> dict[UUID, str]:
    wanted: dict[str, set[UUID]] = {}
    for kind, pk in named:
        wanted.setdefault(kind, set()).add(pk)
    found: dict[UUID, str] = {}
    for kind, pks in wanted.items():
        page, _ = _PAGES.get(kind, ("", ""))
        for pk, target in _seen(kind, pks, user) if page else ():
            found[pk] = _url(page, target)
    return found


def _seen(kind: str, pks: set[UUID], user: User) -> Iterable[tuple[UUID, UUID]]:
    """Those of these records that the user sees, each with the record whose page shows it."""
    if kind == "proceeding":
        seen = Proceeding.objects.visible_to(user).filter(pk__in=pks)
        return list(seen.values_list("pk", "petition_id"))
    own: dict[str, Any] = {"clock": Clock, "event": Event, "sighting": Sighting}
    if kind in own:
        rows = own[kind].objects.visible_to(user)
    else:
        guard = entries(Kind.DOCUMENT_SUBJECT).get(kind)
        if guard is None:
            return []
        rows = guard(user=user)
    return [(pk, pk) for pk in rows.filter(pk__in=pks).values_list("pk", flat=True)]


def _url(page: str, pk: UUID) -> str:
    try:
        return reverse(page, args=[pk])
    except NoReverseMatch:
        return ""
