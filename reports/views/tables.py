"""Biểu thống kê: one live table of the regime in force, each number with its list, and its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies import law_in_force
from agencies.models import Agency
from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from law.enums import CONFIDENCE_TEXT, Confidence
from law.errors import LawError
from law.form_headings import heading_rows
from law.forms import Column, Form, Regime
from law.measures import shipped_measures
from law.periods import Period
from records.actions import ledger
from records.enums import Verb
from records.media_types import XLSX
from records.views.files import download
from records.wording import amount_plain
from reports.asking import absence, period_asked
from reports.catalogue import RESTRICTED
from reports.consolidation import sent_reports
from reports.files import table_pdf, table_xlsx
from reports.forms_tables import TableForm
from reports.overview import restricted_known
from reports.statutory_periods import usual_period
from reports.tables import Table, TableRow, table_of
from reports.tabs import tabs_for
from reports.views.asked import agency_of

MANY_UNITS = 200
_FILES = {
    "pdf": ("application/pdf", table_pdf),
    "xlsx": (XLSX, table_xlsx),
    "json": (
        "application/json",
        lambda table: json.dumps(table.as_json(), ensure_ascii=False).encode(),
    ),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for, with what is usual for what it leaves out."""

    regime: Regime
    form: Form
    period: Period
    agency: Agency
    today: date
    reason: str


@require_safe
@needs(Permission.READ_REPORT)
def statutory_page(request: HttpRequest) -> HttpResponse:
    """`bieu` the table, `ky` the period, `don_vi` whose; units by level, every number opens its list."""
    asked = _asked(request)
    table = None if asked.reason else _table(request, asked)
    context: dict[str, Any] = {
        "asked": asked,
        "reason": asked.reason,
        "table": table,
        "form": TableForm(
            regime=asked.regime, code=asked.form.code, period=asked.period, agency=asked.agency,
            user=request.user, today=asked.today,
        ),
        "head": heading_rows(asked.form.columns),
        "columns": [_told(column) for column in asked.form.columns],
        "note_line": len(asked.form.columns) + 1,
        "query": request.GET.urlencode(),
        "restricted": restricted_known(request.user, asked.today),
        "restricted_url": f"{reverse('figure_rows')}?so={RESTRICTED.name}&ky={asked.period.code}",
        "tabs": tabs_for(request.user, "statutory_page"),
    }  # fmt: skip
    if table is not None:
        context |= _lines(table, all_units=request.GET.get("tat_ca") == "1")
    return render(request, "reports/statutory_page.html", context)


@require_safe
@needs(Permission.READ_REPORT)
def statutory_file(request: HttpRequest) -> HttpResponse:
    """The same table as PDF, XLSX or JSON (`dang`)."""
    asked = _asked(request)
    if request.GET.get("dang") not in _FILES or asked.reason:
        raise Http404
    kind = request.GET["dang"]
    content_type, made = _FILES[kind]
    name = f"{asked.form.code}-{asked.agency.code}-{asked.period.code}".replace("/", "-")
    content = made(_table(request, asked))
    details = {"bieu": asked.form.code, "ky": asked.period.code, "dang": kind}
    ledger.write(
        by=request.user, verb=Verb.EXPORT, subject=asked.agency, now=timezone.now(), details=details
    )
    return download(content, content_type, f"{name}.{kind}")


def _asked(request: HttpRequest) -> _Asked:
    today, book = timezone.localdate(), law_in_force.in_force().forms
    period, reason = _period(request, today)
    try:
        told = request.GET.get("che_do", "")
        regime = book.regime(told) if told else book.regime_on(period.end)
    except LawError:
        raise Http404 from None
    known = {form.code: form for form in regime.forms}
    # A table of another regime is asked for when the period changes: then the first one is shown.
    form = known.get(request.GET.get("bieu", ""), regime.forms[0])
    agency = agency_of(request) or request.user.access.home_agency()
    if agency is None:
        raise Http404
    return _Asked(regime, form, period, agency, today, reason or absence(agency, period))


def _period(request: HttpRequest, today: date) -> tuple[Period, str]:
    """The period asked for; one that cannot be is told, and the usual one stands in its place."""
    usual = usual_period(today)
    try:
        code = request.GET.get("ky", "")
        return (period_asked(code, today=today) if code else usual), ""
    except Refused as refusal:
        return usual, refusal.sentence


def _table(request: HttpRequest, asked: _Asked) -> Table:
    """Of the units that the reader reaches."""
    seen = Agency.objects.visible_to(request.user)
    return table_of(
        asked.form, agency=asked.agency, period=asked.period, today=asked.today, only=seen
    )


def _told(column: Column) -> dict[str, Any]:
    """What a column counts, in words."""
    measure = shipped_measures().get(column.measure)
    doubt = measure is not None and measure.confidence is not Confidence.VERIFIED
    return {
        "column": column,
        "measure": measure,
        "doubt": CONFIDENCE_TEXT[measure.confidence] if measure and doubt else "",
    }


def _lines(table: Table, *, all_units: bool) -> dict[str, Any]:
    """Rows by level with subtotals; of many units those with figures, unless all are asked for."""
    sent = set(sent_reports(agency=table.agency, period=table.period))
    few = all_units or len(table.rows) <= MANY_UNITS
    waited = len(table.rows) > 1
    own = {table.agency.pk, table.root.pk}

    def line(row: TableRow, *, apart: bool = False) -> dict[str, Any]:
        missing = waited and not apart and row.agency.pk not in sent | own
        return {
            "row": row,
            "missing": missing,
            "sent": row.agency.pk in sent,
            "cells": _cells(table, row.values, row.agency),
        }

    levels = [
        {
            "label": level.label,
            "units": len(level.rows),
            "lines": [line(row) for row in level.rows if few or row.has_figures],
            "cells": _cells(table, level.subtotal, None, level.level),
        }
        for level in table.levels
    ]
    return {
        "levels": levels,
        "subtotals": len(levels) > 1,
        "total": _cells(table, table.total, None),
        "apart": [line(row, apart=True) for row in table.apart],
        "left_out": 0 if few else sum(not row.has_figures for row in table.rows),
    }


def _cells(
    table: Table, values: Any, agency: Agency | None, level: str = ""
) -> list[dict[str, Any]]:
    return [
        {
            "text": amount_plain(values[column.number]) if column.is_counted else "–",
            "url": table.cell(column, agency, level).url() if values[column.number] else "",
            "column": column,
        }
        for column in table.form.columns
    ]
