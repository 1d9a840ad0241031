"""Đánh giá, rút kinh nghiệm of an event, and its window beside the one before."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency, Event, User
from agencies.permissions import needs
from agencies.refusals import KeptRefusal, NotAllowed, told_beside
from agencies.roles import Permission
from records.actions import ledger
from records.documents import Signer
from records.enums import Verb
from records.media_types import DOCX
from records.views.files import download
from reports.actions import after_action as actions
from reports.enums import ReviewState
from reports.forms_review import OpenReviewForm, ReviewForm, SignerForm
from reports.models import AfterAction
from reports.review_document import review_docx, review_pdf, review_sheet
from reports.window_figures import lines, previous_of, window_figures


@require_safe
@needs(Permission.READ_REPORT)
def event_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """So sánh với lần trước: every figure of the window beside that of the window before."""
    event, agency = _event(request, pk), _compared_agency(request.user)
    figures = _figures(event, agency, request.user, timezone.localdate())
    context = {
        "event": event,
        "agency": agency,
        "figures": figures,
        "rows": lines(figures),
    }
    return render(request, "reports/event_compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ_REPORT)
def after_action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reviews of an event within reach; a new one of one's own agency."""
    event, status = _event(request, pk), 200
    may_write = request.user.may(Permission.MAKE_REPORT)
    form = OpenReviewForm(request.POST or None, user=request.user) if may_write else None
    if request.method == "POST":
        if form is None:
            raise NotAllowed("Vai trò của bạn không lập báo cáo đánh giá.")
        if form.is_valid():
            with told_beside(form, None) as refused:
                review = actions.open_review(
                    event_id=event.pk, agency=form.cleaned_data["agency"], by=request.user,
                    now=timezone.now(),
                )  # fmt: skip
                return redirect("after_action_detail", pk=review.pk)
            status = refused.status
        else:
            status = 422
    reviews = AfterAction.objects.visible_to(request.user).filter(event=event)
    context = {
        "event": event,
        "form": form,
        "reviews": reviews.select_related("agency", "made_by", "approved_by"),
    }
    return render(request, "reports/after_action.html", context, status=status)


@require_safe
@needs(Permission.READ_REPORT)
def after_action_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One review: the text as it will be printed, and what is next."""
    return _page(request, _review(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MAKE_REPORT)
def after_action_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Soạn: six texts; the figures come by themselves."""
    review, status = _review(request, pk), 200
    if not _holds(request.user, review.agency, Permission.MAKE_REPORT):
        raise NotAllowed("Báo cáo này do cơ quan lập soạn.")
    form = ReviewForm(request.POST or None, instance=review)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            texts = {name: form.cleaned_data[name] for name in actions.TEXTS}
            with told_beside(form, None) as refused:
                actions.write_review(
                    review_id=pk, texts=texts, version=form.cleaned_data["version"],
                    by=request.user, now=timezone.now(),
                )  # fmt: skip
                messages.success(request, "Đã lưu dự thảo báo cáo đánh giá.")
                return redirect("after_action_detail", pk=pk)
            status = refused.status
    context = {"review": review, "event": review.event, "form": form}
    return render(request, "reports/after_action_edit.html", context, status=status)


@require_POST
@needs(Permission.READ_REPORT)
def after_action_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Duyệt (field `buoc` is approve, with the version read) or phát hành (issue, with the signer)."""
    review, now = _review(request, pk), timezone.now()
    with KeptRefusal(tell=partial(messages.error, request)):
        if request.POST.get("buoc") == "issue":
            form = SignerForm(request.POST)
            if not form.is_valid():
                return _page(request, review, form, 422)
            signer = Signer(form.cleaned_data["name"], form.cleaned_data["title"])
            document = actions.issue_review(review_id=pk, signer=signer, by=request.user, now=now)
            messages.success(request, "Đã phát hành báo cáo đánh giá, rút kinh nghiệm.")
            return redirect("document_detail", pk=document.pk)
        version = request.POST.get("version", "")
        actions.approve_review(
            review_id=pk, version=int(version) if version.isdigit() else 0, by=request.user, now=now
        )
        messages.success(request, "Đã duyệt; chữ và số liệu từ nay giữ nguyên.")
    return redirect("after_action_detail", pk=pk)


@require_safe
@needs(Permission.READ_REPORT)
def after_action_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản xem trước; the issued one is among the documents."""
    review = _review(request, pk)
    content = review_pdf(review, _shown(review, request.user), on=timezone.localdate())
    return _download(request, review, content, "application/pdf", "pdf")


@require_safe
@needs(Permission.READ_REPORT)
def after_action_docx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A copy to work on."""
    review = _review(request, pk)
    content = review_docx(review, _shown(review, request.user), on=timezone.localdate())
    return _download(request, review, content, DOCX, "docx")


def _download(
    request: HttpRequest, review: AfterAction, content: bytes, content_type: str, ending: str
) -> HttpResponse:
    ledger.write(by=request.user, verb=Verb.DOWNLOAD, subject=review, now=timezone.now())
    name = f"danh-gia-rut-kinh-nghiem-{review.agency.code}.{ending}"
    return download(content, content_type, name)


def _page(
    request: HttpRequest, review: AfterAction, signing: SignerForm | None = None, status: int = 200
) -> HttpResponse:
    user, figures = request.user, _shown(review, request.user)
    document = actions.issued_of(review)
    is_draft = review.state == ReviewState.DRAFT
    context = {
        "review": review,
        "event": review.event,
        "sheet": review_sheet(review, figures, ()),
        "document": document,
        "may_edit": is_draft and _holds(user, review.agency, Permission.MAKE_REPORT),
        "may_approve": is_draft and _holds(user, review.agency, Permission.DECIDE_CASE),
        "is_own": review.made_by_id == user.pk,
        "signing": signing or SignerForm(initial=_signer(review)),
        "may_issue": not is_draft
        and document is None
        and _holds(user, review.agency, Permission.ISSUE_DOCUMENT),
    }
    return render(request, "reports/after_action_detail.html", context, status=status)


def _signer(review: AfterAction) -> dict[str, str]:
    approver = review.approved_by
    return {"name": approver.full_name, "title": approver.title} if approver else {}


def _holds(user: User, agency: Agency, permission: Permission) -> bool:
    return agency in user.access.agencies_with(permission)


def _event(request: HttpRequest, pk: UUID) -> Event:
    seen = Event.objects.visible_to(request.user).select_related("agency", "previous")
    event: Event = get_object_or_404(seen, pk=pk)
    return event


def _review(request: HttpRequest, pk: UUID) -> AfterAction:
    seen = AfterAction.objects.visible_to(request.user).select_related(
        "event__previous", "event__agency", "agency__parent", "agency__oversees", "made_by",
        "approved_by",
    )  # fmt: skip
    review: AfterAction = get_object_or_404(seen, pk=pk)
    return review


def _compared_agency(user: User) -> Agency:
    """The agency in which the user reads reports; with all that is below it."""
    agency: Agency = user.access.agencies_with(Permission.READ_REPORT)[0]
    return agency


def _shown(review: AfterAction, user: User) -> dict[str, Any]:
    """The frozen figures, or those of today while it is a draft."""
    if review.state == ReviewState.APPROVED:
        return dict(review.figures)
    return _figures(review.event, review.agency, user, timezone.localdate())


def _figures(event: Event, agency: Agency, user: User, today: date) -> dict[str, Any]:
    previous = previous_of(event, user)
    return window_figures(event=event, previous=previous, agency=agency, today=today)
