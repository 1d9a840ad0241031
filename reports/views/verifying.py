"""Kiểm tra tệp báo cáo: a PDF is uploaded, read, judged and forgotten."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from agencies import law_in_force
from agencies.permissions import needs
from agencies.roles import Permission
from reports.forms_verify import VerifyForm
from reports.stored_match import compare_with_stored
from reports.tabs import tabs_for
from reports.verifying import Verified, verify


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ_REPORT)
def report_check(request: HttpRequest) -> HttpResponse:
    """The verdict stands on the answer of the upload: nothing is kept that could be opened later."""
    posted = request.method == "POST"
    form = VerifyForm(request.POST if posted else None, request.FILES if posted else None)
    context: dict[str, Any] = {"form": form, "tabs": tabs_for(request.user, "report_check")}
    status = 200
    if posted:
        status = 422
        if form.is_valid():
            status = 200
            context |= _judged(request, form)
    return render(request, "reports/report_check.html", context, status=status)


def _judged(request: HttpRequest, form: VerifyForm) -> dict[str, Any]:
    """The verdict, and the report of the house when the reader may open it."""
    upload = form.cleaned_data["file"]
    result: Verified = verify(upload.read(), book=law_in_force.in_force().forms)
    stored = compare_with_stored(result, user=request.user) if result.report else None
    return {"result": result, "stored": stored, "name": upload.name}
