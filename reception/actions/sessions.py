"""Sessions of reception: who receives, where, on which day (buổi tiếp công dân)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import tidy
from reception.enums import SessionKind, SessionMode, SessionState
from reception.models import (
    OnlineArrangement,
    OnlinePoint,
    ReceptionSchedule,
    ReceptionSession,
    Venue,
)
from reception.workflow_sessions import PlanInput, plan_objections
from records.actions import ledger
from records.enums import Verb

# What no longer happens on its day; another session of that day and host may stand beside it.
NOT_LIVE = (SessionState.CANCELLED, SessionState.MOVED)


@dataclass(frozen=True, slots=True)
class OnlineInput:
    """How an online session is arranged; `points` are the component points (điểm cầu)."""

    ground: str
    central_point: str
    points: tuple[str, ...]
    no_protection_asked: bool = False


def ensure_works_at_desk(by: User, agency: Agency) -> None:
    """Raises NotAllowed unless `by` receives citizens for `agency`."""
    if agency not in by.access.agencies_with(Permission.LOG_VISIT):
        raise NotAllowed("Vai trò của bạn không có quyền ghi việc tiếp công dân của cơ quan này.")


def ensure_plans(by: User, agency: Agency) -> None:
    """Raises NotAllowed unless `by` plans the reception of `agency`."""
    if agency not in by.access.agencies_with(Permission.PLAN_SESSION):
        raise NotAllowed("Vai trò của bạn không có quyền lập lịch tiếp công dân của cơ quan này.")


def usual_place(agency: Agency) -> str:
    """Where an agency receives unless somebody says otherwise."""
    return f"Nơi tiếp công dân của {agency.name}"[:200]


def usual_venue(agency: Agency, on_date: date) -> Venue | None:
    """The one place that the agency runs; else the one where it takes part. With several, none."""
    found = list(Venue.objects.used_by(agency, on_date))
    own = [venue for venue in found if venue.agency_id == agency.pk]
    fitting = own or found
    return fitting[0] if len(fitting) == 1 else None


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
    venue: Venue | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
    delegation_document: str = "",
    ad_hoc_ground: str = "",
    online: OnlineInput | None = None,
    schedule: ReceptionSchedule | None = None,
) -> ReceptionSession:
    """Writes one session. Of one kind, day and host there is one; a second is refused.

    A day that has passed was held: it is written down afterwards.
    """
    ensure_plans(by, agency)
    today = timezone.localtime(now).date()
    said = PlanInput(
        kind=kind, mode=mode, on_date=on_date, delegated=delegated,
        delegation_document=tidy(delegation_document), ad_hoc_ground=ad_hoc_ground,
        starts_at=starts_at, ends_at=ends_at,
        online_ground=online.ground if online else "",
        central_point=tidy(online.central_point) if online else "",
        points=online.points if online else (),
        no_protection_asked=bool(online and online.no_protection_asked),
    )  # fmt: skip
    for objection in plan_objections(said, today):
        raise Refused(objection.sentence)
    ensure_host(host, agency, on_date)
    if venue and not Venue.objects.used_by(agency, on_date).filter(pk=venue.pk).exists():
        raise Refused("Cơ quan không tham gia tiếp công dân tại địa điểm này trong ngày tiếp.")
    session = ReceptionSession(
        agency=agency,
        scope_path=agency.path,
        kind=kind,
        mode=mode,
        state=SessionState.HELD if on_date < today else SessionState.PLANNED,
        on_date=on_date,
        starts_at=starts_at,
        ends_at=ends_at,
        venue=venue,
        place=tidy(place) or (venue.name if venue else usual_place(agency)),
        schedule=schedule,
        host=host,
        delegated=delegated,
        delegation_document=said.delegation_document,
        ad_hoc_ground=ad_hoc_ground,
    )
    save_once(session)
    if online:
        _arrange(session, said)
    ledger.write(by=by, verb=Verb.CREATE, subject=session, now=now)
    return session


def save_once(session: ReceptionSession) -> None:
    """Inserts the row, or refuses because that kind, day and host have one."""
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            f"Đã có buổi “{session.get_kind_display()}” ngày {session.on_date:%d/%m/%Y} "
            f"do {session.host} chủ trì."
        ) from None


def ensure_host(host: User, agency: Agency, on_date: date) -> None:
    """Who receives for an agency holds a role in it on that day."""
    if not host.memberships.in_force(on_date).filter(agency=agency).exists():
        raise Refused("Người chủ trì không có vai trò ở cơ quan này trong ngày tiếp.")


def _arrange(session: ReceptionSession, said: PlanInput) -> None:
    arrangement = OnlineArrangement.objects.create(
        session=session,
        ground=said.online_ground,
        central_point=said.central_point,
        no_protection_asked=said.no_protection_asked,
    )
    OnlinePoint.objects.bulk_create(
        OnlinePoint(arrangement=arrangement, name=name) for name in said.points
    )


def standing_session(*, agency: Agency, on_date: date, by: User, now: datetime) -> ReceptionSession:
    """The officer's own standing session of that day, made on its first visit and held by it.

    Each officer has one: the reception days of each are counted from these rows. One that was
    cancelled or moved is left as it is; the visit opens another.
    """
    live = ReceptionSession.objects.exclude(state__in=NOT_LIVE)
    of_that_day = {
        "agency": agency, "kind": SessionKind.STANDING, "on_date": on_date, "host": by,
    }  # fmt: skip
    session: ReceptionSession | None = live.filter(**of_that_day).first()
    if session is None:
        venue = usual_venue(agency, on_date)
        session, made = live.get_or_create(
            **of_that_day,
            defaults={
                "scope_path": agency.path,
                "state": SessionState.HELD,
                "venue": venue,
                "place": venue.name if venue else usual_place(agency),
            },
        )
        if made:
            ledger.write(by=by, verb=Verb.CREATE, subject=session, now=now)
    mark_held(session=session, by=by, now=now)
    return session


def mark_held(*, session: ReceptionSession, by: User, now: datetime) -> None:
    """A citizen was received in it, so it was held. One UPDATE at most, repeated without effect.

    For the desk, after an OPEN visit is registered; never for a sealed one: a row that everybody
    reads must not change because of it (design.md section 9). An online session waits for the
    reference of its recording (`session_changes.confirm_held`).
    """
    waiting = (SessionState.PLANNED, SessionState.MISSED)
    if session.state not in waiting or session.mode != SessionMode.IN_PERSON:
        return
    if session.on_date > timezone.localtime(now).date():
        return
    changed = ReceptionSession.objects.filter(pk=session.pk, state__in=waiting).update(
        state=SessionState.HELD, state_reason=""
    )
    session.state, session.state_reason = SessionState.HELD, ""
    if changed:
        ledger.write(
            by=by, verb=Verb.CHANGE, subject=session, now=now, details={"state": SessionState.HELD}
        )
