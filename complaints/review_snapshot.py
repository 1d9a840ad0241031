"""What a review list keeps of a matter as it stood that day (bản chụp): never a name of a citizen.

A sealed matter keeps neither place nor words: a village and what it is about may name a denouncer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from complaints import law_book
from complaints.models import Clock, Decision, Petition
from complaints.places import name_of
from complaints.running_matters import late_duties

SEALED_TITLE = "Vụ việc kín danh tính"
_MOST_DECISIONS = 6


def snapshots(matters: Sequence[Any], as_of: date) -> dict[UUID, dict[str, Any]]:
    """Of matters with their `ended_on` (running_matters.py); three statements for all of them."""
    open_ids = [matter.pk for matter in matters if not matter.secrecy]
    newest: dict[UUID, Petition] = {}
    rows = Petition.objects.unscoped("matters that were picked by visible_to").filter(
        matter__in=open_ids, received_on__lte=as_of
    )
    for petition in rows.only(
        "matter_id", "number", "year", "summary", "commune_code", "received_on"
    ).order_by("received_on", "id"):
        newest[petition.matter_id] = petition
    decided: dict[UUID, list[str]] = defaultdict(list)
    told = Decision.objects.unscoped("matters that were picked by visible_to").filter(
        petition__matter__in=matters, decided_on__lte=as_of
    )
    for row in told.order_by("decided_on", "number").values(
        "petition__matter", "number", "decided_on", "effective_on"
    ):
        decided[row["petition__matter"]].append(_decision(row))
    late: dict[UUID, Clock] = {}
    for clock in late_duties(as_of).filter(matter__in=matters).order_by("due_on", "rule_code"):
        late.setdefault(clock.matter_id, clock)
    return {
        matter.pk: _snapshot(
            matter, newest.get(matter.pk), decided[matter.pk], late.get(matter.pk), as_of
        )
        for matter in matters
    }


def _decision(row: dict[str, Any]) -> str:
    said = f"{row['number']} ngày {row['decided_on']:%d/%m/%Y}"
    if row["effective_on"]:
        said += f" (hiệu lực {row['effective_on']:%d/%m/%Y})"
    return said


def _snapshot(
    matter: Any, petition: Petition | None, decided: list[str], late: Clock | None, as_of: date
) -> dict[str, Any]:
    ended = matter.closed_on or matter.ended_on
    kept: dict[str, Any] = {
        "title": SEALED_TITLE if matter.secrecy else matter.title,
        "kind": matter.get_kind_display(),
        "field": matter.get_field_display(),
        "number": "",
        "place": "",
        "content": "",
        "people": matter.people_count,
        "opened_on": matter.opened_on.isoformat(),
        "ended_on": f"{ended:%d/%m/%Y}" if ended and ended <= as_of else "",
        "history": decided[-_MOST_DECISIONS:],
        "agency": matter.agency.name,
        "duty": law_book.duty(late.rule_code) if late else "",
        "days_late": (as_of - late.due_on).days if late and late.due_on else 0,
    }
    if petition is not None:
        place = name_of(petition.commune_code) if petition.commune_code else ""
        kept["number"] = petition.register_number
        kept["place"] = place or matter.locality
        kept["content"] = petition.summary
    return kept
