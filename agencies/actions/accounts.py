"""A running account is closed and opened again: whoever left signs in nowhere, what they did stays."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies import administered, held_work, ledger
from agencies.actions.rights import ensure_another_administers, locked, said_why
from agencies.models import Membership, User
from agencies.refusals import Refused
from agencies.roles import Role
from agencies.session_stamp import end_sessions

_WHY = "Hãy ghi lý do: nghỉ việc, chuyển đi, tạm đình chỉ…"
_ELSEWHERE = (
    "Người này còn giữ vai trò ở đơn vị ngoài phạm vi bạn quản trị; hãy kết thúc các vai trò thuộc phạm "
    "vi của bạn thay vì khóa tài khoản."
)


@transaction.atomic
def close_account(*, user_id: UUID, reason: str, by: User, now: datetime) -> User:
    """Khóa tài khoản: every session ends, roles stay as they are and give nothing meanwhile. Heads are
    told where work waits. Raises Refused for one's own, the last administrator, one that is closed."""
    account, asks = locked(user_id=user_id, by=by)
    if not account.is_active:
        raise Refused("Tài khoản này đã khóa.")
    said = said_why(reason, _WHY)
    today = timezone.localdate(now)
    held = _lasting(account, today)
    _ensure_all_within(held, asks)
    for membership in held:
        if membership.role == Role.ADMIN:
            ensure_another_administers(membership.agency, account, today)
    account.is_active = False
    account.save(update_fields=["is_active"])
    # An old session must not come back to life with the account.
    end_sessions(user=account)
    _note("close_account", account, said, by, now)
    for agency in {m.agency_id: m.agency for m in held}.values():
        held_work.tell(user=account, agency=agency, first_day=today, now=now)
    return account


@transaction.atomic
def reopen_account(*, user_id: UUID, reason: str, by: User, now: datetime) -> User:
    """Mở lại tài khoản: with the roles that count on this day; the password is the one of before."""
    account, asks = locked(user_id=user_id, by=by)
    if account.is_active:
        raise Refused("Tài khoản này đang dùng.")
    said = said_why(reason, _WHY)
    _ensure_all_within(_lasting(account, timezone.localdate(now)), asks)
    account.is_active = True
    account.save(update_fields=["is_active"])
    _note("reopen_account", account, said, by, now)
    return account


def _lasting(account: User, today: date) -> list[Membership]:
    """Roles that count today or will; in the order of their agencies, which are locked one by one."""
    rows = Membership.objects.filter(user=account).exclude(valid_to__lt=today)
    return list(rows.select_related("agency").order_by("agency", "pk"))


def _ensure_all_within(held: list[Membership], asks: User) -> None:
    if any(not administered.looks_after(asks, membership.agency) for membership in held):
        raise Refused(_ELSEWHERE)


def _note(verb: str, account: User, why: str, by: User, now: datetime) -> None:
    words = {True: "đang dùng", False: "đã khóa"}
    ledger.record(
        by=by, verb=verb, subject=account, now=now, details={"can_cu": why},
        before={"tai_khoan": words[not account.is_active]},
        after={"tai_khoan": words[account.is_active]},
    )  # fmt: skip
