"""The desk: one page that logs a visit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from reception.actions.desk import log_visit
from reception.actions.drafts import drafts_of, read_draft
from reception.errand import Errand, Unknown, errand_of
from reception.forms import DeskForm, form_from_draft, open_form
from reception.models import Visit
from reception.workflow import representatives_hints

PAGE = "reception/visit_new.html"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LOG_VISIT)
def visit_new(request: HttpRequest) -> HttpResponse:
    """Bàn tiếp công dân: everything on one page; what was typed stays on any refusal."""
    errand, now = errand_in(request), timezone.now()
    if request.method != "POST":
        form = _reopened(request, now) or open_form(user=request.user, errand=errand, now=now)
        drafts = [one for one in drafts_of(request.user, now) if one.key != form["key"].value()]
        return render(request, PAGE, page_of(form, drafts=drafts))
    form = DeskForm(request.POST, errand=errand, user=request.user, now=now)
    visit = _logged(request, form)
    if visit is not None:
        return _on_to(request, reverse("visit_detail", args=[visit.pk]))
    return render(request, PAGE, page_of(form), status=422)


def _on_to(request: HttpRequest, url: str) -> HttpResponse:
    """A form sent by drafts.js learns the address and goes there itself: its page still stands when
    the answer is lost on the way."""
    if request.headers.get("X-Kept-Form"):
        return JsonResponse({"url": url})
    return redirect(url)


def _reopened(request: HttpRequest, now: datetime) -> DeskForm | None:
    """The form as it was left, under its old key; None when no draft of this officer is asked for."""
    if not (asked := request.GET.get("nhap")):
        return None
    try:
        typed = read_draft(draft_id=UUID(asked), by=request.user, now=now)
        return form_from_draft(typed, user=request.user, now=now) if typed else None
    except (ValueError, Unknown):
        raise Http404 from None


def _logged(request: HttpRequest, form: DeskForm) -> Visit | None:
    """The visit; None when the form has to come back with a sentence."""
    if not form.is_valid() or form.must_warn():
        return None
    try:
        return log_visit(
            told=form.told(),
            errand=form.errand,
            key=form.cleaned_data["key"],
            by=request.user,
            now=form.now,
        )
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return None


def errand_in(request: HttpRequest) -> Errand:
    """What the page's address or the form's hidden fields name; 404 when it is out of sight."""
    try:
        return errand_of(request.user, request.GET.dict() | request.POST.dict())
    except Unknown:
        raise Http404 from None


def page_of(form: DeskForm, **more: Any) -> dict[str, Any]:
    """Context of the page; `more` is the answer of a look-up."""
    return {
        "form": form,
        "errand": form.errand,
        "matter": form.matter,
        "keys": form.errand.as_keys(),
        "hints": representatives_hints(),
        "warning_mark": form.must_warn() if form.is_bound and form.is_valid() else "",
        "options": [],
        "asked": False,
        "people": 0,
        "note": "",
        "problem": "",
        "focus": "",
        "drafts": [],
        **more,
    }
