"""Accounts for the administrator: the list, one of them, its roles given and ended, closed and opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies import second_factor
from agencies.account_page import account_is_anothers, accounts_named, held_rows, rows_of, stands
from agencies.actions import accounts as account_actions
from agencies.actions.rights import end_role, give_role
from agencies.administered import accounts_of, agencies_of, roles_of
from agencies.forms.accounts import (
    CLOSE,
    REOPEN,
    UNITS,
    AccountStateForm,
    RoleEndForm,
    RoleGiveForm,
    key_of,
)
from agencies.models import Agency, Membership, User
from agencies.permissions import needs
from agencies.reauth import ensure_fresh
from agencies.refusals import told_beside
from agencies.roles import ROLES, Permission, Role

_PAGE, _MOST_UNITS = 50, 500
_FORM = ["GET", "HEAD", "POST"]


@require_safe
@needs(Permission.MANAGE_UNITS)
def user_list(request: HttpRequest) -> HttpResponse:
    """Tài khoản: who holds which role where, in the units that the administrator looks after."""
    word = request.GET.get("q", "").strip()
    users = second_factor.with_factor(accounts_named(request.user, word))
    held = Membership.objects.of_some_day().select_related("agency").order_by("valid_from", "pk")
    users = users.prefetch_related(Prefetch("memberships", held)).order_by("sort_key", "id")
    page = Paginator(users, _PAGE).get_page(request.GET.get("trang"))
    roles = [(Role(role).label, rights.description) for role, rights in ROLES.items()]
    context = {"page": page, "q": word, "roles": roles}
    return render(request, "agencies/user_list.html", context)


@require_safe
@needs(Permission.MANAGE_UNITS)
def account_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: roles, and how much it holds where; counts alone."""
    account = get_object_or_404(second_factor.with_factor(accounts_of(request.user)), pk=pk)
    now = timezone.now()
    rows = rows_of(account, request.user, timezone.localdate(now))
    context = {
        "account": account,
        "rows": [(row, key_of(row.membership)) for row in rows],
        "held": held_rows(rows, account, now),
        "is_anothers": account_is_anothers(account.pk, request.user),
    }
    return render(request, "agencies/account_detail.html", context)


@require_http_methods(_FORM)
@needs(Permission.MANAGE_UNITS)
def role_give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Giao vai trò; proven anew who asks."""
    account = _account(request, pk)
    ensure_fresh(request)
    form = RoleGiveForm(
        _sent(request), agencies=agencies_of(request.user),
        initial={"first_day": timezone.localdate()},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        with told_beside(form, None):
            made = give_role(
                user_id=pk, agency_id=said["agency"].pk, role=Role(said["role"]),
                first_day=said["first_day"], last_day=said["last_day"], basis=said["basis"],
                stands_in_for_id=said["absent"].pk if said["absent"] else None,
                by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(
                request,
                f"Đã giao {account} vai trò {made.get_role_display()} tại {made.agency.short_name}.",
            )
            return redirect("account_detail", pk=pk)
    return _form_page(
        request, "agencies/role_give.html", account, form, units=_offered(request.user)
    )


@require_http_methods(_FORM)
@needs(Permission.MANAGE_UNITS)
def role_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Kết thúc vai trò, or carry it to another unit; proven anew who asks."""
    account = _account(request, pk)
    ensure_fresh(request)
    today = timezone.localdate()
    held = list(roles_of(request.user).filter(user=account).select_related("agency").order_by("pk"))
    form = RoleEndForm(
        _sent(request), held=held, standing=[m for m in held if stands(m, today)],
        agencies=agencies_of(request.user), initial={"vai_tro": request.GET.get("vai_tro", "")},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        with told_beside(form, None):
            ended = end_role(
                membership_id=said["vai_tro"].pk, last_day=said["last_day"],
                to_agency_id=said["to_agency"].pk if said["to_agency"] else None,
                reason=said["reason"], by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(
                request,
                f"{account} thôi vai trò {ended.get_role_display()} tại {ended.agency.short_name}.",
            )
            return redirect("account_detail", pk=pk)
    return _form_page(
        request, "agencies/role_end.html", account, form, units=_offered(request.user)
    )


@require_http_methods(_FORM)
@needs(Permission.MANAGE_UNITS)
def account_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Khóa, mở lại tài khoản; proven anew who asks."""
    account = _account(request, pk)
    ensure_fresh(request)
    step = CLOSE if account.is_active else REOPEN
    form = AccountStateForm(_sent(request), initial={"step": step})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        closes = said["step"] == CLOSE
        act = account_actions.close_account if closes else account_actions.reopen_account
        with told_beside(form, None):
            act(user_id=pk, reason=said["reason"], by=request.user, now=timezone.now())
            done = "Đã khóa" if closes else "Đã mở lại"
            messages.success(request, f"{done} tài khoản của {account}.")
            return redirect("account_detail", pk=pk)
    return _form_page(
        request, "agencies/account_state.html", account, form, step=step, closes=step == CLOSE
    )


def _account(request: HttpRequest, pk: UUID) -> User:
    found: User = get_object_or_404(accounts_of(request.user), pk=pk)
    return found


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(
    request: HttpRequest, template: str, account: User, form: Any, **more: Any
) -> HttpResponse:
    context = {
        "account": account,
        "form": form,
        "is_anothers": account_is_anothers(account.pk, request.user),
        "units_id": UNITS,
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)


def _offered(user: User) -> list[Agency]:
    """To choose from while there are not too many for a page; a code that is typed always counts."""
    units = agencies_of(user).in_force(timezone.localdate()).order_by("path")
    return list(units.only("code", "name")[:_MOST_UNITS])
