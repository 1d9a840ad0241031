"""The duty roster: shifts written and removed, a shift changing hands with consent (lịch trực)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies import ledger
from agencies.duty import AT_THE_PLACE, receivers, why_no_roster
from agencies.enums import Duty, SwapState
from agencies.models import Agency, DutyShift, DutySwap, Event, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from agencies.windows_open import concerns


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """Who, from when until when."""

    user: User
    hours: Hours


@transaction.atomic
def write_roster(
    *,
    agency: Agency,
    duty: Duty,
    turns: Iterable[Turn],
    note: str = "",
    event: Event | None = None,
    place: str = "",
    phone: str = "",
    by: User | None,
    now: datetime,
) -> list[DutyShift]:
    """Puts several people on one duty, all of these turns or none of them."""
    return [
        write_shift(
            agency=agency, user=turn.user, duty=duty, starts_at=turn.hours.starts_at,
            ends_at=turn.hours.ends_at, note=note, event=event, place=place, phone=phone, by=by,
            now=now,
        )
        for turn in turns
    ]  # fmt: skip


@transaction.atomic
def write_shifts(
    *,
    agency: Agency,
    user: User,
    duty: Duty,
    hours: Iterable[Hours],
    note: str = "",
    event: Event | None = None,
    place: str = "",
    phone: str = "",
    by: User | None,
    now: datetime,
) -> list[DutyShift]:
    """Puts a person on duty at these hours, all of them or none. What is there already stays one."""
    return write_roster(
        agency=agency, duty=duty, turns=[Turn(user, each) for each in hours], note=note,
        event=event, place=place, phone=phone, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def write_shift(
    *,
    agency: Agency,
    user: User,
    duty: Duty,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
    event: Event | None = None,
    place: str = "",
    phone: str = "",
    by: User | None,
    now: datetime,
) -> DutyShift:
    """Puts a member of the agency on duty. Nobody is in two places: an overlap is refused.

    `event`: the one it serves, while its window runs; `place` and `phone`: where it differs from
    the reception place, by which number the duty is reached.
    """
    if by is not None:
        _ensure_manages(by, agency)
    if ends_at <= starts_at:
        raise Refused("Ca trực phải kết thúc sau khi bắt đầu.")
    day = timezone.localdate(starts_at)
    _ensure_serves(event, agency, day, timezone.localdate(now))
    _ensure_may_serve(user, agency, day, duty)
    _hold(user)
    same = DutyShift.objects.filter(
        agency=agency, user=user, duty=duty, starts_at=starts_at, ends_at=ends_at
    ).first()
    if same is not None:
        return same
    _ensure_free(user, starts_at, ends_at)
    shift = DutyShift.objects.create(
        agency=agency, scope_path=agency.path, user=user, duty=duty, starts_at=starts_at,
        ends_at=ends_at, note=tidy(note)[:200], event=event, place=tidy(place)[:200],
        phone=tidy(phone)[:40],
    )  # fmt: skip
    ledger.record(by=by, verb="create", subject=shift, now=now)
    return shift


@transaction.atomic
def remove_shift(*, shift_id: UUID, by: User, now: datetime) -> None:
    """Takes a shift that has not begun off the roster, with what was asked about it.

    A past shift stays: the roster is held against who received.
    """
    shift = _locked_shift(shift_id, by)
    _ensure_manages(by, shift.agency)
    if shift.starts_at <= now:
        raise Refused("Ca trực đã bắt đầu nên không xóa được.")
    ledger.record(by=by, verb="remove", subject=shift, now=now)
    shift.swaps.all().delete()  # type: ignore[attr-defined]
    shift.delete()


@transaction.atomic
def ask_swap(*, shift_id: UUID, asked_of: User, reason: str, by: User, now: datetime) -> DutySwap:
    """Asks a colleague to take the shift over; until they agree nothing changes."""
    shift = _locked_shift(shift_id, by)
    if shift.user_id != by.pk:
        raise NotAllowed("Chỉ người có ca trực mới xin đổi ca.")
    if asked_of.pk == by.pk:
        raise Refused("Hãy chọn một người khác.")
    if not tidy(reason):
        raise Refused("Ghi lý do đổi ca.")
    _ensure_to_come(shift, now)
    day = timezone.localdate(shift.starts_at)
    if not receivers(shift.agency, day, shift.duty).filter(pk=asked_of.pk).exists():
        does = "tiếp công dân" if shift.duty in AT_THE_PLACE else "làm việc"
        raise Refused(f"Người được nhờ không {does} ở cơ quan này trong ngày trực.")
    if shift.swaps.filter(state=SwapState.ASKED).exists():  # type: ignore[attr-defined]
        raise Refused("Ca này đang chờ một người khác trả lời; hãy rút đề nghị cũ trước.")
    _ensure_free(asked_of, shift.starts_at, shift.ends_at)
    swap = DutySwap.objects.create(
        shift=shift, asked_by=by, asked_of=asked_of, reason=tidy(reason)[:200], asked_at=now
    )
    ledger.record(by=by, verb="create", subject=swap, now=now)
    return swap


@transaction.atomic
def answer_swap(*, swap_id: UUID, agree: bool, by: User, now: datetime) -> DutySwap:
    """Only who was asked answers. Agreeing takes the shift over, unless one has another by now."""
    swap = _locked_swap(swap_id, by)
    if swap.asked_of_id != by.pk:
        raise NotAllowed("Chỉ người được nhờ mới trả lời đề nghị đổi ca.")
    if agree:
        shift = swap.shift
        _ensure_to_come(shift, now)
        _hold(by)
        _ensure_free(by, shift.starts_at, shift.ends_at)
        shift.user = by
        shift.save(update_fields=["user"])
        ledger.record(by=by, verb="change", subject=shift, now=now, details={"swapped": True})
    return _settled(swap, SwapState.AGREED if agree else SwapState.DECLINED, by, now)


@transaction.atomic
def withdraw_swap(*, swap_id: UUID, by: User, now: datetime) -> DutySwap:
    """Who asked takes it back while nobody has answered."""
    swap = _locked_swap(swap_id, by)
    if swap.asked_by_id != by.pk:
        raise NotAllowed("Chỉ người đề nghị mới rút đề nghị đổi ca.")
    return _settled(swap, SwapState.WITHDRAWN, by, now)


def _settled(swap: DutySwap, state: SwapState, by: User, now: datetime) -> DutySwap:
    swap.state, swap.answered_at = state, now
    swap.save(update_fields=["state", "answered_at"])
    ledger.record(by=by, verb="change", subject=swap, now=now, details={"to": state.value})
    return swap


def _locked_swap(swap_id: UUID, by: User) -> DutySwap:
    """The swap with its shift held first; one that was answered is answered."""
    seen = DutySwap.objects.visible_to(by).get(pk=swap_id)
    shift = _locked_shift(seen.shift_id, by)
    swap: DutySwap = DutySwap.objects.select_for_update().get(pk=swap_id)
    swap.shift = shift
    if swap.state != SwapState.ASKED:
        raise Refused(f"Đề nghị này đã khép lại: {swap.get_state_display().lower()}.")  # type: ignore[attr-defined]
    return swap


def _locked_shift(shift_id: UUID, by: User) -> DutyShift:
    shift: DutyShift = (
        DutyShift.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("agency", "user")
        .get(pk=shift_id)
    )
    return shift


def _ensure_serves(event: Event | None, agency: Agency, day: date, today: date) -> None:
    """A roster serves a running event, inside its window, of an agency that it concerns."""
    if event is None:
        return
    if why := why_no_roster(event, today):
        raise Refused(why)
    if not concerns(event, agency):
        raise Refused("Cơ quan này không thuộc phạm vi của sự kiện.")
    if not event.window_from <= day <= event.window_to:
        raise Refused(
            f"Ngày {day:%d/%m/%Y} nằm ngoài thời gian theo dõi sự kiện "
            f"({event.window_from:%d/%m/%Y} – {event.window_to:%d/%m/%Y})."
        )


def _ensure_may_serve(user: User, agency: Agency, day: date, duty: Duty) -> None:
    if not receivers(agency, day, duty).filter(pk=user.pk).exists():
        does = "tiếp công dân" if duty in AT_THE_PLACE else "làm việc"
        raise Refused(f"{user} không {does} ở cơ quan này ngày {day:%d/%m/%Y}.")


def _hold(user: User) -> None:
    """Two writers of one person's shifts wait for each other."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)


def _ensure_free(user: User, starts_at: datetime, ends_at: datetime) -> None:
    """At whichever agency; which one is not told to who may not see it."""
    overlap = DutyShift.objects.filter(user=user, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if overlap.exists():
        day = timezone.localdate(starts_at)
        raise Refused(f"{user} đã có ca trực khác trùng giờ ngày {day:%d/%m/%Y}.")


def _ensure_to_come(shift: DutyShift, now: datetime) -> None:
    if shift.starts_at <= now:
        raise Refused("Ca trực đã bắt đầu nên không đổi được.")


def _ensure_manages(by: User, agency: Agency) -> None:
    if agency not in by.access.agencies_with(Permission.MANAGE_DUTY):
        raise NotAllowed("Vai trò của bạn không có quyền lập lịch trực của cơ quan này.")
