"""Exclusions of a matter, for its custodians alone: who is kept out, and how that ends."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.reauth import ensure_fresh
from agencies.refusals import NotAllowed, Refused, told_beside
from agencies.roles import Permission
from complaints.actions import exclusions as actions
from complaints.forms.exclusions import LiftDecideForm, LiftForm
from complaints.kept_out import people_kept_out
from complaints.lifting import LiftDocument
from complaints.models import ExclusionLift, Matter
from complaints.selectors import matters
from complaints.views.doors import sent
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of

_METHODS = ["GET", "HEAD", "POST"]
_SIZE = 30
_custodians_only = needs(Permission.APPROVE_IDENTITY)


@require_safe
@_custodians_only
def exclusion_lifts(request: HttpRequest) -> HttpResponse:
    """Documents that wait for a second custodian, and those decided, newest first."""
    rows = ExclusionLift.objects.visible_to(request.user)
    page = page_of(
        rows.select_related("matter", "user", "issuer", "entered_by", "decided_by").order_by(),
        by="entered_at", asked=request.GET, size=_SIZE,
        count_text=lambda n: f"Có {n} văn bản gỡ loại trừ.",
    )  # fmt: skip
    return render(request, "complaints/exclusion_lifts.html", {"page": page, "rows": page.rows})


@require_safe
@_custodians_only
def exclusion_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Người bị loại trừ khỏi vụ việc. Reading it is a row of the ledger."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    ledger.write(
        by=request.user, verb=Verb.READ, subject=matter, now=timezone.now(),
        details={"phan": "loai_tru"},
    )  # fmt: skip
    excluded = list(matter.exclusions.select_related("user").order_by("user__sort_key", "id"))
    out = people_kept_out([matter.pk], timezone.localdate()) - {row.user_id for row in excluded}
    context = {
        "matter": matter,
        "excluded": excluded,
        "stand_in": list(User.objects.filter(pk__in=out).order_by("sort_key", "id")),
        "lifts": list(
            matter.exclusion_lifts.select_related("user", "issuer", "entered_by", "decided_by")
        ),
    }
    return render(request, "complaints/exclusion_list.html", context)


@require_http_methods(_METHODS)
@_custodians_only
def exclusion_lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi văn bản gỡ loại trừ; nothing changes until another custodian confirms it."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    ensure_fresh(request)
    form = _lift_form(request, matter)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid() and _enters(request, matter, form):
        messages.success(request, "Đã ghi văn bản; chờ người giữ bí mật thứ hai xác nhận.")
        return redirect("exclusion_list", pk=matter.pk)
    context = {"matter": matter, "form": form}
    return render(request, "complaints/exclusion_lift.html", context, status=status)


def _lift_form(request: HttpRequest, matter: Matter) -> LiftForm:
    people = User.objects.filter(pk__in=matter.exclusions.values("user")).order_by("sort_key")
    now = timezone.now()
    above = [agency.pk for person in people for agency in actions.issuers_above(person, now)]
    issuers = Agency.objects.filter(pk__in=above).order_by("sort_key", "id")
    return LiftForm(sent(request), people=people, issuers=issuers)


def _enters(request: HttpRequest, matter: Matter, form: LiftForm) -> bool:
    """True when it is noted; otherwise the form says beside which field it fails."""
    data: dict[str, Any] = form.cleaned_data
    document = LiftDocument(
        number=data["document_number"], dated=data["document_date"],
        issuer=data["issuer"].pk if data["issuer"] else None,
        central_issuer=data["central_issuer"],
    )  # fmt: skip
    try:
        actions.enter_lift(
            matter_id=matter.pk, person=data["person"], document=document,
            reason=data["reason"], by=request.user, now=timezone.now(),
        )  # fmt: skip
    except NotAllowed:
        raise
    except actions.DocumentRefused as refused:
        for field, sentence in refused.objections:
            form.add_error(field, sentence)
    except Refused as refused:
        form.add_error(None, refused.sentence)
    else:
        return True
    return False


@require_http_methods(_METHODS)
@_custodians_only
def exclusion_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Người giữ bí mật thứ hai xác nhận hoặc không."""
    rows = ExclusionLift.objects.visible_to(request.user)
    lift = get_object_or_404(
        rows.select_related("matter", "user", "issuer", "entered_by", "decided_by"), pk=pk
    )
    ensure_fresh(request)
    form = LiftDecideForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        confirms = form.cleaned_data["decision"] == "co"
        with told_beside(form, None if confirms else "note"):
            actions.decide_lift(
                lift_id=lift.pk, confirm=confirms, note=form.cleaned_data["note"],
                by=request.user, now=timezone.now(),
            )  # fmt: skip
            said = (
                "Đã gỡ loại trừ." if confirms else "Đã ghi là không xác nhận; loại trừ giữ nguyên."
            )
            messages.success(request, said)
            return redirect("exclusion_list", pk=lift.matter_id)
    context = {"lift": lift, "form": form, "is_mine": lift.entered_by_id == request.user.pk}
    return render(request, "complaints/exclusion_decide.html", context, status=status)
