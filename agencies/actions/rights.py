"""Rights of a running account: a role given, ended or carried to another unit.

By an administrator within the units that she looks after, never for herself. Sessions need no word
here: the stamp of rights ends them at their next request (agencies/session_stamp.py).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies import administered, held_work, ledger, notices
from agencies.models import Agency, Membership, User
from agencies.permissions import ensure
from agencies.refusals import NotAllowed, Refused
from agencies.role_rules import (
    Term,
    ends_at_once,
    refusal_beside,
    refusal_of_days,
    refusal_of_place,
)
from agencies.roles import Permission, Role
from agencies.vietnamese import tidy
from law.dates import vn_date

LONGEST = 200


@transaction.atomic
def give_role(
    *,
    user_id: UUID,
    agency_id: UUID,
    role: Role,
    first_day: date,
    last_day: date | None,
    basis: str,
    by: User,
    now: datetime,
    stands_in_for_id: UUID | None = None,
) -> Membership:
    """Giao vai trò from a day on, until one or until it is ended; `basis`: the decision, or why.

    With `stands_in_for_id` the role of somebody who is away (giao quyền, phụ trách thay): only for a
    time, and what is kept from that person is kept from this one. The person is told.
    """
    account, asks = locked(user_id=user_id, by=by)
    agency = _agency(agency_id, asks)
    wanted = Term(role, agency.pk, first_day, last_day)
    _ensure_open(account)
    _ensure_may_hold(account, agency, wanted, timezone.localdate(now))
    said = said_why(basis, "Hãy ghi số, ngày của quyết định giao vai trò, hoặc lý do.")
    absent = _absent(stands_in_for_id, account, wanted) if stands_in_for_id else None
    return _given(account, agency, wanted, said, absent, by, now)


@transaction.atomic
def end_role(
    *,
    membership_id: int,
    last_day: date | None,
    reason: str,
    by: User,
    now: datetime,
    to_agency_id: UUID | None = None,
) -> Membership:
    """Kết thúc vai trò: from this moment, or with `last_day`; with `to_agency_id` the same role goes on
    there the day after. Open work stays with the unit, whose head is told. Returns the ended role."""
    user_id = Membership.objects.values_list("user_id", flat=True).get(pk=membership_id)
    account, asks = locked(user_id=user_id, by=by)
    held = Membership.objects.select_for_update(of=("self",)).select_related("agency")
    membership = held.get(pk=membership_id)
    if not administered.looks_after(asks, membership.agency):
        raise NotAllowed(_NOT_YOURS)
    today = timezone.localdate(now)
    was = membership.valid_to
    ends_on = _last_day(membership, last_day, today)
    said = said_why(
        reason, "Hãy ghi lý do kết thúc vai trò: số, ngày quyết định, nghỉ, chuyển đơn vị…"
    )
    if membership.role == Role.ADMIN:
        ensure_another_administers(membership.agency, account, today)
    membership.valid_to, membership.end_reason = ends_on, said
    membership.save(update_fields=["valid_to", "end_reason"])
    _note_ended(membership, was, by, now)
    if to_agency_id is not None:
        _go_on(account, membership, was, _agency(to_agency_id, asks), said, by, now)
    first_day = max(ends_on + timedelta(days=1), today)
    held_work.tell(user=account, agency=membership.agency, first_day=first_day, now=now)
    _tell(account, membership, _ended_sentence(membership, today), "end", now)
    return membership


def locked(*, user_id: UUID, by: User) -> tuple[User, User]:
    """The account, and who asks with the rights of this moment; both locked, so that two who end each
    other's rights do it one after the other. Raises NotAllowed for whoever does not look after it now."""
    rows = User.objects.select_for_update(no_key=True).order_by("pk")
    found = {user.pk: user for user in rows.filter(pk__in={user_id, by.pk})}
    asks = found[by.pk]
    ensure(asks, Permission.MANAGE_UNITS)
    if user_id == by.pk:
        raise Refused("Không tự thay đổi quyền của mình; hãy nhờ người quản trị khác.")
    if not asks.is_active or not administered.accounts_of(asks).filter(pk=user_id).exists():
        raise NotAllowed(_NOT_YOURS)
    return found[user_id], asks


_NOT_YOURS = "Tài khoản hoặc đơn vị này không thuộc phạm vi bạn quản trị."


def said_why(text: str, sentence: str) -> str:
    """One line; raises Refused with `sentence` when it says nothing."""
    said = tidy(text)[:LONGEST]
    if len(said) < 5:
        raise Refused(sentence)
    return said


def ensure_another_administers(agency: Agency, but: User, today: date) -> None:
    """Nobody takes the last administrator from an agency: who is left must hold the role without an end."""
    Agency.objects.select_for_update(no_key=True).only("pk").get(pk=agency.pk)
    left = Membership.objects.in_force(today).filter(
        agency=agency, role=Role.ADMIN, valid_to=None, user__is_active=True
    )
    if not left.exclude(user=but).exists():
        raise Refused(
            f"{but} là người quản trị duy nhất của {agency.short_name}; hãy giao vai trò quản trị "
            "cho người khác trước."
        )


def _agency(agency_id: UUID, asks: User) -> Agency:
    agency = Agency.objects.get(pk=agency_id)
    if not administered.looks_after(asks, agency):
        raise NotAllowed(_NOT_YOURS)
    return agency


def _ensure_open(account: User) -> None:
    if not account.is_active:
        raise Refused("Tài khoản đang khóa; hãy mở lại trước khi giao vai trò.")


