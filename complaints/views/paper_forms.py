"""Mẫu văn bản: the forms of the product, and the confirmation of those not yet compared."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import needs
from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from complaints.actions.paper_forms import confirm_form
from complaints.forms.papers import ConfirmForm
from complaints.papers.confirmed import is_unsure
from complaints.papers.filling import draw
from complaints.papers.registry import form_of
from complaints.papers.said import first_answers
from complaints.papers.shelf import form_lines
from complaints.views.doors import sent

_READERS = (Permission.DRAFT_DOCUMENT, Permission.CONFIRM_FORM)


@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """Every form with the days on which it is valid and how sure its text is."""
    if not any(request.user.may(permission) for permission in _READERS):
        raise NotAllowed("Vai trò của bạn không dùng mẫu văn bản.")
    lines = form_lines(timezone.localdate())
    context = {
        "groups": [
            {"title": title, "lines": [line for line in lines if line.form.decree == title]}
            for title in dict.fromkeys(line.form.decree for line in lines)
        ],
        "waiting": sum(line.unsure for line in lines),
        "may_confirm": request.user.may(Permission.CONFIRM_FORM),
    }
    return render(request, "complaints/form_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONFIRM_FORM)
def form_confirm(request: HttpRequest) -> HttpResponse:
    """The empty form as the product prints it, to be compared; ?mau= names it."""
    code = request.GET.get("mau", "")
    if not code:
        return redirect("form_list")
    form = form_of(code)
    if form is None:
        raise Http404
    fields = ConfirmForm(sent(request))
    status = 422 if fields.is_bound else 200
    if fields.is_bound and fields.is_valid():
        with told_beside(fields, None) as refused:
            confirm_form(
                code=form.code, source=fields.cleaned_data["source"], by=request.user,
                now=timezone.now(),
            )  # fmt: skip
            messages.success(request, "Đã xác nhận mẫu; văn bản theo mẫu này phát hành được.")
            return redirect("form_list")
        status = refused.status
    context = {
        "form": form,
        "fields": fields,
        "unsure": is_unsure(form),
        "text": draw(form, first_answers(form, {})),
    }
    return render(request, "complaints/form_confirm.html", context, status=status)
