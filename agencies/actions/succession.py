"""The end of a unit: successors, accounts and the day said once; what it leaves is carried by jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies import ledger
from agencies.models import Agency, Membership, Succession, UnitEnd, User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.registry import Kind, entries
from agencies.roles import Permission
from agencies.unit_end_models import EndState
from law.dates import vn_date

_END = "change"
_ROUNDS = 50
_TWICE = "Đã có quyết định kết thúc của đơn vị này."


def ensure_may_end(
    *, agency: Agency, last_day: date, successors: Sequence[Agency], keeper: Agency | None
) -> None:
    """Raises Refused with the sentence why this unit may not end so."""
    if UnitEnd.objects.filter(agency=agency).exists():
        raise Refused(_TWICE)
    if last_day < agency.valid_from:
        raise Refused(f"Đơn vị chỉ có hiệu lực từ ngày {vn_date(agency.valid_from)}.")
    if agency.valid_to is not None and agency.valid_to != last_day:
        raise Refused(f"Đơn vị đã ghi kết thúc ngày {vn_date(agency.valid_to)}; hãy dùng ngày đó.")
    if not successors:
        raise Refused(
            "Hãy ghi ít nhất một đơn vị kế thừa: hồ sơ đang mở và hồ sơ lưu phải có nơi nhận."
        )
    for successor in successors:
        _ensure_may_continue(agency, successor, last_day)
    if keeper is not None and keeper not in successors:
        raise Refused("Đơn vị nhận phần còn lại phải là một trong các đơn vị kế thừa.")


def _ensure_may_continue(agency: Agency, successor: Agency, last_day: date) -> None:
    starts_on = date.fromordinal(last_day.toordinal() + 1)
    if successor.pk == agency.pk:
        raise Refused("Đơn vị không thể kế thừa chính mình.")
    if successor.path.startswith(agency.path):
        raise Refused(f"{successor} trực thuộc chính đơn vị kết thúc nên không thể kế thừa.")
    if agency.pk in _after(successor):
        raise Refused(f"{successor} đã được ghi là bàn giao cho {agency}: kế thừa thành vòng tròn.")
    if not successor.exists_on(starts_on):
        raise Refused(f"{successor} không còn hoặc chưa có hiệu lực ngày {vn_date(starts_on)}.")


def _after(agency: Agency) -> set[UUID]:
    """All that continue `agency`, however far on."""
    seen: set[UUID] = set()
    edge = {agency.pk}
    for _ in range(_ROUNDS):
        found = Succession.objects.filter(predecessor__in=edge).values_list("successor", flat=True)
        edge = set(found) - seen
        if not edge:
            break
        seen |= edge
    return seen


@transaction.atomic
def end_unit(
    *,
    agency_id: UUID,
    last_day: date,
    document: str,
    successor_ids: Sequence[UUID],
    keeper_id: UUID | None,
    moves: Mapping[int, UUID],
    by: User,
    now: datetime,
) -> UnitEnd:
    """Kết thúc đơn vị. Cannot be undone. `moves`: memberships that go on at a successor; the others
    end with the unit. Before the day nothing is carried; after it the job is asked for at once.
    """
    ensure(by, Permission.END_UNIT)
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
    known = {a.pk: a for a in Agency.objects.filter(pk__in=successor_ids)}
    successors = [known[pk] for pk in dict.fromkeys(successor_ids) if pk in known]
    keeper = known.get(keeper_id) if keeper_id else None
    if not document.strip():
        raise Refused("Hãy ghi văn bản làm căn cứ: số, ngày, cơ quan ban hành.")
    ensure_may_end(agency=agency, last_day=last_day, successors=successors, keeper=keeper)
    ending = _ending(agency, last_day, document.strip()[:200], keeper, by, now)
    _say_successors(ending, successors)
    people = _pass_on_roles(ending, known, moves, by, now)
    details = {"ngay_cuoi": last_day.isoformat(), "ke_thua": [a.code for a in successors],
               "vai_tro": people}  # fmt: skip
    ledger.record(by=by, verb=_END, subject=agency, also=[ending], now=now, details=details)
    if ending.starts_on <= timezone.localdate(now):
        begin(ending=ending, by=by, now=now)
    return ending


def _ending(
    agency: Agency, last_day: date, document: str, keeper: Agency | None, by: User, now: datetime
) -> UnitEnd:
    if agency.valid_to is None:
        agency.valid_to = last_day
        agency.save(update_fields=["valid_to"])
    ending = UnitEnd(
        agency=agency, last_day=last_day, document=document, keeper=keeper, made_by=by, made_at=now
    )
    try:
        with transaction.atomic():
            ending.save(force_insert=True)
    except IntegrityError:
        raise Refused(_TWICE) from None
    return ending


def _say_successors(ending: UnitEnd, successors: Sequence[Agency]) -> None:
    """Those that a document named before stay as they were said; others are not successors."""
    Succession.objects.filter(predecessor=ending.agency).exclude(successor__in=successors).delete()
    for successor in successors:
        Succession.objects.get_or_create(
            predecessor=ending.agency, successor=successor,
            defaults={"starts_on": ending.starts_on, "document": ending.document},
        )  # fmt: skip


def _pass_on_roles(
    ending: UnitEnd,
    successors: Mapping[UUID, Agency],
    moves: Mapping[int, UUID],
    by: User,
    now: datetime,
) -> dict[str, int]:
    """Roles end with the day; those chosen go on at a successor. Grants and exclusions belong to
    matters and people, so they stay as they are."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user")
    held = rows.filter(agency=ending.agency, valid_to=None)
    passed = 0
    for membership in held:
        membership.valid_to = max(ending.last_day, membership.valid_from)
        membership.save(update_fields=["valid_to"])
        to = successors.get(moves[membership.pk]) if membership.pk in moves else None
        _tell_ledger(membership, ending.agency, to, by, now)
        if to is None:
            continue
        _, is_new = Membership.objects.get_or_create(
            user_id=membership.user_id, agency=to, role=membership.role, valid_to=None,
            defaults={"valid_from": max(ending.starts_on, membership.valid_from)},
        )  # fmt: skip
        passed += is_new
    return {"ket_thuc": len(held), "chuyen": passed}


