"""Chuyển đơn sai thẩm quyền: counted by the unit that sent, on screen and as a workbook."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from complaints import wrong_transfers as counts
from complaints.forms.inbox import WrongPeriodForm
from complaints.tabs import tabs_for
from complaints.wrong_transfer_files import NOTE, wrong_transfers_xlsx
from records.actions import ledger
from records.enums import Verb
from records.media_types import XLSX
from records.views.files import download


@require_safe
@needs(Permission.SEE_OVERVIEW)
def wrong_transfers(request: HttpRequest) -> HttpResponse:
    """Each unit below that sent petitions on, in the order of names; each number opens its list."""
    user, today = request.user, timezone.localdate()
    form = WrongPeriodForm(request.GET if "tu" in request.GET else None)
    since, until = form.period(today)
    counted = counts.wrong_transfers(user, since, until)
    if request.GET.get("dang") == "xlsx":
        return _workbook(request, counted)
    if not form.is_bound:
        form = WrongPeriodForm(initial={"tu": since, "den": until})
    context = {
        "counted": counted,
        "form": form,
        "note": NOTE,
        "file_query": urlencode({"tu": since, "den": until, "dang": "xlsx"}),
        "tabs": tabs_for(user, "cases", "wrong_transfers"),
    }
    return render(request, "complaints/transfer_wrong.html", context)


def _workbook(request: HttpRequest, counted: counts.WrongTransfers) -> HttpResponse:
    agency = request.user.access.agencies_with(Permission.SEE_OVERVIEW)[0]
    period = f"{counted.since:%Y-%m-%d}..{counted.until:%Y-%m-%d}"
    ledger.write(
        by=request.user, verb=Verb.EXPORT, subject=agency, now=timezone.now(),
        details={"chuyen_sai_tham_quyen": period},
    )  # fmt: skip
    name = f"chuyen-sai-tham-quyen-{counted.until:%Y-%m-%d}.xlsx"
    return download(wrong_transfers_xlsx(counted, agency.name), XLSX, name)
