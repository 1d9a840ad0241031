"""Open matters of an ended unit go on at its successors, with all that hangs on them (ADR 0034).

Nothing about time changes: the rows of clocks keep their days. Grants and exclusions belong to matters
and people and stay. `Petition.book_agency` keeps whose book gave the number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Greatest

from agencies.models import Agency, Membership, UnitEnd, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission, Role
from agencies.succession import Heirs, Part
from agencies.told import people_of
from agencies.unit_end_models import EndState
from complaints import succession as left
from complaints.actions import matters as matter_actions
from complaints.actions.intake import overseer_of
from complaints.actions.protection_succession import move_with_matters, pass_on_running
from complaints.actions.succession_rows import move_rows
from complaints.enums import Secrecy
from complaints.models import CaseUrge, CoordinationRequest, Liaison, Matter, Transfer
from law.dates import vn_date
from records import succession as kept
from records.actions import ledger, notices
from records.enums import NoticeTopic, Verb

CHUNK = 200
_FIRST = UUID(int=0)
_WHY = "Người giữ bí mật của đơn vị kế thừa"


def carry(*, ending: UnitEnd, heirs: Heirs, now: datetime) -> None:
    """Common matters first, those with excluded persons last; each chunk whole or not at all."""
    unit = ending.agency
    open_ones = left.open_matters(unit.pk)
    for found in (
        open_ones.filter(secrecy__lt=Secrecy.RESTRICTED),
        open_ones.filter(secrecy__gte=Secrecy.RESTRICTED),
    ):
        after: UUID | None = _FIRST
        while after is not None:
            after = _carry_some(ending, heirs, found.filter(pk__gt=after), now)
    pass_on_running(ending, heirs, now=now)
    _pass_on_inbox(ending, heirs)
    _pass_on_asked(ending, heirs)
    ended = Liaison.objects.filter(agency=unit, to_on=None)
    ended.update(to_on=Greatest("from_on", ending.last_day))
    _tell(ending, heirs, now)


@transaction.atomic
def _carry_some(
    ending: UnitEnd, heirs: Heirs, found: QuerySet[Matter], now: datetime
) -> UUID | None:
    """The next handful by id; the last id, or None when there was nothing left."""
    some = list(found.select_for_update(of=("self",)).order_by("pk")[:CHUNK])
    groups: dict[Agency, list[Matter]] = defaultdict(list)
    for matter in some:
        heir = left.heirs_of_matters(heirs, [matter])[matter.pk]
        if heir is not None:
            groups[heir].append(matter)
    for heir, taken in groups.items():
        _give(ending, heir, taken, by=ending.made_by, now=now)
    return some[-1].pk if some else None


@transaction.atomic
def choose_heir(
    *, agency_id: UUID, matter_ids: Sequence[UUID], heir_id: UUID, by: User, now: datetime
) -> int:
    """Chọn nơi nhận: a head above, or of who keeps the files, decides what no rule decided."""
    ending = UnitEnd.objects.select_related("agency", "made_by").get(agency=agency_id)
    ensure_may_choose(by, ending.agency)
    if ending.state == EndState.PLANNED:
        raise Refused(f"Đơn vị còn hoạt động đến hết ngày {vn_date(ending.last_day)}.")
    chosen = next((a for a in Heirs.of(ending).successors if a.pk == heir_id), None)
    if chosen is None:
        raise Refused("Hãy chọn nơi nhận trong các đơn vị kế thừa.")
    seen = Matter.objects.visible_to(by).filter(agency=ending.agency, pk__in=list(matter_ids))
    taken = list(seen.select_for_update(of=("self",)).order_by("pk"))
    if not taken:
        raise Refused("Hãy chọn ít nhất một vụ việc còn chờ nơi nhận.")
    _give(ending, chosen, taken, by=by, now=now)
    return len(taken)


def ensure_may_choose(user: User, agency: Agency) -> None:
    """Heads within whose reach the ended unit lies."""
    if not (user.may(Permission.ASSIGN_WORK) and user.access.reaches(agency)):
        raise NotAllowed("Chỉ thủ trưởng cấp trên hoặc nơi giữ hồ sơ chọn đơn vị nhận vụ việc.")


def _give(ending: UnitEnd, heir: Agency, taken: list[Matter], *, by: User, now: datetime) -> None:
    """These matters, locked, to one successor, with a row of the ledger each."""
    people = set(
        Membership.objects.filter(agency=heir, valid_to=None).values_list("user_id", flat=True)
    )
    counted = [m.pk for m in taken if m.secrecy < Secrecy.RESTRICTED]
    secret = [m.pk for m in taken if m.secrecy >= Secrecy.RESTRICTED]
    for ids, is_counted in ((counted, True), (secret, False)):
        moved = move_rows(ids, ending.agency, heir, people)
        if is_counted:
            for label, count in moved.items():
                kept.note_moved(ending, label, {heir.code: count})
    move_with_matters([m.pk for m in taken], ending.agency, heir, by=by, now=now)
    details = {"ban_giao": ending.agency.code, "cho": heir.code}
    ledger.write_many(
        by=by, verb=Verb.CHANGE, subjects=taken, now=now, details=details,
        before={"co_quan": ending.agency.short_name}, after={"co_quan": heir.short_name},
    )  # fmt: skip
    sealed = [m for m in taken if m.secrecy > Secrecy.OPEN]
    if sealed:
        _name_custodians(ending, heir, sealed, by, now)


def _name_custodians(
    ending: UnitEnd, heir: Agency, sealed: list[Matter], by: User, now: datetime
) -> None:
    """Custodians of the successor keep what is sealed, and check who must not know before it is
    opened there: the person denounced may work at the successor (Luật Tố cáo 2018, art. 8)."""
    keepers = people_of(heir, Role.CUSTODIAN) or people_of(
        overseer_of(heir, ending.starts_on), Role.CUSTODIAN
    )
    for matter in sealed:
        matter_actions.grant(matter=matter, users=keepers, reason=_WHY, by=by, now=now)
        notices.give(
            users=keepers, key=f"unit_end:{matter.pk}", topic=NoticeTopic.ASSIGNED,
            sentence="Một việc kín được bàn giao từ đơn vị đã kết thúc; kiểm tra người bị loại trừ "
            "trước khi mở.",
            url_name="matter_detail", subject_id=matter.pk, now=now,
        )  # fmt: skip


@transaction.atomic
def _pass_on_inbox(ending: UnitEnd, heirs: Heirs) -> None:
    """Transfers that nobody took in go to who would have received them."""
    waiting = left.waiting_transfers(ending.agency_id).select_related("petition")
    for transfer in waiting.select_for_update(of=("self",)).order_by("pk"):
        heir = left.heir_of_transfer(heirs, transfer)
        if heir is None:
            continue
        Transfer.objects.filter(pk=transfer.pk).update(to_agency=heir, to_path=heir.path)
        if transfer.secrecy < Secrecy.RESTRICTED:
            kept.note_moved(ending, left.TRANSFERS, {heir.code: 1})


@transaction.atomic
def _pass_on_asked(ending: UnitEnd, heirs: Heirs) -> None:
    """What others asked of the unit about matters of their own."""
    asked = CoordinationRequest.objects.filter(state__in=left.ASKED)
    urged = CaseUrge.objects.filter(state="waiting")
    for rows in (asked, urged):
        mine = rows.filter(to_agency=ending.agency).exclude(matter__agency=ending.agency)
        for row in mine.select_related("matter").select_for_update(of=("self",)).order_by("pk"):
            heir = heirs.for_place([], row.matter.locality)
            if heir is not None and heir.pk != row.agency_id:
                rows.filter(pk=row.pk).update(to_agency=heir, to_path=heir.path)


def _tell(ending: UnitEnd, heirs: Heirs, now: datetime) -> None:
    """Heads of the successors find their list; nothing is said of how much is sealed."""
    for heir in heirs.successors:
        notices.give(
            users=people_of(heir, Role.HEAD), key=f"unit_end:{ending.pk}:{heir.pk}",
            sentence=f"Vụ việc đang mở của {ending.agency} đã bàn giao; xem và phân công người thụ "
            "lý.",
            url_name="succession_matters", subject_id=ending.agency_id, now=now,
            topic=NoticeTopic.ASSIGNED,
        )  # fmt: skip


def part() -> Part:
    """What complaints leaves and how it goes over."""
    return Part(preview=left.preview, carry=carry)
