"""What every step on a flag shares: let in, locked, asked of the workflow, written down."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.models import User
from agencies.roles import Permission
from complaints import workflow
from complaints.actions import locks
from complaints.enums import HotStep, Secrecy
from complaints.models import HotSpot, HotSpotEvent
from complaints.rights import permissions_in
from complaints.workflow import Fact, Transition
from records.actions import ledger, notices
from records.enums import NoticeTopic, Verb

_NAMELESS = "Có một việc đang chờ bạn xem."
_SHORT = 120


def let_in(
    step: Transition, hotspot_id: UUID, *, by: User, said: Set[Fact] = frozenset()
) -> HotSpot:
    """The flag, locked, when this step is legal now for `by`. Raises NotAllowed or Refused."""
    spot = locks.hotspot(pk=hotspot_id, by=by)
    permissions = permissions_in(by, spot.agency)
    facts = facts_of(spot, by, permissions) | said
    workflow.ensure(step, state=spot.state, permissions=permissions, facts=facts)
    return spot


def facts_of(spot: HotSpot, by: User, permissions: Set[Permission]) -> set[Fact]:
    """What the flag itself says for the workflow, without what a form brings."""
    return workflow.flag_facts(
        is_own_proposal=spot.raised_by_id == by.pk,
        is_matter_open=spot.matter.closed_on is None,
        is_owner=spot.owner_id == by.pk,
        permissions=permissions,
    )


def write(
    spot: HotSpot,
    step: HotStep,
    *,
    by: User,
    now: datetime,
    old: str = "",
    new: str = "",
    note: str = "",
) -> HotSpotEvent:
    """Diễn biến: one row of the story of the flag."""
    return HotSpotEvent.objects.create(
        hotspot=spot, step=step, old=old[:_SHORT], new=new[:_SHORT], note=note, by=by, at=now
    )


def note_in_ledger(subject: Any, *, verb: Verb, by: User, now: datetime, **details: object) -> None:
    """The ledger learns that a step was taken, never what was typed."""
    ledger.write(by=by, verb=verb, subject=subject, now=now, details=details)


def tell(
    spot: HotSpot,
    users: Iterable[User],
    *,
    key: str,
    said: str,
    url_name: str,
    topic: NoticeTopic,
    now: datetime,
) -> int:
    """Tells once for this key; of a matter that is not open only that something waits."""
    return notices.give(
        users=users, key=key, sentence=said if spot.secrecy == Secrecy.OPEN else _NAMELESS,
        url_name=url_name, subject_id=spot.pk, now=now, topic=topic,
    )  # fmt: skip
