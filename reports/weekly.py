"""Figures of the weekly report (báo cáo tuần) of one agency, frozen as plain data."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from agencies.enums import Level
from agencies.models import Agency
from complaints.enums import Secrecy
from complaints.models import Clock, HotSpot
from law.errors import LawError
from law.periods import Period, previous_period
from law.shipped import shipped_rules
from plans.models import PlanTask
from records.moment import one_moment
from reports.catalogue import (
    FIGURES,
    WEEKLY,
    coming_tasks,
    open_hotspots,
    overdue_clocks,
    overdue_tasks,
)
from reports.figures import in_tree
from reports.hashing import sha256_of
from reports.spans import Span

__all__ = ["BELOW", "LISTED", "duty_name", "sha256_of", "weekly_figures", "weekly_figures_of_many"]

LISTED = 20
TASK_TEXT = 300
BELOW = ("visits", "people", "groups", "received", "processed", "resolved", "overdue", "hot_open")
SEALED_NUMBER = "Đơn kín"
SEALED_SUMMARY = "Nội dung được giữ kín theo quy định"


def weekly_figures(*, agency: Agency, period: Period, today: date) -> dict[str, Any]:
    """Every figure of the week and of the week before, the lists and the units below."""
    return weekly_figures_of_many(agencies=[agency], period=period, today=today)[agency.pk]


def weekly_figures_of_many(
    *, agencies: Sequence[Agency], period: Period, today: date
) -> dict[UUID, dict[str, Any]]:
    """The same of several agencies at one moment, each figure by one statement for all of them."""
    span = Span.of(period, today)
    before = Span.of(previous_period(period), today)
    ids = [agency.pk for agency in agencies]
    with one_moment():
        counted = {
            figure.name: [figure.of_many(ids, s) for s in (span, before)] for figure in WEEKLY
        }
        return {agency.pk: _figures(agency, span, counted) for agency in agencies}


def _figures(
    agency: Agency, span: Span, counted: dict[str, list[dict[Any, int]]]
) -> dict[str, Any]:
    """One report; a list is asked for only where its figure counts something."""
    values = {name: [week.get(agency.pk, 0) for week in weeks] for name, weeks in counted.items()}

    def rows(row: Any, found: Any, *names: str) -> list[dict[str, Any]]:
        some = any(values[name][0] for name in names)
        return [row(one, span) for one in found(agency, span)] if some else []

    return {
        "as_of": span.as_of.isoformat(),
        "values": values,
        "overdue": rows(_overdue_row, _most_overdue, "overdue"),
        "hotspots": rows(_hotspot_row, _open_hotspots, "hot_open"),
        "tasks": rows(_task_row, _tasks, "tasks_overdue", "tasks_next"),
        "below": _below(agency, span),
    }


def duty_name(rule_code: str) -> str:
    """What the law asks, in words; the code when this release does not know it."""
    try:
        return shipped_rules().get(rule_code).duty
    except LawError:
        return rule_code


def _most_overdue(agency: Agency, span: Span) -> Iterator[Clock]:
    """The oldest overdue duty of each matter, the latest matters first, at most twenty."""
    overdue = overdue_clocks(span).filter(agency=agency)
    oldest = overdue.order_by("matter_id", "due_on", "pk").distinct("matter_id").values("pk")
    listed = (
        Clock.objects.unscoped("rows of a counted list")
        .filter(pk__in=oldest)
        .select_related("petition", "matter")
    )
    return iter(listed.order_by("due_on", "pk")[:LISTED])


def _overdue_row(clock: Clock, span: Span) -> dict[str, Any]:
    sealed = clock.secrecy != Secrecy.OPEN
    petition = clock.petition
    number = f"{petition.number:02d}/{petition.year}" if petition else "Chưa có đơn"
    summary = petition.summary if petition else clock.matter.title
    return {
        "number": SEALED_NUMBER if sealed else number,
        "summary": SEALED_SUMMARY if sealed else summary,
        "duty": duty_name(clock.rule_code),
        "due": clock.due_on.isoformat(),
        "days_late": (span.as_of - clock.due_on).days,
    }


def _open_hotspots(agency: Agency, span: Span) -> Iterator[HotSpot]:
    spots = open_hotspots(span).filter(agency=agency).select_related("matter")
    return iter(spots.order_by("raised_at", "pk")[:LISTED])


def _hotspot_row(spot: HotSpot, span: Span) -> dict[str, Any]:
    sealed = spot.secrecy != Secrecy.OPEN
    return {
        "title": "Vụ việc được giữ kín danh tính" if sealed else spot.matter.title,
        "locality": "" if sealed else spot.matter.locality,
        "level": spot.get_level_display(),
        "since": timezone.localdate(spot.raised_at).isoformat(),
        "people": spot.matter.people_count,
    }


def _tasks(agency: Agency, span: Span) -> Iterator[PlanTask]:
    """Tasks the agency leads that are past due or due within seven days, the oldest first."""
    found = overdue_tasks(span) | coming_tasks(span)
    led = found.led_by([agency.pk]).select_related("plan")  # type: ignore[attr-defined]
    return iter(led.order_by("due_on", "pk")[:LISTED])


def _task_row(task: PlanTask, span: Span) -> dict[str, Any]:
    late = (span.as_of - task.due_on).days
    return {
        "text": task.text[:TASK_TEXT],
        "plan": task.plan.reference,
        "due": task.due_on.isoformat(),
        "state": f"Quá hạn {late} ngày" if late > 0 else "Sắp đến hạn",
    }


def _below(agency: Agency, span: Span) -> dict[str, Any] | None:
    """One row per unit below with anything to count; None where there is no unit below.

    "Below" an inspectorate means below the agency for which it watches (design.md section 6).
    """
    root = agency.oversees or agency
    tree = Agency.objects.filter(path__gte=root.path, path__lt=root.path[:-1] + "0")
    units = list(tree.exclude(pk=agency.pk).in_force(span.end).order_by("sort_key", "pk"))
    if not units:
        return None
    counted = {name: _by_agency(name, root, span) for name in BELOW}
    rows = [
        {"code": unit.code, "name": unit.name, "values": values}
        for unit in units
        if any(values := [counted[name].get(unit.pk, 0) for name in BELOW])
        or unit.level != Level.UNIT
    ]
    if not rows:
        return None
    busy = [row for row in rows if any(row["values"])]
    total = [sum(column) for column in zip(*(row["values"] for row in rows), strict=True)]
    return {"units": len(rows), "rows": busy, "total": total}


def _by_agency(name: str, root: Agency, span: Span) -> dict[Any, int]:
    figure = FIGURES[name]
    return figure.by_agency(figure.rows(span).filter(in_tree(root.path)))
