"""What a plan hangs on: the plan it implements, the events it serves, as far as they are kept here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import F, Q, Value

from agencies.models import Agency, Event
from plans.enums import PlanState
from plans.models import Plan
from plans.parser.words import fold, key


def parent_of(plan: Plan) -> Plan | None:
    """The one plan in force here that bears the number and the issuer that the text names."""
    said = plan.implements or {}
    number, issuer = _bare(said.get("number")), key(said.get("issuer") or "")
    if not number or not issuer:
        return None
    kept = (
        Plan.objects.exclude(state=PlanState.DRAFT)
        .exclude(pk=plan.pk)
        .filter(number__istartswith=re.split(r"\D", number)[0])
        .select_related("agency")
        .only("number", "date_text", "issuer", "agency__name", "agency__short_name")
    )
    found = [p for p in kept if _bare(p.number) == number and issuer in _names(p)]
    if day := said.get("date"):
        found = [p for p in found if not p.date_text or p.date_text == day] or found
    return found[0] if len(found) == 1 else None


def _bare(number: str | None) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(number or ""))


def _names(plan: Plan) -> set[str]:
    """How a text may call the issuer; its head signs for it."""
    own = {key(n) for n in (plan.issuer, plan.agency.name, plan.agency.short_name) if n}
    return own | {f"chu tich {n}" for n in own}


def events_near(agency: Agency) -> list[Event]:
    """Events that concern an agency: of all, its own, those of the bodies above it."""
    near = Event.objects.alias(issuer=Value(agency.path)).filter(
        Q(scope_path="") | Q(issuer__startswith=F("scope_path"))
    )
    return list(near.order_by("-starts_on", "id"))


def events_named(names: Iterable[str], among: Iterable[Event]) -> list[Event]:
    """Those whose name is one of these, whatever the capitals, commas and accents."""
    wanted = {key(name) for name in names}
    return [event for event in among if key(event.name) in wanted]
