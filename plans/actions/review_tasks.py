"""One task of a draft is kept, mended, struck out, made of a paragraph, or made whole again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, User
from agencies.refusals import Refused
from plans.actions.review import CHANGED, draft
from plans.enums import TaskKind, UnitRole
from plans.models import Plan, PlanTask, PlanTaskUnit
from plans.parser.markers import split_marker
from plans.parser.words import key
from plans.terms import terms_of
from records.actions import ledger
from records.enums import Verb
from records.ledger.words import EDITED

_LONGEST_WHY = 300


@dataclass(frozen=True)
class SaidUnit:
    """A unit as the reviewer writes it, and the agency chosen for it."""

    name: str
    role: str
    agency: Agency | None = None


@dataclass(frozen=True)
class SaidTask:
    """A task as the reviewer writes it."""

    text: str
    units: tuple[SaidUnit, ...]
    deadline_text: str = ""
    due_on: date | None = None
    kind: str = TaskKind.PLAIN
    rhythm: str = ""
    proof: str = ""
    reports_to: str = ""


@transaction.atomic
def keep_task(*, task_id: UUID, version: int, by: User, now: datetime) -> PlanTask:
    """Giữ: the reviewer looked at the task and has no doubt."""
    plan, task = _locked(task_id, by, version, now)
    return _touched(plan, task, by, now, "giu")


@transaction.atomic
def edit_task(*, task_id: UUID, version: int, said: SaidTask, by: User, now: datetime) -> PlanTask:
    """Sửa: text, units with their agencies, time, proof as the reviewer writes them."""
    plan, task = _locked(task_id, by, version, now)
    for name in ("text", "deadline_text", "due_on", "kind", "rhythm", "proof", "reports_to"):
        setattr(task, name, getattr(said, name))
    task.recurring = said.kind == TaskKind.RECURRING
    _set_units(task, said.units)
    return _touched(plan, task, by, now, "sua")


@transaction.atomic
def strike_task(*, task_id: UUID, version: int, why: str, by: User, now: datetime) -> Plan:
    """Không phải nhiệm vụ: the paragraph stays among the others, with the reason."""
    plan, task = _locked(task_id, by, version, now)
    reason = why.strip()[:_LONGEST_WHY]
    if not reason:
        raise Refused("Hãy ghi vì sao đoạn này không phải là nhiệm vụ.")
    source = {"index": task.paragraph, "text": source_at(plan, task.paragraph) or task.text}
    struck = {"text": task.text, "paragraph": source, "why": f"Người duyệt: {reason}"}
    plan.other = sorted([*plan.other, struck], key=lambda remark: remark["paragraph"]["index"])
    task.delete()
    return _saved(plan, by, now, "khong_phai_nhiem_vu", ["other"])


@transaction.atomic
def make_task(*, plan_id: UUID, place: int, version: int, by: User, now: datetime) -> PlanTask:
    """A task of a paragraph: one that was left out, or one more of a paragraph that has some.

    It names nobody yet; accepting waits until a unit is chosen.
    """
    plan = draft(plan_id, by, now, version)
    source = source_at(plan, place)
    if source is None:
        raise Refused("Không có đoạn này trong văn bản.")
    text = split_marker(source).rest
    plan.other = [r for r in plan.other if r["paragraph"]["index"] != place]
    terms = terms_of(text, "", None, recurring=False)
    last = plan.tasks.order_by("-order").first()
    near = plan.tasks.filter(paragraph__lte=place).order_by("-paragraph", "-order").first()
    task = PlanTask.objects.create(
        plan=plan,
        order=last.order + 1 if last else 0,
        section=near.section if near else "",
        text=text,
        paragraph=place,
        proof=terms.proof,
        reports_to=terms.reports_to,
        sure=False,
        doubt="Người duyệt lập từ đoạn văn bản: hãy chọn đơn vị.",
    )
    _saved(plan, by, now, "lap_tu_doan", ["other"], [task])
    return task


@transaction.atomic
def join_tasks(*, task_id: UUID, version: int, by: User, now: datetime) -> PlanTask:
    """Nhập lại: the tasks that were cut from one paragraph become one again."""
    plan, task = _locked(task_id, by, version, now)
    cut = list(plan.tasks.filter(paragraph=task.paragraph).order_by("order"))
    if len(cut) < 2:
        raise Refused("Đoạn này chỉ có một nhiệm vụ.")
    first, *others = cut
    units = _united([u for t in cut for u in t.units.select_related("agency")])
    first.text = " ".join(t.text for t in cut)
    for name in ("deadline_text", "due_on", "rhythm", "proof", "reports_to"):
        setattr(
            first, name, next((v for t in cut if (v := getattr(t, name))), getattr(first, name))
        )
    first.kind = next((t.kind for t in cut if t.kind != TaskKind.PLAIN), first.kind)
    plan.tasks.filter(pk__in=[t.pk for t in others]).delete()
    _set_units(first, units)
    return _touched(plan, first, by, now, "nhap_lai")


def source_at(plan: Plan, place: int) -> str | None:
    """The paragraph of the document at a place."""
    return str(plan.paragraphs[place]) if 0 <= place < len(plan.paragraphs) else None


def _locked(task_id: UUID, by: User, version: int, now: datetime) -> tuple[Plan, PlanTask]:
    """The draft, then its task; refused when the task is another than the one looked at."""
    seen = PlanTask.objects.visible_to(by).get(pk=task_id)
    plan = draft(seen.plan_id, by, now)
    task = plan.tasks.select_for_update(of=("self",)).filter(pk=task_id).first()
    if task is None or task.version != version:
        raise Refused(CHANGED)
    return plan, task


def _set_units(task: PlanTask, units: tuple[SaidUnit, ...]) -> None:
    task.units.all().delete()
    PlanTaskUnit.objects.bulk_create(
        PlanTaskUnit(
            task=task,
            order=n,
            name=unit.name,
            role=unit.role,
            agency=unit.agency,
            scope_path=unit.agency.path if unit.agency else "",
        )
        for n, unit in enumerate(units)
    )


def _united(units: list[PlanTaskUnit]) -> tuple[SaidUnit, ...]:
    """Each unit once; who leads in one of the tasks leads in the whole."""
    found: dict[str, SaidUnit] = {}
    for unit in sorted(units, key=lambda u: u.role != UnitRole.LEAD):
        found.setdefault(key(unit.name), SaidUnit(unit.name, unit.role, unit.agency))
    return tuple(found.values())


def _touched(plan: Plan, task: PlanTask, by: User, now: datetime, what: str) -> PlanTask:
    """A reviewed task is no longer in doubt."""
    task.sure, task.doubt = True, ""
    task.version += 1
    task.save()
    _saved(plan, by, now, what, [], [task])
    return task


def _saved(
    plan: Plan,
    by: User,
    now: datetime,
    what: str,
    fields: list[str],
    tasks: Sequence[PlanTask] = (),
) -> Plan:
    plan.version += 1
    plan.save(update_fields=[*fields, "version"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=plan, also=tasks, now=now, details={"duyet": what},
        after={EDITED: ["Nhiệm vụ"]},
    )  # fmt: skip
    return plan
