"""Prints from the desk: what was printed about a visit, a form for each print, its preview."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import NotAllowed, Refused, told_beside
from agencies.roles import Permission
from complaints.selectors import number_for
from reception import refusal_law
from reception.actions.prints import preview_visit, print_visit
from reception.forms.prints import FORMS, PrintForm
from reception.models import Refusal, Visit
from reception.prints import LAYOUTS, Print, prints_for, refusal_of
from records.actions.documents import ensure_issues
from records.documents import lines
from records.models import IssuedDocument
from records.views.files import download

_SHOWN = 50


@require_safe
def visit_documents(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Văn bản của một lượt tiếp: a panel of its page, or a page of its own."""
    visit = _visit(request.user, pk)
    documents = (
        IssuedDocument.objects.visible_to(request.user)
        .filter(subject_kind="visit", subject_id=visit.pk)
        .select_related("issued_by", "signed_file")
        .order_by("-issued_at", "-id")[:_SHOWN]
    )
    kinds = prints_for(visit, refusal_of(visit)) if _may_print(request.user, visit) else ()
    template = "reception/visit_documents.html"
    context = {
        "visit": visit,
        "number": number_for(visit, request.user),
        "lines": lines(documents, request.user),
        "prints": [{"what": what, "layout": LAYOUTS[what]} for what in kinds],
    }
    return render(request, f"{template}#documents" if request.htmx else template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ISSUE_DOCUMENT)
def visit_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lập một văn bản: GET shows the few fields, POST gives it its number."""
    visit, what, refusal = _asked_for(request, pk)
    form = _form(request, visit, what, refusal)
    if form.is_valid():
        with told_beside(form, None):
            document = print_visit(
                visit_id=visit.pk,
                what=what,
                said=form.said(),
                signer=form.signer(),
                key=form.cleaned_data["key"],
                by=request.user,
                now=timezone.now(),
            )
            return redirect("document_detail", pk=document.pk)
    return _page(request, visit, what, refusal, form)


@require_POST
@needs(Permission.ISSUE_DOCUMENT)
def visit_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bản xem trước: by POST, so that nothing typed stands in an address; nothing is kept."""
    visit, what, refusal = _asked_for(request, pk)
    form = _form(request, visit, what, refusal)
    if not form.is_valid():
        return _page(request, visit, what, refusal, form)
    content = preview_visit(
        visit=visit,
        what=what,
        said=form.said(),
        signer=form.signer(),
        by=request.user,
        now=timezone.now(),
    )
    return download(content, "application/pdf", "xem-truoc.pdf")


def _visit(user: User, pk: UUID) -> Visit:
    found = Visit.objects.visible_to(user).select_related(
        "agency__parent", "matter", "person", "received_by", "session__host"
    )
    visit: Visit = get_object_or_404(found, pk=pk)
    return visit


def _may_print(user: User, visit: Visit) -> bool:
    try:
        ensure_issues(user, visit.agency, visit, sealed=bool(visit.secrecy))
    except NotAllowed:
        return False
    return True


def _asked_for(request: HttpRequest, pk: UUID) -> tuple[Visit, Print, Refusal | None]:
    """The visit and the print that the address names; without one, the suggested one."""
    visit = _visit(request.user, pk)
    ensure_issues(request.user, visit.agency, visit, sealed=bool(visit.secrecy))
    refusal = refusal_of(visit)
    kinds = prints_for(visit, refusal)
    if not kinds:
        raise Refused("Lượt tiếp đã hủy số, không lập văn bản.")
    asked = request.GET.get("loai", kinds[0])
    if asked not in Print.values:
        raise Http404
    if asked not in kinds:
        raise Refused(f"“{Print(asked).label}” không dùng cho lượt tiếp này.")
    return visit, Print(asked), refusal


def _form(request: HttpRequest, visit: Visit, what: Print, refusal: Refusal | None) -> PrintForm:
    typed = request.POST if request.method == "POST" else None
    return FORMS[what](typed, visit=visit, refusal=refusal, by=request.user, now=timezone.now())


def _page(
    request: HttpRequest, visit: Visit, what: Print, refusal: Refusal | None, form: PrintForm
) -> HttpResponse:
    others = [one for one in prints_for(visit, refusal) if one is not what]
    context = {
        "visit": visit,
        "number": number_for(visit, request.user),
        "what": what,
        "layout": LAYOUTS[what],
        "form": form,
        "others": others,
        "refusal": refusal,
        "citation": refusal_law.citation(refusal.ground) if refusal else "",
        "doubt": refusal_law.doubt(refusal.ground) if refusal else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "reception/visit_print.html", context, status=status)
