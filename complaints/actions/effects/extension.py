"""Gia hạn giải quyết tố cáo (Luật Tố cáo 2018, art. 30; Nghị định 31/2019/NĐ-CP, art. 3)."""

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.enums import ClockEventKind
from complaints.models import Clock, ClockEvent
from complaints.procedure import extension


def check(taken: Taken) -> None:
    """One criterion of complexity gives one extension, two or more give two, each with its reason.

    The law does not say that it must be given in time; given late, it says why.
    """
    if not (taken.ground.strip() or taken.note.strip()):
        raise Refused("Hãy ghi lý do gia hạn.")
    clock = duties.resolution_clock(taken.petition)
    reason = extension.refusal(
        days=taken.said["days"], criteria=len(taken.proceeding.criteria), given=_given(clock)
    )
    if reason:
        raise Refused(reason)
    due_on = clock.due_on if clock else None
    if due_on and taken.happened_on > due_on and not taken.note.strip():
        raise Refused(
            f"Thời hạn giải quyết đã hết ngày {due_on:%d/%m/%Y}; nếu vẫn gia hạn, hãy ghi ở phần "
            "ghi chú vì sao gia hạn sau khi hết hạn."
        )


def _given(clock: Clock | None) -> int:
    """Extensions of the duty that runs: a case resolved again counts anew."""
    return ClockEvent.objects.filter(clock=clock, kind=ClockEventKind.EXTEND).count()