def _ensure_may_hold(account: User, agency: Agency, wanted: Term, today: date) -> None:
    others = [
        Term(Role(role), agency_id, first, last)
        for role, agency_id, first, last in account.memberships.values_list(  # type: ignore[attr-defined]
            "role", "agency_id", "valid_from", "valid_to"
        )
    ]
    why = (
        refusal_of_place(wanted.role, watches=agency.oversees_id is not None)
        or refusal_of_days(
            wanted, today=today, unit_from=agency.valid_from, unit_to=agency.valid_to
        )
        or refusal_beside(wanted, others)
    )
    if why:
        raise Refused(why)


def _absent(user_id: UUID, account: User, wanted: Term) -> User:
    """Who is away: holds the same role in the same unit on the first day."""
    if wanted.last_day is None:
        raise Refused("Giữ vai trò thay người vắng phải ghi ngày cuối.")
    if user_id == account.pk:
        raise Refused("Người giữ thay phải là người khác.")
    held = Membership.objects.in_force(wanted.first_day).filter(
        user=user_id, agency=wanted.agency_id, role=wanted.role
    )
    found = held.select_related("user").first()
    if found is None:
        raise Refused("Người vắng không giữ vai trò ấy ở đơn vị này.")
    return found.user


def _given(
    account: User, agency: Agency, term: Term, basis: str, absent: User | None, by: User,
    now: datetime,
) -> Membership:  # fmt: skip
    made = Membership(
        user=account, agency=agency, role=term.role, valid_from=term.first_day,
        valid_to=term.last_day, basis=basis, stands_in_for=absent,
    )  # fmt: skip
    made.save(force_insert=True)
    _note_given(made, by, now)
    _tell(account, made, _given_sentence(made, term), "given", now)
    return made


def _go_on(
    account: User, ended: Membership, was: date | None, agency: Agency, basis: str, by: User,
    now: datetime,
) -> None:  # fmt: skip
    """The same role in another unit, from the day after for as long as it would have lasted."""
    if agency.pk == ended.agency_id:
        raise Refused("Đơn vị chuyển đến phải là đơn vị khác.")
    if ended.stands_in_for_id is not None:
        raise Refused("Vai trò giữ thay người vắng không chuyển theo sang đơn vị khác.")
    assert ended.valid_to is not None  # noqa: S101 - it was ended above
    today = timezone.localdate(now)
    first_day = max(ended.valid_to + timedelta(days=1), today)
    wanted = Term(Role(ended.role), agency.pk, first_day, was)
    _ensure_open(account)
    _ensure_may_hold(account, agency, wanted, today)
    _given(account, agency, wanted, basis, None, by, now)


def _last_day(membership: Membership, last_day: date | None, today: date) -> date:
    """On which the role ends; raises Refused for one that is over or a day that cannot be."""
    ends = membership.valid_to
    if ends is not None and (ends < today or ends < membership.valid_from):
        raise Refused("Vai trò này đã kết thúc.")
    if last_day is None:
        return ends_at_once(membership.valid_from, today)
    if last_day < max(today, membership.valid_from):
        raise Refused(
            "Ngày cuối từ hôm nay trở đi, không trước ngày bắt đầu; để trống là kết thúc ngay."
        )
    if ends is not None and last_day >= ends:
        raise Refused(f"Vai trò này vốn đã kết thúc ngày {vn_date(ends)}.")
    return last_day


def _note_given(made: Membership, by: User, now: datetime) -> None:
    after: dict[str, Any] = {**_which(made), "tu_ngay": made.valid_from.isoformat()}
    if made.valid_to is not None:
        after["den_ngay"] = made.valid_to.isoformat()
    details = {"can_cu": made.basis}
    if made.stands_in_for_id is not None:
        after["giu_thay"] = True
        details["thay_cho"] = str(made.stands_in_for_id)
    ledger.record(by=by, verb="give_role", subject=made.user, now=now, details=details, after=after)


def _note_ended(ended: Membership, was: date | None, by: User, now: datetime) -> None:
    ledger.record(
        by=by, verb="end_role", subject=ended.user, now=now, details={"can_cu": ended.end_reason},
        before={"den_ngay": was.isoformat() if was else ""},
        after={**_which(ended), "den_ngay": str(ended.valid_to)},
    )  # fmt: skip


def _which(membership: Membership) -> dict[str, Any]:
    """Told beside what changed: of which role the row speaks."""
    return {"vai_tro": membership.get_role_display(), "co_quan": membership.agency.short_name}


def _given_sentence(made: Membership, term: Term) -> str:
    return (
        f"Bạn được giao vai trò {made.get_role_display()} tại {made.agency.short_name} {term.words()} "
        f"({made.basis})."
    )


def _ended_sentence(ended: Membership, today: date) -> str:
    assert ended.valid_to is not None  # noqa: S101 - it was ended above
    when = f"hết ngày {vn_date(ended.valid_to)}" if ended.valid_to >= today else "từ hôm nay"
    role = f"Vai trò {ended.get_role_display()} của bạn tại {ended.agency.short_name}"
    return f"{role} kết thúc {when} ({ended.end_reason})."


def _tell(account: User, membership: Membership, sentence: str, step: str, now: datetime) -> None:
    notices.give(
        users=[account], key=f"role:{membership.pk}:{step}:{now.isoformat()}", sentence=sentence,
        url_name="own_account", subject_id=account.pk, now=now,
    )  # fmt: skip
