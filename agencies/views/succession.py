"""Kết thúc đơn vị: what would move, counts alone, then once and for all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actions.succession import end_unit, ensure_may_end
from agencies.forms.unit_end import UnitEndForm, moves_in, open_roles
from agencies.models import Agency, UnitEnd
from agencies.permissions import needs
from agencies.refusals import Refused, told_beside
from agencies.roles import Permission
from agencies.succession import Heirs, Line, preview

_MOST = 200


@require_safe
@needs(Permission.END_UNIT)
def unit_end_list(request: HttpRequest) -> HttpResponse:
    """Ends that were said, the latest day first."""
    found = UnitEnd.objects.select_related("agency", "keeper").prefetch_related(
        "agency__successions__successor"
    )
    return render(request, "agencies/unit_end_list.html", {"endings": found[:_MOST]})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.END_UNIT)
def unit_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form with its preview; of a unit that ended already, what became of it."""
    agency = get_object_or_404(Agency, pk=pk)
    ending = UnitEnd.objects.select_related("keeper", "made_by").filter(agency=agency).first()
    if ending is not None and request.method != "POST":
        return _said(request, agency, ending)
    form = UnitEndForm(request.POST if request.method == "POST" else None, agency=agency)
    if not form.is_bound:
        return render(request, "agencies/unit_end.html", {"agency": agency, "form": form})
    return _tried(request, agency, form)


def _tried(request: HttpRequest, agency: Agency, form: UnitEndForm) -> HttpResponse:
    shown: dict[str, Any] = {}
    status = 422
    if form.is_valid():
        with told_beside(form, None):
            shown = _preview(request, agency, form)
            if "thuc_hien" in request.POST:
                return _ended(request, agency, form)
            status = 200
    context = {"agency": agency, "form": form, **shown}
    return render(request, "agencies/unit_end.html", context, status=status)


def _preview(request: HttpRequest, agency: Agency, form: UnitEndForm) -> dict[str, Any]:
    heirs = form.heirs()
    ensure_may_end(
        agency=agency, last_day=form.cleaned_data["last_day"], successors=heirs.successors,
        keeper=heirs.keeper,
    )  # fmt: skip
    held = open_roles(agency)
    chosen = moves_in(request.POST, held)
    below = Agency.objects.in_force(heirs.starts_on).filter(path__startswith=agency.path)
    return {
        "heirs": heirs,
        "table": rows_of(preview(heirs), heirs),
        "roles": [(membership, chosen.get(membership.pk)) for membership in held],
        "below": below.exclude(pk=agency.pk).count(),
        "is_planned": heirs.starts_on > timezone.localdate(),
    }


def rows_of(lines: list[Line], heirs: Heirs) -> list[dict[str, Any]]:
    """One row a line, one cell a successor, in the successors' own order."""
    return [
        {
            "line": line,
            "cells": [(heir, line.by_heir.get(heir.code, 0)) for heir in heirs.successors],
        }
        for line in lines
        if line.total
    ]


def _ended(request: HttpRequest, agency: Agency, form: UnitEndForm) -> HttpResponse:
    if not request.POST.get("da_xem"):
        raise Refused("Hãy đánh dấu đã xem những gì được bàn giao; việc này không thể hoàn tác.")
    said = form.cleaned_data
    ending = end_unit(
        agency_id=agency.pk, last_day=said["last_day"], document=said["document"],
        successor_ids=[a.pk for a in said["successors"]],
        keeper_id=said["keeper"].pk if said["keeper"] else None,
        moves=moves_in(request.POST, open_roles(agency)), by=request.user, now=timezone.now(),
    )  # fmt: skip
    messages.success(
        request,
        f"Đã ghi {agency} kết thúc ngày {ending.last_day:%d/%m/%Y}; việc bàn giao chạy nền.",
    )
    return redirect("unit_end", pk=agency.pk)


def _said(request: HttpRequest, agency: Agency, ending: UnitEnd) -> HttpResponse:
    heirs = Heirs.of(ending)
    now = preview(heirs)
    context = {
        "agency": agency, "ending": ending, "heirs": heirs, "table": rows_of(now, heirs),
        "checked": _checked(ending), "undecided": sum(line.undecided for line in now),
    }  # fmt: skip
    return render(request, "agencies/unit_end_said.html", context)


def _checked(ending: UnitEnd) -> list[dict[str, Any]]:
    """What was there before beside what moved, by successor summed up."""
    return [
        {"label": label, "before": sum(said.values()),
         "moved": sum(ending.moved.get(label, {}).values())}
        for label, said in ending.before.items()
    ]  # fmt: skip
