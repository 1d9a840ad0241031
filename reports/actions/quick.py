"""Quick reports (báo cáo nhanh): sent once a day by a unit, corrected by further versions (ADR 0023)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, Event, EventUnit, User
from agencies.permissions import ensure
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from law.dates import vn_date
from plans.actions import auto_close
from records.actions import ledger
from records.actions.once import found, once
from records.enums import Verb
from reports.models import QuickReport
from reports.personal_numbers import objection
from reports.quick_days import due_at, refusal
from reports.quick_figures import crowding, figures_of

NOT_OWING = "{agency} không thuộc danh sách đơn vị phải báo cáo nhanh của sự kiện này."


@dataclass(frozen=True, slots=True)
class Told:
    """What a person writes beside the figures. `note`: ghi chú số liệu, kept with them."""

    happened: str = ""
    done: str = ""
    proposals: str = ""
    note: str = ""


class AlreadySent(Refused):
    """Somebody else sent the report of this day first; `report` is theirs."""

    def __init__(self, report: QuickReport) -> None:
        super().__init__(
            f"{report.sent_by} đã gửi báo cáo nhanh ngày {vn_date(report.on_date)} lúc "
            f"{timezone.localtime(report.sent_at):%H:%M %d/%m/%Y}; nếu cần sửa, hãy đính chính."
        )
        self.report = report


def send_quick_report(
    *,
    event: Event,
    agency: Agency,
    on: date,
    told: Told,
    by: User,
    now: datetime,
    nothing_new: bool = False,
    key: UUID | None = None,
) -> QuickReport:
    """The report of `agency` for the day `on`, figures counted now and frozen.

    A second sending with `key` gives the first; a second person gets AlreadySent. Late is marked by
    the two moments, never refused while the event is open. It is evidence for the plan tasks of the
    unit that ask for a report.
    """

    def make() -> QuickReport:
        return _send(event, agency, on, told, nothing_new, by, now)

    if key is None:
        return make()
    fetch = QuickReport.objects.select_related("event", "agency").get
    try:
        return once(key=key, by=by, now=now, make=make, fetch=lambda pk: fetch(pk=pk))
    except AlreadySent:
        # The other of two clicks at once waited for the lock: the report that stands is its own.
        mine = found(key=key, by=by)
        if mine is None:
            raise
        return fetch(pk=mine.subject_id)


@transaction.atomic
def _send(
    event: Event, agency: Agency, on: date, told: Told, nothing_new: bool, by: User, now: datetime
) -> QuickReport:
    event = _ready(event.pk, agency, on, by, now)
    earlier = latest(event, agency, on)
    if earlier is not None:
        raise AlreadySent(earlier)
    figures = figures_of(agency, on, now)
    _ensure_said(told, figures, nothing_new)
    report = _write(event, agency, on, figures, told, nothing_new, by, now)
    ledger.write(by=by, verb=Verb.CREATE, subject=report, now=now)
    auto_close.report_sent(agency=agency, on=on, label=str(report), by=by, now=now)
    return report


@transaction.atomic
def correct_quick_report(
    *, report_id: UUID, told: Told, reason: str, version: int, by: User, now: datetime
) -> QuickReport:
    """Đính chính: a further version with the figures of now; the earlier ones stay as they are.

    `version`: the one that was on the screen; when another came meanwhile the person reads it first.
    """
    seen: QuickReport = QuickReport.objects.visible_to(by).get(pk=report_id)
    event = _ready(seen.event_id, seen.agency, seen.on_date, by, now)
    last = latest(event, seen.agency, seen.on_date) or seen
    if last.version != version:
        raise AlreadySent(last)
    if not reason.strip():
        raise Refused("Hãy ghi lý do đính chính.")
    figures = figures_of(seen.agency, seen.on_date, now) | {"reason": reason.strip()}
    _ensure_said(told, figures, False)
    report = _write(
        event, seen.agency, seen.on_date, figures, told, False, by, now, version=version + 1
    )
    details = {"lan": report.version}
    ledger.write(by=by, verb=Verb.CHANGE, subject=report, now=now, details=details)
    return report


def latest(event: Event, agency: Agency, on: date) -> QuickReport | None:
    """The last version of the report of a unit for a day."""
    sent = QuickReport.objects.filter(event=event, agency=agency, on_date=on)
    return sent.select_related("sent_by", "agency", "event").order_by("-version").first()


def _ready(event_id: UUID, agency: Agency, on: date, by: User, now: datetime) -> Event:
    """The event, locked at this unit so that two people make one report; raises Refused."""
    ensure(by, Permission.SEND_QUICK_REPORT)
    if agency not in by.access.agencies_with(Permission.SEND_QUICK_REPORT):
        raise NotAllowed("Báo cáo nhanh do người của chính đơn vị gửi.")
    owed = EventUnit.objects.select_for_update(of=("self",)).select_related("event")
    unit = owed.filter(event=event_id, agency=agency).first()
    if unit is None:
        raise NotAllowed(NOT_OWING.format(agency=agency.name))
    if why := refusal(unit.event, on, timezone.localdate(now)):
        raise Refused(why)
    return unit.event


def _ensure_said(told: Told, figures: dict[str, Any], nothing_new: bool) -> None:
    for text in asdict(told).values():
        if why := objection(text):
            raise Refused(why)
    if nothing_new and (crowd := crowding(figures)):
        raise Refused(f"Trong ngày có {crowd}; hãy ghi diễn biến thay vì báo không phát sinh.")
    if not nothing_new and not told.happened.strip():
        raise Refused("Hãy ghi diễn biến trong ngày, hoặc báo không phát sinh.")


def _write(
    event: Event, agency: Agency, on: date, figures: dict[str, Any], told: Told, nothing_new: bool,
    by: User, now: datetime, version: int = 1,
) -> QuickReport:  # fmt: skip
    return QuickReport.objects.create(
        event=event,
        agency=agency,
        scope_path=agency.path,
        on_date=on,
        version=version,
        nothing_new=nothing_new,
        figures=figures | {"note": told.note.strip()},
        happened=told.happened.strip(),
        done=told.done.strip(),
        proposals=told.proposals.strip(),
        due_at=due_at(event, on),
        sent_at=now,
        sent_by=by,
    )
