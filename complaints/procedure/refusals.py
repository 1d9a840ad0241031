"""Why a step cannot be taken, in one sentence shared by the button, the form and the action. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from agencies.roles import Permission
from complaints.enums import ClockEventKind
from complaints.procedure import said as spoken
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import MISSING, Fact, Step

# These exist only as a signed paper (quyết định): without its number they did not happen.
WITH_DOCUMENT = frozenset(
    {
        StepName.STAY,
        StepName.LIFT_STAY,
        StepName.EXTEND,
        StepName.SUSPEND,
        StepName.RESUME,
        StepName.TERMINATE,
        StepName.REOPEN,
        StepName.DECIDE,
        StepName.ANSWER,
        StepName.ACCEPT,
        StepName.REFUSE_AGAIN,
    }
)
WITH_SIGNER = frozenset({StepName.EXTEND, StepName.DECIDE, StepName.ANSWER})


def refusal(
    step: Step, *, stage: Stage, permissions: Set[Permission], facts: Set[Fact], on: date
) -> str | None:
    """Why this step cannot be taken at this stage; None when it can."""
    if step.needs not in permissions:
        return f"Vai trò của bạn ở cơ quan này không có quyền “{step.label}”."
    if stage not in step.sources:
        return f"Không thể “{step.label}” khi hồ sơ ở giai đoạn “{stage.label}”."
    if step.since and on < step.since:
        return f"“{step.label}” chỉ có từ ngày {step.since:%d/%m/%Y} ({step.basis})."
    return next((MISSING[fact] for fact in step.facts if fact not in facts), None)


def said_refusal(step: Step, said: Mapping[str, Any]) -> str | None:
    """Why what was said does not do for this step; None when it does."""
    for asked in step.asks:
        reason = spoken.objection(asked, said.get(asked.name))
        if reason:
            return reason
    return None


def papers_refusal(step: Step, *, document: str, signer: str) -> str | None:
    """Why the paper behind a decision is not named well enough."""
    if step.name in WITH_DOCUMENT and not document.strip():
        return f"Hãy ghi số, ký hiệu văn bản của việc “{step.label}”."
    if step.name in WITH_SIGNER and not signer.strip():
        return f"Hãy ghi người ký văn bản “{step.label}”."
    return None


def day_refusal(
    step: Step, on: date, *, accepted_on: date, last_on: date, today: date, late_reason: str
) -> str | None:
    """Why a step cannot have been taken on this day, or not without a reason for being late."""
    if on > today:
        return f"Ngày “{step.label}” không thể ở tương lai."
    if on < accepted_on:
        return f"Ngày “{step.label}” không thể trước ngày thụ lý ({accepted_on:%d/%m/%Y})."
    if on < last_on and not late_reason.strip():
        return (
            f"Ngày “{step.label}” trước việc đã ghi gần nhất ({last_on:%d/%m/%Y}); "
            "hãy ghi lý do ghi bổ sung."
        )
    return None


def moves_deadline(step: Step) -> bool:
    """True when the step changes by when the case must be resolved."""
    return step.clock is not None or step.name == StepName.NOTE_COMPLEX


def past_deadline_refusal(
    step: Step, on: date, *, due_on: date | None, today: date, late_reason: str
) -> str | None:
    """Why a deadline that has gone by cannot be moved silently by an entry made afterwards.

    A resumption needs none: it lets time run again, it gives none.
    """
    frees = moves_deadline(step) and step.clock != ClockEventKind.RESUME
    if frees and due_on and on <= due_on < today and not late_reason.strip():
        return (
            f"Hạn giải quyết {due_on:%d/%m/%Y} đã qua; “{step.label}” đề ngày {on:%d/%m/%Y} "
            "làm thay đổi hạn này, hãy ghi lý do ghi muộn."
        )
    return None
