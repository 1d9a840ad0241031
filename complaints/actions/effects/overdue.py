"""Tố cáo tiếp và tố cáo quá hạn (Luật Tố cáo 2018, art. 37, 38): duties of the superior."""

from datetime import date

from django.utils import timezone

from agencies.refusals import Refused
from complaints.actions.effects.taken import Taken
from complaints.models import Petition, Proceeding
from complaints.procedure.names import ENDED, Stage

_ANSWERED = ENDED | {Stage.DECIDED, Stage.IN_EFFECT, Stage.ENFORCING}


def since(petition: Petition, previous: Proceeding | None) -> dict[str, date]:
    """From which day which duty of a superior runs, as keys that the table of the continued
    denunciation starts its duties on: against a conclusion 20 days (art. 37 clause 2), against a delay
    five working days to demand a report (art. 38 clause 2), both from the day it came."""
    is_late_below = previous is not None and previous.stage not in _ANSWERED
    return {"late_from" if is_late_below else "review_from": petition.received_on}


def check_demand(taken: Taken) -> None:
    """Yêu cầu báo cáo: the five working days of whoever is late run from the day it reached them."""
    reached_on = taken.said.get("reached_on")
    if reached_on is None:
        return
    if not taken.happened_on <= reached_on <= timezone.localtime(taken.now).date():
        raise Refused("Ngày cấp dưới nhận phải từ ngày yêu cầu đến hôm nay.")


def accept_again(taken: Taken) -> None:
    """Thụ lý để giải quyết lại: from this day on it runs as a denunciation (art. 37 clause 2c)."""
    proceeding = taken.proceeding
    if proceeding.accepted_on == taken.happened_on:
        return
    proceeding.accepted_on = taken.happened_on
    proceeding.acceptance_document = taken.document.strip()[:120]
    proceeding.save(update_fields=["accepted_on", "acceptance_document"])
