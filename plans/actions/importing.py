"""A document becomes a plan with its tasks (nhập kế hoạch): read, kept once, accepted by a person."""

import hashlib
import json
from datetime import datetime

from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from plans.enums import PlanState
from plans.matching import UnitMatcher, likely_date, whole_date
from plans.models import Plan, PlanTask, PlanTaskUnit
from plans.parser import PlanDocument, PlanReadError, parse_plan
from plans.parser.structure import Task
from records.actions import files, ledger
from records.enums import Verb


def read_document(content: bytes) -> PlanDocument:
    """The plan in a file; saves nothing. Raises Refused with the reason the reader gives."""
    try:
        return parse_plan(content)
    except PlanReadError as error:
        raise Refused(str(error)) from error


def content_hash(document: PlanDocument) -> str:
    """The same for every file that says the same, whatever its format."""
    text = json.dumps(document.content(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def import_plan(
    *,
    agency: Agency,
    name: str,
    content: bytes,
    by: User | None,
    now: datetime,
    accepted: bool = False,
) -> tuple[Plan, bool]:
    """Keeps the plan of a file under its issuer, as a draft unless `accepted`.

    `by` is None for the command line. The second value says whether the plan is new: the same
    content is kept once per agency, and its file is stored as an attachment of the plan.
    Raises Refused for a file that is no plan, NotAllowed without the right in this agency.
    """
    ensure_may_import(by, agency)
    document = read_document(content)
    digest = content_hash(document)
    same = Plan.objects.filter(agency=agency, content_hash=digest)
    if earlier := same.first():
        return earlier, False
    try:
        with transaction.atomic():
            plan = _plan(document, agency, digest, by, now, accepted)
            return _save(plan, document, name, content), True
    except IntegrityError:
        # Somebody imported the same document at the same moment.
        return same.get(), False


def may_import(by: User, agency: Agency) -> bool:
    """Whether the user imports and accepts plans of this agency."""
    return agency in by.access.agencies_with(Permission.IMPORT_PLAN)


def ensure_may_import(by: User | None, agency: Agency) -> None:
    """Raises NotAllowed unless the user imports plans for this agency."""
    if by is not None and not may_import(by, agency):
        raise NotAllowed("Vai trò của bạn không nhập kế hoạch cho cơ quan này.")


def _save(plan: Plan, document: PlanDocument, name: str, content: bytes) -> Plan:
    by, now = plan.created_by, plan.created_at
    plan.save(force_insert=True)
    plan.source = files.store(parent=plan, name=name, content=content, by=by, now=now)
    plan.save(update_fields=["source"])
    _save_tasks(plan, document.tasks, UnitMatcher(plan.agency, likely_date(document.date)))
    ledger.write(by=by, verb=Verb.CREATE, subject=plan, now=now)
    return plan


def _plan(
    document: PlanDocument,
    agency: Agency,
    digest: str,
    by: User | None,
    now: datetime,
    accepted: bool,
) -> Plan:
    data = document.as_json()
    plan = Plan(
        agency=agency,
        scope_path=agency.path,
        content_hash=digest,
        date_text=document.date or "",
        date_on=whole_date(document.date),
        paragraphs=document.paragraphs,
        created_at=now,
        created_by=by,
    )
    if accepted:
        plan.state, plan.accepted_at, plan.accepted_by = PlanState.ACCEPTED, now, by
    for field in ("number", "symbol", "place", "issuer", "parent_issuer", "title"):
        setattr(plan, field, data[field] or "")
    for field in ("implements", "legal_bases", "events", "recipients", "signer", "other"):
        setattr(plan, field, data[field])
    return plan


def _save_tasks(plan: Plan, tasks: list[Task], matcher: UnitMatcher) -> None:
    rows = [_task(plan, n, task) for n, task in enumerate(tasks)]
    PlanTask.objects.bulk_create(rows)
    units = [
        _unit(row, n, unit.name, unit.role, matcher)
        for row, task in zip(rows, tasks, strict=True)
        for n, unit in enumerate(task.units)
    ]
    PlanTaskUnit.objects.bulk_create(units)


def _task(plan: Plan, order: int, task: Task) -> PlanTask:
    due = whole_date(task.due)
    return PlanTask(
        plan=plan,
        order=order,
        section=task.section,
        text=task.text,
        paragraph=task.paragraph.index,
        deadline_text=(task.deadline or "")[:300],
        due_on=due,
        recurring=task.recurring,
        sure=task.sure,
    )


def _unit(task: PlanTask, order: int, name: str, role: str, matcher: UnitMatcher) -> PlanTaskUnit:
    agency = matcher.agency(name)
    return PlanTaskUnit(
        task=task,
        order=order,
        name=name[:300],
        role=role,
        agency=agency,
        scope_path=agency.path if agency else "",
    )
