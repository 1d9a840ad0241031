"""What ends, or waits, together with a case: the stay of the decision, the one who is waited for."""

from django.db.models import F, Value
from django.db.models.functions import Greatest

from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.models import ProceedingEvent, StayOrder
from complaints.procedure import complaint_grounds as grounds
from complaints.procedure.names import Stage, StepName


def lapse_stay(taken: Taken) -> None:
    """A stay lasts no longer than the time to resolve (Luật Khiếu nại 2011, art. 35)."""
    StayOrder.objects.filter(petition=taken.petition, lifted_on=None).update(
        lifted_on=Greatest(F("from_on"), Value(taken.happened_on)),
        lifted_document=taken.document[:120],
        lifted_reason="Hết thời hạn giải quyết khiếu nại (Luật Khiếu nại 2011, điều 35).",
    )


def branches_of(taken: Taken) -> list[str]:
    """Circumstances of a duty to resolve that a later step starts (thụ lý lại, mở lại)."""
    if taken.step.name == StepName.REOPEN:
        return duties.last_branches(taken.petition)
    return list(taken.said.get("branches") or [])


def is_for_citizen(taken: Taken) -> bool:
    """True while the case is suspended for what keeps the complainant from going on."""
    if taken.proceeding.stage != Stage.SUSPENDED:
        return False
    last = ProceedingEvent.objects.filter(petition=taken.petition, step=StepName.SUSPEND)
    said = last.order_by("-happened_on", "-entered_at").values_list("data", flat=True).first()
    return bool(said) and said.get("grounds") == grounds.HINDERED
