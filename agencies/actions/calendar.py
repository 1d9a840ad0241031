"""Events with their windows (sự kiện): set, changed, given units that report, closed (ADR 0022)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies import ledger
from agencies.enums import EventKind, Level
from agencies.event_rights import managed_agencies, may_manage, naming_paths
from agencies.models import Agency, Event, EventUnit, User
from agencies.permissions import ensure
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from agencies.vietnamese import fold, tidy

MOST_WARN_DAYS = 30
_COLUMNS = (
    "name", "kind", "window_from", "starts_on", "ends_on", "window_to", "report_at", "warn_days",
    "previous", "note",
)  # fmt: skip
_ELSEWHERE = "Bạn không lập sự kiện thay cho cơ quan này."
_NOT_YOURS = "Chỉ cơ quan lập sự kiện mới sửa, đóng được sự kiện này."
_CLOSED = "Sự kiện đã đóng, không sửa được nữa."


@transaction.atomic
def add_event(
    *,
    name: str,
    kind: EventKind,
    window: tuple[date, date],
    days: tuple[date, date],
    by: User | None,
    now: datetime,
    agency: Agency | None = None,
    report_at: time | None = None,
    warn_days: int = 0,
    previous: Event | None = None,
    note: str = "",
    key: UUID | None = None,
) -> Event:
    """Lập sự kiện of an agency and everybody below; without an agency it concerns all, which no
    person sets. The same `key` twice is one event. Raises Refused when a date does not fit."""
    if by is not None:
        ensure(by, Permission.MANAGE_EVENT)
        if agency is None or agency not in managed_agencies(by):
            raise NotAllowed(_ELSEWHERE)
    told = _told(name, kind, window, days, report_at, warn_days, previous, note)
    told |= {"agency": agency, "scope_path": agency.path if agency else ""}
    ensure_fits(Event(**told))
    if key is None:
        event, made = Event.objects.create(**told), True
    else:
        event, made = Event.objects.get_or_create(pk=key, defaults=told)
    if made:
        ledger.record(by=by, verb="create", subject=event, now=now)
    return event


@transaction.atomic
def change_event(
    *,
    event_id: UUID,
    name: str,
    kind: EventKind,
    window: tuple[date, date],
    days: tuple[date, date],
    by: User,
    now: datetime,
    report_at: time | None = None,
    warn_days: int = 0,
    previous: Event | None = None,
    note: str = "",
    seen: str | None = None,
) -> Event:
    """Sửa sự kiện; `seen`: the stamp of what the person had before them (`stamp_of`)."""
    event = _held(event_id, by)
    if event.closed_at:
        raise Refused(_CLOSED)
    if seen is not None and seen != stamp_of(event):
        raise Refused("Người khác vừa sửa sự kiện này; hãy mở lại trang để thấy bản mới.")
    before = {column: getattr(event, column) for column in _COLUMNS}
    for column, value in _told(
        name, kind, window, days, report_at, warn_days, previous, note
    ).items():
        setattr(event, column, value)
    ensure_fits(event)
    changed = [column for column in _COLUMNS if getattr(event, column) != before[column]]
    if changed:
        event.save(update_fields=changed)
        ledger.record(by=by, verb="change", subject=event, now=now, details={"changed": changed})
    return event


@transaction.atomic
def set_event_units(
    *, event_id: UUID, agencies: Iterable[Agency], by: User | None, now: datetime
) -> list[EventUnit]:
    """Đơn vị báo cáo nhanh: exactly these of the trees the user names units in; others stay.

    Raises Refused for a unit outside them, one that does not exist on the days of the event, and
    the police, who have no role in the product (design.md section 2).
    """
    seen = Event.objects.all() if by is None else Event.objects.visible_to(by)
    event = seen.select_for_update(of=("self",)).get(pk=event_id)
    if by is not None:
        ensure(by, Permission.MANAGE_EVENT)
        if not naming_paths(by, event):
            raise NotAllowed(_NOT_YOURS)
    if event.closed_at:
        raise Refused(_CLOSED)
    possible = unit_choices(event, by)
    wanted = {agency.pk: agency for agency in agencies}
    if refused := wanted.keys() - set(possible.values_list("pk", flat=True)):
        raise Refused(f"{wanted[refused.pop()]} không thuộc các đơn vị được chọn cho sự kiện này.")
    standing = EventUnit.objects.filter(event=event, agency__in=possible.order_by().values("pk"))
    had = event.units.count()  # type: ignore[attr-defined]
    kept = set(standing.filter(agency__in=wanted).values_list("agency_id", flat=True))
    gone = standing.exclude(agency__in=wanted)
    removed = list(gone.values_list("agency__code", flat=True))
    gone.delete()
    fresh = [agency for pk, agency in wanted.items() if pk not in kept]
    EventUnit.objects.bulk_create(
        EventUnit(event=event, agency=agency, scope_path=agency.path) for agency in fresh
    )
    if fresh or removed:
        details = {"added": sorted(agency.code for agency in fresh), "removed": sorted(removed)}
        count = had - len(removed) + len(fresh)
        ledger.record(
            by=by, verb="change", subject=event, now=now, details=details,
            before={"units": had}, after={"units": count},
        )  # fmt: skip
    return list(event.units.select_related("agency").order_by("agency__sort_key"))  # type: ignore[attr-defined]


@transaction.atomic
def close_event(*, event_id: UUID, by: User, now: datetime) -> Event:
    """Đóng sự kiện: who and when. From then on nobody reports on it and its window is not open; plans
    that serve it are closed by themselves. Closing twice changes nothing."""
    event = _held(event_id, by)
    if event.closed_at:
        return event
    if timezone.localdate(now) < event.ends_on:
        raise Refused(
            f"Sự kiện diễn ra đến hết ngày {event.ends_on:%d/%m/%Y}; từ ngày đó mới đóng được."
        )
    event.closed_at, event.closed_by = now, by
    event.save(update_fields=["closed_at", "closed_by"])
    ledger.record(by=by, verb="change", subject=event, now=now, details={"closed": True})
    return event


def unit_choices(event: Event, by: User | None) -> QuerySet[Agency]:
    """Agencies that may owe the daily report: the event's own and those below, in force when it
    takes place; rooms (phòng, ban) only of the very agency that set it."""
    paths = naming_paths(by, event) if by is not None else [event.scope_path]
    trees = Q(pk__in=[])
    for path in paths:
        trees |= Q(path__startswith=path)
    rooms = Q(level=Level.UNIT) & ~Q(parent__path__in=paths) & ~Q(path__in=paths)
    found: QuerySet[Agency] = Agency.objects.in_force(event.starts_on).filter(trees).exclude(rooms)
    police = [a.pk for a in found.only("pk", "name") if fold(a.name).startswith("cong an")]
    return found.exclude(pk__in=police).order_by("path")


def latest_of_kind(kind: str, agency: Agency | None, before: date) -> Event | None:
    """The event of this kind that ended last before a day, of the same agency or of all."""
    own = Q(agency=agency) | Q(agency__isnull=True)
    return Event.objects.filter(own, kind=kind, ends_on__lt=before).order_by("-ends_on").first()


def stamp_of(event: Event) -> str:
    """What an edit page was drawn from, as one short text."""
    columns = ["previous_id" if column == "previous" else column for column in _COLUMNS]
    values = "|".join(str(getattr(event, column)) for column in columns)
    return sha256(values.encode()).hexdigest()


def ensure_fits(event: Event) -> None:
    """Raises Refused, one sentence, when dates, warning days or the previous event do not fit."""
    if not event.name:
        raise Refused("Ghi tên sự kiện.")
    if event.ends_on < event.starts_on:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    if not event.window_from <= event.starts_on <= event.ends_on <= event.window_to:
        raise Refused("Khoảng thời gian theo dõi phải chứa các ngày diễn ra sự kiện.")
    if not 0 <= event.warn_days <= MOST_WARN_DAYS:
        raise Refused(f"Số ngày cảnh báo sớm hơn từ 0 đến {MOST_WARN_DAYS}.")
    if event.previous and not precedes(event.previous, event):
        raise Refused("Sự kiện kỳ trước phải cùng loại và kết thúc trước khi sự kiện này bắt đầu.")


def precedes(previous: Event, event: Event) -> bool:
    """True for another event of the same kind that ended before this one begins."""
    same = previous.pk != event.pk and previous.kind == event.kind
    return same and previous.ends_on < event.starts_on


def _told(
    name: str, kind: EventKind, window: tuple[date, date], days: tuple[date, date],
    report_at: time | None, warn_days: int, previous: Event | None, note: str,
) -> dict[str, object]:  # fmt: skip
    return {
        "name": tidy(name)[:300],
        "kind": kind,
        "window_from": window[0],
        "starts_on": days[0],
        "ends_on": days[1],
        "window_to": window[1],
        "report_at": report_at,
        "warn_days": warn_days,
        "previous": previous,
        "note": note.strip(),
    }


def _held(event_id: UUID, by: User) -> Event:
    """The event, locked, for who manages it."""
    ensure(by, Permission.MANAGE_EVENT)
    event: Event = Event.objects.visible_to(by).select_for_update(of=("self",)).get(pk=event_id)
    if not may_manage(by, event):
        raise NotAllowed(_NOT_YOURS)
    return event
