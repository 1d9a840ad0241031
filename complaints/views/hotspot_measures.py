"""What is done about a flagged matter: measures, their results, reports of the situation."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from complaints import workflow
from complaints.actions import hotspot_measures as actions
from complaints.enums import Situation
from complaints.forms.hotspots import MeasureDoneForm, MeasureForm, SituationReportForm
from complaints.models import HotMeasure, SituationReport
from complaints.selectors import known_agencies
from complaints.views.doors import sent
from complaints.views.hotspot_steps import METHODS, allow, run, spot_seen
from records.actions.once import once


@require_http_methods(METHODS)
def hotspot_measure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Thêm biện pháp."""
    spot = spot_seen(request, pk)
    allow(request, spot, workflow.ADD_MEASURE)
    agencies = known_agencies(spot.agency, timezone.localdate())

    def make(data: dict[str, Any]) -> HotMeasure:
        return actions.add_measure(
            hotspot_id=spot.pk, text=data["text"], due_on=data["due_on"],
            in_charge=data["in_charge"], by=request.user, now=timezone.now(),
        )  # fmt: skip

    def act(data: dict[str, Any]) -> object:
        return _one(request, data.pop("key"), partial(make, data), HotMeasure)

    form = MeasureForm(sent(request), agencies=agencies)
    return run(request, spot, workflow.ADD_MEASURE, form, act, "Đã ghi biện pháp.")


@require_http_methods(METHODS)
def hotspot_measure_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ghi kết quả của một biện pháp."""
    measure = get_object_or_404(HotMeasure.objects.visible_to(request.user), pk=pk)
    spot = spot_seen(request, measure.hotspot_id)
    allow(request, spot, workflow.END_MEASURE)

    def act(data: dict[str, Any]) -> HotMeasure:
        return actions.finish_measure(
            measure_id=measure.pk, done_on=data["done_on"], result=data["result"],
            by=request.user, now=timezone.now(),
        )  # fmt: skip

    form = MeasureDoneForm(sent(request), initial={"done_on": timezone.localdate()})
    spot.measure = measure
    return run(request, spot, workflow.END_MEASURE, form, act, "Đã ghi kết quả biện pháp.")


@require_http_methods(METHODS)
def hotspot_situation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Báo cáo tình hình."""
    spot = spot_seen(request, pk)
    allow(request, spot, workflow.REPORT_SITUATION)

    def make(data: dict[str, Any]) -> SituationReport:
        told = actions.SituationInput(**{**data, "situation": Situation(data["situation"])})
        return actions.report_situation(
            hotspot_id=spot.pk, told=told, by=request.user, now=timezone.now()
        )

    def act(data: dict[str, Any]) -> object:
        return _one(request, data.pop("key"), partial(make, data), SituationReport)

    place = spot.matter.locality or spot.agency.name
    now = timezone.localtime().replace(second=0, microsecond=0)
    form = SituationReportForm(sent(request), initial={"happened_at": now, "place": place})
    return run(request, spot, workflow.REPORT_SITUATION, form, act, "Đã ghi báo cáo tình hình.")


def _one(request: HttpRequest, key: UUID | None, make: Callable[[], Any], model: Any) -> object:
    """A double click makes one record."""
    if key is None:
        return make()
    return once(
        key=key, by=request.user, now=timezone.now(), make=make,
        fetch=lambda pk: model.objects.visible_to(request.user).filter(pk=pk).first(),
    )  # fmt: skip
