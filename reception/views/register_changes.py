"""Changing a line of the register: correct one text of it, or make the whole line void."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.refusals import told_beside
from reception.actions.corrections import correct_visit, correctable, ensure_may_correct
from reception.actions.voiding import void_visit, what_hinders
from reception.correctable import Correctable, state_of
from reception.forms.register import CorrectionForm, VoidForm
from reception.models import Visit
from reception.selectors import register
from records.actions import ledger
from records.enums import Verb

_METHODS = ["GET", "HEAD", "POST"]


def _line_of(request: HttpRequest, pk: UUID) -> Visit:
    """A visit that this user keeps the register of: 404 unless seen, 403 unless kept."""
    visit: Visit = get_object_or_404(register(request.user), pk=pk)
    ensure_may_correct(visit, request.user)
    return visit


@require_http_methods(_METHODS)
def visit_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đính chính: choose a part by `?phan=`, see what stands, write what is right and why."""
    visit = _line_of(request, pk)
    fields = correctable(visit)
    asked = request.POST if request.method == "POST" else request.GET
    corrected = fields.get(asked.get("phan", ""))
    if corrected is None:
        return _page(request, visit, fields, None, None)
    stands = corrected.show(getattr(visit, corrected.name))
    if request.method != "POST":
        ledger.write(by=request.user, verb=Verb.READ, subject=visit, now=timezone.now())
        first = {"phan": corrected.name, "seen": state_of(stands), "new": stands}
        return _page(request, visit, fields, corrected, CorrectionForm(
            corrected=corrected, initial=first))  # fmt: skip
    form = CorrectionForm(request.POST, corrected=corrected)
    if form.is_valid():
        with told_beside(form, "new"):
            _correct(request, visit, form)
            messages.success(request, "Đã đính chính; nội dung cũ được giữ lại, gạch ngang.")
            return redirect("visit_detail", pk=visit.pk)
    # What stands may have changed meanwhile: the page shows it, and the next try is about it.
    form.data = form.data.copy()
    form.data["seen"] = state_of(stands)
    return _page(request, visit, fields, corrected, form, status=422)


def _correct(request: HttpRequest, visit: Visit, form: CorrectionForm) -> None:
    told = form.cleaned_data
    correct_visit(
        visit_id=visit.pk,
        field=told["phan"],
        new=told["new"],
        reason=told["reason"],
        seen=told["seen"],
        by=request.user,
        now=timezone.now(),
    )


def _page(
    request: HttpRequest,
    visit: Visit,
    fields: dict[str, Correctable],
    corrected: Correctable | None,
    form: CorrectionForm | None,
    status: int = 200,
) -> HttpResponse:
    parts = [
        {
            "field": field,
            "text": field.show(getattr(visit, name)),
            "active": corrected is not None and corrected.name == name,
        }
        for name, field in fields.items()
    ]
    stands = corrected.show(getattr(visit, corrected.name)) if corrected else ""
    context = {
        "visit": visit,
        "parts": parts,
        "corrected": corrected,
        "stands": stands,
        "form": form,
    }
    return render(request, "reception/visit_correct.html", context, status=status)


@require_http_methods(_METHODS)
def visit_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hủy số: what it means, what hinders it, and the reason."""
    visit = _line_of(request, pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_beside(form, "reason"):
            void_visit(
                visit_id=visit.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Đã hủy số; dòng vẫn còn trong sổ, gạch ngang, kèm lý do.")
            return redirect("visit_detail", pk=visit.pk)
    context = {"visit": visit, "form": form, "hinders": what_hinders(visit)}
    status = 422 if request.method == "POST" else 200
    return render(request, "reception/visit_void.html", context, status=status)
