"""Figures of the window of an event, beside those of the window before it of the same kind.

Counted over the agency and all below it, from records that are not restricted (design.md section 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Sum

from agencies.models import Agency, Event, EventUnit, User
from complaints.enums import Secrecy
from law.dates import vn_date
from law.periods import Period, parse_period
from plans.enums import TaskState
from plans.models import PlanTask
from plans.workflow import UNFINISHED
from records.moment import one_moment
from reports.catalogue import FIGURES
from reports.figures import in_tree
from reports.models import Incident, QuickReport
from reports.spans import Span

NAMES = (
    "visits", "people", "groups", "group_people", "received", "processed", "resolved", "overdue",
    "hot_proposed", "hot_open",
)  # fmt: skip
# A stock is that of the last day, so a longer window does not make it larger.
STOCKS = frozenset({"overdue", "hot_open"})


def previous_of(event: Event, user: User) -> Event | None:
    """The window to compare with: the one named, else the last of the kind that ended before."""
    if event.previous_id:
        return event.previous
    earlier = Event.objects.visible_to(user).filter(
        kind=event.kind, agency=event.agency, window_to__lt=event.window_from
    )
    return earlier.order_by("-window_to", "-id").first()


def period_of(event: Event, today: date) -> Period:
    """The days of the window up to today."""
    last = max(event.window_from, min(event.window_to, today))
    return parse_period(f"{event.window_from.isoformat()}..{last.isoformat()}")


def window_figures(
    *, event: Event, previous: Event | None, agency: Agency, today: date
) -> dict[str, Any]:
    """Everything a review says in numbers, as plain data."""
    with one_moment():
        return {
            "as_of": today.isoformat(),
            "this": _window(event, agency, today),
            "before": _window(previous, agency, today) if previous else None,
            "tasks": _tasks(event, agency, today),
            "quick": _quick(event, agency, today),
            "incidents": _incidents(event, agency),
        }


def _window(event: Event, agency: Agency, today: date) -> dict[str, Any]:
    period, root = period_of(event, today), agency.oversees or agency
    span = Span.of(period, today)
    figures = {name: FIGURES[name] for name in NAMES}
    return {
        "event": event.name,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "days": (period.end - period.start).days + 1,
        "values": {
            name: figure.value(figure.rows(span).filter(in_tree(root.path)))
            for name, figure in figures.items()
        },
    }


def _tasks(event: Event, agency: Agency, today: date) -> dict[str, int]:
    """Tasks of the plans of this tree that serve the event."""
    root = agency.oversees or agency
    mine = PlanTask.objects.accepted().filter(
        plan__serves=event,
        plan__scope_path__gte=root.path,
        plan__scope_path__lt=root.path[:-1] + "0",
    )
    unfinished = Q(state__in=UNFINISHED)
    counted: dict[str, int] = mine.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=TaskState.DONE)),
        ended=Count("pk", filter=Q(state=TaskState.ENDED)),
        blocked=Count("pk", filter=Q(state=TaskState.BLOCKED)),
        late=Count("pk", filter=unfinished & Q(due_on__lt=today)),
    )
    return counted


def _quick(event: Event, agency: Agency, today: date) -> dict[str, int]:
    """Quick reports that were due up to yesterday, sent in time, sent late, never sent."""
    root = agency.oversees or agency
    units = EventUnit.objects.filter(in_tree(root.path), event=event).count()
    days = _days_over(event, today) if event.report_at else []
    first = QuickReport.objects.filter(
        in_tree(root.path), event=event, version=1, on_date__in=days
    ).values_list("sent_at", "due_at", "nothing_new")
    sent = list(first)
    late = sum(sent_at > due_at for sent_at, due_at, _ in sent)
    due = units * len(days)
    return {
        "due": due,
        "in_time": len(sent) - late,
        "late": late,
        "missing": max(0, due - len(sent)),
        "nothing": sum(nothing for _, _, nothing in sent),
    }


def _days_over(event: Event, today: date) -> list[date]:
    """Days of the window that are over."""
    last = min(event.window_to, today - timedelta(days=1))
    count = (last - event.window_from).days + 1
    return [event.window_from + timedelta(days=n) for n in range(count)]


def _incidents(event: Event, agency: Agency) -> dict[str, int]:
    root = agency.oversees or agency
    open_ones = Q(matter__isnull=True) | Q(matter__secrecy=Secrecy.OPEN)
    found = (
        Incident.objects.unscoped("counts of open matters")
        .filter(in_tree(root.path), open_ones, event=event, follows__isnull=True)
        .aggregate(number=Count("pk"), people=Sum("head_count"))
    )
    return {"number": found["number"], "people": found["people"] or 0}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of both windows. `per_day` makes windows of different lengths comparable."""

    name: str
    label: str
    unit: str
    now: int
    before: int | None
    per_day: str
    per_day_before: str
    url_query: str

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.now - self.before

    @property
    def change_text(self) -> str:
        if self.change is None:
            return "–"
        return f"+{self.change}" if self.change > 0 else str(self.change).replace("-", "−")


def lines(figures: dict[str, Any]) -> list[Line]:
    """The figures as a page and a document show them, frozen or not."""
    this, before = figures["this"], figures["before"]
    return [_line(name, this, before) for name in NAMES if name in this["values"]]


def _line(name: str, this: dict[str, Any], before: dict[str, Any] | None) -> Line:
    figure, now = FIGURES[name], this["values"][name]
    earlier = before["values"].get(name) if before else None
    return Line(
        name,
        figure.label,
        figure.unit,
        now,
        earlier,
        "–" if name in STOCKS else _a_day(now, this["days"]),
        "–"
        if name in STOCKS or earlier is None or before is None
        else _a_day(earlier, before["days"]),
        f"so={name}&ky={this['from']}..{this['to']}",
    )


def _a_day(number: int, days: int) -> str:
    """One decimal, as Vietnamese documents write it."""
    return f"{number / days:.1f}".replace(".", ",")


def span_text(window: dict[str, Any]) -> str:
    """ "từ ngày 01/10/2026 đến ngày 20/11/2026 (51 ngày)"."""
    first, last = (date.fromisoformat(window[end]) for end in ("from", "to"))
    return f"từ ngày {vn_date(first)} đến ngày {vn_date(last)} ({window['days']} ngày)"
