"""Who may still see what a notice is about (Kind.NOTICE_SUBJECT): reports, urgings, incidents, days
of an event that wait for their quick report."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Event, User
from agencies.registry import Kind, register
from reports.models import Incident, Report, ReportUrge


def register_guards() -> None:
    """One guard for each page."""
    register(Kind.NOTICE_SUBJECT, "report_detail", reports_seen)
    register(Kind.NOTICE_SUBJECT, "report_urged", urges_seen)
    register(Kind.NOTICE_SUBJECT, "incident_detail", incidents_seen)
    register(Kind.NOTICE_SUBJECT, "quick_new", events_seen)


def reports_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = Report.objects.visible_to(user)
    return found


def urges_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = ReportUrge.objects.visible_to(user)
    return found


def incidents_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = Incident.objects.visible_to(user)
    return found


def events_seen(*, user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = Event.objects.visible_to(user)
    return found
