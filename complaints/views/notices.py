"""Báo việc đến hạn: one's own notices, unread ones marked."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.models import User
from complaints import law_book
from complaints.actions import notices as actions
from complaints.early_notice import reasons
from complaints.enums import NoticeLevel
from complaints.models import CaseNotice
from complaints.notice_source import TONES, title_of
from complaints.selectors import SEALED_NUMBER, number_for
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only
from records.paging import page_of

_SIZE, _IN_PANEL = 20, 5


@require_safe
@cases_only
def notice_list(request: HttpRequest) -> HttpResponse:
    """Báo việc đến hạn, the newest first; at home the unread ones alone."""
    user, rows = request.user, _rows(request.user)
    if request.GET.get("doc") == "chua" or request.htmx:
        rows = rows.filter(read_at=None)
    page = page_of(
        rows, by="made_at", asked=request.GET, size=_IN_PANEL if request.htmx else _SIZE,
        count_text=lambda n: f"Có {n} lần báo.",
    )  # fmt: skip
    early = reasons(page.rows, user)
    context = {
        "tabs": tabs_for(user, "work", "notice_list"),
        "page": page,
        "only_unread": request.GET.get("doc") == "chua",
        "rows": [_line(notice, user, early.get(notice.pk, "")) for notice in page.rows],
    }
    template = "complaints/notice_list.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)


def _rows(user: User) -> QuerySet[CaseNotice]:
    seen = CaseNotice.objects.visible_to(user)
    found: QuerySet[CaseNotice] = seen.select_related("clock__petition", "clock__matter")
    return found


def _line(notice: CaseNotice, user: User, early: str) -> dict[str, object]:
    clock = notice.clock
    case = clock.petition or clock.matter
    number = number_for(clock.petition, user) if clock.petition else ""
    return {
        "notice": notice,
        "tone": TONES[NoticeLevel(notice.level)],
        "early": early,
        "duty": law_book.duty(clock.rule_code),
        "title": title_of(notice),
        "sealed": bool(clock.secrecy),
        "number": "" if number == SEALED_NUMBER else number,
        "url_name": "petition_detail" if clock.petition else "matter_detail",
        "pk": case.pk,
    }


@require_POST
@cases_only
def notice_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đã đọc: the case itself stays with its holder; from the inbox (`mo`) on to the case."""
    notice = get_object_or_404(_rows(request.user), pk=pk)
    actions.read_notice(notice_id=notice.pk, by=request.user, now=timezone.now())
    if "mo" not in request.POST:
        return redirect("notice_list")
    clock = notice.clock
    if clock.petition_id:
        return redirect("petition_detail", pk=clock.petition_id)
    return redirect("matter_detail", pk=clock.matter_id)
