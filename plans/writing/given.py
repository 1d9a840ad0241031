"""What the form of a plan starts from: an outline, an earlier plan, or the draft itself."""

from __future__ import annotations

from typing import Any

from django.utils.datastructures import MultiValueDict

from plans.enums import UnitRole
from plans.models import Plan, PlanTask
from plans.writing.cited import base_line, implements_line, recipient_line
from plans.writing.outlines import Outline

_PARTED = "; "


def given_by_outline(outline: Outline) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Fields and rows of an outline whose names are filled."""
    fields = {
        "title": outline.title,
        "bases": "\n".join(outline.bases),
        "purposes": "\n".join(outline.purposes),
        "contents": "\n".join(outline.contents),
        "closing": outline.closing,
        "recipients": "\n".join(outline.recipients),
    }
    rows = [
        {
            "text": duty.text,
            "leads": duty.lead,
            "cooperates": duty.cooperate,
            "kind": duty.kind,
            "rhythm": duty.rhythm,
            "deadline_text": duty.deadline,
            "reports_to": duty.reports_to,
        }
        for duty in outline.duties
    ]
    return fields, rows


def given_by_plan(plan: Plan, *, copied: bool) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Fields and rows of a plan; a copy leaves behind its days, its events and whose rows they are."""
    fields = {
        "title": plan.title,
        "implements": implements_line(plan.implements),
        "bases": "\n".join(base_line(base) for base in plan.legal_bases),
        "purposes": "\n".join(plan.purposes),
        "contents": "\n".join(plan.contents),
        "closing": plan.closing,
        "recipients": "\n".join(recipient_line(place) for place in plan.recipients),
    }
    tasks = plan.tasks.prefetch_related("units").order_by("order")
    rows = [_row(task, copied=copied) for task in tasks]
    if not copied:
        fields |= {
            "version": plan.version,
            "parent": plan.parent_id,
            "events": list(plan.serves.values_list("pk", flat=True)),
        }
    return fields, rows


def _row(task: PlanTask, *, copied: bool) -> dict[str, Any]:
    units = list(task.units.all())
    row = {
        "text": task.text,
        "leads": _PARTED.join(u.name for u in units if u.role == UnitRole.LEAD),
        "cooperates": _PARTED.join(u.name for u in units if u.role == UnitRole.COOPERATE),
        "kind": task.kind,
        "rhythm": task.rhythm,
        "deadline_text": task.deadline_text,
        "reports_to": task.reports_to,
    }
    return row if copied else {**row, "task_id": task.pk, "due_on": task.due_on}


def given_by_post(
    posted: MultiValueDict[str, str], row_names: list[str], prefix: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What was typed so far, unchecked, to draw the form again with more rows."""
    total = posted.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), 1000) if total.isascii() and total.isdigit() else 0
    rows = [
        {name: posted.get(f"{prefix}-{n}-{name}", "") for name in row_names} for n in range(count)
    ]
    fields = {name: value for name, value in posted.items() if not name.startswith(f"{prefix}-")}
    return {**fields, "events": posted.getlist("events")}, rows
