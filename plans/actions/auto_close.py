"""Facts close what they can (việc tự ghi nhận): a dialogue held, a session of the head, an activity
recorded, a report sent. A task without end is never closed by a fact: it gets evidence (ADR 0024)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.enums import Level
from agencies.models import Agency, User
from agencies.registry import Kind, entries
from plans.actions.task_writing import Told, write
from plans.enums import EvidenceKind, Proof, TaskState, UpdateKind
from plans.models import ManagementActivity, PlanTask, TaskUpdate
from plans.task_parts import is_police_task
from plans.workflow import UNFINISHED, WITHOUT_END
from records.evidence import HappenedFact

_KINDS = {
    Proof.DIALOGUE: EvidenceKind.PETITION,
    Proof.SESSION: EvidenceKind.SESSION,
    Proof.ACTIVITY: EvidenceKind.ACTIVITY,
    Proof.REPORT: EvidenceKind.REPORT,
}
_NOTES = {
    Proof.DIALOGUE: "Tự ghi nhận: cuộc đối thoại ngày {on:%d/%m/%Y} đã tổ chức.",
    Proof.SESSION: "Tự ghi nhận: buổi tiếp công dân ngày {on:%d/%m/%Y} của thủ trưởng đã tổ chức.",
    Proof.ACTIVITY: "Tự ghi nhận: hoạt động quản lý ngày {on:%d/%m/%Y} đã ghi.",
}


def close_by_facts(*, now: datetime) -> int:
    """Holds every fact against the tasks that wait for its like; a second run changes nothing.

    Facts before the plan was accepted prove nothing. Returns how many updates were written.
    """
    made = 0
    for proof, found in _facts(now):
        waiting = _waiting(proof)
        for fact in found if waiting.exists() else ():
            for task in waiting.filter(_led_by(fact.agency_id)):
                made += _prove(task.pk, proof, fact, now)
    return made + _activities(now)


def report_sent(*, agency: Agency, on: date, label: str, by: User, now: datetime) -> int:
    """A report went out: evidence for the tasks of this agency that ask for one."""
    made = 0
    for task in _waiting(Proof.REPORT).filter(_led_by(agency.pk)):
        told = Told(
            note=f"Tự ghi nhận: {label}.", happened_on=on, evidence=EvidenceKind.REPORT,
            agency=agency,
        )  # fmt: skip
        made += _write_once(task.pk, told, by, now)
    return made


@transaction.atomic
def proven(*, update: TaskUpdate, by: User, now: datetime) -> bool:
    """Evidence that is the very proof its task waits for ends the task at once."""
    task = PlanTask.objects.select_for_update(of=("self",)).select_related("plan").get(
        pk=update.task_id
    )  # fmt: skip
    kind = _KINDS.get(Proof(task.proof)) if task.proof else None
    if kind is None or kind != update.evidence or not _counts(task, update.happened_on):
        return False
    note = _NOTES.get(Proof(task.proof), "Tự ghi nhận: báo cáo ngày {on:%d/%m/%Y} đã gửi.")
    told = Told(note=note.format(on=update.happened_on), happened_on=update.happened_on)
    return _close(task, told, by, now)


def _facts(now: datetime) -> Iterator[tuple[Proof, Iterable[HappenedFact]]]:
    since = _oldest_wait()
    if since is None:
        return
    for name, found in entries(Kind.TASK_FACT).items():
        yield Proof(name), found(since=since)


def _oldest_wait() -> date | None:
    waits = PlanTask.objects.accepted().filter(state__in=UNFINISHED).exclude(proof="")
    first = waits.order_by("plan__accepted_at").values_list("plan__accepted_at", flat=True).first()
    return timezone.localdate(first) if first else None


def _waiting(proof: Proof) -> QuerySet[PlanTask]:
    found: QuerySet[PlanTask] = (
        PlanTask.objects.accepted()
        .filter(state__in=UNFINISHED, proof=proof)
        .select_related("plan")
        .order_by("pk")
    )
    return found


def _led_by(agency_id: UUID) -> Q:
    """Tasks led by the agency, or by a room of it: the record is of the office."""
    rooms = Agency.objects.filter(parent=agency_id, level=Level.UNIT).values("pk")
    led = PlanTask.objects.led_by([agency_id]) | PlanTask.objects.led_by(rooms)
    return Q(pk__in=led.values("pk"))


def _prove(task_id: UUID, proof: Proof, fact: HappenedFact, now: datetime) -> bool:
    told = Told(
        note=_NOTES[proof].format(on=fact.on), happened_on=fact.on, evidence=_KINDS[proof],
        ref=fact.record,
    )  # fmt: skip
    return _write_once(task_id, told, fact.by, now)


def _activities(now: datetime) -> int:
    """Activities recorded for a task whose proof they are."""
    found = ManagementActivity.objects.filter(
        void_reason="", task__proof=Proof.ACTIVITY, task__state__in=UNFINISHED
    ).select_related("recorded_by")
    facts = [
        (a.task_id, HappenedFact(a.agency_id, a.on_date, a, a.recorded_by))
        for a in found.order_by("on_date", "pk")
    ]
    return sum(_prove(task_id, Proof.ACTIVITY, fact, now) for task_id, fact in facts)


@transaction.atomic
def _write_once(task_id: UUID, told: Told, hand: User, now: datetime) -> bool:
    """Evidence once for each record, and the end of a task that has one; False for no news."""
    task: PlanTask | None = (
        PlanTask.objects.select_for_update(of=("self",))
        .select_related("plan", "assignee")
        .prefetch_related("units__agency__parent")
        .filter(pk=task_id, state__in=UNFINISHED)
        .first()
    )
    if task is None or told.happened_on is None or not _counts(task, told.happened_on):
        return False
    today = timezone.localdate(now)
    is_new = not _known(task, told)
    if is_new:
        write(task, UpdateKind.EVIDENCE, told, by=None, hand=hand, now=now, today=today)
    return _close(task, told, hand, now) or is_new


def _close(task: PlanTask, told: Told, hand: User, now: datetime) -> bool:
    """Ends the locked task, unless it has no end or somebody opened it again: they know better."""
    closes = (
        task.state == TaskState.OPEN
        and task.kind not in WITHOUT_END
        and not task.updates.filter(kind=UpdateKind.REOPEN).exists()
    )
    if closes:
        done, today = Told(note=told.note, happened_on=told.happened_on), timezone.localdate(now)
        write(task, UpdateKind.DONE, done, by=None, hand=hand, now=now, today=today)
    return closes


def _counts(task: PlanTask, on: date) -> bool:
    """After the plan was accepted, and not for the police, whose task takes documents alone."""
    return not is_police_task(task) and on >= timezone.localdate(task.plan.accepted_at)


def _known(task: PlanTask, told: Told) -> bool:
    if told.ref is not None:
        return bool(task.updates.filter(ref_id=told.ref.pk).exists())
    return bool(
        task.updates.filter(
            evidence=EvidenceKind.REPORT, happened_on=told.happened_on, note=told.note
        ).exists()
    )