def _tell_ledger(
    membership: Membership, ended: Agency, to: Agency | None, by: User, now: datetime
) -> None:
    """Each account whose role ends or goes on elsewhere: a change of rights has a row of its own."""
    role = membership.get_role_display()
    ledger.record(
        by=by, verb="end_role", subject=membership.user, now=now,
        before={"vai_tro": role, "co_quan": ended.short_name},
        after={"vai_tro": role if to else "", "co_quan": to.short_name if to else ""},
    )  # fmt: skip


def begin(*, ending: UnitEnd, by: User | None, now: datetime) -> None:
    """The day has come: the keeper reads the closed files, and the carrying is asked for."""
    lines = ending.agency.successions.select_related("successor").all()
    keeper = ending.keeper or (lines[0].successor if len(lines) == 1 else None)
    if keeper is not None and ending.agency_id not in keeper.inherited_ids:
        # What the unit itself kept of earlier ones goes on with its own.
        keeper.inherited_ids += [ending.agency_id, *ending.agency.inherited_ids]
        keeper.inherited_paths += [ending.agency.path, *ending.agency.inherited_paths]
        keeper.save(update_fields=["inherited_ids", "inherited_paths"])
    ending.state = EndState.RUNNING
    ending.save(update_fields=["state"])
    for start in entries(Kind.UNIT_ENDED).values():
        start(ending=ending, by=by, now=now)


@transaction.atomic
def begin_due(*, now: datetime) -> int:
    """Planned ends whose day has passed; a second run begins none."""
    due = UnitEnd.objects.select_for_update(of=("self",)).filter(
        state=EndState.PLANNED, last_day__lt=timezone.localdate(now)
    )
    found = list(due.select_related("agency", "keeper", "made_by"))
    for ending in found:
        begin(ending=ending, by=ending.made_by, now=now)
    return len(found)
