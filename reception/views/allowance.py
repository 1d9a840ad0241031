"""The monthly sheet of reception days for the allowance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from reception.allowance import allowance_sheet as sheet_of
from reception.allowance import month_of
from reception.allowance_files import LEGEND, SUMS, allowance_pdf, allowance_xlsx
from reception.tabs import tabs_for
from records.actions import ledger
from records.enums import Verb
from records.media_types import XLSX
from records.views.files import download


@require_safe
@needs(Permission.MANAGE_DUTY)
def allowance_sheet(request: HttpRequest) -> HttpResponse:
    """Bảng chấm công bồi dưỡng tiếp công dân: on screen, PDF, XLSX."""
    now = timezone.now()
    today = timezone.localdate(now)
    agency = request.user.access.agencies_with(Permission.MANAGE_DUTY)[0]
    month = month_of(request.GET.get("thang"), today)
    sheet = sheet_of(user=request.user, agency=agency, month=month, now=now)
    wanted = request.GET.get("dang")
    if wanted in ("pdf", "xlsx"):
        ledger.write(
            by=request.user, verb=Verb.EXPORT, subject=agency, now=now,
            details={"bang_cham_cong": f"{month:%Y-%m}", "dang": wanted},
        )  # fmt: skip
        content = (
            allowance_pdf(sheet=sheet, made_on=today)
            if wanted == "pdf"
            else allowance_xlsx(sheet=sheet)
        )
        kind = "application/pdf" if wanted == "pdf" else XLSX
        return download(content, kind, f"cham-cong-tiep-dan-{month:%Y-%m}.{wanted}")
    context = {
        "sheet": sheet,
        "month": f"{month:%Y-%m}",
        "latest": f"{today:%Y-%m}",
        "legend": LEGEND,
        "sums": SUMS,
        "tabs": tabs_for(request.user, "sessions", "allowance_sheet"),
    }
    return render(request, "reception/allowance.html", context)
