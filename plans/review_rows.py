"""The review screen: every paragraph of the body beside what the parser made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from plans.models import Plan, PlanTask


@dataclass
class ReviewRow:
    """A paragraph, its part, and what it is: heading, tasks, or not a task with why."""

    place: int
    text: str
    part: str = "assign"
    is_heading: bool = False
    tasks: list[PlanTask] = field(default_factory=list)
    remarks: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        """Whether the paragraph was cut into several tasks."""
        return len(self.tasks) > 1

    @property
    def doubts(self) -> list[PlanTask]:
        """Its tasks that the parser is unsure of."""
        return [task for task in self.tasks if is_doubtful(task)]


def is_doubtful(task: PlanTask) -> bool:
    """In doubt by a rule, or with nobody to do it."""
    return not task.sure or not task.units.all()


def rows_of(plan: Plan) -> list[ReviewRow]:
    """The body of the document in its order; nothing of the part that assigns work is left out."""
    tasks = list(plan.tasks.prefetch_related("units__agency").order_by("paragraph", "order"))
    parts = {int(n): part for n, part in plan.reading.get("parts", {}).items()}
    headings = set(plan.reading.get("headings", []))
    places = sorted({*parts, *(t.paragraph for t in tasks), *_places(plan.other)})
    rows = {n: ReviewRow(n, _text(plan, n), parts.get(n, "assign"), n in headings) for n in places}
    for task in tasks:
        rows[task.paragraph].tasks.append(task)
    for remark in plan.other:
        rows[remark["paragraph"]["index"]].remarks.append(remark)
    return list(rows.values())


def row_at(plan: Plan, place: int) -> ReviewRow | None:
    """One row, as it stands now."""
    return next((row for row in rows_of(plan) if row.place == place), None)


@dataclass(frozen=True)
class Counts:
    """What is left to look at."""

    tasks: int
    doubts: int
    bare: int  # tasks without unit
    seen: int  # kept or mended by a person


def counts_of(rows: Iterable[ReviewRow]) -> Counts:
    """Counts over the whole document, whatever the filter."""
    tasks = [task for row in rows for task in row.tasks]
    return Counts(
        tasks=len(tasks),
        doubts=sum(is_doubtful(t) for t in tasks),
        bare=sum(not t.units.all() for t in tasks),
        seen=sum(t.version > 1 for t in tasks),
    )


def _places(remarks: Iterable[dict[str, Any]]) -> set[int]:
    return {remark["paragraph"]["index"] for remark in remarks}


def _text(plan: Plan, place: int) -> str:
    return str(plan.paragraphs[place]) if place < len(plan.paragraphs) else ""
