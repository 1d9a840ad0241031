"""A matter ends (kết thúc vụ việc) and is taken up again: the word of a person, with why.

Nothing ends a matter by itself: one that was decided and comes back must still be weighed. A new visit
or petition opens an ended one again, so nobody tells their story to a closed file.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints.actions import locks
from complaints.actions.assessment_jobs import ask_soon
from complaints.models import Matter, MatterEnding
from complaints.rights import ensure_in
from complaints.running_matters import RUNNING, end_of
from records.actions import ledger
from records.enums import Verb

NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ vụ việc được kết thúc, mở lại vụ việc."


def what_still_runs(matter: Matter) -> list[str]:
    """Sentences on what must be done before this matter can end; empty when it can."""
    said = []
    if matter.petitions.filter(state__in=RUNNING).exists():
        said.append("Vụ việc còn đơn chưa giải quyết xong.")
    if matter.clocks.filter(finished_on=None).exists():
        said.append("Vụ việc còn thời hạn đang tính.")
    if matter.hotspots.open().exists():
        said.append("Vụ việc còn cờ điểm nóng; hãy kết thúc theo dõi trước.")
    if matter.archived_on is not None:
        # What came since it was taken up again belongs into the file before that is handed over anew.
        said.append("Hồ sơ còn ở lưu trữ từ trước khi mở lại; hãy rút hồ sơ về trước.")
    return said


@transaction.atomic
def end_matter(
    *, matter_id: UUID, ended_on: date, reason: str, by: User, now: datetime
) -> MatterEnding:
    """Kết thúc vụ việc as of a day that is past, when nothing of it runs any more."""
    matter = _held(matter_id, by)
    if matter.closed_on is not None:
        raise Refused(f"Vụ việc đã kết thúc ngày {matter.closed_on:%d/%m/%Y}.")
    if running := what_still_runs(matter):
        raise Refused(" ".join(running))
    first = Matter.objects.values_list(end_of(), flat=True).get(pk=matter.pk)
    first = max(filter(None, (first, matter.opened_on)))
    if not first <= ended_on <= timezone.localdate(now):
        raise Refused(f"Ngày kết thúc phải từ ngày {first:%d/%m/%Y} đến hôm nay.")
    if not reason.strip():
        raise Refused("Hãy ghi vì sao vụ việc kết thúc.")
    ending: MatterEnding = MatterEnding.objects.create(
        matter=matter, ended_on=ended_on, reason=reason.strip(), ended_by=by, ended_at=now
    )
    _keep(matter, ended_on, "ket_thuc_vu_viec", by, now)
    return ending


@transaction.atomic
def reopen_matter(*, matter_id: UUID, reason: str, by: User, now: datetime) -> None:
    """Mở lại vụ việc đã kết thúc."""
    matter = _held(matter_id, by)
    if matter.closed_on is None:
        raise Refused("Vụ việc đang được theo dõi, không phải mở lại.")
    if not reason.strip():
        raise Refused("Hãy ghi vì sao mở lại vụ việc.")
    _end_the_ending(matter, reason.strip(), by, now)
    _keep(matter, None, "mo_lai_vu_viec", by, now)


def take_up_again(*, matter: Matter, why: str, now: datetime) -> None:
    """A visit of an ended matter, or a duty that runs again, opens it; a running one stays as it is.

    In the caller's transaction, under its lock of the matter; the ledger row is that of the record.
    """
    if matter.closed_on is None:
        return
    matter.closed_on = None
    matter.save(update_fields=["closed_on"])
    _end_the_ending(matter, why, None, now)


def _end_the_ending(matter: Matter, why: str, by: User | None, now: datetime) -> None:
    """The standing one is over; a matter that was loaded as ended has none."""
    standing = MatterEnding.objects.filter(matter=matter, reopened_at=None)
    standing.update(reopened_reason=why, reopened_by=by, reopened_at=now)


def _held(matter_id: UUID, by: User) -> Matter:
    matter = locks.matter(pk=matter_id, by=by)
    ensure_in(by, matter.agency, Permission.PROCESS_PETITION, NOT_YOURS)
    return matter


def _keep(matter: Matter, closed_on: date | None, step: str, by: User, now: datetime) -> None:
    matter.closed_on = closed_on
    matter.save(update_fields=["closed_on"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=matter, now=now, details={"buoc": step})
    ask_soon(matter.pk, now=now)
