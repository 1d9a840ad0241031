"""The register of petitions: its list, a new one, one petition."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints import workflow
from complaints.actions.petitions import register_petition
from complaints.enums import PetitionState
from complaints.filters import PetitionFilter
from complaints.forms.petition import PetitionForm
from complaints.models import Clock, Matter, Petition
from complaints.rights import permissions_in
from complaints.selectors import due_of, matters, number_for, petition_lines, petitions
from complaints.views.doors import cases_only, sent
from records.actions import ledger
from records.actions.once import once
from records.enums import Verb
from records.paging import page_of

_SIZE = 20


@require_safe
@cases_only
def petition_list(request: HttpRequest) -> HttpResponse:
    """Sổ đơn, newest first; one filter for rows and count."""
    found = PetitionFilter(request.GET, queryset=petitions(request.user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows, by="received_on", asked=request.GET, size=_SIZE, count_text=lambda n: f"Có {n} đơn."
    )
    template = "complaints/petition_list.html"
    context = {
        "page": page,
        "rows": petition_lines(
            page.rows,
            request.user,
            timezone.localdate(),
            several_agencies="co_quan" in found.filters,
        ),
        "form": found.form,
        "may_register": request.user.may(Permission.REGISTER_PETITION),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTER_PETITION)
def petition_new(request: HttpRequest) -> HttpResponse:
    """Vào sổ đơn nhận qua bưu chính, cơ quan khác chuyển đến, cổng thông tin."""
    form = _form(request)
    if form.is_bound and form.is_valid():
        try:
            petition = _registered(request, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            number = number_for(petition, request.user)
            said = "Đơn đã vào sổ kín." if number == "Kín" else f"Đơn đã vào sổ, số {number}."
            messages.success(request, said)
            return redirect("matter_detail", pk=petition.matter_id)
    context = {"form": form, "matter": form.matter}
    status = 422 if form.is_bound else 200
    return render(request, "complaints/petition_new.html", context, status=status)


def _registered(request: HttpRequest, form: PetitionForm) -> Petition:
    user, now = request.user, timezone.now()
    return once(
        key=form.cleaned_data["key"],
        by=user,
        now=now,
        make=lambda: register_petition(**form.told(), by=user, now=now),
        fetch=lambda pk: Petition.objects.visible_to(user).get(pk=pk),
    )


def _form(request: HttpRequest) -> PetitionForm:
    agency = request.user.access.agencies_with(Permission.REGISTER_PETITION)[0]
    return PetitionForm(
        sent(request),
        agency=agency,
        user=request.user,
        today=timezone.localdate(),
        matter=_matter(request),
    )


def _matter(request: HttpRequest) -> Matter | None:
    asked = request.GET.get("vu")
    if not asked:
        return None
    try:
        return get_object_or_404(matters(request.user), pk=UUID(asked))
    except ValueError:
        raise Http404 from None


@require_safe
def petition_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một đơn: what it says, what was decided, what may be done next. Reading it is logged."""
    seen = Petition.objects.visible_to(request.user).select_related(
        "agency", "matter", "entered_by", "processed_by"
    )
    petition = get_object_or_404(seen, pk=pk)
    ledger.write(by=request.user, verb=Verb.READ, subject=petition, now=timezone.now())
    today = timezone.localdate()
    clocks = Clock.objects.visible_to(request.user).filter(petition=petition)
    context = {
        "petition": petition,
        "number": number_for(petition, request.user),
        "clocks": [
            (c, due_of(c.rule_code, c.due_on, today, c.finished_on))
            for c in clocks.order_by("finished_on", "due_on", "rule_code")
        ],
        "steps": steps_for(request, petition),
    }
    return render(request, "complaints/petition_detail.html", context)


def steps_for(request: HttpRequest, petition: Petition) -> list[dict[str, Any]]:
    """The three doors, each open or with the sentence why not."""
    permissions = permissions_in(request.user, petition.agency)
    open_names = {
        step.name
        for step in workflow.available(
            workflow.PETITION_STEPS, state=petition.state, permissions=permissions
        )
    }
    doors = (
        ("petition_process", "Xử lý đơn", workflow.PROCESSING.values()),
        ("petition_resolve", workflow.RESOLVE.label, [workflow.RESOLVE]),
        ("petition_withdraw", workflow.WITHDRAW.label, [workflow.WITHDRAW]),
    )
    found = []
    for url_name, label, steps in doors:
        is_open = any(step.name in open_names for step in steps)
        why = "" if is_open else _why_not(label, petition, permissions, next(iter(steps)))
        found.append({"url_name": url_name, "label": label, "is_open": is_open, "why": why})
    return found


def _why_not(label: str, petition: Petition, permissions: Any, step: workflow.Transition) -> str:
    if step.needs not in permissions:
        return f"Vai trò của bạn ở cơ quan này không có quyền “{label}”."
    state = PetitionState(petition.state).label
    return f"Không thể “{label}” khi tình trạng đơn là “{state}”."
