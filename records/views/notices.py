"""Thông báo: one's own notices, unread ones marked; opening one goes to what it is about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from records import notices as selectors
from records.actions.notices import open_notice
from records.paging import page_of

_SIZE, _IN_PANEL = 30, 5
_UNREAD = "chua"


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Thông báo, the newest first; at home the unread ones alone."""
    only_unread = request.GET.get("doc") == _UNREAD or bool(request.htmx)
    user, now = request.user, timezone.now()
    rows = selectors.unread(user, now) if only_unread else selectors.of_user(user)
    page = page_of(
        rows, by="made_at", asked=request.GET, size=_IN_PANEL if request.htmx else _SIZE,
        count_text=lambda number: f"Có {number} thông báo.",
    )  # fmt: skip
    template = "records/notice_list.html"
    context = {"page": page, "only_unread": only_unread}
    return render(request, f"{template}#panel" if request.htmx else template, context)


@require_POST
def notice_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mở: read from now on; the page behind it asks again who may see it."""
    found = get_object_or_404(selectors.of_user(request.user), pk=pk)
    notice = open_notice(notice_id=found.pk, by=request.user, now=timezone.now())
    try:
        return redirect(reverse(notice.url_name, args=[notice.subject_id]))
    except NoReverseMatch:
        messages.info(request, "Trang của thông báo này không còn.")
        return redirect("notices")
