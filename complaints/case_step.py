"""The page of one step: its form, why it is closed, what it will start and end."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from agencies.roles import Permission
from complaints.case_events import step_behind
from complaints.case_page import case_facts, events_of, next_due
from complaints.case_rows import enforcement
from complaints.case_steps import proceeding_of, stage_of, stage_words, table_kind
from complaints.forms.case_step import CaseStepForm
from complaints.models import Clock, Petition, ProceedingEvent
from complaints.procedure.names import StepName
from complaints.procedure.refusals import moves_deadline, refusal
from complaints.procedure.steps import Fact, Step
from complaints.procedure.tables import step_of, steps_named
from complaints.selectors import Due
from complaints.step_preview import Foreseen, changed, counted, ended, foreseen

_NOT_ACCEPTED = "Đơn chưa được thụ lý; việc thụ lý được quyết định khi duyệt đề xuất xử lý."


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step of one case. `why` is empty when the step is open."""

    petition: Petition
    step: Step
    why: str
    stage: str
    today: date
    may_draft: bool
    events: list[ProceedingEvent]
    running: list[Clock]

    @property
    def last_on(self) -> date | None:
        """The day of the last event."""
        return max((event.happened_on for event in self.events), default=None)

    @property
    def next_due(self) -> Due | None:
        """The nearest duty of the case."""
        return next_due(self.petition, self.today)

    @property
    def moves_dates(self) -> bool:
        """True when due dates hang on what is typed."""
        return bool(counted(self.step)) or moves_deadline(self.step)

    @property
    def ends(self) -> list[str]:
        """Duties that end with the step."""
        return ended(self.step, self.running)

    def form(self, data: QueryDict | None, *, event: str) -> CaseStepForm:
        return CaseStepForm(
            data, step=self.step, version=self.petition.version, today=self.today,
            last_on=self.last_on, choices=self._choices(), event=event,
        )  # fmt: skip

    def foreseen(self, form: CaseStepForm) -> list[Foreseen]:
        """What the step starts, by the days typed so far."""
        started = foreseen(
            self.step, petition=self.petition, days=form.typed_days(), today=self.today
        )
        moved = changed(
            self.step, self.running, on=form.typed_day("happened_on"),
            days=form.typed_number("days"), today=self.today,
        )  # fmt: skip
        return [*moved, *started]

    def _choices(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """What is chosen from the case itself: an event to correct, an item to enforce."""
        rows: Any = self.petition
        names = {asked.name for asked in self.step.asks}
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        if "event" in names:
            found["event"] = tuple(self._events())
        if "item" in names:
            items = enforcement(rows.item_rows)
            found["item"] = tuple((str(row["id"]), _item(row)) for row in items)
        return found

    def _events(self) -> list[tuple[str, str]]:
        kind = table_kind(self.petition)
        return [
            (str(event.pk), f"{event.happened_on:%d/%m/%Y}: {_label(event, kind)}")
            for event in reversed(self.events)
            if event.step != StepName.CORRECT
        ]


def step_page(
    petition: Petition, name: StepName, *, permissions: Set[Permission], today: date
) -> StepPage | None:
    """The step as it stands at the stage of the case; None where the procedure has no such step."""
    kind, stage = table_kind(petition), stage_of(petition)
    rows = steps_named(kind, name)
    step = step_of(kind, name, stage) or (rows[0] if rows else None)
    if step is None:
        return None
    facts = case_facts(petition, today)
    return StepPage(
        petition=petition,
        step=step,
        why=_why(petition, step, permissions, facts, today),
        stage=stage_words(petition),
        today=today,
        may_draft=Permission.DRAFT_DOCUMENT in permissions,
        events=list(events_of(petition)),
        running=list(Clock.objects.filter(petition=petition, finished_on=None)),
    )


def _why(
    petition: Petition, step: Step, permissions: Set[Permission], facts: Set[Fact], today: date
) -> str:
    """Why the step is closed now; empty when it is open."""
    if proceeding_of(petition) is None:
        return _NOT_ACCEPTED
    stage = stage_of(petition)
    return refusal(step, stage=stage, permissions=permissions, facts=facts, on=today) or ""


def _label(event: ProceedingEvent, kind: Any) -> str:
    step = step_behind(event, kind)
    return step.label if step else event.get_step_display()


def _item(row: dict[str, Any]) -> str:
    left = f" (còn {row['left_text']})" if row["amount_text"] and not row["is_done"] else ""
    return f"{row['what']}{left}{' (đã xong)' if row['is_done'] else ''}"
