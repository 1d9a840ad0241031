"""Báo cáo tóm tắt of a flagged matter, in one button; its options may be edited before printing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from complaints.briefing import briefing_of
from complaints.briefing_document import briefing_pdf
from complaints.forms.hotspots import BriefingForm
from complaints.views.hotspot_steps import METHODS, spot_seen
from complaints.views.hotspots import flag_page
from records.actions import ledger
from records.enums import Verb
from records.views.files import download


@require_http_methods(METHODS)
def hotspot_briefing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two pages at most. GET prints the options that the law gives, POST those as they were edited;
    nothing of them is kept. A reading of the case in the ledger either way."""
    spot, options = spot_seen(request, pk), None
    if request.method == "POST":
        form = BriefingForm(request.POST)
        if not form.is_valid():
            return flag_page(request, spot, form, status=422)
        options = form.cleaned_data["options"]
    now = timezone.now()
    today = timezone.localdate(now)
    agency = request.user.access.home_agency() or spot.agency
    told = briefing_of(spot, request.user, today)
    pdf = briefing_pdf(told, agency=agency, on=today, options=options)
    ledger.write(
        by=request.user, verb=Verb.READ, subject=spot.matter, now=now,
        details={"van_ban": "tom_tat_diem_nong"},
    )  # fmt: skip
    return download(pdf, "application/pdf", "tom-tat-vu-viec.pdf")
