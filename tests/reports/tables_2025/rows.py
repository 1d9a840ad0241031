"""Rows for the tables of Circular 06/2025/TT-TTCP, written straight to the tables of the database.

Fixtures of this folder are worked out on paper from the circular, not from the code that counts.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.management import call_command

from agencies.models import Agency, User
from complaints.enums import Field, Outcome, PetitionKind, PetitionState, Secrecy
from complaints.models import (
    Assessment,
    Decision,
    EnforcementDone,
    EnforcementItem,
    Matter,
    Petition,
    Proceeding,
    ProceedingEvent,
)
from complaints.procedure.names import DutyItem, Finding, ProcedureKind, Ruling, Stage, StepName
from plans.models import ManagementActivity
from reception.enums import SessionKind, SessionState
from reception.models import ReceptionSchedule, ReceptionSession
from tests.factories import NOW
from tests.reports.builders import at, make_matter, make_petition

FIRST = date(2025, 12, 15)  # of 2026-Q1 (art. 7 clause 1 of the circular)
LAST = date(2026, 3, 14)
DAY_BEFORE = date(2025, 12, 14)
DAY_AFTER = date(2026, 3, 15)
_documents = count(1)


def table(capsys: Any, code: str, agency: str = "LS-SKHCN", period: str = "2026-Q1") -> Any:
    """The table as the command prints it: the door."""
    call_command(
        "statutory_table", code, "--agency", agency, "--period", period, "--format", "json"
    )
    return json.loads(capsys.readouterr().out)


def row_of(printed: Any, agency: str = "LS-SKHCN") -> dict[int, Any]:
    """The figures of one unit by column."""
    values = next(row["values"] for row in printed["rows"] if row["agency"] == agency)
    return {int(column): value for column, value in values.items()}


def published(agency: Agency, host: User, by: User, on: bool = True) -> ReceptionSchedule:
    """Lịch tiếp of the head, published or not."""
    return ReceptionSchedule.objects.create(
        agency=agency, scope_path=agency.path, kind=SessionKind.PERIODIC, host=host, place="Trụ sở",
        rule="ngày 10 hằng tháng" if on else "chưa công bố", day_off="next_working",
        starts_at=time(8), ends_at=time(11), valid_from=date(2025, 1, 1), valid_to=date(2026, 12, 31),
        published_at=at(date(2025, 1, 2)) if on else None, published_by=by if on else None,
    )  # fmt: skip


def session(
    agency: Agency, host: User, on: date, kind: SessionKind = SessionKind.PERIODIC, **fields: Any
) -> ReceptionSession:
    given: dict[str, Any] = {
        "agency": agency, "scope_path": agency.path, "kind": kind, "host": host, "on_date": on,
        "place": "Trụ sở", "state": SessionState.HELD,
    }  # fmt: skip
    return ReceptionSession.objects.create(**given | fields)


def petition(
    agency: Agency,
    by: User,
    received: date,
    processed: date | None = None,
    outcome: Outcome = Outcome.ACCEPT,
    *,
    kind: PetitionKind = PetitionKind.COMPLAINT,
    field: Field = Field.LAND,
    matter: Matter | None = None,
    competent: bool = True,
    restricted: bool = False,
    procedure: ProcedureKind | None = None,
    stage: Stage = Stage.ACCEPTED,
    accepted_on: date | None = None,
    finished_on: date | None = None,
    **fields: Any,
) -> Petition:
    """A petition as it stands after these days; its proceeding when it was accepted.

    As in the product, everything that is not accepted failed a line of the checklist, so its
    assessment says that it may not be taken up.
    """
    sealed = kind == PetitionKind.DENUNCIATION
    secrecy = Secrecy.RESTRICTED if restricted else Secrecy.SEALED if sealed else Secrecy.OPEN
    matter = matter or make_matter(agency, kind=kind, field=field, secrecy=secrecy)
    state: dict[str, Any] = {}
    if processed:
        accepted = outcome is Outcome.ACCEPT
        reached = PetitionState.ACCEPTED if accepted else PetitionState.PROCESSED
        state = {
            "state": reached, "outcome": outcome, "processed_on": processed,
            "is_competent": competent,
        }  # fmt: skip
    made = make_petition(agency, by, received, matter, field=field, **state | fields)
    if processed:
        Assessment.objects.create(
            petition=made, is_eligible=outcome is Outcome.ACCEPT, assessed_by=by, assessed_at=NOW
        )
    if processed and outcome is Outcome.ACCEPT and kind != PetitionKind.RECOMMENDATION:
        usual = ProcedureKind.DENUNCIATION if sealed else ProcedureKind.COMPLAINT_1
        Proceeding.objects.create(
            petition=made, kind=procedure or usual, stage=stage,
            accepted_on=accepted_on or processed, finished_on=finished_on,
        )  # fmt: skip
    return made


def event(of: Petition, by: User, step: StepName, on: date, after: Stage) -> ProceedingEvent:
    """One event of a case; two of a day stand in the order of their entering."""
    hour = 10 + ProceedingEvent.objects.filter(petition=of).count()
    return ProceedingEvent.objects.create(
        petition=of, step=step, happened_on=on, stage_before=Stage.VERIFYING, stage_after=after,
        entered_at=datetime.combine(on, time(hour), tzinfo=NOW.tzinfo), entered_by=by,
    )  # fmt: skip


def decided(
    of: Petition, on: date, finding: Finding, ruling: Ruling = Ruling.NONE, **fields: Any
) -> Decision:
    """Quyết định, kết luận of that day; the petition is resolved."""
    Proceeding.objects.filter(petition=of).update(stage=Stage.DECIDED)
    Petition.objects.filter(pk=of.pk).update(
        state=PetitionState.RESOLVED, resolved_on=max(on, of.processed_on)
    )
    return Decision.objects.create(
        petition=of, number=f"{next(_documents)}/QĐ", decided_on=on, signer="Giám đốc",
        finding=finding, ruling=ruling, text="Nội dung.", **fields,
    )  # fmt: skip


def item(of: Decision, kind: DutyItem, amount: str, officials: int = 0, **fields: Any) -> Any:
    """Việc phải thi hành: money in đồng, land in m², people, organisations or cases."""
    return EnforcementItem.objects.create(
        decision=of, kind=kind, what="Thực hiện theo quyết định", amount=Decimal(amount),
        officials=officials, **fields,
    )  # fmt: skip


def done(
    of: EnforcementItem, amount: str, on: date, by: User, *, finished: bool = False, **fields: Any
) -> None:
    """Kết quả thi hành of that day; `finished`: nothing of the item is left."""
    EnforcementDone.objects.create(
        item=of, amount=Decimal(amount), done_on=on, entered_by=by, entered_at=NOW, **fields
    )
    if finished:
        EnforcementItem.objects.filter(pk=of.pk).update(done_on=on)


def activity(agency: Agency, by: User, kind: str, on: date, **fields: Any) -> ManagementActivity:
    return ManagementActivity.objects.create(
        agency=agency, scope_path=agency.path, kind=kind, title="Hoạt động quản lý", on_date=on,
        recorded_by=by, recorded_at=NOW, **fields,
    )  # fmt: skip
