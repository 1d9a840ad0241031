"""Thông báo: one inbox of all one was told of, unread ones marked; opening one goes to its page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from records import inbox
from records.actions.notices import open_notice
from records.enums import NoticeTopic
from records.notices import of_user
from records.paging import page_of

_SIZE, _IN_PANEL = 30, 5
_UNREAD = "chua"
_TEMPLATE = "records/notice_list.html"


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Thông báo, the newest first, of all kinds or of one (`loai`)."""
    user, now = request.user, timezone.now()
    if request.htmx:
        return _panel(request)
    only_unread = request.GET.get("doc") == _UNREAD
    topic = _topic(request.GET.get("loai", ""))
    page = page_of(
        inbox.inbox_rows(user, now, topic=topic, only_unread=only_unread),
        by="made_at", asked=request.GET, size=_SIZE,
        count_text=lambda number: f"Có {number} thông báo.",
    )  # fmt: skip
    context = {
        "page": page,
        "lines": inbox.lines_of(page.rows, user),
        "only_unread": only_unread,
        "topic": topic,
        "topics": NoticeTopic,
    }
    return render(request, _TEMPLATE, context)


def _panel(request: HttpRequest) -> HttpResponse:
    """At home: the unread general ones; those of due dates have a panel of their own."""
    rows = of_user(request.user).filter(read_at=None, made_at__gte=timezone.now() - inbox.NEWS)
    page = page_of(
        rows, by="made_at", asked=request.GET, size=_IN_PANEL,
        count_text=lambda number: f"Có {number} thông báo.",
    )  # fmt: skip
    return render(request, f"{_TEMPLATE}#panel", {"page": page})


def _topic(said: str) -> NoticeTopic | None:
    return NoticeTopic(said) if said in NoticeTopic.values else None


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Đánh dấu tất cả đã đọc."""
    count = inbox.read_all(by=request.user, now=timezone.now())
    said = f"Đã đánh dấu {count} thông báo là đã đọc." if count else "Không có thông báo chưa đọc."
    messages.success(request, said)
    return redirect("notices")


@require_POST
def notice_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mở: read from now on; the page behind it asks again who may see it."""
    found = get_object_or_404(of_user(request.user), pk=pk)
    notice = open_notice(notice_id=found.pk, by=request.user, now=timezone.now())
    try:
        return redirect(reverse(notice.url_name, args=[notice.subject_id]))
    except NoReverseMatch:
        messages.info(request, "Trang của thông báo này không còn.")
        return redirect("notices")
