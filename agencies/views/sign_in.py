"""Sign-in (đăng nhập): name and password, then the second factor of whoever has one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from agencies import device, proving, second_factor
from agencies.forms.sign_in import SignInForm
from agencies.guesses import account_key
from agencies.models import User
from agencies.own_paths import own_path

# Why a session ended, as `?het=` says it to the page of sign-in.
RIGHTS_CHANGED, TIME_OVER = "quyen", "gio"
_ENDED = {
    RIGHTS_CHANGED: "Phiên làm việc đã kết thúc vì vai trò, cách đăng nhập của bạn vừa thay đổi hoặc "
    "bạn đã kết thúc phiên này từ máy khác. Hãy đăng nhập lại.",
    TIME_OVER: "Phiên làm việc đã kết thúc vì quá thời gian. Hãy đăng nhập lại.",
}
_PENDING = "sign_in_pending"
_SECONDS = 5 * 60
_SHOULD = "Vai trò của bạn nên đăng nhập bằng hai lớp: bấm vào tên mình để thiết lập."
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(LoginView):
    """Two steps at one address: the session is the person's only after both."""

    redirect_authenticated_user = True
    authentication_form = SignInForm

    def get_redirect_url(self) -> str:
        asked = self.request.POST.get("next", self.request.GET.get("next", ""))
        return own_path(asked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = _ENDED.get(self.request.GET.get("het", ""), "")
        return {**super().get_context_data(**kwargs), "ended": ended}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = _pending(request)
        return super().get(request, *args, **kwargs) if user is None else self._ask(user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = request.POST.get("step", "")
        if not step:
            return super().post(request, *args, **kwargs)
        user = _pending(request)
        if step == "again" or user is None:
            request.session.pop(_PENDING, None)
            return redirect("login")
        if step == "challenge":
            return proving.challenge(user)
        return self._second_step(user, step)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        user = form.get_user()
        if not second_factor.kinds_of(user):
            if second_factor.is_due(user):
                messages.info(self.request, _SHOULD)
            return self._enter(user, user.backend)
        self.request.session.cycle_key()
        self.request.session[_PENDING] = {
            "user": str(user.pk),
            "hash": user.get_session_auth_hash(),
            "at": timezone.now().timestamp(),
        }
        asked = urlencode({"next": self.get_redirect_url()} if self.get_redirect_url() else {})
        return HttpResponseRedirect(f"{reverse('login')}{'?' if asked else ''}{asked}")

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        status = 429 if form.is_over else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _second_step(self, user: User, kind: str) -> HttpResponse:
        here = device.known(self.request, account_key(user.username))
        kind = kind if kind in ("code", "key") else ""
        tried = proving.attempt(
            user=user,
            device=here,
            kind=kind,
            said=self.request.POST.get("said", ""),
            now=timezone.now(),
        )
        if tried.is_over:
            del self.request.session[_PENDING]
        if tried.why:
            return self._ask(user, tried.why, 429 if tried.is_over else 422)
        del self.request.session[_PENDING]
        response = self._enter(user, _BACKEND)
        self.request.session[second_factor.WITH_FACTOR] = True
        return response

    def _ask(self, user: User, why: str = "", status: int = 200) -> HttpResponse:
        context = {
            **proving.ways(user, with_password=False),
            "why": why,
            "next": self.get_redirect_url(),
            "is_over": status == 429,
        }
        return render(self.request, "registration/second_step.html", context, status=status)

    def _enter(self, user: User, backend: str) -> HttpResponse:
        login(self.request, user, backend=backend)
        response = HttpResponseRedirect(self.get_success_url())
        device.remember(self.request, response, account_key(user.username))
        return response


def _pending(request: HttpRequest) -> User | None:
    """Who gave the right password in this session a moment ago and still has the same one."""
    waiting = request.session.get(_PENDING)
    if not waiting or timezone.now().timestamp() - waiting["at"] > _SECONDS:
        return None
    user = User.objects.filter(pk=waiting["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), waiting["hash"]):
        return None
    return user
