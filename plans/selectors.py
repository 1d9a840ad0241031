"""The place of a task in the document of its plan."""

from __future__ import annotations

from plans.models import PlanTask


def source_of(task: PlanTask) -> str:
    """The paragraph of the document that a task comes from."""
    paragraphs = task.plan.paragraphs
    return str(paragraphs[task.paragraph]) if task.paragraph < len(paragraphs) else task.text
