"""What somebody changes about the own sign-in: password, second factor, other sessions.

Each change is in the ledger, without any of what was changed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.sessions.models import Session
from django.db import transaction

from agencies import ledger, notices, own_sessions, second_factor
from agencies.models import User
from agencies.permissions import ensure
from agencies.refusals import Refused
from agencies.roles import Permission
from agencies.second_factor import Type
from agencies.session_stamp import end_sessions

MOST_KEYS = 5
LONGEST_REASON = 150


def _locked(by: User) -> User:
    user: User = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return user


def _note(by: User, now: datetime, what: str) -> None:
    ledger.record(by=by, verb="change", subject=by, now=now, details={"sign_in": what})


@transaction.atomic
def set_password(*, password: str, by: User, now: datetime) -> User:
    """Đổi mật khẩu."""
    user = _locked(by)
    user.set_password(password)
    user.save(update_fields=["password"])
    _note(by, now, "password")
    return user


@transaction.atomic
def add_app(*, secret: str, counter: int, by: User, now: datetime) -> list[str]:
    """Ứng dụng tạo mã (TOTP); `counter` is that of the code just proved. Returns recovery codes."""
    _locked(by)
    if Authenticator.objects.filter(user=by, type=Type.TOTP).exists():
        raise Refused("Tài khoản đã có ứng dụng tạo mã; hãy gỡ ứng dụng cũ trước.")
    data = {"secret": encrypt(secret), "last_counter": counter}
    Authenticator.objects.create(user=by, type=Type.TOTP, data=data, created_at=now)
    _note(by, now, "app added")
    return _recovery_codes(by)


@transaction.atomic
def add_key(*, name: str, credential: dict[str, Any], by: User, now: datetime) -> list[str]:
    """Khóa bảo mật (FIDO2) whose answer was checked. Returns recovery codes."""
    _locked(by)
    if Authenticator.objects.filter(user=by, type=Type.WEBAUTHN).count() >= MOST_KEYS:
        raise Refused(f"Mỗi tài khoản có nhiều nhất {MOST_KEYS} khóa bảo mật.")
    WebAuthn.add(by, name[:60] or "Khóa bảo mật", credential)
    _note(by, now, "key added")
    return _recovery_codes(by)


@transaction.atomic
def remove_factor(*, factor_id: int, by: User, now: datetime) -> None:
    """Gỡ ứng dụng or khóa of one's own; the recovery codes go with the last one."""
    _locked(by)
    gone, _ = Authenticator.objects.filter(
        user=by, pk=factor_id, type__in=[Type.TOTP, Type.WEBAUTHN]
    ).delete()
    if not gone:
        raise Refused("Không tìm thấy ứng dụng hoặc khóa này trong tài khoản của bạn.")
    if not second_factor.kinds_of(by):
        Authenticator.objects.filter(user=by).delete()
    _note(by, now, "factor removed")


@transaction.atomic
def renew_recovery_codes(*, by: User, now: datetime) -> list[str]:
    """Mã dự phòng mới; the old ones stop working."""
    _locked(by)
    if not second_factor.kinds_of(by):
        raise Refused("Hãy thiết lập ứng dụng tạo mã hoặc khóa bảo mật trước.")
    Authenticator.objects.filter(user=by, type=Type.RECOVERY_CODES).delete()
    _note(by, now, "recovery codes renewed")
    return _recovery_codes(by)


@transaction.atomic
def end_session(*, code: str, this: str, by: User, now: datetime) -> None:
    """Ends one session of one's own; the present one is left by signing out."""
    found = own_sessions.with_code(by, code, now=now)
    if found is None:
        raise Refused("Phiên này đã kết thúc hoặc không phải của bạn.")
    if found.key == this:
        raise Refused("Đây là phiên đang dùng; hãy bấm Đăng xuất.")
    Session.objects.filter(session_key=found.key).delete()
    _note(by, now, "session ended")


@transaction.atomic
def reset_factors(*, user_id: UUID, reason: str, by: User, now: datetime) -> None:
    """Gỡ lớp xác nhận of another person who lost it: their sessions end, they are told by whom and why.

    Raises NotAllowed for whoever is no administrator, Refused for one's own account or nothing to do.
    """
    ensure(by, Permission.MANAGE_UNITS)
    if user_id == by.pk:
        raise Refused("Không tự gỡ lớp xác nhận thứ hai của mình; hãy nhờ người quản trị khác.")
    said = " ".join(reason.split())
    if not 10 <= len(said) <= LONGEST_REASON:
        raise Refused("Hãy ghi lý do, từ 10 đến 150 chữ cái: mất gì, ai xác nhận đúng người.")
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    gone, _ = Authenticator.objects.filter(user=user).delete()
    if not gone:
        raise Refused("Tài khoản này chưa có lớp xác nhận thứ hai.")
    end_sessions(user=user)
    ledger.record(
        by=by, verb="change", subject=user, now=now, details={"sign_in": "reset", "reason": said},
        before={"lop_xac_nhan": True}, after={"lop_xac_nhan": False},
    )  # fmt: skip
    notices.give(
        users=[user], key=f"factor_reset:{user.pk}:{now.isoformat()}", url_name="own_account",
        sentence=f"{by.full_name} (quản trị) đã gỡ lớp xác nhận thứ hai của tài khoản bạn: {said}. "
        "Không phải bạn nhờ thì báo ngay thủ trưởng đơn vị.",
        subject_id=user.pk, now=now,
    )  # fmt: skip


def _recovery_codes(by: User) -> list[str]:
    """The codes when they are new, to be shown once; an empty list when there were some before."""
    if Authenticator.objects.filter(user=by, type=Type.RECOVERY_CODES).exists():
        return []
    return RecoveryCodes.activate(by).generate_codes()
