"""The filter of the list of management activities: one object for the rows, the figures, the links."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, Event
from law.periods import Period, parse_period
from plans.activity_counts import COLUMNS, Rows, behind, counted, headings
from plans.enums import ActivityKind
from plans.models import ManagementActivity
from records.filtering import FilterForm

_ALL = "Tất cả"
_QUARTERS = ("9T", "6T", "Q4", "Q3", "Q2", "Q1")
_YEARS_BACK = 2


def year_of(day: date) -> Period:
    """The statutory year (15/12–14/12) that holds a day."""
    year = parse_period(f"{day.year}-N")
    return year if day <= year.end else parse_period(f"{day.year + 1}-N")


def periods(day: date) -> list[tuple[str, str]]:
    """Periods to choose from, this year first."""
    year = int(year_of(day).code[:4])
    codes = [f"{year}-N", *(f"{year}-{name}" for name in _QUARTERS)]
    codes += [f"{year - back}-N" for back in range(1, _YEARS_BACK + 1)]
    return [(code, parse_period(code).label) for code in codes]


def _agencies(request: Any) -> QuerySet[Agency]:
    found: QuerySet[Agency] = Agency.objects.visible_to(request.user).order_by("sort_key")
    return found


def _events(request: Any) -> QuerySet[Event]:
    found: QuerySet[Event] = Event.objects.visible_to(request.user)
    return found


class ActivityFilter(django_filters.FilterSet):
    """Period, kind, agency with what is below it, event by its window, column of 06/QLKNTC."""

    ky = django_filters.ChoiceFilter(label="Kỳ báo cáo", choices=(), empty_label=None)
    loai = django_filters.ChoiceFilter(
        label="Loại hoạt động", choices=ActivityKind.choices, empty_label=_ALL
    )
    co_quan = django_filters.ModelChoiceFilter(
        label="Cơ quan và đơn vị dưới", queryset=_agencies, empty_label=_ALL
    )
    su_kien = django_filters.ModelChoiceFilter(
        label="Trong thời gian sự kiện", queryset=_events, empty_label=_ALL
    )
    cot = django_filters.ChoiceFilter(
        label="Cột biểu 06/QLKNTC",
        choices=[(str(number), f"Cột {number}") for number in COLUMNS],
        empty_label=_ALL,
    )
    huy = django_filters.ChoiceFilter(
        label="Tình trạng", choices=[("co", "Đã hủy")], empty_label="Còn giá trị"
    )

    class Meta:
        model = ManagementActivity
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["ky"].extra["choices"] = periods(timezone.localdate())
        access = self.request.user.access
        if not access.prefixes and len(access.own_ids) < 2:
            del self.filters["co_quan"]

    @property
    def period(self) -> Period:
        code = self.form.cleaned_data.get("ky") if self.is_valid() else ""
        return parse_period(code) if code else year_of(timezone.localdate())

    @property
    def several_agencies(self) -> bool:
        return "co_quan" in self.filters

    @property
    def column(self) -> int | None:
        """The column of 06/QLKNTC whose rows are asked for."""
        asked = self.form.cleaned_data.get("cot") if self.is_valid() else ""
        return int(asked) if asked else None

    def filter_queryset(self, queryset: Rows) -> Rows:
        """With a column, what it counts; else what took place in the period."""
        data, period = self.form.cleaned_data, self.period
        rows = self._within(queryset)
        if self.column:
            rows = behind(rows, self.column, period.start, period.end)
        else:
            rows = rows.filter(on_date__range=(period.start, period.end))
            rows = rows.exclude(void_reason="") if data["huy"] else rows.filter(void_reason="")
        return rows.filter(kind=data["loai"]) if data["loai"] else rows

    def _within(self, rows: Rows) -> Rows:
        """Rows of the agency and the event asked for: what the figures are counted over."""
        data = self.form.cleaned_data
        if agency := data.get("co_quan"):
            rows = rows.filter(scope_path__startswith=agency.path)
        if event := data.get("su_kien"):
            rows = rows.filter(on_date__range=(event.window_from, event.window_to))
        return rows

    def figures(self) -> list[dict[str, Any]]:
        """The columns of 06/QLKNTC: number, heading, figure and the address of the rows behind it."""
        if not self.is_valid():
            return []
        period = self.period
        numbers = counted(self._within(self.queryset), period.start, period.end)
        return [
            {
                "number": number,
                "group": headings()[number][0],
                "heading": " – ".join(headings()[number][1:]),
                "figure": figure,
                "url": f"?{urlencode(self._asked() | {'cot': number})}",
            }
            for number, figure in numbers.items()
        ]

    def _asked(self) -> dict[str, Any]:
        data = self.form.cleaned_data
        asked: dict[str, Any] = {"ky": self.period.code}
        for name in ("co_quan", "su_kien"):
            if row := data.get(name):
                asked[name] = row.pk
        return asked
