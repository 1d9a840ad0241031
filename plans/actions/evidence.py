"""Evidence of a task (minh chứng): a document, a file, or an open record of the house."""

from datetime import date, datetime

from django.db.models import Model

from agencies.models import Agency, User
from plans.actions import auto_close
from plans.actions.tasks import take_step
from plans.enums import EvidenceKind, UpdateKind
from plans.models import PlanTask, TaskUpdate


def add_evidence(
    *,
    task: PlanTask,
    kind: EvidenceKind,
    note: str,
    by: User,
    now: datetime,
    document_number: str = "",
    file: tuple[str, bytes] | None = None,
    ref: Model | None = None,
    agency: Agency | None = None,
    happened_on: date | None = None,
) -> TaskUpdate:
    """Shows that work was done; the heartbeat of a task without end. A record that is the very proof
    its task waits for ends the task (auto_close).

    `ref`: the record, which must be open and seen by `by`. Raises Refused, NotAllowed.
    """
    update = take_step(
        task_id=task.pk, step=UpdateKind.EVIDENCE, note=note, happened_on=happened_on,
        evidence=kind, document_number=document_number, file=file, ref=ref, agency=agency,
        by=by, now=now,
    )  # fmt: skip
    if ref is not None:
        auto_close.proven(update=update, by=by, now=now)
    return update
