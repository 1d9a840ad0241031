"""The lock of a shared desk (khóa màn hình) and the proof asked for before something sealed."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies import proving
from agencies.own_paths import own_path
from agencies.own_sessions import LOCKED
from agencies.reauth import is_fresh, note_proof

# LOCKED in the session: the page to come back to. While it is there nothing else opens.
_METHODS = ["GET", "HEAD", "POST"]


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


@sensitive_post_parameters()
@require_http_methods(_METHODS)
def lock(request: HttpRequest) -> HttpResponse:
    """Khóa màn hình: shows the name alone; the same person unlocks, another one signs out."""
    step = request.POST.get("step", "")
    if request.method == "POST" and not step:
        return _close(request)
    if LOCKED not in request.session:
        return redirect("home")
    if step == "challenge":
        return proving.challenge(request.user)
    return _open(request, step) if step else _page(request)


def _close(request: HttpRequest) -> HttpResponse:
    back = own_path(request.POST.get("next", ""), reverse("home"))
    request.session[LOCKED] = request.session.get(LOCKED) or back
    return HttpResponse(status=204) if _wants_json(request) else redirect("lock")


def _open(request: HttpRequest, kind: str) -> HttpResponse:
    tried = _attempt(request, kind)
    if tried.is_over:
        logout(request)
    if tried.why:
        status = 429 if tried.is_over else 422
        if _wants_json(request):
            return JsonResponse({"why": tried.why, "over": tried.is_over}, status=status)
        return redirect("login") if tried.is_over else _page(request, tried.why, status)
    back = request.session.pop(LOCKED)
    return HttpResponse(status=204) if _wants_json(request) else redirect(back)


def _attempt(request: HttpRequest, kind: str) -> proving.Tried:
    return proving.attempt(
        user=request.user,
        device=proving.session_device(request),
        kind=kind,
        said=request.POST.get("said", ""),
        now=timezone.now(),
    )


def _page(request: HttpRequest, why: str = "", status: int = 200) -> HttpResponse:
    context = {**proving.ways(request.user, with_password=True), "why": why}
    return render(request, "registration/lock.html", context, status=status)


@sensitive_post_parameters()
@require_http_methods(_METHODS)
def prove_again(request: HttpRequest) -> HttpResponse:
    """Xác nhận lại: password, or the second factor of whoever has one; then back to where it was asked."""
    back = own_path(request.POST.get("next", request.GET.get("next", "")), reverse("home"))
    ways = proving.ways(request.user, with_password=False)
    step, why, status = request.POST.get("step", ""), "", 200
    if request.method == "POST":
        if step == "challenge":
            return proving.challenge(request.user)
        if step == "password" and not ways["by_password"]:
            step = ""
        tried = _attempt(request, step)
        if tried.is_over:
            logout(request)
            return redirect("login")
        if not tried.why:
            note_proof(request)
            messages.success(request, "Đã xác nhận. Bạn có thể làm tiếp việc đang làm.")
            return redirect(back)
        why, status = tried.why, 422
    context = {**ways, "why": why, "next": back, "is_fresh": is_fresh(request)}
    return render(request, "registration/prove_again.html", context, status=status)
