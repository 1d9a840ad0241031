"""Dọn dữ liệu theo thời hạn lưu: what would go, a second click, what went."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.permissions import needs
from agencies.roles import Permission
from records.actions.retention import AT_A_CLICK, clear_chosen
from records.models import RetentionRun
from records.paging import page_of
from records.retention import AT_ONCE, KEPT, due
from records.retention_form import ClearForm
from records.retention_log import with_labels

_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_UNITS)
def retention(request: HttpRequest) -> HttpResponse:
    """Numbers and days only: the administrator sees no content here either."""
    now = timezone.now()
    lines = due(now)
    form = ClearForm(request.POST or None, lines=lines, now=now)
    if form.is_valid():
        gone = clear_chosen(
            keys=form.cleaned_data["rules"], as_of=form.cleaned_data["as_of"],
            by=request.user, now=now,
        )  # fmt: skip
        messages.success(request, _said(gone))
        return redirect("retention")
    status = 422 if form.is_bound else 200
    return render(request, "records/retention.html", _page(request, form, lines), status=status)


def _said(gone: int) -> str:
    if not gone:
        return "Không còn dòng nào đến hạn dọn."
    words = f"Đã dọn {gone:,} dòng.".replace(",", ".")
    return words if gone < AT_A_CLICK else f"{words} Phần còn lại được dọn trong đêm."


def _page(request: HttpRequest, form: ClearForm, lines: list[Any]) -> dict[str, Any]:
    runs = page_of(
        RetentionRun.objects.select_related("ran_by"), by="ran_at", asked=request.GET, size=_PAGE,
        count_text=lambda n: f"Có {n} lần dọn.",
    )  # fmt: skip
    return {
        "form": form,
        "lines": lines,
        "total": sum(line.count for line in lines),
        "page": runs,
        "runs": with_labels(runs.rows),
        "kept": KEPT,
        "at_once": AT_ONCE,
    }
