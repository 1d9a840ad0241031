"""Every figure of the weekly report and of the overview, each with its list.

Terms: lượt tiếp, đoàn đông người (five people or more) by Thông tư 06/2025/TT-TTCP; kinds and
outcomes of petitions by Thông tư 05/2021/TT-TTCP.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from agencies.models import Agency, DutyShift
from complaints.enums import HotState, Outcome, PetitionKind, PetitionState, Secrecy
from complaints.models import Clock, HotSpot, Matter, Petition
from plans.enums import UnitRole
from plans.models import PlanTask, PlanTaskUnit
from plans.workflow import UNFINISHED
from reception.enums import SessionKind
from reception.models import Visit
from reception.workflow import GROUP
from reports.figures import Figure, Measure
from reports.spans import Span, midnight

Rows = Callable[[Span], QuerySet[Any]]


def _visits(**also: Any) -> Rows:
    def rows(span: Span) -> QuerySet[Any]:
        inside = Q(arrived_at__gte=span.starts_at, arrived_at__lt=span.ends_before)
        return Visit.objects.counted().filter(inside, **also)

    return rows


def _petitions(day: str, **also: Any) -> Rows:
    """Petitions whose `day` (received_on, processed_on, resolved_on) lies in the span."""

    def rows(span: Span) -> QuerySet[Any]:
        return Petition.objects.counted().filter(
            **{f"{day}__range": (span.start, span.end)}, **also
        )

    return rows


def _waiting(span: Span) -> QuerySet[Any]:
    """Đơn chờ xử lý at the end of the span."""
    return Petition.objects.counted().filter(
        Q(processed_on__isnull=True) | Q(processed_on__gte=span.as_of), received_on__lt=span.as_of
    )


def _in_progress(span: Span) -> QuerySet[Any]:
    """Đơn thụ lý, đang giải quyết at the end of the span."""
    return Petition.objects.counted().filter(
        Q(state=PetitionState.ACCEPTED)
        | Q(state=PetitionState.RESOLVED, resolved_on__gte=span.as_of),
        outcome=Outcome.ACCEPT,
        processed_on__lt=span.as_of,
    )


def _open_clocks(span: Span) -> QuerySet[Any]:
    """Duties of the law that ran on the morning of `as_of`."""
    return (
        Clock.objects.counted()
        .of_the_office()
        .filter(
            Q(finished_on__isnull=True) | Q(finished_on__gte=span.as_of), started_on__lt=span.as_of
        )
    )


def overdue_clocks(span: Span) -> QuerySet[Any]:
    """Duties past due: the last day ended before `as_of`."""
    return _open_clocks(span).filter(due_on__lt=span.as_of)


def _soon(span: Span) -> QuerySet[Any]:
    return _open_clocks(span).filter(due_on__range=(span.as_of, span.next_end))


def _hotspots(moment: str, **also: Any) -> Rows:
    def rows(span: Span) -> QuerySet[Any]:
        inside = {f"{moment}__gte": span.starts_at, f"{moment}__lt": span.ends_before}
        return HotSpot.objects.counted().filter(**inside, **also)

    return rows


def open_hotspots(span: Span) -> QuerySet[Any]:
    """Flags proposed or confirmed, neither rejected nor closed, on the morning of `as_of`."""
    return HotSpot.objects.counted().filter(
        Q(state__in=[HotState.PROPOSED, HotState.CONFIRMED])
        | Q(state=HotState.REJECTED, decided_at__gte=span.seen_at)
        | Q(state=HotState.CLOSED, closed_at__gte=span.seen_at),
        raised_at__lt=span.seen_at,
    )


def _shifts(span: Span) -> QuerySet[Any]:
    return DutyShift.objects.filter(starts_at__gte=span.starts_at, starts_at__lt=span.ends_before)


def _next_shifts(span: Span) -> QuerySet[Any]:
    return DutyShift.objects.filter(
        starts_at__gte=span.seen_at, starts_at__lt=midnight(span.next_end + timedelta(days=1))
    )


def _led(rows: Any, agency: Agency) -> QuerySet[Any]:
    """Tasks of accepted plans that the agency leads."""
    return rows.led_by([agency.pk])  # type: ignore[no-any-return]


def _by_leader(rows: Any, measure: Any, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many tasks each of these agencies leads; a task led by two counts for both."""
    led = PlanTaskUnit.objects.filter(role=UnitRole.LEAD, agency_id__in=ids)
    counted = led.filter(task__in=rows.order_by()).values("agency")
    found = counted.annotate(n=Count("task", distinct=True)).order_by()
    return {row["agency"]: row["n"] for row in found}


def overdue_tasks(span: Span) -> QuerySet[Any]:
    """Tasks past due on the morning of `as_of`."""
    unfinished = Q(state__in=UNFINISHED) | Q(done_at__gte=span.seen_at)
    return PlanTask.objects.accepted().filter(unfinished, due_on__lt=span.as_of)


def coming_tasks(span: Span) -> QuerySet[Any]:
    """Open tasks due in the seven days from `as_of`."""
    unfinished = Q(state__in=UNFINISHED) | Q(done_at__gte=span.seen_at)
    return PlanTask.objects.accepted().filter(unfinished, due_on__range=(span.as_of, span.next_end))


def _due_tasks(span: Span) -> QuerySet[Any]:
    return PlanTask.objects.accepted().due_between(span.start, span.end)


def _done_tasks(span: Span) -> QuerySet[Any]:
    return PlanTask.objects.accepted().filter(
        done_at__gte=span.starts_at, done_at__lt=span.ends_before
    )


