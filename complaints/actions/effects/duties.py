"""Duties that a step starts, ends, pauses and resumes, as its table says (thời hạn theo bước)."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from agencies.refusals import Refused
from complaints import law_book
from complaints.actions import clocks
from complaints.actions.effects.facts import RESOLUTION_RULES
from complaints.actions.effects.taken import Taken
from complaints.enums import ClockEventKind
from complaints.models import Clock, Petition
from complaints.procedure import complaint_grounds, discipline
from complaints.procedure import said as spoken
from complaints.procedure.names import ProcedureKind, StepName
from complaints.querysets import ClockQuerySet

# Which of several alike has ended is found by the effect of the step.
_ONE_OF_SEVERAL = frozenset({"KN_TAILIEU"})
# A reply to whoever sent the petition on is owed after the case too; it ends with the reply.
_OWED_TO_SENDER = frozenset({"TCD_PHUC_DAP", "TCD_BAO_DAN", "TC_BAOCHI"})
# Longer where one travels far (Luật Khiếu nại 2011, art. 33, 44).
_LONGER_FAR_AWAY = frozenset({"KN_LAN2_HAN", "KN_HIEULUC"})


def start(taken: Taken, branches: Iterable[str] = ()) -> set[str]:
    """Starts what the step starts; `branches` belong to the duty to resolve. Returns the codes."""
    started = set()
    for duty in taken.step.starts:
        code = _code(taken, duty.rule)
        day = taken.said.get(duty.on) if duty.on else taken.happened_on
        if code and day and not _runs_already(taken, code):
            begin(taken, code, day, _branches(taken, code, branches))
            started.add(code)
    return started


def _runs_already(taken: Taken, code: str) -> bool:
    """The right to complain again counts from the first receipt, whatever is sent later."""
    if code not in (*_LONGER_FAR_AWAY, discipline.SECOND):
        return False
    return Clock.objects.filter(petition=taken.petition, rule_code=code).exists()


def _code(taken: Taken, rule: str) -> str:
    """The same step of a disciplinary complaint starts other duties in the second instance."""
    if taken.proceeding.kind != ProcedureKind.DISCIPLINE:
        return rule
    return discipline.duty(rule, is_first_time=taken.petition.is_first_time)


def _branches(taken: Taken, code: str, given: Iterable[str]) -> list[str]:
    if code in RESOLUTION_RULES:
        return sorted(set(given))
    if code in _LONGER_FAR_AWAY and taken.proceeding.is_remote:
        return ["remote"]
    return ["dismissal"] if code == discipline.SECOND and taken.said.get("dismissal") else []


def begin(taken: Taken, code: str, day: date, branches: Iterable[str] = ()) -> None:
    """One duty of the case from `day`; where the law did not know it yet, nothing starts. The same
    duty begun twice on one day is one duty."""
    if not law_book.covers(code, day):
        return
    row = Clock.objects.filter(petition=taken.petition, rule_code=code, started_on=day).first()
    if row is None:
        clocks.add_clock(
            matter=taken.petition.matter, petition=taken.petition, rule_code=code,
            started_on=day, branches=branches, now=taken.now,
        )  # fmt: skip
    elif row.finished_on is not None:
        row.finished_on = None
        row.due_on = law_book.due_of(row, timezone.localtime(taken.now).date())
        row.save(update_fields=["finished_on", "due_on"])


def owe_reply(taken: Taken) -> None:
    """Whoever sent the petition on is told how it ended (Luật Tiếp công dân 2013, art. 27). An earlier
    reply told how it was being handled, not its result."""
    replied_on = taken.petition.replied_on
    if taken.petition.owes_reply and (replied_on is None or replied_on < taken.happened_on):
        begin(taken, "TCD_PHUC_DAP", taken.happened_on)


def end(taken: Taken) -> None:
    """Ends what the step ends, on its day; of several papers the one that was sent."""
    what = taken.said.get("what") if taken.step.name == StepName.SEND else None
    ended = complaint_grounds.SENDING.get(what, ()) if what else taken.step.ends
    finish(taken, {_code(taken, code) for code in ended} - _ONE_OF_SEVERAL)


def finish(taken: Taken, codes: Iterable[str], started_on: date | None = None) -> None:
    """Ends these duties on the day of the step."""
    clocks.finish_clocks(
        matter=taken.petition.matter, petition=taken.petition, rule_codes=sorted(codes),
        finished_on=taken.happened_on, started_on=started_on, by=taken.by, now=taken.now,
    )  # fmt: skip


def finish_all_but(taken: Taken, started: set[str]) -> None:
    """The case has ended: so have its duties, but for those that its end has started."""
    running = Clock.objects.filter(petition=taken.petition, finished_on=None)
    codes = set(running.values_list("rule_code", flat=True))
    finish(taken, codes - started - _OWED_TO_SENDER)


def resolution_clocks(petition: Petition) -> ClockQuerySet:
    """The duty to resolve, each time that it began."""
    found: ClockQuerySet = Clock.objects.filter(
        petition=petition, rule_code__in=RESOLUTION_RULES
    ).order_by("started_on")
    return found


def resolution_clock(petition: Petition) -> Clock | None:
    """The duty to resolve that runs or is paused."""
    return resolution_clocks(petition).filter(finished_on=None).first()


def last_branches(petition: Petition) -> list[str]:
    """Circumstances of the duty to resolve as it last ran: a reopened case is as complex and as far
    away as it was."""
    last = resolution_clocks(petition).last()
    return list(last.branches) if last else []


def change_clock(taken: Taken) -> None:
    """Suspends, resumes or extends the duty to resolve; the law has the last word."""
    if taken.step.clock is None:
        return
    clock = resolution_clock(taken.petition)
    if clock is None:
        raise Refused("Thời hạn giải quyết của hồ sơ không còn tính.")
    told = {
        "clock_id": clock.pk, "happened_on": taken.happened_on, "ground": ground_of(taken),
        "document": taken.document, "by": taken.by, "now": taken.now,
    }  # fmt: skip
    if taken.step.clock == ClockEventKind.PAUSE:
        clocks.pause_clock(**told)
    elif taken.step.clock == ClockEventKind.RESUME:
        clocks.resume_clock(**told)
    else:
        clocks.extend_clock(**told, signer=taken.signer, days=taken.said.get("days") or 0)


def ground_of(taken: Taken) -> str:
    """The ground in words: the one chosen, what was written beside it, else the article."""
    chosen = spoken.choice_label(taken.step.asks, taken.said, "grounds")
    written = taken.ground.strip() or spoken.text(taken.said, "reason")
    return ": ".join(part for part in (chosen, written) if part) or taken.step.basis
