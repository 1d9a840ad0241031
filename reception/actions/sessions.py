"""Sessions of reception: who receives, where, on which day (buổi tiếp công dân)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from reception import workflow
from reception.enums import SessionKind, SessionMode
from reception.models import ReceptionSession
from records.actions import ledger
from records.enums import Verb


def ensure_works_at_desk(by: User, agency: Agency) -> None:
    """Raises NotAllowed unless `by` receives citizens for `agency`."""
    if agency not in by.access.agencies_with(Permission.LOG_VISIT):
        raise NotAllowed("Vai trò của bạn không có quyền ghi việc tiếp công dân của cơ quan này.")


def usual_place(agency: Agency) -> str:
    """Where an agency receives unless somebody says otherwise."""
    return f"Nơi tiếp công dân của {agency.name}"[:200]


@transaction.atomic
def hold_session(
    *,
    agency: Agency,
    kind: SessionKind,
    mode: SessionMode,
    on_date: date,
    place: str,
    host: User,
    delegated: bool,
    by: User,
    now: datetime,
) -> ReceptionSession:
    """Writes one session. Of one kind, day and host there is one; a second is refused."""
    ensure_works_at_desk(by, agency)
    _ensure_lawful(kind, mode, on_date, delegated)
    if not host.memberships.in_force(on_date).filter(agency=agency).exists():
        raise Refused("Người chủ trì không có vai trò ở cơ quan này trong ngày tiếp.")
    session = ReceptionSession(
        agency=agency,
        scope_path=agency.path,
        kind=kind,
        mode=mode,
        on_date=on_date,
        place=tidy(place) or usual_place(agency),
        host=host,
        delegated=delegated,
    )
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            f"Đã có buổi “{session.get_kind_display()}” ngày {on_date:%d/%m/%Y} do {host} chủ trì."
        ) from None
    ledger.write(by=by, verb=Verb.CREATE, subject=session, now=now)
    return session


def _ensure_lawful(kind: SessionKind, mode: SessionMode, on_date: date, delegated: bool) -> None:
    for objection in workflow.session_objections(
        is_standing=kind == SessionKind.STANDING,
        delegated=delegated,
        is_online=mode == SessionMode.ONLINE,
        on_date=on_date,
    ):
        raise Refused(objection.sentence)


def standing_session(*, agency: Agency, on_date: date, by: User, now: datetime) -> ReceptionSession:
    """The officer's own standing session of that day, made on its first visit.

    Each officer has one: the reception days of each are counted from these rows.
    """
    session, made = ReceptionSession.objects.get_or_create(
        agency=agency,
        kind=SessionKind.STANDING,
        on_date=on_date,
        host=by,
        defaults={"scope_path": agency.path, "place": usual_place(agency)},
    )
    if made:
        ledger.write(by=by, verb=Verb.CREATE, subject=session, now=now)
    return session
