"""Cách nhận thư: one's own address and choices by topic, the hour of the digest of an agency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.actions.mail_address import set_mail_address
from agencies.administered import accounts_of
from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from records.actions.digests import set_digest_hour
from records.actions.mailing import choose_mail
from records.mail_choice import agencies_to_set, choices_of, hour_of, last_failed
from records.mail_forms import AddressForm, ChoicesForm, HourForm

_TEMPLATE = "records/notice_choices.html"


@require_http_methods(["GET", "HEAD", "POST"])
def notice_choices(request: HttpRequest) -> HttpResponse:
    """Cách nhận thông báo: in the product always, by e-mail as one chooses."""
    user, now = request.user, timezone.now()
    form = ChoicesForm(request.POST or None, initial=_initial(user))
    if form.is_valid():
        with transaction.atomic():
            set_mail_address(user_id=user.pk, address=form.cleaned_data["email"], by=user, now=now)
            choose_mail(chosen=form.chosen(), by=user)
        messages.success(request, "Đã lưu cách nhận thông báo.")
        return redirect("notice_choices")
    status = 422 if form.is_bound else 200
    return render(request, _TEMPLATE, _page(user, form), status=status)


def _initial(user: User) -> dict[str, str]:
    chosen = {topic.value: mail.value for topic, mail in choices_of(user).items()}
    return {"email": user.email, **chosen}


def _page(
    user: User, form: ChoicesForm, said: tuple[Agency, HourForm] | None = None
) -> dict[str, Any]:
    hours = [
        said if said and said[0] == agency else (agency, HourForm(initial={"at": hour_of(agency)}))
        for agency in agencies_to_set(user)
    ]
    return {
        "form": form,
        "hour": hour_of(user.access.home_agency()),
        "hours": hours,
        "failed": last_failed(user),
    }


@require_POST
def digest_hour(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The hour at which the people of an agency get their digest."""
    user = request.user
    own = agencies_to_set(user)
    if not own:
        raise NotAllowed("Giờ gửi thư tóm tắt do thủ trưởng hoặc người quản trị cơ quan đặt.")
    agency = get_object_or_404(Agency, pk__in=[a.pk for a in own if a.pk == pk])
    form = HourForm(request.POST)
    if not form.is_valid():
        choices = ChoicesForm(initial=_initial(user))
        return render(request, _TEMPLATE, _page(user, choices, (agency, form)), status=422)
    at = form.cleaned_data["at"]
    set_digest_hour(agency=agency, at=at, by=user, now=timezone.now())
    messages.success(request, f"{agency.short_name}: thư tóm tắt gửi lúc {at:%H:%M} ngày làm việc.")
    return redirect("notice_choices")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_UNITS)
def account_mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hộp thư của một tài khoản, by the administrator."""
    account = get_object_or_404(accounts_of(request.user), pk=pk)
    form = AddressForm(request.POST or None, initial={"email": account.email})
    if form.is_valid():
        said = form.cleaned_data["email"]
        set_mail_address(user_id=account.pk, address=said, by=request.user, now=timezone.now())
        messages.success(request, f"Đã lưu hộp thư của {account.full_name}.")
        return redirect("user_list")
    context = {"account": account, "form": form}
    return render(
        request, "records/notice_account.html", context, status=422 if form.is_bound else 200
    )
