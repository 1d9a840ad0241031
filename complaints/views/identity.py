"""Sealed identities: asked for, decided by a custodian, opened once by POST; the sealed register."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from complaints import selectors
from complaints.actions import sealing
from complaints.enums import IdentityRequestState, Secrecy
from complaints.forms.others import AskForm, DecideForm
from complaints.models import IdentityRequest
from complaints.views.doors import ensure_in, sent
from records.paging import page_of

_METHODS = ["GET", "HEAD", "POST"]
_SIZE = 30
_LABELS = {
    "full_name": "Họ và tên",
    "birth_year": "Năm sinh",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "paper": "Giấy tờ",
    "id_number": "Số giấy tờ",
    "paper_issued": "Ngày cấp, nơi cấp",
    "capacity": "Tư cách người đến",
    "holder": "Người đến thay",
    "mandate": "Giấy tờ đại diện, ủy quyền",
    "representatives": "Người đại diện của đoàn",
    "members": "Người trong đoàn",
    "interpreter": "Người phiên dịch",
}


@require_http_methods(_METHODS)
def identity_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yêu cầu mở danh tính, with the reason."""
    matter = get_object_or_404(selectors.matters(request.user), pk=pk)
    sentence = "Vai trò của bạn không được yêu cầu mở danh tính."
    ensure_in(request.user, matter.agency, Permission.ASK_IDENTITY, sentence)
    form = AskForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            sealing.ask_identity(
                matter_id=matter.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = refused.status
        else:
            messages.success(request, "Đã gửi yêu cầu; người giữ bí mật sẽ quyết định.")
            return redirect("identity_requests")
    context = {"matter": matter, "form": form, "is_sealed": matter.secrecy >= Secrecy.SEALED}
    return render(request, "complaints/identity_ask.html", context, status=status)


@require_safe
def identity_requests(request: HttpRequest) -> HttpResponse:
    """One's own requests and, for custodians, those that wait for a decision."""
    user, now = request.user, timezone.now()
    decides = user.may(Permission.APPROVE_IDENTITY)
    if not (decides or user.may(Permission.ASK_IDENTITY)):
        raise NotAllowed("Vai trò của bạn không yêu cầu, không duyệt mở danh tính.")
    page = page_of(
        selectors.identity_requests(user).order_by(),
        by="asked_at",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda n: f"Có {n} yêu cầu.",
    )
    context = {"page": page, "rows": _rows(page.rows, request, now), "decides": decides}
    return render(request, "complaints/identity_requests.html", context)


def _rows(found: Iterable[IdentityRequest], request: HttpRequest, now: datetime) -> list[Any]:
    """Each request with what this reader may do with it now."""
    user, decides = request.user, request.user.may(Permission.APPROVE_IDENTITY)
    return [
        {
            "request": one,
            "is_mine": one.asked_by_id == user.pk,
            "may_decide": decides
            and one.asked_by_id != user.pk
            and one.state == IdentityRequestState.ASKED,
            "may_open": one.asked_by_id == user.pk
            and one.expires_at is not None
            and now < one.expires_at,
            "has_ended": one.expires_at is not None and now >= one.expires_at,
        }
        for one in found
    ]


@require_http_methods(_METHODS)
@needs(Permission.APPROVE_IDENTITY)
def identity_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Duyệt hoặc không duyệt; never one's own request."""
    asked = get_object_or_404(selectors.identity_requests(request.user), pk=pk)
    form = DecideForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            sealing.decide_identity(
                request_id=asked.pk,
                approve=form.cleaned_data["decision"] == "co",
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = refused.status
        else:
            messages.success(request, "Đã ghi quyết định; việc duyệt được lưu trong sổ vết.")
            return redirect("identity_requests")
    return render(
        request, "complaints/identity_decide.html", {"asked": asked, "form": form}, status=status
    )


@require_POST
def identity_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mở danh tính: the ledger row is committed first; the page is never kept and says who reads."""
    user, now = request.user, timezone.now()
    asked = get_object_or_404(selectors.identity_requests(user), pk=pk)
    identity = sealing.open_identity(request_id=asked.pk, by=user, now=now)
    context = {
        "asked": asked,
        "lines": [(_LABELS[name], identity[name]) for name in _LABELS if identity.get(name)],
        "minutes": max(1, int((asked.expires_at - now).total_seconds()) // 60),
        "now": now,
    }
    response = render(request, "complaints/identity_open.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@needs(Permission.KEEP_SEALED_REGISTER)
def sealed_register(request: HttpRequest) -> HttpResponse:
    """Sổ đơn kín of the custodian's agency, newest first."""
    page = page_of(
        selectors.sealed_register(request.user),
        by="entered_at",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda n: f"Có {n} đơn trong sổ kín.",
    )
    rows = selectors.petition_rows(page.rows, request.user, timezone.localdate())
    return render(request, "complaints/sealed_register.html", {"page": page, "rows": rows})
