"""Signals: the weights in force, weighing a matter again, the situation noted by hand."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from complaints.actions.assessing_matters import assess_by_hand
from complaints.actions.situation_notes import note_situation, take_back_note
from complaints.enums import HotLevel, SituationNote
from complaints.forms.signals import SituationForm
from complaints.models import MatterFact
from complaints.rights import permissions_in
from complaints.selectors import matters
from complaints.signal_page import signals_of
from complaints.signals.weights import in_force, shipped
from complaints.tabs import tabs_for
from complaints.views.doors import ensure_in, sent

_READERS = (Permission.SEE_OVERVIEW, Permission.MANAGE_UNITS)


@require_safe
def signal_weights(request: HttpRequest) -> HttpResponse:
    """Trọng số các dấu hiệu đang áp dụng, each with its source; nobody is scored by them."""
    if not any(request.user.may(permission) for permission in _READERS):
        raise NotAllowed("Trang trọng số dấu hiệu dành cho thủ trưởng, thanh tra, quản trị.")
    today = timezone.localdate()
    weights = in_force(today)
    context = {
        "weights": weights,
        "levels": [(HotLevel(name).label, least) for name, least in weights.levels],
        "others": [each for each in shipped() if each.version != weights.version],
        "today": today,
        "tabs": tabs_for(request.user, "hotspots", "signal_weights"),
    }
    return render(request, "complaints/signal_weights.html", context)


@require_safe
def matter_signals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Dấu hiệu của một vụ việc: a panel of the case page, or a page of its own."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    permissions = permissions_in(request.user, matter.agency)
    context = {"matter": matter, **signals_of(request.user, matter, permissions)}
    template = "complaints/matter_signals.html"
    return render(request, f"{template}#signals" if request.htmx else template, context)


@require_POST
def matter_assess(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Đánh giá lại dấu hiệu of one matter, now."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    row = assess_by_hand(matter_id=matter.pk, by=request.user, now=timezone.now())
    if row is None or not row.factors:
        said = "Đã đánh giá: chưa có dấu hiệu nào."
    else:
        level = f"mức đề xuất “{row.get_level_display()}”" if row.level else "chưa đến mức theo dõi"
        said = f"Đã đánh giá: {len(row.factors)} dấu hiệu, tổng {row.total}, {level}."
    messages.success(request, said)
    return redirect("matter_detail", pk=matter.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def signal_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi tình hình: several agencies, or agencies that disagree."""
    matter = get_object_or_404(matters(request.user), pk=pk)
    sentence = "Vai trò của bạn ở cơ quan này không ghi tình hình của vụ việc."
    ensure_in(request.user, matter.agency, Permission.FLAG_HOTSPOT, sentence)
    form = SituationForm(sent(request), initial={"happened_on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        with told_beside(form, None):
            note_situation(
                matter_id=matter.pk, note=SituationNote(told["note"]), said=told["said"],
                happened_on=told["happened_on"], by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, "Đã ghi tình hình; dấu hiệu được đánh giá lại ngay sau đó.")
            return redirect("matter_detail", pk=matter.pk)
    context = {"matter": matter, "form": form}
    return render(
        request, "complaints/signal_note.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def signal_note_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ một tình hình ghi tay."""
    try:
        matter = take_back_note(fact_id=pk, by=request.user, now=timezone.now())
    except MatterFact.DoesNotExist:
        raise Http404 from None
    messages.success(request, "Đã bỏ tình hình ghi tay.")
    return redirect("matter_detail", pk=matter.pk)
