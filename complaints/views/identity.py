"""Sealed identities: asked for, decided by a custodian, opened once by POST; the sealed register."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.reauth import ensure_fresh
from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from complaints import selectors
from complaints.actions import sealed_look_up, sealing
from complaints.enums import IdentityPlace, IdentityRequestState, Secrecy
from complaints.envelopes import envelope_of
from complaints.forms.identity import SameForm
from complaints.forms.others import AskForm, DecideForm
from complaints.models import IdentityRequest
from complaints.views.doors import ensure_in, sent
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of

_METHODS = ["GET", "HEAD", "POST"]
_SIZE = 30
_MARKS = 60  # enough to cover a screen; what is over the edge is cut off
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
        with told_beside(form, None) as refused:
            sealing.ask_identity(
                matter_id=matter.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã gửi yêu cầu; người giữ bí mật sẽ quyết định.")
            return redirect("identity_requests")
        status = refused.status
    context = {
        "matter": matter,
        "form": form,
        "is_sealed": matter.secrecy >= Secrecy.SEALED,
        "envelope": envelope_of(matter),
    }
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
    return [_row(one, one.asked_by_id == user.pk, decides, now) for one in found]


def _row(one: IdentityRequest, is_mine: bool, decides: bool, now: datetime) -> dict[str, Any]:
    runs = one.expires_at is not None and now < one.expires_at
    sealed = getattr(one.matter, "sealed_identity", None)
    on_paper = sealed is not None and sealed.place == IdentityPlace.PAPER
    return {
        "request": one,
        "envelope": sealed.envelope if on_paper else "",
        "may_decide": decides and not is_mine and one.state == IdentityRequestState.ASKED,
        "may_open": is_mine and runs and not on_paper,
        "may_break_seal": decides and not is_mine and runs and on_paper and one.opened_at is None,
        "waits_for_envelope": is_mine and runs and on_paper and one.opened_at is None,
        "has_ended": one.expires_at is not None and not runs,
    }


@require_http_methods(_METHODS)
@needs(Permission.APPROVE_IDENTITY)
def identity_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Duyệt hoặc không duyệt; never one's own request."""
    asked = get_object_or_404(selectors.identity_requests(request.user), pk=pk)
    form = DecideForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            sealing.decide_identity(
                request_id=asked.pk,
                approve=form.cleaned_data["decision"] == "co",
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã ghi quyết định; việc duyệt được lưu trong sổ vết.")
            return redirect("identity_requests")
        status = refused.status
    return render(
        request, "complaints/identity_decide.html", {"asked": asked, "form": form}, status=status
    )


@require_POST
def identity_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mở danh tính: the person proves themself, the ledger row is committed, then the page is made;
    it is never kept, says who reads, and the browser leaves it when the time is over."""
    user, now, away = request.user, timezone.now(), reverse("identity_requests")
    asked = get_object_or_404(selectors.identity_requests(user), pk=pk)
    ensure_fresh(request, back=away)
    identity = sealing.open_identity(request_id=asked.pk, by=user, now=now)
    seconds = max(1, int((asked.expires_at - now).total_seconds()))
    context = {
        "asked": asked,
        "lines": [(_LABELS[name], identity[name]) for name in _LABELS if identity.get(name)],
        "seconds": str(seconds),  # a number for the script, without a dot in the thousands
        "mark": f"{user.full_name} xem lúc {timezone.localtime(now):%H:%M:%S %d/%m/%Y}",
        "rows": range(_MARKS),
    }
    response = render(request, "complaints/identity_open.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Refresh"] = f"{seconds}; url={away}"
    return response


@require_POST
@needs(Permission.APPROVE_IDENTITY)
def identity_envelope(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi việc mở bì niêm phong: of an identity that lies on paper."""
    asked = get_object_or_404(selectors.identity_requests(request.user), pk=pk)
    ensure_fresh(request, back=reverse("identity_requests"))
    sealing.note_envelope_opened(request_id=asked.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã ghi việc mở bì vào sổ vết; xem xong hãy niêm phong lại bì.")
    return redirect("identity_requests")


@require_http_methods(_METHODS)
@needs(Permission.KEEP_SEALED_REGISTER)
def identity_same(request: HttpRequest) -> HttpResponse:
    """Người này đã được giữ kín ở đây chưa: what was typed is in no address and no log."""
    form, found, status = SameForm(sent(request)), None, 200
    if form.is_bound and form.is_valid():
        ensure_fresh(request, back=reverse("identity_same"))
        with told_beside(form, None):
            found = sealed_look_up.look_up(
                number=form.cleaned_data["number"],
                phone=form.cleaned_data["phone"],
                by=request.user,
                now=timezone.now(),
            )
    if form.is_bound and form.errors:
        status = 422
    context = {"form": form, "found": found, "most": sealed_look_up.MOST_AN_HOUR}
    return render(request, "complaints/identity_same.html", context, status=status)


@require_safe
@needs(Permission.KEEP_SEALED_REGISTER)
def sealed_register(request: HttpRequest) -> HttpResponse:
    """Sổ đơn kín of the custodian's agency, newest first. Each look is a row of the ledger."""
    home, now = request.user.access.home_agency(), timezone.now()
    told = {"so": "don_kin"}
    ledger.write(by=request.user, verb=Verb.READ, subject=home, now=now, details=told)
    page = page_of(
        selectors.sealed_register(request.user),
        by="entered_at",
        asked=request.GET,
        size=_SIZE,
        count_text=lambda n: f"Có {n} đơn trong sổ kín.",
    )
    rows = selectors.petition_rows(page.rows, request.user, timezone.localdate())
    return render(request, "complaints/sealed_register.html", {"page": page, "rows": rows})
