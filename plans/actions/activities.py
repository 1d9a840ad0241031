"""Management activities (hoạt động quản lý) are recorded, corrected, voided; never removed."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from plans.actions.evidence import add_evidence
from plans.activity_told import ActivityTold, objections
from plans.enums import EvidenceKind
from plans.models import ManagementActivity, PlanTask
from records.actions import files, ledger
from records.enums import Verb

FileGiven = tuple[str, bytes]


class Objections(Refused):
    """Told wrongly: a sentence for each field."""

    def __init__(self, by_field: dict[str, str]) -> None:
        super().__init__(" ".join(by_field.values()))
        self.by_field = by_field


def may_record(by: User, agency: Agency) -> bool:
    """Whether the user records activities of this agency: by a role held in it."""
    return agency in by.access.agencies_with(Permission.RECORD_ACTIVITY)


@transaction.atomic
def record_activity(
    *,
    agency: Agency,
    told: ActivityTold,
    by: User,
    now: datetime,
    task: PlanTask | None = None,
    file: FileGiven | None = None,
) -> ManagementActivity:
    """Keeps an activity; one that carries out a task of a plan is evidence of that task."""
    _ensure_records(by, agency)
    told = _checked(told, now)
    activity = ManagementActivity(
        agency=agency, scope_path=agency.path, task=task, recorded_by=by, recorded_at=now,
        **asdict(told),
    )  # fmt: skip
    activity.save(force_insert=True)
    if file is not None:
        _attach(activity, file, by, now)
    ledger.write(
        by=by, verb=Verb.CREATE, subject=activity, now=now, details={"loai": told.kind.value}
    )
    if task is not None:
        add_evidence(
            task=task, kind=EvidenceKind.ACTIVITY, note=told.title, ref=activity,
            document_number=told.document[:100], agency=agency, happened_on=told.on_date, by=by,
            now=now,
        )  # fmt: skip
    return activity


@transaction.atomic
def change_activity(
    *,
    activity_id: UUID,
    told: ActivityTold,
    by: User,
    now: datetime,
    file: FileGiven | None = None,
) -> ManagementActivity:
    """Corrects or completes (a conclusion, what became of it); the ledger names what changed.

    The kind stays: one recorded under the wrong kind is voided and recorded anew.
    """
    activity = _locked(activity_id, by)
    if told.kind != activity.kind:
        raise Refused("Không đổi loại hoạt động; hãy hủy và ghi lại đúng loại.")
    told = _checked(told, now)
    changed = [name for name, value in asdict(told).items() if getattr(activity, name) != value]
    for name in changed:
        setattr(activity, name, getattr(told, name))
    if changed:
        activity.save(update_fields=changed)
    if file is not None:
        _attach(activity, file, by, now)
    if changed or file is not None:
        ledger.write(by=by, verb=Verb.CHANGE, subject=activity, now=now, details={"sua": changed})
    return activity


@transaction.atomic
def void_activity(*, activity_id: UUID, reason: str, by: User, now: datetime) -> ManagementActivity:
    """Hủy an activity recorded by mistake: it stays to be seen and is counted nowhere."""
    activity = _locked(activity_id, by)
    if not tidy(reason):
        raise Refused("Hãy ghi lý do hủy.")
    activity.void_reason = tidy(reason)[:300]
    activity.save(update_fields=["void_reason"])
    ledger.write(by=by, verb=Verb.VOID, subject=activity, now=now)
    return activity


def _checked(told: ActivityTold, now: datetime) -> ActivityTold:
    told = told.proper()
    if found := objections(told, timezone.localdate(now)):
        raise Objections(found)
    return told


def _attach(activity: ManagementActivity, file: FileGiven, by: User, now: datetime) -> None:
    name, content = file
    activity.file = files.store(parent=activity, name=name, content=content, by=by, now=now)
    activity.save(update_fields=["file"])


def _locked(activity_id: UUID, by: User) -> ManagementActivity:
    activity: ManagementActivity = (
        ManagementActivity.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=activity_id)
    )
    _ensure_records(by, activity.agency)
    if activity.void_reason:
        raise Refused("Hoạt động này đã hủy nên không sửa được.")
    return activity


def _ensure_records(by: User, agency: Agency) -> None:
    if not may_record(by, agency):
        raise NotAllowed("Vai trò của bạn không ghi hoạt động quản lý của cơ quan này.")
