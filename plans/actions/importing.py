"""A document becomes a plan with its tasks (nhập kế hoạch): read, kept once, accepted by a person."""

import hashlib
import json
from datetime import datetime
from pathlib import PurePath

from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from plans.enums import Layout, PlanState
from plans.linking import events_named, events_near, parent_of
from plans.matching import UnitMatcher, likely_date, whole_date
from plans.models import Plan, PlanTask, PlanTaskUnit
from plans.parser import PlanDocument, PlanReadError, parse_plan
from plans.parser.readers import is_text
from plans.parser.readers.encodings import decode
from plans.parser.structure import Task, Unit
from plans.parts import parts_of
from plans.terms import terms_of
from records.actions import files, ledger
from records.enums import Verb

# A strange document may hold a name longer than any column.
_LIMITS = {f.name: getattr(f, "max_length", None) for f in Plan._meta.get_fields()}


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
    content is kept once per agency, and its file is stored as an attachment of the plan. What the
    words tell of time, proof and reports is set at once; the reviewer may choose otherwise.
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


def link(plan: Plan) -> None:
    """Hangs a plan on the one it implements and on the events it names, where nothing is chosen."""
    if plan.parent_id is None and (parent := parent_of(plan)):
        plan.parent = parent
        plan.save(update_fields=["parent"])
    if not plan.serves.exists():
        names = [e["name"] for e in plan.events]
        plan.serves.set(events_named(names, events_near(plan.agency)) if names else [])


def _save(plan: Plan, document: PlanDocument, name: str, content: bytes) -> Plan:
    by, now = plan.created_by, plan.created_at
    plan.save(force_insert=True)
    kept = _as_kept(content)
    plan.source = files.store(parent=plan, name=_name(name), content=kept, by=by, now=now)
    plan.save(update_fields=["source"])
    tasks = document.tasks
    if plan.state != PlanState.DRAFT:
        tasks = [t if t.units else _of_issuer(t, plan) for t in tasks]
    save_tasks(plan, tasks)
    link(plan)
    ledger.write(by=by, verb=Verb.CREATE, subject=plan, now=now)
    return plan


def _as_kept(content: bytes) -> bytes:
    """A text file is kept in UTF-8, whatever it came in: every browser and editor opens it."""
    if not is_text(content):
        return content
    text = decode(content).text
    try:
        return content if content.decode("utf-8-sig") == text else text.encode()
    except UnicodeDecodeError:
        return text.encode()


def _name(name: str) -> str:
    """The name of the file; a pasted or unnamed text is a .txt."""
    return name if PurePath(name).suffix else f"{name}.txt"


def _of_issuer(task: Task, plan: Plan) -> Task:
    """A task that names nobody goes to who issued the plan."""
    return Task(**{**vars(task), "units": [Unit(plan.agency.name, "lead")]})


def _plan(
    document: PlanDocument,
    agency: Agency,
    digest: str,
    by: User | None,
    now: datetime,
    accepted: bool,
) -> Plan:
    data, parts = document.as_json(), parts_of(document)
    plan = Plan(
        agency=agency,
        scope_path=agency.path,
        content_hash=digest,
        layout=layout_of(document),
        date_text=document.date or "",
        date_on=whole_date(document.date),
        purposes=parts.purposes,
        contents=parts.contents,
        closing=parts.closing,
        paragraphs=document.paragraphs,
        reading={
            "notes": document.notes,
            "headings": document.headings,
            "parts": {str(n): part for n, part in document.parts.items()},
        },
        created_at=now,
        created_by=by,
    )
    if accepted:
        plan.state, plan.accepted_at, plan.accepted_by = PlanState.ACCEPTED, now, by
    for field in ("number", "symbol", "place", "issuer", "parent_issuer", "title"):
        setattr(plan, field, (data[field] or "")[: _LIMITS.get(field)])
    for field in ("implements", "legal_bases", "events", "recipients", "signer", "other"):
        setattr(plan, field, data[field])
    return plan


def layout_of(document: PlanDocument) -> Layout:
    """Of the Party where the number or the symbol has its form: 76-KH/ĐU (Hướng dẫn 36-HD/VPTW)."""
    if document.number:
        return Layout.PARTY if "-KH/" in document.number else Layout.STATE
    return Layout.PARTY if (document.symbol or "").startswith("KH/") else Layout.STATE


def save_tasks(plan: Plan, tasks: list[Task]) -> None:
    """Writes tasks and their units in the order of the document."""
    matcher = UnitMatcher(plan.agency, likely_date(plan.date_text))
    rows = [_task(plan, n, task) for n, task in enumerate(tasks)]
    PlanTask.objects.bulk_create(rows)
    units = [
        _unit(row, n, unit, matcher)
        for row, task in zip(rows, tasks, strict=True)
        for n, unit in enumerate(task.units)
    ]
    PlanTaskUnit.objects.bulk_create(units)


def _task(plan: Plan, order: int, task: Task) -> PlanTask:
    due = whole_date(task.due)
    terms = terms_of(task.text, task.deadline or "", due, task.recurring)
    return PlanTask(
        plan=plan,
        order=order,
        section=task.section,
        text=task.text,
        paragraph=task.paragraph.index,
        deadline_text=(task.deadline or "")[:300],
        due_on=due,
        recurring=task.recurring,
        kind=terms.kind,
        rhythm=terms.rhythm,
        reports_to=terms.reports_to,
        proof=terms.proof,
        sure=task.sure,
        doubt=task.doubt,
    )


def _unit(task: PlanTask, order: int, unit: Unit, matcher: UnitMatcher) -> PlanTaskUnit:
    agency = matcher.agency(unit.name)
    return PlanTaskUnit(
        task=task,
        order=order,
        name=unit.name[:300],
        role=unit.role,
        agency=agency,
        scope_path=agency.path if agency else "",
    )
