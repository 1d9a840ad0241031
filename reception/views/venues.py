"""Places of reception: their list, one of them written, the monthly sheet of a shared one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from reception import quotas
from reception.actions.sessions import ensure_plans
from reception.actions.venues import write_venue
from reception.forms.venues import MemberFormSet, VenueForm, members_of, possible_members
from reception.models import Venue
from reception.tabs import tabs_for
from reception.venue_sheet import HEADINGS, meeting_sheet, print_sheet
from reception.views.sessions import asked_month
from records.actions import ledger
from records.enums import Verb
from records.views.files import download


@require_safe
def venue_list(request: HttpRequest) -> HttpResponse:
    """Trụ sở, địa điểm of the agencies in reach and those where they take part."""
    venues = (
        Venue.objects.visible_to(request.user)
        .select_related("agency")
        .prefetch_related("members__agency")
        .order_by("-is_headquarters", "name", "id")
    )
    context = {
        "venues": list(venues[:200]),
        "mine": {a.pk for a in request.user.access.agencies_with(Permission.PLAN_SESSION)},
        "may_plan": request.user.may(Permission.PLAN_SESSION),
        "tabs": tabs_for(request.user, "sessions", "venue_list"),
    }
    return render(request, "reception/venue_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def venue_new(request: HttpRequest) -> HttpResponse:
    """Thêm trụ sở, địa điểm."""
    agency = request.user.access.agencies_with(Permission.PLAN_SESSION)[0]
    return _write(request, agency, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_SESSION)
def venue_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sửa trụ sở, địa điểm: only the body that runs it."""
    venue = _venue(request, pk)
    ensure_plans(request.user, venue.agency)
    return _write(request, venue.agency, venue)


def _write(request: HttpRequest, agency: Agency, venue: Venue | None) -> HttpResponse:
    start: dict[str, Any] = (
        {"name": venue.name, "address": venue.address, "is_headquarters": venue.is_headquarters}
        if venue
        else {}
    )
    form = VenueForm(request.POST or None, initial=start)
    members = MemberFormSet(
        request.POST or None,
        initial=members_of(venue),
        prefix="members",
        form_kwargs={"bodies": possible_members(agency, timezone.localdate())},
    )
    if form.is_valid() and members.is_valid():
        with told_beside(form, None):
            write_venue(
                agency=agency,
                members=members.inputs(),
                venue=venue,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Đã ghi trụ sở, địa điểm tiếp công dân.")
            return redirect("venue_list")
    context = {"form": form, "members": members, "venue": venue, "agency": agency}
    status = 422 if form.is_bound else 200
    return render(request, "reception/venue_edit.html", context, status=status)


@require_safe
@needs(Permission.PLAN_SESSION)
def venue_meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bảng giao ban tháng: numbers alone, for the body that runs the place; `?in=1` is the PDF."""
    venue = _venue(request, pk)
    ensure_plans(request.user, venue.agency)
    today = timezone.localdate()
    month = asked_month(request.GET.get("thang", ""), today)
    sheet = meeting_sheet(venue, month)
    if request.GET.get("in"):
        ledger.write(by=request.user, verb=Verb.PRINT, subject=venue, now=timezone.now())
        name = f"giao-ban-{month:%Y-%m}.pdf"
        return download(print_sheet(venue, sheet, today), "application/pdf", name)
    context = {
        "venue": venue,
        "sheet": sheet,
        "headings": HEADINGS,
        "month": month,
        "before": quotas.back(month, 1),
        "after": quotas.next_month(month) if quotas.next_month(month) <= today else None,
    }
    return render(request, "reception/venue_meeting.html", context)


def _venue(request: HttpRequest, pk: UUID) -> Venue:
    return get_object_or_404(
        Venue.objects.visible_to(request.user).select_related("agency__parent"), pk=pk
    )
