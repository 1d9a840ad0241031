"""Giao nộp hồ sơ vào lưu trữ hiện hành: many files with one document; one taken back when its matter goes on.

Nothing is deleted, here or at the end of a term (docs/retention.md). Rows are only ever added;
`Matter.archived_on` says whether the file lies at the archives now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from complaints.actions import locks
from complaints.archive_rows import archived_files, keeper_of, proposed, rules, waiting
from complaints.enums import Secrecy
from complaints.models import ArchiveDelivery, ArchivedMatter, ArchiveReturn, Matter
from law.archives import Term
from records.actions import ledger
from records.enums import Verb

MOST = 100
NOT_YOURS = (
    "Chỉ cán bộ xử lý, thủ trưởng, người giữ bí mật của cơ quan giữ vụ việc được nộp, rút hồ sơ."
)
_AT_HOME, _GONE = "tại cơ quan", "đã nộp lưu"


class UnexplainedTerm(Refused):
    """The term differs from the proposed one and nobody said why; `matter_id` tells of which file."""

    def __init__(self, matter_id: UUID) -> None:
        super().__init__("Hãy ghi vì sao thời hạn bảo quản khác đề xuất.")
        self.matter_id = matter_id


@dataclass(frozen=True, slots=True)
class FileTold:
    """One file as it is handed over. `reason`: why its term is not the proposed one."""

    matter_id: UUID
    term: Term
    file_code: str = ""
    sheets: int | None = None
    reason: str = ""


@transaction.atomic
def hand_over_files(
    *,
    files: Sequence[FileTold],
    document_number: str,
    document_on: date,
    received_by: str,
    by: User,
    now: datetime,
) -> ArchiveDelivery:
    """Files of ended matters go to the archives with one record of delivery, all or none.

    The due day and the term are those of the law in force on the day each matter ended. Sealed files go
    with a record of their own, so that an ordinary list tells nothing of them.
    """
    told = {one.matter_id: one for one in files}
    matters = _held(told, by)
    agency = _one_agency(matters, by)
    is_sealed = matters[0].secrecy >= Secrecy.SEALED
    if any((matter.secrecy >= Secrecy.SEALED) != is_sealed for matter in matters):
        raise Refused("Hồ sơ kín phải giao nhận bằng biên bản riêng.")
    if not document_number.strip() or not received_by.strip():
        raise Refused("Hãy ghi số biên bản giao nhận và bên nhận.")
    first = max(matter.closed_on for matter in matters)
    if not first <= document_on <= timezone.localdate(now):
        raise Refused(
            f"Ngày biên bản phải từ ngày {first:%d/%m/%Y} (vụ việc kết thúc sau cùng) đến hôm nay."
        )
    delivery: ArchiveDelivery = ArchiveDelivery.objects.create(
        agency=agency, is_sealed=is_sealed, document_number=document_number.strip()[:60],
        document_on=document_on, received_by=received_by.strip()[:200], delivered_by=by,
        delivered_at=now,
    )  # fmt: skip
    ledger.write(by=by, verb=Verb.CREATE, subject=delivery, now=now)
    turns = _turns(told)
    rows = [_row(delivery, one, told[one.pk], turns.get(one.pk, 0) + 1) for one in matters]
    ArchivedMatter.objects.bulk_create(rows)
    Matter.objects.filter(pk__in=told).update(archived_on=document_on)
    for row in rows:
        ledger.write(
            by=by, verb=Verb.CHANGE, subject=row.matter, now=now, details={"buoc": "nop_luu"},
            before={"luu_tru": _AT_HOME},
            after={"luu_tru": f"{_GONE} ngày {document_on.isoformat()}", "bao_quan": _kept(row)},
        )  # fmt: skip
    return delivery


@transaction.atomic
def take_back_file(*, matter_id: UUID, reason: str, by: User, now: datetime) -> ArchiveReturn:
    """Rút hồ sơ of a matter that was taken up again: its further papers belong into it."""
    matter = locks.matter(pk=matter_id, by=by)
    if keeper_of(by, matter) is None:
        raise NotAllowed(NOT_YOURS)
    if matter.archived_on is None:
        raise Refused("Hồ sơ của vụ việc này không ở lưu trữ.")
    if matter.closed_on is not None:
        raise Refused("Vụ việc chưa được mở lại; chỉ rút hồ sơ khi vụ việc được giải quyết tiếp.")
    if not reason.strip():
        raise Refused("Hãy ghi vì sao rút hồ sơ.")
    row = archived_files(matter)[0]
    back: ArchiveReturn = ArchiveReturn.objects.create(
        archived=row, reason=reason.strip(), taken_by=by, taken_at=now
    )
    was, matter.archived_on = matter.archived_on, None
    matter.save(update_fields=["archived_on"])
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=matter, now=now, details={"buoc": "rut_ho_so"},
        before={"luu_tru": f"{_GONE} ngày {was.isoformat()}", "bao_quan": _kept(row)},
        after={"luu_tru": _AT_HOME, "bao_quan": ""},
    )  # fmt: skip
    return back


def _held(told: dict[UUID, FileTold], by: User) -> list[Any]:
    """The matters, locked; one that is not waiting any more stops all, whatever the cause."""
    if not told:
        raise Refused("Hãy chọn ít nhất một hồ sơ.")
    if len(told) > MOST:
        raise Refused(f"Mỗi lần giao nộp không quá {MOST} hồ sơ.")
    rows = waiting(by).filter(pk__in=told).select_related("agency").order_by("pk")
    found = list(rows.select_for_update(of=("self",)))
    if len(found) < len(told):
        raise Refused("Có hồ sơ không còn chờ nộp lưu; hãy mở lại danh sách và chọn lại.")
    return found


def _one_agency(matters: list[Any], by: User) -> Agency:
    keepers = {matter.pk: keeper_of(by, matter) for matter in matters}
    if None in keepers.values():
        raise NotAllowed(NOT_YOURS)
    agencies = {keeper.pk: keeper for keeper in keepers.values() if keeper is not None}
    if len(agencies) > 1:
        raise Refused("Hồ sơ của hai cơ quan phải giao nộp bằng hai biên bản.")
    return next(iter(agencies.values()))


def _turns(told: dict[UUID, FileTold]) -> dict[UUID, int]:
    """How often the file of each matter was handed over before; those taken back count."""
    rows = ArchivedMatter.objects.filter(matter__in=told).order_by().values_list("matter")
    return dict(rows.annotate(n=Count("pk")))


def _row(delivery: ArchiveDelivery, matter: Any, told: FileTold, turn: int) -> ArchivedMatter:
    keeping = rules().terms[told.term]
    if told.term != proposed(matter).term and not told.reason.strip():
        raise UnexplainedTerm(matter.pk)
    return ArchivedMatter(
        delivery=delivery, matter=matter, agency=delivery.agency,
        turn=turn, ended_on=matter.closed_on, due_on=rules().due_on(matter.closed_on),
        term=told.term.value,
        kept_until=keeping.until(matter.closed_on), basis=keeping.citation[:300],
        reason=told.reason.strip()[:300], file_code=told.file_code.strip()[:60],
        sheets=told.sheets,
    )  # fmt: skip


def _kept(row: ArchivedMatter) -> str:
    return f"đến {row.kept_until.isoformat()}" if row.kept_until else "vĩnh viễn"
