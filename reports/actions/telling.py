"""Who is told of a report that was sent, received, returned or is missing (báo việc)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Agency, Membership, User
from agencies.roles import ROLES, Permission
from records.actions import notices
from records.enums import NoticeTopic
from reports.models import Report


def holders(agency: Agency, *permissions: Permission, now: datetime) -> QuerySet[User]:
    """Active people with one of these rights in the agency today."""
    roles = [role for role, rights in ROLES.items() if rights.permissions & set(permissions)]
    held = Membership.objects.in_force(timezone.localdate(now)).filter(
        Q(agency=agency), role__in=roles
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def tell_sent(report: Report, now: datetime) -> int:
    """Those who receive where it was sent."""
    if report.sent_to is None:
        return 0
    return notices.give(
        users=holders(report.sent_to, Permission.RECEIVE_REPORT, now=now),
        key=f"report_sent:{report.pk.hex}",
        sentence=f"{report.agency.short_name} gửi {_words(report)}.",
        url_name="report_detail",
        subject_id=report.pk,
        now=now,
        topic=NoticeTopic.REPORT,
    )


def tell_received(report: Report, now: datetime) -> int:
    """Those of the unit."""
    return _tell_unit(report, "received", "đã nhận", now)


def tell_answered(report: Report, now: datetime) -> int:
    """Those of the unit, who have to correct it."""
    return _tell_unit(report, "returned", "trả lại, có ý kiến về", now)


def _tell_unit(report: Report, kind: str, verb: str, now: datetime) -> int:
    where = report.sent_to.short_name if report.sent_to else "Nơi nhận"
    return notices.give(
        users=holders(report.agency, Permission.MAKE_REPORT, Permission.APPROVE_REPORT, now=now),
        key=f"report_{kind}:{report.pk.hex}",
        sentence=f"{where} {verb} {_words(report)} của {report.agency.short_name}.",
        url_name="report_detail",
        subject_id=report.pk,
        now=now,
        topic=NoticeTopic.REPORT,
    )


def _words(report: Report) -> str:
    """báo cáo định kỳ, chuyên đề: 6 tháng đầu năm 2026 (lần 2)."""
    kind = report.get_kind_display()
    version = f" (lần {report.version})" if report.version > 1 else ""
    return f"{kind[0].lower()}{kind[1:]}: {report.title[0].lower()}{report.title[1:]}{version}"
