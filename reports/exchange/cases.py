"""Cases as plain data for the national database: open ones in full, of sealed ones kind, dates and
result alone, restricted ones never (Nghị định 55/2022/NĐ-CP; Luật Tố cáo 2018, art. 56)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils import timezone

from agencies.models import Agency, User
from complaints.enums import Secrecy
from complaints.models import Matter, Petition
from law.periods import Period
from reception.models import Visit
from records.moment import one_moment
from reports.due_days import root_of

_STEP = 500


def open_matters(*, agency: Agency, period: Period, user: User) -> list[UUID]:
    """Open matters of the tree that something happened to in the period, oldest first."""
    seen = Matter.objects.visible_to(user).filter(_below(agency), secrecy=Secrecy.OPEN)
    petitions = _touched(Petition.objects.filter(secrecy=Secrecy.OPEN), period)
    visits = _arrived(Visit.objects.counted(), period)
    touched = (
        Q(opened_on__range=(period.start, period.end))
        | Q(pk__in=petitions.values("matter_id"))
        | Q(pk__in=visits.values("matter_id"))
    )
    return list(seen.filter(touched).order_by("opened_on", "pk").values_list("pk", flat=True))


def open_cases(matters: list[UUID]) -> Iterator[list[dict[str, Any]]]:
    """The matters in full, some hundreds at a time, each lot of one moment."""
    for first in range(0, len(matters), _STEP):
        yield _lot(matters[first : first + _STEP])


def _lot(matters: list[UUID]) -> list[dict[str, Any]]:
    with one_moment():
        return [_case(matter) for matter in _whole(matters)]


def sealed_cases(*, agency: Agency, period: Period, user: User) -> list[dict[str, Any]]:
    """Petitions whose identity is sealed: nothing that leads to a person, a unit or a text."""
    seen = Petition.objects.visible_to(user).filter(_below(agency), secrecy=Secrecy.SEALED)
    rows = _touched(seen, period).select_related("decision")
    return [_sealed(petition) for petition in rows.order_by("received_on", "pk")]


def _below(agency: Agency) -> Q:
    path = root_of(agency).path
    return Q(scope_path__gte=path, scope_path__lt=path[:-1] + "0")


def _touched(petitions: Any, period: Period) -> Any:
    days = (period.start, period.end)
    return petitions.filter(
        Q(received_on__range=days) | Q(processed_on__range=days) | Q(resolved_on__range=days)
    )


def _arrived(visits: Any, period: Period) -> Any:
    zone = timezone.get_default_timezone()
    first = datetime.combine(period.start, time.min, zone)
    last = datetime.combine(period.end, time.max, zone)
    return visits.filter(secrecy=Secrecy.OPEN, arrived_at__range=(first, last))


def _whole(matters: list[UUID]) -> Any:
    """With everything that belongs to them, as long as it is open itself."""
    petitions = Petition.objects.filter(secrecy=Secrecy.OPEN).select_related("agency", "decision")
    visits = Visit.objects.counted().filter(secrecy=Secrecy.OPEN).select_related("agency")
    return (
        Matter.objects.filter(pk__in=matters, secrecy=Secrecy.OPEN)
        .select_related("agency")
        .prefetch_related(
            Prefetch(
                "petitions",
                petitions.order_by("received_on", "pk").prefetch_related("transfers"),
                to_attr="told_petitions",
            ),
            Prefetch("visits", visits.order_by("arrived_at", "pk"), to_attr="told_visits"),
        )
        .order_by("opened_on", "pk")
    )


def _case(matter: Any) -> dict[str, Any]:
    return {
        "id": str(matter.pk),
        "agency": _agency(matter.agency),
        "kind": matter.kind,
        "field": matter.field,
        "title": matter.title,
        "petitioner": matter.petitioner_label,
        "people": matter.people_count,
        "locality": matter.locality,
        "opened_on": _day(matter.opened_on),
        "closed_on": _day(matter.closed_on),
        "petitions": [_petition(petition) for petition in matter.told_petitions],
        "visits": [_visit(visit) for visit in matter.told_visits],
    }


def _petition(petition: Any) -> dict[str, Any]:
    return {
        "number": petition.register_number,
        "agency": _agency(petition.agency),
        "received_on": _day(petition.received_on),
        "source": petition.source,
        "kind": petition.kind,
        "field": petition.field,
        "subject": petition.subject_code,
        "petitioner": petition.petitioner_label,
        "signatories": petition.signatories,
        "commune": petition.commune_code,
        "summary": petition.summary,
        "content": petition.content,
        "state": petition.state,
        "competent": petition.is_competent,
        "outcome": petition.outcome,
        "processed_on": _day(petition.processed_on),
        "resolved_on": _day(petition.resolved_on),
        "resolution": petition.resolution,
        "decision": _decision(petition),
        "transfers": [
            {
                "to": transfer.to_name,
                "outcome": transfer.outcome,
                "document": transfer.document,
                "sent_on": _day(transfer.sent_on),
                "answered_on": _day(transfer.answered_on),
            }
            for transfer in petition.transfers.all()
        ],
    }


def _decision(petition: Any) -> dict[str, Any] | None:
    decision = getattr(petition, "decision", None)
    if decision is None:
        return None
    return {
        "number": decision.number,
        "decided_on": _day(decision.decided_on),
        "finding": decision.finding,
        "ruling": decision.ruling,
        "effective_on": _day(decision.effective_on),
    }


def _visit(visit: Any) -> dict[str, Any]:
    return {
        "number": f"{visit.number:02d}/{visit.year}",
        "agency": _agency(visit.agency),
        "on": timezone.localdate(visit.arrived_at).isoformat(),
        "people": visit.head_count,
        "result": visit.result,
    }


def _sealed(petition: Any) -> dict[str, Any]:
    decision = getattr(petition, "decision", None)
    return {
        "kind": petition.kind,
        "received_on": _day(petition.received_on),
        "processed_on": _day(petition.processed_on),
        "resolved_on": _day(petition.resolved_on),
        "state": petition.state,
        "outcome": petition.outcome,
        "finding": decision.finding if decision else "",
    }


def _agency(agency: Agency) -> dict[str, str]:
    return {"code": agency.code, "name": agency.name}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
