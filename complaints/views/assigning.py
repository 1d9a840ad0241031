"""Phân công: choose cases, choose a person, see what would happen, then do it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.models import User
from agencies.permissions import needs
from agencies.refusals import NotAllowed
from agencies.roles import Permission
from complaints import work
from complaints.actions import assigning
from complaints.forms.work import AssignForm
from complaints.handlers import handlers_of, offered_for
from complaints.models import Petition
from complaints.rights import permissions_in

MOST = 100
_TEMPLATE = "complaints/work_assign.html"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PROCESS_PETITION)
def work_assign(request: HttpRequest) -> HttpResponse:
    """One address for the three steps; nothing changes before the last."""
    user, today = request.user, timezone.localdate()
    chosen = _chosen(request)
    people = _people(user, chosen, today)
    step = request.POST.get("buoc", "chon")
    form = AssignForm(
        request.POST if request.method == "POST" and step != "chon" else None, people=people
    )
    context = {"form": form, "lines": work.lines_of(chosen, user, today), "people": people}
    if not chosen:
        status = 422 if request.method == "POST" else 200
        return render(request, _TEMPLATE, {**context, "step": "chon"}, status=status)
    if not form.is_bound:
        return render(request, _TEMPLATE, {**context, "step": "chon"})
    if not form.is_valid():
        return render(request, _TEMPLATE, {**context, "step": "chon"}, status=422)
    if step == "giao":
        return _assigned(request, chosen, form.cleaned_data)
    return _preview(request, chosen, form, context)


def _chosen(request: HttpRequest) -> list[Petition]:
    """The cases named, as far as the user sees them; an id that is none is no case."""
    asked = (request.POST if request.method == "POST" else request.GET).getlist("ho-so")[:MOST]
    try:
        ids = [UUID(text) for text in asked]
    except ValueError:
        raise Http404 from None
    rows = (
        work.cases(request.user).filter(pk__in=ids).select_related("proceeding", "holder", "agency")
    )
    found = list(rows.only(*work.COLUMNS, "agency__short_name", "agency__path"))
    if ids and not found:
        raise Http404
    return sorted(found, key=lambda p: (p.next_due_on or date.max, str(p.pk)))


def _people(user: User, chosen: list[Petition], today: date) -> list[User]:
    """Whom the user may give these cases: anybody who may know them all, or only themselves."""
    if not chosen:
        return []
    agency = chosen[0].agency
    rights = permissions_in(user, agency)
    if Permission.PROCESS_PETITION not in rights:
        raise NotAllowed("Chỉ người của cơ quan giữ đơn được phân công đơn này.")
    if Permission.ASSIGN_WORK not in rights:
        if any(p.holder_id not in (None, user.pk) for p in chosen):
            raise NotAllowed(assigning.NOT_YOURS)
        return [user]
    return offered_for(list(handlers_of(agency, today)), chosen, today)


def _preview(
    request: HttpRequest, chosen: list[Petition], form: AssignForm, context: dict[str, Any]
) -> HttpResponse:
    to_user = form.cleaned_data["to_user"]
    judged = assigning.refusals(chosen, to_user=to_user, by=request.user, now=timezone.now())
    goes = [line for line in context["lines"] if line.id not in judged]
    stays = [(line, judged[line.id]) for line in context["lines"] if line.id in judged]
    return render(
        request, _TEMPLATE,
        {**context, "step": "xem", "goes": goes, "stays": stays, "to_user": to_user,
         "reason": form.cleaned_data["reason"]},
    )  # fmt: skip


def _assigned(request: HttpRequest, chosen: list[Petition], data: dict[str, Any]) -> HttpResponse:
    """Done and told; a second click finds everything where it already is and changes nothing."""
    made = assigning.assign_petitions(
        petition_ids=[p.pk for p in chosen], to_user=data["to_user"], reason=data["reason"],
        by=request.user, now=timezone.now(),
    )  # fmt: skip
    if made.done:
        messages.success(request, f"Đã giao {len(made.done)} đơn cho {data['to_user']}.")
    for _, sentence in made.refused[:3]:
        messages.warning(request, f"Một đơn không giao được: {sentence}")
    if len(chosen) == 1:
        return redirect("petition_detail", pk=chosen[0].pk)
    return redirect(_back(request.user))


def _back(user: User) -> str:
    return "work_unit" if user.may(Permission.ASSIGN_WORK) else "work_today"
