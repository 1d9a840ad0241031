"""Incident reports: the list, a new one or its follow-up, one of them, its PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Event
from agencies.permissions import needs
from agencies.roles import Permission
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of
from records.views.files import download
from reports.actions.incidents import NotSaid, report_incident
from reports.forms_quick import IncidentFilter, IncidentForm
from reports.models import Incident
from reports.quick_document import incident_pdf as draw_incident
from reports.spans import Span
from reports.tabs import tabs_for
from reports.views.quick import event_named, uuid_in

_SIZE = 20
_KEPT = (
    "place", "comes_from", "head_count", "representatives", "representative_names", "cause",
    "demand", "calmed", "in_charge", "state_of_case",
)  # fmt: skip


@require_safe
@needs(Permission.READ_REPORT)
def incident_list(request: HttpRequest) -> HttpResponse:
    """Báo cáo đột xuất in reach, the latest incident first."""
    form = IncidentFilter(event_named(request.GET), user=request.user, today=timezone.localdate())
    asked = form.cleaned_data if form.is_valid() else {}
    rows = _narrowed(_seen(request), asked)
    page = page_of(
        rows, by="happened_at", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} báo cáo đột xuất.",
    )  # fmt: skip
    template = "reports/incident_list.html"
    context = {
        "form": form,
        "page": page,
        "tabs": tabs_for(request.user, "incident_list"),
        "may_report": request.user.may(Permission.SEND_QUICK_REPORT),
        "is_filtered": any(asked.values()),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _seen(request: HttpRequest) -> QuerySet[Incident]:
    seen: QuerySet[Incident] = Incident.objects.visible_to(request.user)
    return seen.select_related("agency", "event", "sent_by")


def _narrowed(rows: QuerySet[Incident], asked: dict[str, Any]) -> QuerySet[Incident]:
    if asked.get("su_kien"):
        rows = rows.filter(event=asked["su_kien"])
    if asked.get("don_vi"):
        rows = rows.filter(agency=asked["don_vi"])
    if asked.get("hoan_canh"):
        rows = rows.filter(cause=asked["hoan_canh"])
    if tu := asked.get("tu"):
        rows = rows.filter(happened_at__gte=Span(tu, tu, tu).starts_at)
    if den := asked.get("den"):
        rows = rows.filter(happened_at__lt=Span(den, den, den).ends_before)
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_QUICK_REPORT)
def incident_new(request: HttpRequest) -> HttpResponse:
    """Báo cáo đột xuất; `tiep` names the report that this one goes on from."""
    follows = _followed(request)
    form = _form(request, follows)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            incident = report_incident(
                agency=data["agency"], told=form.told(), event=data.get("event"),
                matter=form.matter, follows=follows, key=data["key"], by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except NotSaid as wrong:
            for objection in wrong.objections:
                field = objection.field if objection.field in form.fields else None
                form.add_error(field, objection.sentence)
        else:
            messages.success(request, "Đã gửi báo cáo đột xuất và báo cho thủ trưởng, cấp trên.")
            return redirect("incident_detail", pk=incident.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "follows": follows}
    return render(request, "reports/incident_new.html", context, status=status)


def _followed(request: HttpRequest) -> Incident | None:
    """The report to go on from, of an own unit; a wrong one is not found."""
    asked = (request.POST if request.method == "POST" else request.GET).get("tiep", "")
    if not asked:
        return None
    own = request.user.access.agencies_with(Permission.SEND_QUICK_REPORT)
    return get_object_or_404(_seen(request).filter(agency__in=own), pk=uuid_in(asked))


def _form(request: HttpRequest, follows: Incident | None) -> IncidentForm:
    first: dict[str, Any] = {"event": _event_asked(request)}
    if follows is not None:
        first = {name: getattr(follows, name) for name in _KEPT} | {"agency": follows.agency_id}
    own = request.user.access.agencies_with(Permission.SEND_QUICK_REPORT)
    return IncidentForm(
        request.POST if request.method == "POST" else None,
        initial=first,
        user=request.user,
        agencies=[follows.agency] if follows else own,
        today=timezone.localdate(),
        follows=follows,
    )


def _event_asked(request: HttpRequest) -> Any:
    """The event named in the address, else the one whose window holds today."""
    asked = event_named(request.GET) or {}
    if asked.get("su_kien"):
        return asked["su_kien"]
    running = Event.objects.visible_to(request.user).open_on(timezone.localdate())
    return running.filter(report_at__isnull=False).values_list("pk", flat=True).first()


@require_safe
@needs(Permission.READ_REPORT)
def incident_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một báo cáo đột xuất with what it goes on from and what followed."""
    incident = _incident(request, pk)
    own = request.user.access.agencies_with(Permission.SEND_QUICK_REPORT)
    closed = incident.event is not None and incident.event.closed_at is not None
    context = {
        "incident": incident,
        "follow_ups": list(_seen(request).filter(follows=incident).order_by("sent_at")),
        "may_follow": incident.agency in own and not closed,
        "tabs": tabs_for(request.user, "incident_list"),
    }
    return render(request, "reports/incident_detail.html", context)


def _incident(request: HttpRequest, pk: UUID) -> Incident:
    seen = _seen(request).select_related("matter", "follows", "agency__parent")
    found: Incident = get_object_or_404(seen, pk=pk)
    return found


@require_safe
@needs(Permission.READ_REPORT)
def incident_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report as a document of its unit, to be signed."""
    incident, now = _incident(request, pk), timezone.now()
    content = draw_incident(incident)
    ledger.write(by=request.user, verb=Verb.EXPORT, subject=incident, now=now)
    at = timezone.localtime(incident.happened_at)
    return download(content, "application/pdf", f"bao-cao-dot-xuat-{at:%Y%m%d-%H%M}.pdf")
