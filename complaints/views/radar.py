"""Cùng nơi phát sinh: places that several open matters share, and the matters of one place."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.roles import Permission
from complaints import radar as places
from complaints.forms.radar import RadarForm
from complaints.rights import permissions_in
from complaints.selectors import matters
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only
from records.paging import page_of

_SIZE = 30


@require_safe
@cases_only
def radar(request: HttpRequest) -> HttpResponse:
    """Matters and counts only: a place below the minimum is not shown."""
    user, today = request.user, timezone.localdate()
    form = RadarForm(request.GET)
    found, told = None, {}
    if form.is_valid():
        told = form.cleaned_data
        found = places.radar(
            user, by=told["theo"], since=places.since_of(today, told["ngay"]),
            least=told["toi_thieu"], many_first=told["xep"] == "nhieu",
        )  # fmt: skip
    here = reverse("radar_matters")
    context = {
        "form": form,
        "found": found,
        "by": dict(places.BY).get(told.get("theo", ""), ""),
        "rows": [
            (place, f"{here}?{urlencode({**place.key, 'ngay': told['ngay']})}")
            for place in (found.places if found else [])
        ],
        "tabs": tabs_for(user, "hotspots", "radar"),
    }
    template = "complaints/radar_list.html"
    status = 200 if found else 422
    return render(request, f"{template}#rows" if request.htmx else template, context, status=status)


@require_safe
@cases_only
def radar_matters(request: HttpRequest) -> HttpResponse:
    """The matters of one place, newest first, each with the way to propose that it is watched."""
    user, today = request.user, timezone.localdate()
    form = RadarForm(request.GET)
    days = form.cleaned_data["ngay"] if form.is_valid() else places.DAYS[0]
    asked = {name: request.GET.get(name, "") for name in ("theo", "xa", "linh_vuc", "don")}
    found = places.petitions_at(user, asked, places.since_of(today, days))
    page = page_of(
        matters(user).counted().filter(petitions__in=found).distinct(), by="opened_on",
        asked=request.GET, size=_SIZE, count_text=lambda n: f"Có {n} vụ việc.",
    )  # fmt: skip
    context = {
        "page": page,
        "rows": [
            (one, Permission.FLAG_HOTSPOT in permissions_in(user, one.agency)) for one in page.rows
        ],
        "days": days,
        "back": f"{reverse('radar')}?{urlencode({'theo': asked['theo'], 'ngay': days})}",
    }
    return render(request, "complaints/radar_matters.html", context)
