"""Clocks (thời hạn): started and finished by records, changed by events with their document."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies import law_in_force
from agencies.models import User
from agencies.refusals import Refused
from complaints import law_book, workflow
from complaints.actions import ending_matters, locks
from complaints.enums import ClockEventKind
from complaints.models import Clock, ClockEvent, Matter, Petition
from complaints.querysets import ClockQuerySet
from complaints.rights import permissions_in
from complaints.workflow import Fact
from law.suspension import too_early
from records.actions import ledger
from records.enums import Verb


def start_clock(
    *,
    matter: Matter,
    petition: Petition | None = None,
    rule_code: str,
    started_on: date,
    branches: Iterable[str] = (),
    by: User,
    now: datetime,
) -> Clock:
    """Starts one duty in the caller's transaction, whose own ledger row tells of it."""
    clock = add_clock(
        matter=matter,
        petition=petition,
        rule_code=rule_code,
        started_on=started_on,
        branches=branches,
        now=now,
    )
    if petition is not None:
        recompute_petition(petition)
    recompute_matter(matter)
    return clock


def add_clock(
    *,
    matter: Matter,
    petition: Petition | None,
    rule_code: str,
    started_on: date,
    branches: Iterable[str] = (),
    now: datetime,
) -> Clock:
    """The row alone; whoever calls keeps the nearest due dates right. A matter that had ended is
    taken up again by any duty that begins in it."""
    clock = Clock(
        matter=matter,
        petition=petition,
        agency_id=matter.agency_id,
        scope_path=matter.scope_path,
        secrecy=matter.secrecy,
        rule_code=rule_code,
        branches=sorted(branches),
        started_on=started_on,
    )
    law_in_force.hold()
    clock.due_on = law_book.due_of(clock, timezone.localtime(now).date())
    clock.save(force_insert=True)
    why = f"Bắt đầu thời hạn mới từ ngày {started_on:%d/%m/%Y}."
    ending_matters.take_up_again(matter=matter, why=why, now=now)
    return clock


def finish_clocks(
    *,
    matter: Matter,
    petition: Petition | None,
    rule_codes: Iterable[str],
    finished_on: date,
    started_on: date | None = None,
    by: User,
    now: datetime,
) -> int:
    """Stops the open clocks of these duties; returns how many. The ledger row is the caller's.

    A clock that starts after `finished_on` is another duty and goes on; with `started_on` so does
    every clock that began on another day.
    """
    locks.hold_matter(matter.pk)
    running = Clock.objects.filter(
        matter=matter,
        petition=petition,
        rule_code__in=list(rule_codes),
        started_on__lte=finished_on,
        finished_on=None,
    )
    if started_on is not None:
        running = running.filter(started_on=started_on)
    stopped = running.update(finished_on=finished_on)
    if petition is not None:
        recompute_petition(petition)
    recompute_matter(matter)
    return stopped


def cancel_clocks(
    *, matter: Matter, rule_codes: Iterable[str], started_on: date, by: User, now: datetime
) -> int:
    """Takes back duties that never arose: what started them was entered by mistake.

    A duty with a document (pause, extension) stays. Returns how many went; the ledger row is the
    caller's.
    """
    gone = Clock.objects.filter(
        matter=matter,
        petition=None,
        rule_code__in=list(rule_codes),
        started_on=started_on,
        events=None,
    )
    count = int(gone.delete()[0])
    recompute_matter(matter)
    return count


def reopen_clock(*, matter: Matter, rule_code: str, started_on: date) -> int:
    """What ended this duty was taken back: it runs on. The ledger row is the caller's."""
    reopened = Clock.objects.filter(
        matter=matter, petition=None, rule_code=rule_code, started_on=started_on
    ).update(finished_on=None)
    recompute_matter(matter)
    return reopened


def _nearest(found: ClockQuerySet) -> tuple[date | None, str]:
    first = found.nearest_first().values_list("due_on", "rule_code").first()
    return first or (None, "")


def recompute_matter(matter: Matter) -> None:
    """Keeps the nearest duty of the office on the matter, for lists and counts only."""
    due_on, duty = _nearest(Clock.objects.filter(matter=matter).of_the_office())
    if (matter.next_due_on, matter.next_duty) != (due_on, duty):
        matter.next_due_on, matter.next_duty = due_on, duty
        matter.save(update_fields=["next_due_on", "next_duty"])


def recompute_petition(petition: Petition) -> None:
    """Keeps the nearest duty on the petition, for lists only: the office's own first."""
    due_on, duty = _nearest(Clock.objects.filter(petition=petition))
    if (petition.next_due_on, petition.next_duty) != (due_on, duty):
        petition.next_due_on, petition.next_duty = due_on, duty
        petition.save(update_fields=["next_due_on", "next_duty"])


