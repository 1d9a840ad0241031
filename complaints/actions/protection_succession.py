"""Protection files of a unit that ends go on at its successor (ADR 0034, 0043): to its custodian, who
checks who must not know before anybody else is named. Nothing is counted: an end tells of none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, UnitEnd, User
from agencies.succession import Heirs
from complaints.actions.protection import KEEPER_ABOVE
from complaints.kept_out import people_kept_out
from complaints.models import AdverseNote, ProtectionFile, ProtectionReader
from complaints.protection.names import RUNNING
from complaints.protection_rights import keepers_of
from records.actions import ledger, notices
from records.enums import NoticeTopic, Verb

_TOLD = (
    "Một hồ sơ kín được bàn giao từ đơn vị đã kết thúc; kiểm tra người bị loại trừ, rồi nêu tên người giải "
    "quyết."
)


def move_with_matters(
    ids: Collection[UUID], unit: Agency, heir: Agency, *, by: User, now: datetime
) -> None:
    """Files and notes of matters that change hands; whoever was named stays named."""
    rows = ProtectionFile.objects.filter(matter__in=ids, agency=unit)
    _hand_over(rows.select_for_update().order_by("pk"), heir, by=by, now=now)
    notes = AdverseNote.objects.filter(matter__in=ids, agency=unit)
    notes.update(agency=heir, scope_path=heir.path)


@transaction.atomic
def pass_on_running(ending: UnitEnd, heirs: Heirs, *, now: datetime) -> None:
    """Protection outlasts the matter it came from: what still runs is not left with nobody. Where no
    rule says who takes it, the custodians above are named and choose."""
    running = ProtectionFile.objects.filter(agency=ending.agency, state__in=RUNNING)
    left = list(running.select_for_update().order_by("pk"))
    if heirs.sole is not None:
        _hand_over(left, heirs.sole, by=ending.made_by, now=now)
        return
    for file in left:
        _name_keepers(file, by=ending.made_by, now=now)


def _hand_over(files: Iterable[ProtectionFile], heir: Agency, *, by: User, now: datetime) -> None:
    for file in files:
        was = file.agency.short_name
        file.agency, file.scope_path = heir, heir.path
        file.save(update_fields=["agency", "scope_path"])
        ledger.write(
            by=by, verb=Verb.CHANGE, subject=file, now=now,
            details={"viec": "bàn giao", "cho": heir.code},
            before={"co_quan": was}, after={"co_quan": heir.short_name},
        )  # fmt: skip
        _name_keepers(file, by=by, now=now)


def _name_keepers(file: ProtectionFile, *, by: User, now: datetime) -> None:
    """Custodians of the file's agency keep it; where there are none, those above are named."""
    where, keepers = keepers_of(file.agency, now)
    excluded = people_kept_out([file.matter_id], timezone.localdate(now))
    keepers = [keeper for keeper in keepers if keeper.pk not in excluded]
    if where != file.agency:
        ProtectionReader.objects.bulk_create(
            [
                ProtectionReader(
                    file=file, user=keeper, reason=KEEPER_ABOVE, named_at=now, named_by=by
                )
                for keeper in keepers
            ],
            ignore_conflicts=True,
        )
    notices.give(
        users=keepers, key=f"unit_end_file:{file.pk}:{file.agency_id}", topic=NoticeTopic.ASSIGNED,
        sentence=_TOLD, url_name="protection_detail", subject_id=file.pk, now=now,
    )  # fmt: skip
