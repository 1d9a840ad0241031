"""The usual course of an accepted petition, step by step, through the door of all steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.models import User
from complaints.actions.proceedings import take_step
from complaints.demo.calendar import working_day_after
from complaints.demo.course import Course
from complaints.demo.places import Desk
from complaints.enums import PetitionKind
from complaints.models import Petition
from complaints.procedure.names import StepName

_TO_WHOM = "Người gửi đơn; nơi chuyển đơn đến; Thanh tra tỉnh"
# A decision takes effect when the time for the second complaint is over (Luật Khiếu nại, art. 44).
_AFTER_EFFECT = 2
# An answer given within the days of the notice is the notice (Luật Tiếp công dân, art. 28).
_SOON = 8


@dataclass(frozen=True, slots=True)
class Turn:
    """One step on its day. `by_head`: who decides takes it, else who handles the case."""

    on: date
    step: StepName
    said: dict[str, Any] = field(default_factory=dict)
    document: str = ""
    by_head: bool = False


def turns(kind: PetitionKind, went: Course, desk: Desk) -> Iterator[Turn]:
    """What follows the acceptance, until the file is closed or as far as the course is known."""
    if went.processed_on is None:
        return
    yield from _COURSES[kind](went.processed_on, went, desk)


def _complaint(accepted_on: date, went: Course, desk: Desk) -> Iterator[Turn]:
    yield Turn(_after(accepted_on, 1), StepName.NOTIFY, {"to_whom": _TO_WHOM})
    team = [f"{desk.handler.full_name} | {desk.handler.title} | x"]
    plan = {"team": team, "plan": "Xác minh nguồn gốc, quá trình giải quyết và căn cứ áp dụng."}
    yield Turn(_after(accepted_on, 3), StepName.ASSIGN, {**plan, "days": 20})
    if went.resolved_on is None:
        return
    yield Turn(_before(went.resolved_on, 2, accepted_on), StepName.REPORT, {
        "findings": [f"{went.text} | {_LINE[went.finding]}"], "demand_matches": True,
        "proposal": went.text,
    })  # fmt: skip
    yield _decided(went)
    sent_on = _after(went.resolved_on, 1)
    yield Turn(sent_on, StepName.SEND, {"to_whom": _TO_WHOM, "received_on": sent_on})
    yield Turn(_after(went.resolved_on, 6), StepName.PUBLISH, _PUBLISHED)
    effective_on = _after(went.resolved_on + timedelta(days=31), _AFTER_EFFECT)
    yield Turn(effective_on, StepName.TAKE_EFFECT)
    yield Turn(_after(effective_on, 3), StepName.CLOSE)


def _denunciation(accepted_on: date, went: Course, desk: Desk) -> Iterator[Turn]:
    told_on = _after(accepted_on, 2)
    told = {"informant_told_on": told_on, "respondent_told_on": told_on}
    yield Turn(told_on, StepName.NOTIFY, told)
    team = [f"{desk.handler.full_name} | {desk.handler.title} | x", "Hoàng Quốc Việt | Chuyên viên"]
    yield Turn(_after(accepted_on, 3), StepName.ASSIGN, {"team": team, "plan": _PLAN, "days": 25})
    if went.resolved_on is None:
        return
    yield Turn(_before(went.resolved_on, 2, accepted_on), StepName.REPORT, {
        "findings": [f"{went.text} | {_LINE[went.finding]}"], "proposal": went.text,
    })  # fmt: skip
    yield _decided(went)
    sent_on = _after(went.resolved_on, 2)
    yield Turn(sent_on, StepName.SEND, {"to_whom": _SENT_TO, "informant_told_on": sent_on})
    yield Turn(_after(went.resolved_on, 4), StepName.PUBLISH, {**_PUBLISHED, "redacted": True})
    yield Turn(_after(went.resolved_on, 5), StepName.HANDLE, {"measures": went.text}, by_head=True)
    yield Turn(_after(went.resolved_on, 24), StepName.CLOSE)


def _recommendation(accepted_on: date, went: Course, desk: Desk) -> Iterator[Turn]:
    told_on = _after(accepted_on, 1)
    if went.resolved_on is None or (went.resolved_on - accepted_on).days > _SOON:
        yield Turn(told_on, StepName.NOTIFY, {"told_on": told_on})
    if went.resolved_on is None:
        return
    said = {"text": went.text, "told_on": went.resolved_on}
    yield Turn(went.resolved_on, StepName.ANSWER, said, went.document, by_head=True)
    if went.resolved_on.day % 2:
        yield Turn(_after(went.resolved_on, 2), StepName.CLOSE)


_COURSES: dict[PetitionKind, Callable[[date, Course, Desk], Iterator[Turn]]] = {
    PetitionKind.COMPLAINT: _complaint,
    PetitionKind.DENUNCIATION: _denunciation,
    PetitionKind.RECOMMENDATION: _recommendation,
}
_PLAN = "Xác minh từng nội dung tố cáo; làm việc với người bị tố cáo và nơi liên quan."
_SENT_TO = "Người bị tố cáo; cơ quan quản lý người bị tố cáo; Thanh tra tỉnh"
_PUBLISHED = {"how": "media", "where": "Cổng thông tin điện tử của cơ quan"}
_LINE = {"right": "đúng", "partly": "đúng một phần", "wrong": "sai", None: "đúng"}


def _decided(went: Course) -> Turn:
    assert went.resolved_on is not None and went.finding is not None  # noqa: S101, PT018
    said = {"finding": went.finding.value, "ruling": went.ruling.value, "text": went.text,
            "findings": [f"{went.text} | {_LINE[went.finding]}"]}  # fmt: skip
    return Turn(went.resolved_on, StepName.DECIDE, said, went.document, by_head=True)


def _after(day: date, days: int) -> date:
    return working_day_after(day, days)


def _before(day: date, days: int, not_before: date) -> date:
    return max(day - timedelta(days=days), working_day_after(not_before, 3))


def take(petition_id: UUID, turn: Turn, desk: Desk, when: datetime, *, ground: str = "") -> None:
    """Takes the step as the case stands then, by whom it belongs to."""
    by: User = desk.head if turn.by_head else desk.handler
    take_step(
        petition_id=petition_id, step=turn.step, happened_on=when.date(), said=turn.said,
        document=turn.document, signer=desk.head.full_name if turn.document else "",
        ground=ground,
        version=version_of(petition_id), by=by, now=when,
    )  # fmt: skip


def version_of(petition_id: UUID) -> int:
    return int(Petition.objects.values_list("version", flat=True).get(pk=petition_id))
