"""The overview: totals, units, the latest matters, hot spots, twelve months."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from law.periods import Period, parse_period
from records.wording import number_plain
from reports import chart
from reports.forms import OverviewForm
from reports.overview import (
    COLUMNS,
    HEADS,
    UnitRow,
    by_month,
    label_of,
    most_overdue,
    open_hotspots,
    period_of,
    restricted_known,
    total_of,
    unit_rows,
)
from reports.weekly import duty_name

PAGE = 20
CARDS = ("visits", "people", "groups", "received", "in_progress", "due", "hot")
_TONES = {"due": "late", "hot": "warn"}


@require_safe
@needs(Permission.SEE_OVERVIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """Tổng quan: where, what, how late. Every number opens its list."""
    today = timezone.localdate()
    form = OverviewForm(request.GET or None, user=request.user, today=today)
    asked = form.cleaned_data if form.is_valid() else {}
    level = asked.get("cap", "")
    period, label = _days(form, asked.get("ky", ""), today)
    rows = unit_rows(user=request.user, level=level, period=period, today=today)
    number = _page_number(request, len(rows))
    shown = _ordered(rows, request.GET.get("xep", ""))[(number - 1) * PAGE : number * PAGE]
    rows_url = reverse("figure_rows")
    context = {
        "form": form,
        "period": period,
        "period_label": label,
        "event_words": form.chosen.words if form.chosen else "",
        "today": today,
        "cards": _cards(rows, period, level),
        "heads": _heads(request.GET),
        "rows": [_line(row, period, rows_url) for row in shown],
        "total": list(zip(map(number_plain, total_of(rows)), HEADS.values(), strict=True)),
        "page": _page(request.GET, number, len(rows)),
        "overdue": _overdue(request.user, rows, today),
        "hotspots": open_hotspots(user=request.user, level=level),
        "restricted": restricted_known(request.user, today),
        "restricted_url": _list_url("restricted", period, ""),
        "chart_url": reverse("overview_chart") + (f"?cap={level}" if level else ""),
    }
    template = "reports/overview.html"
    return render(request, f"{template}#body" if request.htmx else template, context)


@require_safe
@needs(Permission.SEE_OVERVIEW)
def overview_chart(request: HttpRequest) -> HttpResponse:
    """Petitions received and processed by month, as a picture of its own."""
    today = timezone.localdate()
    form = OverviewForm(request.GET or None, user=None, today=today)
    level = form.cleaned_data.get("cap", "") if form.is_valid() else ""
    months = by_month(user=request.user, level=level, today=today)
    svg = chart.bars(
        labels=[f"{month:%m/%Y}" for month, _, _ in months],
        series=[
            ("Đơn tiếp nhận", [received for _, received, _ in months]),
            ("Đơn đã xử lý", [processed for _, _, processed in months]),
        ],
        font=chart.SANS,
        width=960,
        height=280,
        size=12,
    )
    response = HttpResponse(svg, content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _days(form: OverviewForm, choice: str, today: date) -> tuple[Period, str]:
    """The window of the chosen event where it has a day, else the period, each with its words."""
    first, last = form.chosen.span if form.chosen else (today, date.min)
    if form.chosen and first <= last:
        return parse_period(f"{first}..{last}"), form.chosen.event.name
    return period_of(choice, today), label_of(choice, today)


def _list_url(figure: str, period: Period, where: str) -> str:
    return f"{reverse('figure_rows')}?so={figure}&ky={period.code}{where}"


def _cards(rows: list[UnitRow], period: Period, level: str) -> list[dict[str, Any]]:
    total = dict(zip(COLUMNS, total_of(rows), strict=True))
    where = f"&cap={level}" if level else ""
    return [
        {
            "label": HEADS[name],
            "number": total[name],
            "url": _list_url(COLUMNS[name].name, period, where) if total[name] else "",
            "tone": _TONES.get(name, ""),
        }
        for name in CARDS
    ]


def _line(row: UnitRow, period: Period, rows_url: str) -> dict[str, Any]:
    """One unit: its name and for each column the number, the address of its list and the head."""
    tail = f"&ky={period.code}&don_vi={row.agency.pk}"
    base = f"{rows_url}?so="
    return {
        "name": row.agency.short_name,
        "cells": [
            (number_plain(n), f"{base}{figure.name}{tail}" if n else "", HEADS[name])
            for n, (name, figure) in zip(row.counts, COLUMNS.items(), strict=True)
        ],
    }


def _ordered(rows: list[UnitRow], column: str) -> list[UnitRow]:
    """By a column, most first; without one by lateness; then hot spots, any work, and the name."""
    names = list(COLUMNS)
    first = names.index(column) if column in COLUMNS else names.index("due")
    second = names.index("hot")
    return sorted(
        rows, key=lambda row: (-row.counts[first], -row.counts[second], not any(row.counts))
    )


def _heads(asked: QueryDict) -> list[dict[str, Any]]:
    now = asked.get("xep", "") if asked.get("xep", "") in COLUMNS else "due"
    return [
        {
            "label": label,
            "url": f"?{_with(asked, xep=name)}",
            "direction": "desc" if name == now else "",
        }
        for name, label in HEADS.items()
    ]


def _with(asked: QueryDict, **changed: str) -> str:
    """The query of this page with something changed; only what the page understands is kept."""
    names = ("ky", "cap", "xep", "su_kien", "ky_sk")
    kept = {name: asked[name] for name in names if asked.get(name)}
    query = QueryDict(mutable=True)
    query.update({**kept, **changed})
    return query.urlencode()


def _page_number(request: HttpRequest, count: int) -> int:
    asked = request.GET.get("trang", "")
    last = max(1, -(-count // PAGE))
    return min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() else 1


def _page(asked: QueryDict, number: int, count: int) -> dict[str, Any]:
    return {
        "count_text": f"Có {count} đơn vị.",
        "prev_url": f"?{_with(asked, trang=str(number - 1))}" if number > 1 else None,
        "next_url": f"?{_with(asked, trang=str(number + 1))}" if number * PAGE < count else None,
    }


def _overdue(user: Any, rows: list[UnitRow], today: Any) -> list[dict[str, Any]]:
    return [
        {
            "matter": matter,
            "duty": duty_name(matter.next_duty) if matter.next_duty else "",
            "days_left": (matter.next_due_on - today).days,
        }
        for matter in most_overdue(user=user, rows=rows, today=today)
    ]
