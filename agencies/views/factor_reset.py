"""Gỡ lớp xác nhận thứ hai of somebody who lost phone, key and codes: by an administrator, with why."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies import second_factor
from agencies.actions.own_account import reset_factors
from agencies.administered import accounts_of
from agencies.forms.sign_in import ResetForm
from agencies.models import User
from agencies.permissions import needs
from agencies.reauth import ensure_fresh
from agencies.refusals import told_beside
from agencies.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_UNITS)
def factor_reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Proven anew who asks; the person is told and signed out everywhere."""
    account = get_object_or_404(accounts_of(request.user), pk=pk)
    ensure_fresh(request)
    form = ResetForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        with told_beside(form, None):
            reset_factors(user_id=pk, reason=reason, by=request.user, now=timezone.now())
            messages.success(
                request, f"Đã gỡ lớp xác nhận thứ hai của {account.full_name}; người ấy được báo."
            )
            return redirect("user_list")
    context = {
        "account": account,
        "form": form,
        "has_factor": bool(second_factor.kinds_of(account)),
    }
    return render(request, "agencies/factor_reset.html", context, status=status)


@require_safe
def own_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a notice about one's own account leads; of others nothing is found."""
    get_object_or_404(User, pk=pk if pk == request.user.pk else None)
    return redirect("my_account")
