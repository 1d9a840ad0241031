"""Lịch tiếp công dân: written as a rule, published as days, withdrawn with a reason (ADR 0012)."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from complaints import law_book
from reception import recurrence
from reception.actions.sessions import ensure_plans, usual_place
from reception.enums import DayOffRule, SessionKind, SessionMode, SessionState
from reception.models import ReceptionSchedule, ReceptionSession, Venue
from reception.recurrence import Planned
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb

LONGEST = timedelta(days=366)


def write_schedule(
    *, by: User, now: datetime, key: UUID | None = None, **said: Any
) -> ReceptionSchedule:
    """A schedule not yet published; `said` as in `_write`. With `key` a second sending answers with
    the first schedule."""
    if key is None:
        return _write(by=by, now=now, **said)
    return once(
        key=key,
        by=by,
        now=now,
        make=lambda: _write(by=by, now=now, **said),
        fetch=lambda pk: ReceptionSchedule.objects.get(pk=pk),
    )


@transaction.atomic
def _write(
    *,
    agency: Agency,
    kind: SessionKind,
    host: User,
    rule: str,
    day_off: DayOffRule,
    starts_at: time,
    ends_at: time,
    valid_from: date,
    valid_to: date,
    by: User,
    now: datetime,
    venue: Venue | None = None,
    place: str = "",
    attendance: str = "",
    content: str = "",
) -> ReceptionSchedule:
    """Its days are already fixed by its rule and the calendar."""
    ensure_plans(by, agency)
    if kind == SessionKind.AD_HOC:
        raise Refused("Tiếp đột xuất không có lịch định sẵn; hãy lập buổi tiếp.")
    days_of(rule, valid_from, valid_to, day_off)
    if ends_at <= starts_at:
        raise Refused("Giờ kết thúc phải sau giờ bắt đầu.")
    if not host.memberships.in_force(valid_from).filter(agency=agency).exists():
        raise Refused("Người chủ trì không có vai trò ở cơ quan này vào ngày đầu của lịch.")
    if venue and not Venue.objects.used_by(agency, valid_from).filter(pk=venue.pk).exists():
        raise Refused("Cơ quan không tham gia tiếp công dân tại địa điểm này.")
    schedule = ReceptionSchedule.objects.create(
        agency=agency, scope_path=agency.path, kind=kind, host=host, venue=venue,
        place=tidy(place) or (venue.name if venue else usual_place(agency)),
        rule=tidy(rule), day_off=day_off, starts_at=starts_at, ends_at=ends_at,
        valid_from=valid_from, valid_to=valid_to, attendance=tidy(attendance),
        content=tidy(content),
    )  # fmt: skip
    ledger.write(by=by, verb=Verb.CREATE, subject=schedule, now=now)
    return schedule


def days_of(rule: str, first: date, last: date, day_off: str) -> list[Planned]:
    """The days of a rule in a period; what cannot be is Refused with its sentence."""
    if last < first:
        raise Refused("Ngày cuối của lịch phải từ ngày đầu trở đi.")
    if last - first > LONGEST:
        raise Refused("Một lịch dài nhất là một năm; hãy lập lịch riêng cho năm sau.")
    try:
        found = recurrence.held_on(
            recurrence.parse(rule), first, last, law_book.calendar(), day_off
        )
    except ValueError as error:
        raise Refused(str(error)) from None
    if not found:
        raise Refused("Trong thời gian này không có ngày tiếp nào theo cách ghi trên.")
    return found


@transaction.atomic
def publish_schedule(*, schedule_id: UUID, by: User, now: datetime) -> ReceptionSchedule:
    """Công bố: the coming days of the head's schedule become planned sessions, each once.

    A day that has one already keeps it. Standing reception is a notice only: who sits at the desk
    is the duty roster's to say, and its sessions come with the visits.
    """
    schedule = _locked(schedule_id, by)
    if schedule.published_at:
        return schedule
    if schedule.sessions.exists():
        raise Refused("Lịch này đã thu hồi; hãy lập lịch mới.")
    today = timezone.localtime(now).date()
    if schedule.valid_to < today:
        raise Refused("Lịch đã hết thời gian áp dụng nên không công bố được.")
    if schedule.kind != SessionKind.STANDING:
        _plan(schedule, today)
    schedule.published_at, schedule.published_by = now, by
    schedule.save(update_fields=["published_at", "published_by"])
    ledger.write(by=by, verb=Verb.CHANGE, subject=schedule, now=now, details={"published": True})
    return schedule


def _plan(schedule: ReceptionSchedule, today: date) -> None:
    """One statement for all days; the constraint of the table lets the days pass that exist."""
    days = days_of(schedule.rule, schedule.valid_from, schedule.valid_to, schedule.day_off)
    ReceptionSession.objects.bulk_create(
        (
            ReceptionSession(
                agency=schedule.agency, scope_path=schedule.scope_path, kind=schedule.kind,
                mode=SessionMode.IN_PERSON, state=SessionState.PLANNED, on_date=planned.day,
                starts_at=schedule.starts_at, ends_at=schedule.ends_at, venue=schedule.venue,
                place=schedule.place, schedule=schedule, host=schedule.host,
            )
            for planned in days
            if planned.day >= today
        ),
        ignore_conflicts=True,
    )  # fmt: skip


@transaction.atomic
def withdraw_schedule(
    *, schedule_id: UUID, reason: str, by: User, now: datetime
) -> ReceptionSchedule | None:
    """Thu hồi lịch: coming days are cancelled with the reason; a draft is simply gone (None)."""
    schedule = _locked(schedule_id, by)
    if schedule.published_at is None and not schedule.sessions.exists():
        ledger.write(by=by, verb=Verb.REMOVE, subject=schedule, now=now)
        schedule.delete()
        return None
    if schedule.published_at is None:
        return schedule
    if not tidy(reason):
        raise Refused("Hãy ghi lý do thu hồi lịch.")
    today = timezone.localtime(now).date()
    schedule.sessions.filter(state=SessionState.PLANNED, on_date__gt=today).update(
        state=SessionState.CANCELLED, state_reason=tidy(f"Thu hồi lịch: {reason}")[:300]
    )
    schedule.published_at = schedule.published_by = None
    schedule.save(update_fields=["published_at", "published_by"])
    ledger.write(by=by, verb=Verb.VOID, subject=schedule, now=now)
    return schedule


def _locked(schedule_id: UUID, by: User) -> ReceptionSchedule:
    schedule: ReceptionSchedule = (
        ReceptionSchedule.objects.select_for_update(of=("self",))
        .select_related("agency", "host", "venue")
        .get(pk=schedule_id)
    )
    ensure_plans(by, schedule.agency)
    return schedule
