"""Sessions: their list and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from reception.actions.sessions import hold_session
from reception.enums import SessionKind, SessionMode
from reception.forms import SessionForm
from reception.selectors import sessions_with_counts
from records.paging import page_of

_SIZE = 30


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Buổi tiếp, newest first, each with the visits this user may see."""
    page = page_of(
        sessions_with_counts(request.user),
        by="on_date",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda number: f"Có {number} buổi tiếp.",
    )
    context = {"page": page, "may_log": request.user.may(Permission.LOG_VISIT)}
    return render(request, "reception/session_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LOG_VISIT)
def session_new(request: HttpRequest) -> HttpResponse:
    """Lập buổi tiếp định kỳ, đột xuất, or a standing one in advance."""
    agency = request.user.access.agencies_with(Permission.LOG_VISIT)[0]
    today = timezone.localdate()
    form = SessionForm(request.POST or None, agency=agency, today=today)
    if form.is_valid():
        data = form.cleaned_data
        try:
            session = hold_session(
                agency=agency,
                kind=SessionKind(data["kind"]),
                mode=SessionMode(data["mode"]),
                on_date=data["on_date"],
                place=data["place"],
                host=data["host"],
                delegated=data["delegated"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Đã lập {str(session).lower()}.")
            return redirect("session_list")
    status = 422 if form.is_bound else 200
    return render(
        request, "reception/session_new.html", {"form": form, "agency": agency}, status=status
    )
