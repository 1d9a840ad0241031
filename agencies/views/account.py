"""One's own account (tài khoản của tôi): password, second factor, sessions elsewhere."""

import json
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import proving, second_factor
from agencies.actions import own_account
from agencies.forms.sign_in import CodeForm
from agencies.models import User
from agencies.reauth import ensure_fresh
from agencies.refusals import Refused
from agencies.second_factor import Type
from agencies.session_stamp import end_sessions

_METHODS = ["GET", "HEAD", "POST"]
_WRONG_KEY = "Khóa bảo mật chưa được ghi nhận; hãy thử lại."


@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """Tài khoản của tôi."""
    factors = Authenticator.objects.filter(
        user=request.user, type__in=[Type.TOTP, Type.WEBAUTHN]
    ).order_by("created_at")
    rows = [
        {
            "pk": one.pk,
            "name": one.data.get("name") or "Ứng dụng tạo mã trên điện thoại",
            "created_at": one.created_at,
            "last_used_at": one.last_used_at,
        }
        for one in factors
    ]
    context = {
        "factors": rows,
        "spare_codes": second_factor.spare_codes_left(request.user) if rows else 0,
        "has_app": any(one.type == Type.TOTP for one in factors),
        "is_due": second_factor.is_due(request.user),
        "must": second_factor.must_set_up(request) and not rows,
    }
    return render(request, "agencies/my_account.html", context)


@sensitive_post_parameters()
@require_http_methods(_METHODS)
def password_change(request: HttpRequest) -> HttpResponse:
    """Đổi mật khẩu; every other session of the person ends."""
    form = PasswordChangeForm(request.user, request.POST if request.method == "POST" else None)
    now = timezone.now()
    if form.is_bound and not proving.may_say_password(request, form, now):
        logout(request)
        return redirect("login")
    if form.is_bound and form.is_valid():
        user = own_account.set_password(
            password=form.cleaned_data["new_password1"], by=request.user, now=now
        )
        update_session_auth_hash(request, user)
        end_sessions(user=user, but=request)
        messages.success(request, "Đã đổi mật khẩu; các phiên ở máy khác đã kết thúc.")
        return redirect("my_account" if user.access.opens("my_account") else "home")
    status = 422 if form.is_bound else 200
    return render(request, "agencies/password_change.html", {"form": form}, status=status)


@sensitive_post_parameters()
@require_http_methods(_METHODS)
def app_new(request: HttpRequest) -> HttpResponse:
    """Thiết lập ứng dụng tạo mã: the secret travels sealed in the form and fits its owner alone."""
    ensure_fresh(request)
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if not form.is_bound:
        return _app_page(request, form, second_factor.new_secret())
    secret = _unseal(request.user, request.POST.get("sealed", ""))
    if secret is None:
        messages.error(request, "Mã thiết lập không còn dùng được; hãy quét mã mới.")
        return redirect("app_new")
    now = timezone.now()
    if form.is_valid():
        counter = second_factor.fitting_counter(secret, form.cleaned_data["code"], now)
        if counter is not None:
            codes = own_account.add_app(secret=secret, counter=counter, by=request.user, now=now)
            return _set_up(request, codes)
        form.add_error("code", "Mã không đúng; hãy nhập mã đang hiện trên điện thoại.")
    return _app_page(request, form, secret, 422)


def _app_page(request: HttpRequest, form: CodeForm, secret: str, status: int = 200) -> HttpResponse:
    qr = segno.make(get_adapter().build_totp_url(request.user, secret), micro=False)
    context = {
        "form": form,
        "sealed": encrypt(f"{request.user.pk}:{secret}"),
        "qr": qr.svg_data_uri(scale=5, border=2),
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
    }
    return render(request, "agencies/app_new.html", context, status=status)


def _unseal(user: User, sealed: str) -> str | None:
    """The secret of the form, when it was made for this user."""
    try:
        owner, _, secret = decrypt(sealed).partition(":")
    except (InvalidTag, ValueError):
        return None
    return secret if owner == str(user.pk) else None


def _set_up(request: HttpRequest, codes: list[str], *, renewed: bool = False) -> HttpResponse:
    """The session goes on, all others end; recovery codes are shown this once."""
    request.session[second_factor.WITH_FACTOR] = True
    end_sessions(user=request.user, but=request)
    if not codes:
        messages.success(request, "Đã ghi nhận; các phiên ở máy khác đã kết thúc.")
        return redirect("my_account")
    context = {"codes": codes, "is_renewed": renewed, "made_at": timezone.now()}
    return render(request, "agencies/recovery_codes.html", context)


@require_http_methods(_METHODS)
def key_new(request: HttpRequest) -> HttpResponse:
    """Thêm khóa bảo mật (FIDO2, WebAuthn)."""
    ensure_fresh(request)
    why = ""
    if request.method == "POST":
        if request.POST.get("step") == "challenge":
            return JsonResponse(webauthn.begin_registration(request.user, passwordless=False))
        credential = _checked_key(request.POST.get("said", ""))
        if credential is not None:
            codes = own_account.add_key(
                name=request.POST.get("name", "").strip(),
                credential=credential,
                by=request.user,
                now=timezone.now(),
            )
            return _set_up(request, codes)
        why = _WRONG_KEY
    context = {"why": why, "name": request.POST.get("name", "")}
    return render(request, "agencies/key_new.html", context, status=422 if why else 200)


def _checked_key(said: str) -> dict[str, Any] | None:
    """The credential, when it answers the challenge of this session."""
    try:
        credential = json.loads(said)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        webauthn.clear_state()
        return None
    return credential if isinstance(credential, dict) else None


@require_POST
def factor_remove(request: HttpRequest) -> HttpResponse:
    """Gỡ một ứng dụng, khóa của chính mình."""
    ensure_fresh(request)
    asked = request.POST.get("factor", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):
        raise Refused("Hãy chọn ứng dụng hoặc khóa cần gỡ.")
    own_account.remove_factor(factor_id=int(asked), by=request.user, now=timezone.now())
    if not second_factor.kinds_of(request.user):
        request.session.pop(second_factor.WITH_FACTOR, None)
    end_sessions(user=request.user, but=request)
    messages.success(request, "Đã gỡ; các phiên ở máy khác đã kết thúc.")
    return redirect("my_account")


@require_POST
def recovery_renew(request: HttpRequest) -> HttpResponse:
    """Tạo mã dự phòng mới."""
    ensure_fresh(request)
    codes = own_account.renew_recovery_codes(by=request.user, now=timezone.now())
    return _set_up(request, codes, renewed=True)
