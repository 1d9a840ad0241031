"""Mở lại: what the decision to end the case had written on the petition is taken back, and kept in
the event."""

from typing import Any

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.enums import PartyRole, PetitionState
from complaints.models import PetitionParty, ProceedingEvent
from complaints.procedure import reopening
from complaints.procedure.names import StepName


def check(taken: Taken) -> None:
    """The ground fits how the case ended, and no time to resolve began on this very day."""
    started = duties.resolution_clocks(taken.petition).filter(started_on=taken.happened_on)
    reason = reopening.refusal(
        ground=taken.said.get("grounds"),
        was_withdrawn=taken.petition.state == PetitionState.WITHDRAWN,
        is_counted=started.exists(),
        on=taken.happened_on,
    )
    if reason:
        raise Refused(reason)


def undone(taken: Taken) -> dict[str, Any]:
    """What the petition said of its end, for the event: the columns are cleared."""
    petition = taken.petition
    return {
        "state_before": petition.state,
        "resolved_before": petition.resolved_on,
        "resolution_before": petition.resolution,
    }


def reopen(taken: Taken) -> None:
    """The petition is being resolved again; whoever withdrew with the whole comes back if it is said
    so, whoever withdrew before for himself does not."""
    petition = taken.petition
    petition.state, petition.resolved_on, petition.resolution = PetitionState.ACCEPTED, None, ""
    said = f"Mở lại để giải quyết ngày {taken.happened_on:%d/%m/%Y}."
    petition.outcome_note = f"{petition.outcome_note}\n{said}".strip()
    petition.save(update_fields=["state", "resolved_on", "resolution", "outcome_note"])
    if taken.said.get("all_back"):
        _bring_back(taken)


def _bring_back(taken: Taken) -> None:
    whole = ProceedingEvent.objects.filter(petition=taken.petition, step=StepName.WITHDRAW_WHOLE)
    last = whole.order_by("-happened_on", "-entered_at").first()
    if last is not None:
        PetitionParty.objects.filter(
            petition=taken.petition, role=PartyRole.PETITIONER, withdrawn_on=last.happened_on
        ).update(withdrawn_on=None)
