"""Lược bỏ nội dung đơn kín: what would reveal the sender leaves the words that others read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.refusals import Refused, told_beside
from agencies.roles import Permission
from complaints.actions.unnaming import NOT_YOURS, unname_petition
from complaints.forms.identity import UnnameForm
from complaints.models import Petition
from complaints.name_check import tell
from complaints.selectors import number_for
from complaints.views.doors import ensure_in, sent


@require_http_methods(["GET", "HEAD", "POST"])
def petition_unname(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The text with what was found in it, and the text without."""
    petition = get_object_or_404(
        Petition.objects.visible_to(request.user).select_related("agency", "matter"), pk=pk
    )
    ensure_in(request.user, petition.agency, Permission.REGISTER_PETITION, NOT_YOURS)
    form = UnnameForm(sent(request), petition=petition)
    if form.is_bound and form.is_valid() and _unnamed(request, petition, form):
        messages.success(request, "Đã lược bỏ; nội dung cũ không còn trong hệ thống.")
        return redirect("petition_detail", pk=petition.pk)
    now = timezone.now()
    told = None if form.is_bound else tell(
        matter=petition.matter, texts=form.texts_of(petition), by=request.user, now=now
    )  # fmt: skip
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "form": form,
        "told": told,
    }
    status = 422 if form.is_bound else 200
    return render(request, "complaints/petition_unname.html", context, status=status)


def _unnamed(request: HttpRequest, petition: Petition, form: UnnameForm) -> bool:
    """Done, or the sentence why not stands above the form."""
    with told_beside(form, None):
        # Told in a transaction of its own: the row of what was found outlives the refusal.
        told = tell(matter=petition.matter, texts=form.texts(), by=request.user, now=timezone.now())
        if told.blocked:
            raise Refused(told.refusal)
        unname_petition(
            petition_id=petition.pk, summary=form.cleaned_data["summary"],
            content=form.cleaned_data["content"], version=form.cleaned_data["version"],
            by=request.user, now=timezone.now(),
        )  # fmt: skip
        return True
    return False
