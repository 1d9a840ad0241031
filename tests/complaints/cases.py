"""Cases at any stage, through the ordinary doors: accepted by the head, then step after step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from complaints.actions.petitions import process_petition
from complaints.actions.proceedings import take_step
from complaints.enums import Outcome
from complaints.models import Petition, ProceedingEvent
from complaints.procedure.names import StepName
from tests.factories import NOW, Province


def accept(petition: Petition, province: Province, on: date, **more: Any) -> Petition:
    """Thụ lý by the head of the department."""
    process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True,
        note="Đủ điều kiện thụ lý.", processed_on=on, version=petition.version,
        by=province.person("head", "SKHCN"), now=NOW, **more,
    )  # fmt: skip
    return Petition.objects.get(pk=petition.pk)


def take(
    petition: Petition,
    province: Province,
    step: StepName,
    on: date,
    said: Mapping[str, Any] | None = None,
    **more: Any,
) -> ProceedingEvent:
    """One step by the head, who may take any."""
    fresh = Petition.objects.get(pk=petition.pk)
    return take_step(
        petition_id=petition.pk, step=step, happened_on=on, said=said or {},
        version=fresh.version, by=province.person("head", "SKHCN"), now=NOW, **more,
    )  # fmt: skip
