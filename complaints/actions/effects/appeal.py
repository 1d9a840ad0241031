"""Khiếu nại lần hai, khởi kiện because the first instance did not answer in time (Luật Khiếu nại 2011,
art. 33): the case ends here without a decision (ADR 0017)."""

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.enums import PetitionState
from complaints.procedure import complaint_grounds as grounds
from complaints.procedure.names import Stage

_HOW = {grounds.COURT: "khởi kiện vụ án hành chính"}


def check(taken: Taken) -> None:
    """After a late second instance there is the court alone, which ends the case by its own ground."""
    if not _is_decided(taken) and not taken.petition.is_first_time:
        raise Refused(
            "Chỉ khiếu nại lần đầu quá hạn giải quyết mới chuyển sang khiếu nại lần hai, khởi kiện "
            "theo bước này; Tòa án đã thụ lý thì đình chỉ giải quyết."
        )


def appeal(taken: Taken) -> None:
    """Where nothing was decided, the petition is resolved by going on elsewhere; the delay stays in
    the events and in the clock."""
    if _is_decided(taken):
        return
    petition, how = taken.petition, _HOW.get(str(taken.said["how"]), "khiếu nại lần hai")
    petition.state, petition.resolved_on = PetitionState.RESOLVED, taken.happened_on
    petition.resolution = (
        "Hết thời hạn giải quyết lần đầu mà chưa có quyết định; người khiếu nại đã "
        f"{how} ngày {taken.happened_on:%d/%m/%Y}."
    )
    petition.save(update_fields=["state", "resolved_on", "resolution"])
    duties.owe_reply(taken)


def _is_decided(taken: Taken) -> bool:
    return Stage.DECIDED in taken.step.sources
