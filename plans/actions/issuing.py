"""A plan goes out (ban hành): number, day, PDF and hash, in the book of its agency."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from agencies.roles import Permission
from plans.document import HEADING, sheet_of
from plans.document_head import copies_of, signer_of
from plans.enums import PlanState
from plans.models import Plan, PlanTask
from records.actions import ledger
from records.actions.documents import issue_document
from records.enums import DocumentKind, Verb
from records.models import IssuedDocument

TEMPLATE = "plans/pdf/plan.html"


def may_issue(plan: Plan, by: User) -> bool:
    """Whether the user gives this plan its number now."""
    return not _objection(plan) and plan.agency in by.access.agencies_with(
        Permission.ISSUE_DOCUMENT
    )


@transaction.atomic
def issue_plan(*, plan_id: UUID, by: User, now: datetime) -> IssuedDocument:
    """Numbers an approved plan in the book of documents and keeps its PDF; the number is the plan's
    from now on. An imported plan that already has a number keeps it: that document is out."""
    plan: Plan = (
        Plan.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency__parent")
        .get(pk=plan_id)
    )
    if reason := _objection(plan):
        raise Refused(reason)
    document = issue_document(**_asked(plan), by=by, now=now)
    today = timezone.localdate(now)
    plan.number, plan.symbol = document.full_number, document.symbol
    plan.date_on, plan.date_text = today, today.isoformat()
    plan.place = plan.place or plan.agency.place
    plan.version += 1
    plan.save(update_fields=["number", "symbol", "date_on", "date_text", "place", "version"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=plan, now=now, details={"viec": "ban hành"})
    return document


def _objection(plan: Plan) -> str:
    """Why the plan gets no number; empty when it may have one."""
    if plan.state == PlanState.DRAFT:
        return "Kế hoạch còn chờ duyệt; duyệt xong mới lấy số, ban hành."
    if plan.number:
        return f"Kế hoạch này đã có số {plan.number}."
    return "" if plan.state == PlanState.ACCEPTED else "Kế hoạch đã kết thúc hoặc bị thay thế."


def _asked(plan: Plan) -> dict[str, Any]:
    """Arguments of `issue_document`."""
    tasks = list(PlanTask.objects.filter(plan=plan).prefetch_related("units"))
    sheet = sheet_of(plan, tasks)
    return {
        "agency": plan.agency,
        "kind": DocumentKind.PLAN,
        "subject": plan,
        "title": plan.title,
        "template": TEMPLATE,
        "context": {
            "kind": HEADING,
            "subject": plan.title,
            "copies": copies_of(plan),
            "blocks": sheet.blocks,
            "annex": sheet.annex,
        },
        "sealed": False,
        "signer": signer_of(plan),
    }
