"""Đơn liên quan: what a petition is linked to, what may be the same, linking and taking apart."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import told_beside
from agencies.roles import Permission
from complaints.actions.linking import link_petitions, undo_link
from complaints.alike import alike_to, alike_to_typed
from complaints.enums import LinkKind
from complaints.forms.links import LinkForm, UndoForm, typed_of
from complaints.link_rows import link_rows
from complaints.models import Petition, PetitionLink
from complaints.rights import permissions_in
from complaints.selectors import number_for
from complaints.views.doors import ensure_in, sent

_METHODS = ["GET", "HEAD", "POST"]
_NOT_YOURS = "Chỉ cán bộ xử lý, thủ trưởng của cơ quan giữ đơn được liên kết đơn này."


@require_safe
def petition_links(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đơn liên quan: the links of a petition, undone ones with their reason, and what is alike."""
    petition, user = _petition(request, pk), request.user
    may_link = Permission.PROCESS_PETITION in permissions_in(user, petition.agency)
    rows = link_rows(petition, user)
    linked = {row.other.pk for row in rows if row.stands}
    found = alike_to(petition, user) if may_link else []
    context = {
        "petition": petition,
        "number": number_for(petition, user),
        "rows": rows,
        "found": [one for one in found if one.petition.pk not in linked],
        "may_link": may_link,
    }
    template = "complaints/petition_links.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)


@require_POST
@needs(Permission.REGISTER_PETITION)
def petition_similar(request: HttpRequest) -> HttpResponse:
    """Đơn có thể trùng với đơn đang nhập; a hit and a miss come in the same form."""
    agencies = request.user.access.agencies_with(Permission.REGISTER_PETITION)
    found = alike_to_typed(typed_of(request.POST), request.user, agencies)
    template = "complaints/petition_similar.html"
    return render(request, f"{template}#found" if request.htmx else template, {"found": found})


@require_http_methods(_METHODS)
def link_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Liên kết với một đơn khác: one that was offered, or by its number in the register."""
    petition = _petition(request, pk)
    ensure_in(request.user, petition.agency, Permission.PROCESS_PETITION, _NOT_YOURS)
    offered = _offered(request, petition)
    form = LinkForm(
        sent(request),
        petition=petition,
        user=request.user,
        offered=offered,
        why=_why(petition, offered, request) if offered and not sent(request) else "",
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with told_beside(form, None) as refused:
            link_petitions(
                petition_id=petition.pk, other_id=data["other"].pk, kind=LinkKind(data["kind"]),
                reason=data["reason"], by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, "Đã liên kết hai đơn.")
            return redirect("petition_links", pk=petition.pk)
        status = refused.status
    context = {
        "petition": petition, "number": number_for(petition, request.user), "form": form,
        "offered": offered,
        "offered_number": number_for(offered, request.user) if offered else "",
    }  # fmt: skip
    return render(request, "complaints/link_new.html", context, status=status)


def _offered(request: HttpRequest, petition: Petition) -> Petition | None:
    """The petition that was offered, when this reader sees it."""
    asked = request.GET.get("don", "")
    try:
        key = UUID(asked)
    except ValueError:
        return None
    seen = Petition.objects.visible_to(request.user).exclude(pk=petition.pk)
    found: Petition | None = seen.select_related("agency").filter(pk=key).first()
    return found


def _why(petition: Petition, offered: Petition, request: HttpRequest) -> str:
    """The reasons found, to be kept or changed."""
    found = {one.petition.pk: one.why for one in alike_to(petition, request.user)}
    return " ".join(found.get(offered.pk, ()))


@require_http_methods(_METHODS)
def link_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gỡ liên kết, tách đơn đã ghép; the reason stays on both sides."""
    seen = PetitionLink.objects.visible_to(request.user).select_related(
        "petition__agency", "petition__matter", "other__agency", "linked_by", "undone_by"
    )
    link = get_object_or_404(seen, pk=pk)
    merged = link.kind == LinkKind.MERGED
    needed = Permission.DECIDE_CASE if merged else Permission.PROCESS_PETITION
    ensure_in(request.user, link.petition.agency, needed, _NOT_YOURS)
    form = UndoForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        with told_beside(form, None) as refused:
            undo_link(link_id=pk, reason=form.cleaned_data["reason"], by=request.user,
                      now=timezone.now())  # fmt: skip
            messages.success(request, "Đã tách đơn." if merged else "Đã gỡ liên kết.")
            return redirect("petition_links", pk=link.petition_id)
        status = refused.status
    context = {
        "link": link,
        "merged": merged,
        "form": form,
        "number": number_for(link.petition, request.user),
        "other_number": number_for(link.other, request.user),
    }
    return render(request, "complaints/link_undo.html", context, status=status)


def _petition(request: HttpRequest, pk: UUID) -> Petition:
    seen = Petition.objects.visible_to(request.user).select_related("agency", "matter", "person")
    found: Petition = get_object_or_404(seen, pk=pk)
    return found