def _now_overdue(span: Span) -> QuerySet[Any]:
    """Matters whose nearest duty was due before today; the overview sees today, not the past."""
    return Matter.objects.counted().overdue(span.as_of)


def _now_open_hotspots(span: Span) -> QuerySet[Any]:
    return HotSpot.objects.counted().open()


def _now(state: PetitionState) -> Rows:
    return lambda span: Petition.objects.counted().filter(state=state)


def _of_visits(suffix: str, label: str, **also: Any) -> list[Figure]:
    groups = {"head_count__gte": GROUP}
    return [
        Figure(f"visits{suffix}", f"Số lượt{label}", "lượt", _visits(**also)),
        Figure(f"people{suffix}", f"Số người{label}", "người", _visits(**also), Measure.PEOPLE),
        Figure(
            f"matters{suffix}", f"Số vụ việc{label}", "vụ việc", _visits(**also), Measure.MATTERS
        ),
        Figure(f"groups{suffix}", f"Số đoàn đông người{label}", "đoàn", _visits(**also, **groups)),
        Figure(
            f"group_people{suffix}",
            f"Số người trong đoàn đông người{label}",
            "người",
            _visits(**also, **groups),
            Measure.PEOPLE,
        ),
    ]


RECEPTION = _of_visits("", " được tiếp") + [
    figure
    for kind in SessionKind
    for figure in _of_visits(f"_{kind.value}", f", {kind.label.lower()}", session_kind=kind)
]
PETITIONS = [
    Figure("received", "Đơn tiếp nhận", "đơn", _petitions("received_on")),
    *(
        Figure(
            f"received_{kind.value}",
            f"Đơn tiếp nhận: {kind.label.lower()}",
            "đơn",
            _petitions("received_on", kind=kind),
        )
        for kind in PetitionKind
    ),
    Figure("processed", "Đơn đã xử lý", "đơn", _petitions("processed_on")),
    *(
        Figure(
            f"outcome_{outcome.value}",
            f"Đơn đã xử lý: {outcome.label.lower()}",
            "đơn",
            _petitions("processed_on", outcome=outcome),
        )
        for outcome in Outcome
    ),
    Figure("waiting", "Đơn chờ xử lý cuối kỳ", "đơn", _waiting),
    Figure("resolved", "Đơn đã giải quyết xong", "đơn", _petitions("resolved_on")),
    Figure("in_progress", "Đơn đang giải quyết cuối kỳ", "đơn", _in_progress),
]
DEADLINES = [
    Figure("overdue", "Vụ việc quá hạn", "vụ việc", overdue_clocks, Measure.MATTERS),
    Figure("due_soon", "Vụ việc đến hạn trong 7 ngày tới", "vụ việc", _soon, Measure.MATTERS),
]
HOTSPOTS = [
    Figure("hot_proposed", "Đề xuất theo dõi điểm nóng", "vụ việc", _hotspots("raised_at")),
    Figure(
        "hot_confirmed",
        "Xác nhận điểm nóng",
        "vụ việc",
        _hotspots("decided_at", state__in=[HotState.CONFIRMED, HotState.CLOSED]),
    ),
    Figure("hot_closed", "Kết thúc theo dõi", "vụ việc", _hotspots("closed_at")),
    Figure("hot_open", "Đang theo dõi cuối kỳ", "vụ việc", open_hotspots),
]
DUTY = [
    Figure("duty_shifts", "Ca trực trong kỳ", "ca", _shifts),
    Figure("duty_next", "Ca trực trong 7 ngày tới", "ca", _next_shifts),
]

TASKS = [
    Figure(
        "tasks_due",
        "Nhiệm vụ kế hoạch đến hạn trong kỳ",
        "nhiệm vụ",
        _due_tasks,
        narrow=_led,
        split=_by_leader,
    ),
    Figure(
        "tasks_done",
        "Nhiệm vụ kế hoạch hoàn thành",
        "nhiệm vụ",
        _done_tasks,
        by="done_at",
        narrow=_led,
        split=_by_leader,
    ),
    Figure(
        "tasks_overdue",
        "Nhiệm vụ kế hoạch quá hạn",
        "nhiệm vụ",
        overdue_tasks,
        narrow=_led,
        split=_by_leader,
    ),
    Figure(
        "tasks_next",
        "Nhiệm vụ kế hoạch đến hạn trong 7 ngày tới",
        "nhiệm vụ",
        coming_tasks,
        narrow=_led,
        split=_by_leader,
    ),
]

# What the overview counts besides the flows above: the stock of this morning.
STOCKS = [
    Figure("now_waiting", "Đơn chờ xử lý", "đơn", _now(PetitionState.RECEIVED)),
    Figure("now_in_progress", "Đơn đang giải quyết", "đơn", _now(PetitionState.ACCEPTED)),
    Figure("now_overdue", "Vụ việc quá hạn", "vụ việc", _now_overdue),
    Figure("now_hot", "Điểm nóng đang theo dõi", "vụ việc", _now_open_hotspots),
]
# Beside all sums: matters with excluded persons, seen only by those who were told of them.
RESTRICTED = Figure(
    "restricted",
    "Vụ việc hạn chế người biết mà bạn được biết",
    "vụ việc",
    lambda span: Matter.objects.unscoped("those the reader was told of by name").filter(
        secrecy=Secrecy.RESTRICTED
    ),
    by="opened_on",
)
WEEKLY = [*RECEPTION, *PETITIONS, *DEADLINES, *HOTSPOTS, *DUTY, *TASKS]
FIGURES = {figure.name: figure for figure in [*WEEKLY, *STOCKS, RESTRICTED]}
