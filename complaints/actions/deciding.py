"""What is decided on a petition: processed, resolved, withdrawn (xử lý, giải quyết, rút đơn)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from complaints import workflow
from complaints.actions import clocks, locks
from complaints.enums import Outcome, PetitionState
from complaints.models import Clock, Petition
from complaints.rights import permissions_in
from complaints.workflow import Fact, Transition
from records.actions import ledger
from records.enums import Verb
from records.models import LedgerEntry


@transaction.atomic
def process_petition(
    *,
    petition_id: UUID,
    outcome: Outcome,
    is_competent: bool,
    note: str,
    processed_on: date,
    branches: Iterable[str] = (),
    version: int,
    by: User,
    now: datetime,
) -> Petition:
    """Decides what becomes of a new petition; accepting starts the clock of resolution."""
    petition = locks.petition(pk=petition_id, by=by)
    facts = {Fact.COMPETENT if is_competent else Fact.NOT_COMPETENT}
    if note.strip():
        facts.add(Fact.NOTE)
    step = workflow.PROCESSING[Outcome(outcome)]
    _ensure(step, petition, facts, version, by)
    _ensure_day("Ngày xử lý", processed_on, petition.received_on, "ngày nhận đơn", now)
    petition.state = PetitionState(step.target)
    petition.is_competent, petition.outcome, petition.outcome_note = (
        is_competent,
        outcome,
        note.strip(),
    )
    petition.processed_on, petition.processed_by = processed_on, by
    _save(
        petition, "state", "is_competent", "outcome", "outcome_note", "processed_on", "processed_by"
    )
    _finish(petition, workflow.INTAKE_DUTIES, processed_on, by, now)
    if outcome == Outcome.ACCEPT:
        clocks.start_clock(
            matter=petition.matter, petition=petition, rule_code=workflow.resolution_duty(
                petition.kind, is_first_time=petition.is_first_time
            ),
            started_on=processed_on, branches=branches, by=by, now=now,
        )  # fmt: skip
    _tell(petition, step, by, now)
    return petition


@transaction.atomic
def resolve_petition(
    *,
    petition_id: UUID,
    resolution: str,
    resolved_on: date,
    version: int,
    by: User,
    now: datetime,
) -> Petition:
    """Records the decision or conclusion; all clocks of the petition end that day."""
    petition = locks.petition(pk=petition_id, by=by)
    facts = {Fact.RESOLUTION} if resolution.strip() else set()
    _ensure(workflow.RESOLVE, petition, facts, version, by)
    assert petition.processed_on is not None  # noqa: S101 - an accepted petition was processed
    _ensure_day("Ngày giải quyết", resolved_on, petition.processed_on, "ngày thụ lý", now)
    petition.state, petition.resolution = PetitionState.RESOLVED, resolution.strip()
    petition.resolved_on = resolved_on
    _save(petition, "state", "resolution", "resolved_on")
    _finish(petition, _open_duties(petition), resolved_on, by, now)
    _tell(petition, workflow.RESOLVE, by, now)
    return petition


@transaction.atomic
def withdraw_petition(
    *, petition_id: UUID, note: str, withdrawn_on: date, version: int, by: User, now: datetime
) -> Petition:
    """Rút đơn: a petition not processed yet is filed at the same time; all its clocks end."""
    petition = locks.petition(pk=petition_id, by=by)
    facts = {Fact.NOTE} if note.strip() else set()
    _ensure(workflow.WITHDRAW, petition, facts, version, by)
    _ensure_day(
        "Ngày rút đơn", withdrawn_on, petition.processed_on or petition.received_on,
        "ngày xử lý, ngày nhận đơn", now,
    )  # fmt: skip
    if petition.processed_on is None:
        petition.outcome, petition.processed_on, petition.processed_by = (
            Outcome.FILE,
            withdrawn_on,
            by,
        )
    petition.state = PetitionState.WITHDRAWN
    said = f"Rút đơn ngày {withdrawn_on:%d/%m/%Y}: {note.strip()}"
    petition.outcome_note = f"{petition.outcome_note}\n{said}".strip()
    _save(petition, "state", "outcome", "outcome_note", "processed_on", "processed_by")
    _finish(petition, _open_duties(petition), withdrawn_on, by, now)
    _tell(petition, workflow.WITHDRAW, by, now)
    return petition


def _ensure(step: Transition, petition: Petition, facts: set[Fact], version: int, by: User) -> None:
    """The rights first, then who came first, then the table: the loser hears who won."""
    permissions = permissions_in(by, petition.agency)
    if step.needs in permissions and petition.version != version:
        raise Refused(
            f"Hồ sơ vừa được {_last_hand(petition)} cập nhật; hãy xem lại rồi quyết định. "
            "Nội dung bạn đã nhập vẫn được giữ."
        )
    workflow.ensure(step, state=petition.state, permissions=permissions, facts=facts)


def _last_hand(petition: Petition) -> str:
    changes = LedgerEntry.objects.filter(
        subject_kind="petition", subject_id=petition.pk, verb=Verb.CHANGE
    )
    last = changes.order_by("-id").values_list("user_label", flat=True).first()
    return last or "người khác"


def _ensure_day(name: str, day: date, not_before: date, before_name: str, now: datetime) -> None:
    reason = workflow.day_refusal(
        name, day, not_before=not_before, before_name=before_name,
        today=timezone.localtime(now).date(),
    )  # fmt: skip
    if reason:
        raise Refused(reason)


def _save(petition: Petition, *fields: str) -> None:
    """The version moves with every decision: whoever read an older one is told."""
    petition.version += 1
    petition.save(update_fields=[*fields, "version"])


def _open_duties(petition: Petition) -> list[str]:
    return list(
        Clock.objects.filter(petition=petition, finished_on=None).values_list(
            "rule_code", flat=True
        )
    )


def _finish(petition: Petition, duties: Iterable[str], on: date, by: User, now: datetime) -> None:
    clocks.finish_clocks(
        matter=petition.matter, petition=petition, rule_codes=duties, finished_on=on, by=by, now=now
    )


def _tell(petition: Petition, step: Transition, by: User, now: datetime) -> None:
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=petition, now=now,
        details={"buoc": step.name, "tinh_trang": petition.state},
    )  # fmt: skip
