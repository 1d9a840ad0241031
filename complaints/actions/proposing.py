"""What an assessment does to the flag of its matter: proposes, refreshes, lets lapse, tells the owner.

The machine proposes and a named person decides: what a person proposed or decided is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.roles import Role
from agencies.told import people_of
from complaints.enums import HotLevel, HotState, HotStep, Secrecy
from complaints.models import HotSpot, HotSpotEvent, Matter, SignalAssessment
from complaints.signals.assess import Weighed, is_news
from records.actions import ledger, notices
from records.enums import NoticeTopic, Verb

_ORDER = ["", *HotLevel.values]
_NAMELESS = "Có một đề xuất đang chờ bạn xem xét."


def follow(*, matter: Matter, row: SignalAssessment, now: datetime) -> None:
    """In the transaction that holds the matter; a second time changes nothing."""
    spot = matter.hotspots.open().select_for_update(of=("self",)).first()
    if spot is None:
        if row.level and not _is_decided(matter, row):
            _propose(matter, row, now)
    elif spot.state == HotState.CONFIRMED:
        _attach(spot, row, now)
    elif spot.raised_by_id is None:
        _refresh(spot, row, now)


def reasons_in(row: SignalAssessment) -> list[str]:
    """The sentences of the factors, the heaviest first."""
    ordered = sorted(row.factors, key=lambda factor: -factor["weight"])
    return [f"{factor['label']}: {factor['sentence']}" for factor in ordered]


def _is_decided(matter: Matter, row: SignalAssessment) -> bool:
    """A rejection, or an end, stands until facts change (ADR 0031)."""
    ended = matter.hotspots.filter(state__in=[HotState.REJECTED, HotState.CLOSED])
    last = (
        ended.annotate(ended_at=Coalesce("closed_at", "decided_at")).order_by("-ended_at").first()
    )
    if last is None:
        return False
    known = last.assessment or (
        matter.assessments.filter(made_at__lte=last.ended_at).order_by("-made_at").first()
    )
    if known is None:
        later = timezone.localdate(last.ended_at)
        return not matter.facts.filter(happened_on__gt=later).exists()
    return not is_news(_weighed(row), _weighed(known))


def _weighed(row: SignalAssessment) -> Weighed:
    return Weighed(row.facts_key, frozenset(f["code"] for f in row.factors), row.total)


def _note(row: SignalAssessment) -> str:
    return (
        f"Đề xuất từ {len(row.factors)} dấu hiệu, tổng trọng số {row.total}; người có thẩm quyền "
        "quyết định."
    )


def _propose(matter: Matter, row: SignalAssessment, now: datetime) -> None:
    spot = HotSpot(
        matter=matter,
        agency=matter.agency,
        scope_path=matter.scope_path,
        secrecy=matter.secrecy,
        level=row.level,
        reasons=reasons_in(row),
        raised_note=_note(row),
        raised_at=now,
        assessment=row,
    )
    spot.save(force_insert=True)
    _write(spot, HotStep.PROPOSED, now, new=spot.get_level_display(), note=spot.raised_note)
    ledger.write(by=None, verb=Verb.CREATE, subject=spot, now=now, details={"muc": spot.level})
    _tell_of_proposal(spot, row, now)


def _refresh(spot: HotSpot, row: SignalAssessment, now: datetime) -> None:
    """A proposal of the machine follows the facts; nothing left of them, it lapses."""
    if spot.assessment_id == row.pk:
        return
    old = spot.get_level_display()
    spot.assessment = row
    if row.level:
        spot.level, spot.reasons, spot.raised_note = row.level, reasons_in(row), _note(row)
        step, note = HotStep.REFRESHED, spot.raised_note
    else:
        spot.state = HotState.LAPSED
        step, note = HotStep.DROPPED, "Dữ kiện đã được đính chính hoặc hủy; không còn đủ dấu hiệu."
    spot.save(update_fields=["assessment", "level", "reasons", "raised_note", "state"])
    _write(spot, step, now, old=old, new=spot.get_level_display() if row.level else "", note=note)
    ledger.write(
        by=None, verb=Verb.CHANGE, subject=spot, now=now, details={"tinh_trang": spot.state}
    )
    if row.level:
        _tell_of_proposal(spot, row, now)


def _attach(spot: HotSpot, row: SignalAssessment, now: datetime) -> None:
    """Dấu hiệu mới of a confirmed flag: attached; its level stays what a person decided."""
    if spot.assessment_id == row.pk:
        return
    known = {factor["code"] for factor in spot.assessment.factors} if spot.assessment else set()
    fresh = [factor["label"].lower() for factor in row.factors if factor["code"] not in known]
    spot.assessment = row
    spot.save(update_fields=["assessment"])
    said = f"Dấu hiệu mới: {', '.join(fresh)}." if fresh else "Dấu hiệu đã thay đổi."
    _write(spot, HotStep.REFRESHED, now, note=f"{said} Tổng trọng số {row.total}.")
    ledger.write(by=None, verb=Verb.CHANGE, subject=spot, now=now, details={"buoc": "dau_hieu"})
    if _ORDER.index(row.level) > _ORDER.index(spot.level):
        _tell_owner(spot, row, now)


def _write(
    spot: HotSpot, step: HotStep, now: datetime, old: str = "", new: str = "", note: str = ""
) -> None:
    HotSpotEvent.objects.create(hotspot=spot, step=step, old=old, new=new, note=note, at=now)


def _tell_of_proposal(spot: HotSpot, row: SignalAssessment, now: datetime) -> None:
    """Those who decide, once for each level proposed."""
    said = (
        f"Một vụ việc của {spot.agency.short_name} được đề xuất mức “{spot.get_level_display()}” từ "
        f"{len(row.factors)} dấu hiệu; cần người có thẩm quyền quyết định."
    )
    _tell(
        spot, deciders(spot.agency, spot.level, now), f"hotspot-proposed:{spot.pk}:{spot.level}",
        said, "hotspot_decide", now,
    )  # fmt: skip


def _tell_owner(spot: HotSpot, row: SignalAssessment, now: datetime) -> None:
    said = (
        f"Dấu hiệu của một vụ việc đang theo dõi ở {spot.agency.short_name} đã đến mức "
        f"“{row.get_level_display()}”; mức đang theo dõi là “{spot.get_level_display()}”."
    )
    users = [spot.owner] if spot.owner else deciders(spot.agency, spot.level, now)
    key = f"hotspot-signals:{spot.pk}:{row.facts_key}"
    _tell(spot, users, key, said, "hotspot_detail", now)


def _tell(
    spot: HotSpot, users: Iterable[User], key: str, said: str, url_name: str, now: datetime
) -> None:
    notices.give(
        users=users, key=key, sentence=said if spot.secrecy == Secrecy.OPEN else _NAMELESS,
        url_name=url_name, subject_id=spot.pk, now=now, topic=NoticeTopic.FLAGGED,
    )  # fmt: skip


def deciders(agency: Agency, level: str, now: datetime) -> list[User]:
    """Heads of the agency, inspectors who watch it and, of a hot spot, heads of the bodies above;
    whether they may see the matter is asked when they are told."""
    today = timezone.localdate(now)
    found = people_of(agency, Role.HEAD, on=today)
    if level == HotLevel.HOT:
        for above in _above(agency):
            found += people_of(above, Role.HEAD, on=today)
    held = Membership.objects.in_force(today).filter(role=Role.INSPECTOR, user__is_active=True)
    for member in held.select_related("user", "agency__oversees").order_by("pk"):
        watched = member.agency.oversees or member.agency
        if agency.path.startswith(watched.path):
            found.append(member.user)
    return found


def _above(agency: Agency) -> Iterable[Agency]:
    parts = agency.path.rstrip("/").split("/")
    paths = ["/".join(parts[:n]) + "/" for n in range(1, len(parts))]
    return Agency.objects.filter(path__in=paths)
