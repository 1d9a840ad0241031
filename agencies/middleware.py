"""Sessions for a shared desk, private answers, refusals as pages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.defaults import bad_request

from agencies import law_in_force, ledger, own_sessions, second_factor, session_stamp
from agencies.own_sessions import LOCKED, SIGNED_IN_AT
from agencies.reauth import AskAgain, note_proof
from agencies.refusals import NotAllowed, Refused
from agencies.views.sign_in import RIGHTS_CHANGED, TIME_OVER

Handler = Callable[[HttpRequest], HttpResponse]
_FORM = "application/x-www-form-urlencoded"
_SEEN_COOKIE = "luc_cuoi"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Names of the pages to which a sign-in was confined by whoever left it on a screen in a hall.
PUBLIC_SCREEN = "public_screen"
# What stays open at a locked desk, and to somebody who has to set up a second factor first.
_AT_A_LOCKED_DESK = frozenset({"lock", "logout", "login", "health"})
_BEFORE_A_FACTOR = frozenset(
    {"my_account", "app_new", "key_new", "password_change", "prove_again", "lock", "logout"}
)
# Beside those of Django and django-csp (security.md G21).
_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def whole_forms(get_response: Handler) -> Handler:
    """A form cut off on its way is refused: half a text must not stand in a register as if it were
    all, and its key must stay free for the whole one. So is an address with a NUL, which no column holds."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, None)
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if (
            request.method == "POST"
            and request.content_type == _FORM
            and announced.isdigit()
            and len(request.body) < int(announced)
        ):
            return bad_request(request, None)
        return get_response(request)

    return middleware


def law_of_today(get_response: Handler) -> Handler:
    """Each request computes with the law as it is adopted now, whatever its process knew before."""

    def middleware(request: HttpRequest) -> HttpResponse:
        law_in_force.forget()
        return get_response(request)

    return middleware


def private_pages(get_response: Handler) -> Handler:
    """No browser or proxy keeps a page; the next person at the desk finds nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/" + settings.STATIC_URL.lstrip("/")):
            response.headers.setdefault("Cache-Control", "no-store, private")
            patch_vary_headers(response, ["HX-Request"])
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def _expired(request: HttpRequest, now: datetime) -> bool:
    """True past the idle limit (signed cookie) or the absolute limit (session).

    Without the cookie (a browser that refuses it) the last moment is that of the sign-in.
    """
    signed_in = float(request.session.get(SIGNED_IN_AT, 0))
    seen = request.get_signed_cookie(_SEEN_COOKIE, default=str(signed_in), salt=_SEEN_COOKIE)
    idle = now.timestamp() - float(seen) > settings.SESSION_IDLE_SECONDS
    return idle or now.timestamp() - signed_in > settings.SESSION_ABSOLUTE_SECONDS


def note_sign_in(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Receiver of Django's user_logged_in: the absolute limit counts from here, and the session is
    good for the rights of this moment."""
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()
    session_stamp.note(request, kwargs["user"])
    own_sessions.note_machine(request)
    note_proof(request)


def _sent_to(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that a fragment follows as a whole page: no sign-in inside a cell."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _asks_by_itself(request: HttpRequest) -> bool:
    """True for a page that looks for news (header X-Poll): nobody sits there, the idle limit runs.

    The screen of a hall and the guard's page have nobody before them by design and open no case;
    they stay until the absolute limit (ADR 0014).
    """
    if "X-Poll" not in request.headers or PUBLIC_SCREEN in request.session:
        return False
    return request.user.access.only_pages is None


def shared_desk(get_response: Handler) -> Handler:
    """Ends a session left open, or one whose rights changed. The last moment lives in a signed cookie:
    a GET writes no session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        signed_in_before = request.user.is_authenticated
        if signed_in_before and (why := _why_over(request, now)):
            return _ended(request, now, why)
        response = get_response(request)
        if request.user.is_authenticated and _asks_by_itself(request):
            return response
        if request.user.is_authenticated:
            response.set_signed_cookie(
                _SEEN_COOKIE,
                str(now.timestamp()),
                salt=_SEEN_COOKIE,
                httponly=True,
                secure=settings.HTTPS,
                samesite="Lax",
            )
        elif signed_in_before:
            _forgotten(response)
        return response

    return middleware


def _forgotten(response: HttpResponse) -> None:
    """The browser keeps nothing of the session."""
    response.delete_cookie(_SEEN_COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _why_over(request: HttpRequest, now: datetime) -> str:
    """Empty while the session is good; else which sentence the sign-in page says."""
    if _expired(request, now):
        return TIME_OVER
    return "" if session_stamp.is_current(request) else RIGHTS_CHANGED


def _ended(request: HttpRequest, now: datetime, why: str) -> HttpResponse:
    """A session that is over. Its row goes with the next POST or the nightly sweep: a GET writes nothing
    but the ledger, and the row opens nothing any more."""
    if request.method in _SAFE:
        ledger.record(by=request.user, verb="sign_out", subject=request.user, now=now)
    else:
        logout(request)
    response = _refused_at_the_door(request, why)
    response.delete_cookie(settings.SESSION_COOKIE_NAME)
    _forgotten(response)
    return response


def _refused_at_the_door(request: HttpRequest, why: str) -> HttpResponse:
    """To the sign-in page, which says why. A form that was sent after the rights changed is refused
    where it stands, with what was typed; after the time is over somebody else may sit there."""
    is_page = "text/html" in request.headers.get("Accept", "") and not request.headers.get(
        "HX-Request"
    )
    if why == RIGHTS_CHANGED and request.method == "POST" and is_page:
        typed = {"typed": _typed(request)}
        return render(request, "errors/rights_changed.html", typed, status=NotAllowed.status)
    return _sent_to(request, f"{reverse(settings.LOGIN_URL)}?{urlencode({'het': why})}")


class refusals:
    """Turns a refusal of a rule into a page that says why and what was kept.

    A role confined to a few pages (bảo vệ, ADR 0006) is refused at the door of every other one, so
    that a page written tomorrow is closed to it without anybody remembering; so is a sign-in that was
    left on the screen of a hall.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user, name = request.user, request.resolver_match.url_name
        if not user.is_authenticated:
            return None
        if LOCKED in request.session and name not in _AT_A_LOCKED_DESK:
            return _sent_to(request, reverse("lock"))
        if name not in _BEFORE_A_FACTOR and second_factor.must_set_up(request):
            return _sent_to(request, reverse("my_account"))
        if name not in [*request.session.get(PUBLIC_SCREEN, [name]), "logout"]:
            why = "Máy này đang là bảng gọi số; hãy đăng xuất để dùng vào việc khác."
            return self.process_exception(request, NotAllowed(why))
        if not user.access.opens(name):
            why = "Vai trò của bạn chỉ xem số người tại nơi tiếp công dân."
            return self.process_exception(request, NotAllowed(why))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, AskAgain):
            return _sent_to(request, exception.address)
        if not isinstance(exception, Refused):
            return None
        return render(
            request,
            "errors/refused.html",
            {"sentence": exception.sentence, "typed": _typed(request)},
            status=exception.status,
        )


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Long texts of a refused form, given back so that nothing typed is lost."""
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and isinstance(value, str) and " " in value
    ]
