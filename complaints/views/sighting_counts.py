"""Vượt cấp theo kỳ: counted beside the cause, on screen, printed, as a workbook."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from complaints.forms.sighting_counts import SightingPeriodForm
from complaints.sighting_counts import CAUSES, SHORT, SightingCounts
from complaints.sighting_counts import sighting_counts as counts_of
from complaints.sighting_files import NOTE, days_words, sighting_counts_xlsx
from complaints.tabs import tabs_for
from records.actions import ledger
from records.enums import Verb
from records.media_types import XLSX
from records.views.files import download


@require_safe
@needs(Permission.COORDINATE)
def sighting_counts(request: HttpRequest) -> HttpResponse:
    """By place and by unit in their own order; each number opens its list."""
    user = request.user
    form = SightingPeriodForm(request.GET, user=user, today=timezone.localdate())
    days, before = form.days()
    counted = counts_of(user, days, before)
    if request.GET.get("dang") == "xlsx":
        return _workbook(request, counted)
    asked = {name: form.data.get(name, "") for name in ("ky", "su_kien")}
    context = {
        "counted": counted,
        "days": days_words(days),
        "before": days_words(before) if before else "",
        "causes": [SHORT[cause] for cause in CAUSES],
        "form": form,
        "note": NOTE,
        "file_query": urlencode({**asked, "dang": "xlsx"}),
        "tabs": tabs_for(user, "hotspots", "sighting_list"),
    }
    return render(request, "complaints/sighting_counts.html", context)


def _workbook(request: HttpRequest, counted: SightingCounts) -> HttpResponse:
    agency = request.user.access.agencies_with(Permission.COORDINATE)[0]
    first, last = counted.days.first, counted.days.last
    ledger.write(
        by=request.user, verb=Verb.EXPORT, subject=agency, now=timezone.now(),
        details={"vuot_cap": f"{first:%Y-%m-%d}..{last:%Y-%m-%d}"},
    )  # fmt: skip
    name = f"vuot-cap-{last:%Y-%m-%d}.xlsx"
    return download(sighting_counts_xlsx(counted, agency.name), XLSX, name)
