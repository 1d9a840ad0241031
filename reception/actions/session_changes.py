"""What becomes of a planned session: held, cancelled, moved, missed, each with its reason."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from complaints.enums import Secrecy
from reception import workflow_sessions
from reception.actions.sessions import ensure_host, ensure_plans, save_once
from reception.enums import RegistrationState, SessionMode, SessionState
from reception.models import (
    OnlineArrangement,
    OnlinePoint,
    ReceptionSession,
    Registration,
    Visit,
)
from records.actions import ledger
from records.enums import Verb


def cancel_session(*, session_id: UUID, reason: str, by: User, now: datetime) -> ReceptionSession:
    """Hủy buổi tiếp, before or on its day."""
    return _change(session_id, SessionState.CANCELLED, reason, by, now)


def miss_session(*, session_id: UUID, reason: str, by: User, now: datetime) -> ReceptionSession:
    """Buổi tiếp không tổ chức: the day came and nobody received."""
    return _change(session_id, SessionState.MISSED, reason, by, now)


def confirm_held(*, session_id: UUID, by: User, now: datetime) -> ReceptionSession:
    """Đã tổ chức: counts also when nobody came. Online only with the reference of its recording."""
    return _change(session_id, SessionState.HELD, "", by, now)


@transaction.atomic
def move_session(
    *, session_id: UUID, on_date: date, reason: str, by: User, now: datetime
) -> ReceptionSession:
    """Dời buổi tiếp: the old row says where to, the new one takes the registrations along.

    Preparation of an online session starts anew: its notice named the old day.
    """
    old = _locked(session_id, by)
    today = timezone.localtime(now).date()
    _ensure_lawful(old, SessionState.MOVED, reason, today)
    if why := workflow_sessions.new_day_refusal(on_date=old.on_date, new_date=on_date, today=today):
        raise Refused(why)
    kept = (
        "agency", "scope_path", "kind", "mode", "starts_at", "ends_at", "venue", "place",
        "schedule", "host", "delegated", "delegation_document", "ad_hoc_ground",
    )  # fmt: skip
    new = ReceptionSession(on_date=on_date, **{name: getattr(old, name) for name in kept})
    save_once(new)
    _copy_online(old, new)
    old.state, old.state_reason, old.moved_to = SessionState.MOVED, tidy(reason), new
    old.save(update_fields=["state", "state_reason", "moved_to"])
    Registration.objects.filter(session=old, state=RegistrationState.REGISTERED).update(session=new)
    ledger.write(by=by, verb=Verb.CREATE, subject=new, now=now)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=old, now=now, details={"state": SessionState.MOVED}
    )
    return new


@transaction.atomic
def delegate_session(
    *, session_id: UUID, host: User, document: str, by: User, now: datetime
) -> ReceptionSession:
    """Ủy quyền cấp phó tiếp thay: the head's planned session gets who receives and by which paper."""
    session = _locked(session_id, by)
    why = workflow_sessions.delegation_refusal(
        state=session.state, kind=session.kind, delegated=session.delegated, document=tidy(document)
    )
    if why:
        raise Refused(why)
    ensure_host(host, session.agency, session.on_date)
    if host == session.host:
        raise Refused("Người tiếp thay phải khác người chủ trì theo lịch.")
    session.host, session.delegated = host, True
    session.delegation_document = tidy(document)
    try:
        with transaction.atomic():
            session.save(update_fields=["host", "delegated", "delegation_document"])
    except IntegrityError:
        raise Refused(f"{host} đã chủ trì một buổi khác cùng loại trong ngày này.") from None
    ledger.write(by=by, verb=Verb.CHANGE, subject=session, now=now, details={"delegated": True})
    return session


def has_open_visits(session: ReceptionSession) -> bool:
    """Open visits alone: what a page allows must not tell of a sealed one."""
    return bool(
        Visit.objects.unscoped("whether there are open ones")
        .filter(session=session, secrecy=Secrecy.OPEN, voided_at__isnull=True)
        .exists()
    )


@transaction.atomic
def _change(
    session_id: UUID, state: SessionState, reason: str, by: User, now: datetime
) -> ReceptionSession:
    session = _locked(session_id, by)
    _ensure_lawful(session, state, reason, timezone.localtime(now).date())
    session.state, session.state_reason = state, tidy(reason)
    session.save(update_fields=["state", "state_reason"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=session, now=now, details={"state": state})
    return session


def _locked(session_id: UUID, by: User) -> ReceptionSession:
    session = ReceptionSession.objects.select_for_update().get(pk=session_id)
    ensure_plans(by, session.agency)
    return session


def _ensure_lawful(
    session: ReceptionSession, state: SessionState, reason: str, today: date
) -> None:
    why = workflow_sessions.change_refusal(
        change=state,
        state=session.state,
        on_date=session.on_date,
        today=today,
        has_open_visits=has_open_visits(session),
    )
    if why:
        raise Refused(why)
    if state != SessionState.HELD and not tidy(reason):
        raise Refused("Hãy ghi lý do.")
    if (
        state == SessionState.HELD
        and session.mode == SessionMode.ONLINE
        and not session.online.recording_reference
    ):
        raise Refused(
            "Buổi tiếp trực tuyến phải được ghi âm, ghi hình; hãy ghi nơi lưu bản ghi trước khi "
            "ghi là đã tổ chức (Nghị định 154/2026/NĐ-CP, điều 24 khoản 1)."
        )


def _copy_online(old: ReceptionSession, new: ReceptionSession) -> None:
    if old.mode != SessionMode.ONLINE:
        return
    before = old.online
    arrangement = OnlineArrangement.objects.create(
        session=new,
        ground=before.ground,
        central_point=before.central_point,
        no_protection_asked=before.no_protection_asked,
    )
    OnlinePoint.objects.bulk_create(
        OnlinePoint(arrangement=arrangement, name=point.name, participants=point.participants)
        for point in before.points.all()
    )