def set_branches(*, clock: Clock, branches: Iterable[str], now: datetime) -> Clock:
    """Vụ việc phức tạp, vùng sâu, vùng xa…: another amount, so another due date (Luật Khiếu nại
    2011, art. 28, 37). In the caller's transaction, under its locks; the ledger row is the caller's.

    An amount the rule does not know is refused with the sentence of the law.
    """
    law_in_force.hold()
    clock.branches = sorted(set(branches))
    clock.due_on = law_book.due_of(clock, timezone.localtime(now).date())
    clock.save(update_fields=["branches", "due_on"])
    if clock.petition is not None:
        recompute_petition(clock.petition)
    recompute_matter(clock.matter)
    return clock


def pause_clock(
    *, clock_id: UUID, happened_on: date, ground: str, document: str, by: User, now: datetime
) -> ClockEvent:
    """Tạm đình chỉ (Luật Khiếu nại 2011, art. 11a; Luật Tố cáo 2018, art. 34)."""
    return _event(
        ClockEventKind.PAUSE,
        clock_id,
        happened_on,
        ground,
        document,
        signer="",
        days=0,
        by=by,
        now=now,
    )


def resume_clock(
    *, clock_id: UUID, happened_on: date, ground: str, document: str, by: User, now: datetime
) -> ClockEvent:
    """Tiếp tục giải quyết: the day of the decision counts again."""
    return _event(
        ClockEventKind.RESUME,
        clock_id,
        happened_on,
        ground,
        document,
        signer="",
        days=0,
        by=by,
        now=now,
    )


def extend_clock(
    *,
    clock_id: UUID,
    happened_on: date,
    ground: str,
    document: str,
    signer: str = "",
    days: int = 0,
    by: User,
    now: datetime,
) -> ClockEvent:
    """Gia hạn within the cap of the rule, signed (Luật Tố cáo 2018, art. 30)."""
    return _event(
        ClockEventKind.EXTEND,
        clock_id,
        happened_on,
        ground,
        document,
        signer=signer,
        days=days,
        by=by,
        now=now,
    )


@transaction.atomic
def _event(
    kind: ClockEventKind,
    clock_id: UUID,
    happened_on: date,
    ground: str,
    document: str,
    *,
    signer: str,
    days: int,
    by: User,
    now: datetime,
) -> ClockEvent:
    clock = locks.clock(pk=clock_id, by=by)
    _ensure(clock, kind, signer, by)
    today = timezone.localtime(now).date()
    if happened_on > today:
        raise Refused("Ngày ban hành văn bản không thể ở tương lai.")
    if kind == ClockEventKind.PAUSE and (why := too_early(clock.rule_code, happened_on)):
        raise Refused(f"{why}.")
    event = ClockEvent(
        clock=clock,
        kind=kind,
        happened_on=happened_on,
        ground=ground.strip()[:300],
        document=document.strip()[:200],
        signer=signer.strip()[:120],
        days=days,
        entered_at=now,
        entered_by=by,
    )
    law_in_force.hold()
    clock.due_on = law_book.due_of(clock, today, [event])
    event.save(force_insert=True)
    clock.save(update_fields=["due_on"])
    if clock.petition is not None:
        recompute_petition(clock.petition)
    recompute_matter(clock.matter)
    details = {"loai": kind.value, "ngay": happened_on.isoformat()}
    ledger.write(by=by, verb=Verb.CHANGE, subject=clock, now=now, details=details)
    return event


def _ensure(clock: Clock, kind: ClockEventKind, signer: str, by: User) -> None:
    workflow.ensure(
        workflow.CLOCK_STEPS[kind],
        state=state_of(clock),
        permissions=permissions_in(by, clock.agency),
        facts=facts_of(clock) | ({Fact.SIGNER} if signer.strip() else set()),
    )


def state_of(clock: Clock) -> str:
    """Running, paused or finished. A duty that was over before it was paused keeps its due date, so
    the events say whether it is paused, not the date."""
    if clock.finished_on is not None:
        return "finished"
    last = clock.events.exclude(kind=ClockEventKind.EXTEND).last()
    paused = last is not None and last.kind == ClockEventKind.PAUSE
    return workflow.PAUSED_CLOCK if paused else workflow.RUNNING_CLOCK


def facts_of(clock: Clock) -> set[Fact]:
    """What the table of clock events asks of the clock itself."""
    return {Fact.RESOLUTION_CLOCK} if clock.rule_code in workflow.RESOLUTION_RULES else set()
