"""Các phiên đang mở: one's own sessions, each ended from here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies import own_sessions
from agencies.actions.own_account import end_session
from agencies.session_stamp import end_sessions


@require_safe
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in: kind of machine, address, since when."""
    this = request.session.session_key or ""
    found = own_sessions.open_of(request.user, now=timezone.now(), this=this)
    return render(request, "agencies/my_sessions.html", {"sessions": found})


@require_POST
def session_end(request: HttpRequest) -> HttpResponse:
    """Kết thúc một phiên của mình ở máy khác."""
    this = request.session.session_key or ""
    end_session(code=request.POST.get("phien", ""), this=this, by=request.user, now=timezone.now())
    messages.success(request, "Đã kết thúc phiên đó.")
    return redirect("my_sessions")


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Đăng xuất ở mọi máy khác."""
    end_sessions(user=request.user, but=request)
    messages.success(request, "Các phiên của bạn ở máy khác đã kết thúc.")
    return redirect("my_sessions")
