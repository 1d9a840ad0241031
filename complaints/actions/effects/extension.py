"""Gia hạn giải quyết tố cáo (Luật Tố cáo 2018, art. 30; Nghị định 31/2019/NĐ-CP, art. 3)."""

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.enums import ClockEventKind
from complaints.models import ClockEvent
from complaints.procedure import extension


def check(taken: Taken) -> None:
    """One criterion of complexity gives one extension, two or more give two, each with its reason."""
    if not (taken.ground.strip() or taken.note.strip()):
        raise Refused("Hãy ghi lý do gia hạn.")
    criteria = len(taken.proceeding.criteria)
    reason = extension.refusal(days=taken.said["days"], criteria=criteria, given=_given(taken))
    if reason:
        raise Refused(reason)


def _given(taken: Taken) -> int:
    """Extensions of the duty that runs: a case resolved again counts anew."""
    clock = duties.resolution_clock(taken.petition)
    return ClockEvent.objects.filter(clock=clock, kind=ClockEventKind.EXTEND).count()
