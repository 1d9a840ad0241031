"""Quick reports that are missing: who is reminded before the hour, told after it, and urged by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, Event, EventUnit, User
from agencies.permissions import ensure
from agencies.refusals import NotAllowed, Refused
from agencies.roles import ROLES, Permission
from law.dates import vn_date
from records.actions import ledger, notices
from records.enums import NoticeTopic, Verb
from reports.models import QuickReport
from reports.quick_days import due_at, refusal

BEFORE = timedelta(hours=1)
_SENDERS = [
    role for role, rights in ROLES.items() if Permission.SEND_QUICK_REPORT in rights.permissions
]


def remind_quick_reports(*, now: datetime) -> int:
    """Tells the units whose report is due within the hour or was missed; each once a day and kind.

    Yesterday is looked at as well: an hour late in the evening is missed after midnight. Returns how
    many notices are new; running it twice gives none.
    """
    today = timezone.localdate(now)
    given = 0
    for event in _asking(today):
        for on in (today - timedelta(days=1), today):
            if refusal(event, on, today):
                continue
            due = due_at(event, on)
            if now >= due:
                given += _tell(event, on, "missed", f"Đã quá giờ gửi ({due_text(due)})", now)
            elif now >= due - BEFORE:
                given += _tell(event, on, "soon", f"Đến giờ gửi ({due_text(due)})", now)
    return given


@transaction.atomic
def urge_unit(*, event: Event, agency: Agency, on: date, by: User, now: datetime) -> int:
    """Đôn đốc: a notice to those who send for the unit, once a day; returns how many were told."""
    ensure(by, Permission.SEE_OVERVIEW)
    unit = EventUnit.objects.visible_to(by).filter(event=event, agency=agency).first()
    if unit is None:
        raise NotAllowed("Đơn vị này không thuộc phạm vi bạn theo dõi trong sự kiện.")
    if why := refusal(event, on, timezone.localdate(now)):
        raise Refused(why)
    if QuickReport.objects.filter(event=event, agency=agency, on_date=on).exists():
        raise Refused(f"{agency.short_name} đã gửi báo cáo nhanh ngày {vn_date(on)}.")
    given = notices.give(
        users=senders(agency, timezone.localdate(now)),
        key=urge_key(event, agency, on),
        sentence=f"{by.full_name} đôn đốc gửi báo cáo nhanh ngày {vn_date(on)}: {event.name}."[
            :300
        ],
        url_name="quick_new",
        subject_id=event.pk,
        now=now,
        topic=NoticeTopic.URGED,
    )
    if not given:
        raise Refused(f"Đã đôn đốc {agency.short_name} về báo cáo ngày {vn_date(on)}.")
    details = {"don_doc": on.isoformat()}
    ledger.write(by=by, verb=Verb.CHANGE, subject=unit, now=now, details=details)
    return given


def urge_key(event: Event, agency: Agency, on: date) -> str:
    """Key of the notice; also how the roll-up knows who was urged."""
    return f"quick_urge:{event.pk.hex}:{on:%Y%m%d}:{agency.pk.hex}"


def senders(agency: Agency, today: date) -> QuerySet[User]:
    """Those who send quick reports for the agency on the day."""
    held = agency.memberships.in_force(today).filter(role__in=_SENDERS)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def due_text(due: datetime) -> str:
    return f"{timezone.localtime(due):%H:%M} ngày {timezone.localtime(due):%d/%m/%Y}"


def _asking(today: date) -> QuerySet[Event]:
    """Events that ask for quick reports today or asked yesterday."""
    asking = Event.objects.filter(closed_at=None, report_at__isnull=False)
    return asking.filter(window_from__lte=today, window_to__gte=today - timedelta(days=1))


def _silent(event: Event, on: date) -> Iterator[Agency]:
    """Units in force that have not sent the report of the day."""
    sent = QuickReport.objects.filter(event=event, on_date=on).values("agency")
    owing = event.units.exclude(agency__in=sent).select_related("agency")
    for unit in owing.order_by("agency__path"):
        if unit.agency.exists_on(on):
            yield unit.agency


def _tell(event: Event, on: date, kind: str, words: str, now: datetime) -> int:
    topic = NoticeTopic.OVERDUE if kind == "missed" else NoticeTopic.DUE
    return sum(
        notices.give(
            users=senders(agency, timezone.localdate(now)),
            key=f"quick_{kind}:{event.pk.hex}:{on:%Y%m%d}:{agency.pk.hex}",
            sentence=f"{words}: báo cáo nhanh ngày {vn_date(on)}, {event.name}."[:300],
            url_name="quick_new",
            subject_id=event.pk,
            now=now,
            topic=topic,
        )
        for agency in _silent(event, on)
    )
