"""Chế độ báo cáo: the tables in force with what each column counts; a new regime before it holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies import law_in_force
from agencies.enums import LawTextKind
from agencies.models import Agency, LawText
from agencies.permissions import ensure, needs
from agencies.roles import Permission
from law.enums import CONFIDENCE_TEXT, Confidence, least_sure
from law.errors import LawError
from law.form_headings import heading_rows
from law.forms import Form, Regime
from law.measures import Measure, shipped_measures
from law.periods import parse_period
from reports import regime_preview as preview
from reports.forms_regimes import PreviewForm
from reports.tabs import tabs_for


@require_safe
def regime_list(request: HttpRequest) -> HttpResponse:
    """Every regime, its tables, and of each column the measure with its definition and guidance.

    `so_do`: every measure a column may name, for whoever writes a regime.
    """
    if not request.user.may(Permission.ADOPT_LAW):
        ensure(request.user, Permission.READ_REPORT)
    if "so_do" in request.GET:
        return _vocabulary(request)
    book, today = law_in_force.in_force().forms, timezone.localdate()
    try:
        asked = request.GET.get("che_do", "")
        regime = book.regime(asked) if asked else book.regime_on(today)
        form = regime.form(request.GET.get("bieu", "") or regime.forms[0].code)
    except LawError:
        raise Http404 from None
    context = {
        "regime": regime,
        "form": form,
        "is_today": regime.covers(today),
        "regimes": _regime_tabs(list(book), regime),
        "forms": _form_tabs(regime, form),
        "head": heading_rows(form.columns),
        "columns": _columns(form),
        "confidence": CONFIDENCE_TEXT[least_sure(regime.confidence, form.confidence)],
        "is_sure": least_sure(regime.confidence, form.confidence) is Confidence.VERIFIED,
        "between": [each for each in regime.relations if _names(each.terms, form.code)],
        "tabs": tabs_for(request.user, "statutory_page"),
    }
    return render(request, "reports/regime_list.html", context)


def _vocabulary(request: HttpRequest) -> HttpResponse:
    measures = shipped_measures().values()
    context = {
        "lines": [(measure, _doubt(measure)) for measure in measures],
        "regimes": _regime_tabs(list(law_in_force.in_force().forms), None),
        "tabs": tabs_for(request.user, "statutory_page"),
    }
    return render(request, "reports/regime_measures.html", context)


def _doubt(measure: Measure) -> str:
    """Nothing where the circular says it."""
    sure = measure.confidence is Confidence.VERIFIED
    return "" if sure else CONFIDENCE_TEXT[measure.confidence]


@require_safe
@needs(Permission.ADOPT_LAW)
def regime_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Xem trước: one table of the new regime over the data of one unit that the reader reaches."""
    text = get_object_or_404(LawText, pk=pk, kind=LawTextKind.REGIME)
    context: dict[str, Any] = {"text": text}
    try:
        changes = preview.changes_of(text)
    except LawError as error:
        context["problem"] = str(error)
        return render(request, "reports/regime_preview.html", context)
    today, user = timezone.localdate(), request.user
    form = PreviewForm(request.GET or None, user=user, today=today, changes=changes)
    asked = form.cleaned_data if form.is_valid() else {}
    if form.is_bound and form.errors:
        raise Http404
    change = next(
        each for each in changes if each.new and asked.get("bieu") in (None, "", each.code)
    )
    agency = _agency(request, form, asked.get("don_vi"))
    period = parse_period(asked.get("ky") or preview.last_year(today).code)
    before, after = preview.regimes_of(text)
    context |= {
        "form": form,
        "change": change,
        "agency": agency,
        "period": period,
        "before": before,
        "after": after,
        "lines": preview.lines_of(change, agency=agency, period=period, today=today, user=user),
    }
    return render(request, "reports/regime_preview.html", context)


def _agency(request: HttpRequest, form: PreviewForm, asked: Agency | None) -> Agency | None:
    """The unit asked for, else the own one; nobody's figures for a role that reads no report."""
    if not request.user.may(Permission.READ_REPORT):
        return None
    home = request.user.access.home_agency()
    found: Agency | None = (
        asked or form.fields["don_vi"].queryset.filter(pk=home.pk if home else None).first()
    )
    return found


def _regime_tabs(regimes: list[Regime], chosen: Regime | None) -> list[dict[str, Any]]:
    """The newest first; without a chosen one the vocabulary is open."""
    page = reverse("regime_list")
    tabs = [
        {"label": each.code, "url": f"{page}?che_do={each.code}", "active": each is chosen}
        for each in reversed(regimes)
    ]
    return [*tabs, {"label": "Từ điển số đo", "url": f"{page}?so_do=1", "active": chosen is None}]


def _form_tabs(regime: Regime, chosen: Form) -> list[dict[str, Any]]:
    page = f"{reverse('regime_list')}?che_do={regime.code}"
    return [
        {"label": each.code, "url": f"{page}&bieu={each.code}", "active": each.code == chosen.code}
        for each in regime.forms
    ]


def _columns(form: Form) -> list[dict[str, Any]]:
    """Each column with its measure and the relations it begins."""
    measures = shipped_measures()
    found = []
    for column in form.columns:
        measure = measures.get(column.measure)
        found.append(
            {
                "column": column,
                "measure": measure,
                "doubt": _doubt(measure) if measure else "",
                "relations": [
                    each for each in form.relations if each.left[0].column == column.number
                ],
            }
        )
    return found


def _names(terms: Any, code: str) -> bool:
    return any(term.code == code for term in terms)
