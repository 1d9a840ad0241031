"""Figures of a quick report (báo cáo nhanh): counted from the day's records, frozen when it is sent.

Only records that are open to all who work with them are counted: a quick report is a common row, so
nothing in it may depend on a sealed or restricted matter (design.md section 9, ADR 0023).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Aggregate, Count, Exists, OuterRef, Q, QuerySet, Sum

from agencies.models import Agency
from complaints.enums import FactKind, Secrecy
from complaints.models import Dialogue, HotSpot, Matter, MatterFact, Petition
from reception.models import Visit
from reception.workflow import GROUP
from records.moment import one_moment
from reports.catalogue import overdue_clocks
from reports.figures import Figure, Measure
from reports.models import Incident
from reports.spans import Span

Rows = Callable[[Span], QuerySet[Any]]
_OPEN = {"secrecy": Secrecy.OPEN}
# Where the agency of a row stands when it is not its own column.
_AGENCY_OF: dict[type, str] = {Dialogue: "petition__agency"}


def among(rows: QuerySet[Any], agencies: Any) -> QuerySet[Any]:
    """Rows of these agencies (a list or a subquery)."""
    key = _AGENCY_OF.get(rows.model, "agency")
    return rows.filter(**{f"{key}__in": agencies})


def _visits(span: Span) -> QuerySet[Any]:
    inside = Q(arrived_at__gte=span.starts_at, arrived_at__lt=span.ends_before)
    return Visit.objects.unscoped("counts of open matters").in_force().filter(inside, **_OPEN)


def _received(span: Span) -> QuerySet[Any]:
    return Petition.objects.unscoped("counts of open matters").filter(
        received_on__range=(span.start, span.end), **_OPEN
    )


def _overdue(span: Span) -> QuerySet[Any]:
    """As on the morning of the day, whenever it is looked at."""
    return overdue_clocks(Span(span.start, span.end, span.start)).filter(**_OPEN)


def _dialogues(span: Span) -> QuerySet[Any]:
    return Dialogue.objects.unscoped("counts of open matters").filter(
        held_on__range=(span.start, span.end), missed=False, petition__secrecy=Secrecy.OPEN
    )


def _hot(span: Span) -> QuerySet[Any]:
    inside = Q(raised_at__gte=span.starts_at, raised_at__lt=span.ends_before)
    return HotSpot.objects.unscoped("counts of open matters").filter(inside, **_OPEN)


def _above(span: Span) -> QuerySet[Any]:
    facts = MatterFact.objects.filter(
        matter=OuterRef("pk"), kind=FactKind.SKIPPED_LEVEL,
        happened_on__range=(span.start, span.end),
    )  # fmt: skip
    return Matter.objects.unscoped("counts of open matters").filter(Exists(facts), **_OPEN)


def _incidents(span: Span) -> QuerySet[Any]:
    """First reports of an incident; a follow-up tells of the same one."""
    inside = Q(happened_at__gte=span.starts_at, happened_at__lt=span.ends_before)
    harmless = Q(matter__isnull=True) | Q(matter__secrecy=Secrecy.OPEN)
    return Incident.objects.unscoped("counts of open matters").filter(
        inside, harmless, follows__isnull=True
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """One number of a quick report. `crowding`: while it is not zero the day is not “nothing new”;
    `rare`: printed only when there is something to count."""

    name: str
    label: str
    unit: str
    definition: str
    rows: Rows
    measure: Measure = Measure.ROWS
    only: Q | None = None
    by: str = ""
    crowding: bool = False
    rare: bool = False

    @property
    def aggregate(self) -> Aggregate:
        """What is asked of the rows, so that numbers of the same rows are one statement."""
        if self.measure is Measure.PEOPLE:
            return Sum("head_count", filter=self.only)
        if self.measure is Measure.MATTERS:
            return Count("matter", distinct=True, filter=self.only)
        return Count("pk", filter=self.only)

    @property
    def figure(self) -> Figure:
        """The list behind the number."""
        return Figure(
            self.name, self.label, self.unit, lambda span: self.rows(span).filter(self.only or Q()),
            self.measure, self.by, lambda rows, agency: among(rows, [agency]),
        )  # fmt: skip


_GROUPS = Q(head_count__gte=GROUP)
COUNTED = [
    Counted("quick_visits", "Lượt tiếp công dân", "lượt",
            "Lượt tiếp ghi trong sổ tiếp công dân có giờ đến trong ngày, trừ số đã hủy.", _visits),
    Counted("quick_people", "Người được tiếp", "người", "Tổng số người của các lượt tiếp đó.",
            _visits, Measure.PEOPLE),
    Counted("quick_groups", "Đoàn đông người", "đoàn",
            "Lượt tiếp từ 5 người trở lên về cùng một nội dung "
            "(Luật Tiếp công dân 2013, điều 29).",
            _visits, only=_GROUPS, crowding=True),
    Counted("quick_group_people", "Người trong đoàn đông người", "người",
            "Tổng số người của các đoàn đông người.", _visits, Measure.PEOPLE, _GROUPS),
    Counted("quick_received", "Đơn tiếp nhận", "đơn",
            "Đơn vào sổ có ngày nhận là ngày báo cáo.", _received),
    Counted("quick_overdue", "Vụ việc quá hạn", "vụ việc",
            "Vụ việc có việc phải làm theo luật đã quá hạn, tính đến đầu ngày báo cáo.",
            _overdue, Measure.MATTERS),
    Counted("quick_dialogues", "Cuộc đối thoại đã tổ chức", "cuộc",
            "Đối thoại đã tổ chức trong ngày, không kể cuộc vắng người khiếu nại.", _dialogues,
            by="held_on"),
    Counted("quick_hot", "Vụ việc mới đề xuất theo dõi điểm nóng", "vụ việc",
            "Cờ điểm nóng được đề xuất trong ngày.", _hot, crowding=True),
    Counted("quick_above", "Vụ việc có người đến vượt cấp", "vụ việc",
            "Vụ việc của đơn vị có ghi nhận công dân đến cơ quan cấp trên trong ngày.", _above,
            by="opened_on", crowding=True, rare=True),
    Counted("quick_incidents", "Vụ báo cáo đột xuất", "vụ",
            "Vụ việc xảy ra trong ngày đã có báo cáo đột xuất, không kể báo cáo tiếp theo.",
            _incidents, crowding=True),
]  # fmt: skip
QUICK: dict[str, Figure] = {counted.name: counted.figure for counted in COUNTED}
_CROWDING = {counted.name for counted in COUNTED if counted.crowding}
_RARE = {counted.name for counted in COUNTED if counted.rare}


def figures_of(agency: Agency, on: date, now: datetime) -> dict[str, Any]:
    """What is frozen with a report: each number with its words and its definition of today."""
    span = Span(on, on, on)
    values: dict[str, int] = {}
    with one_moment():
        for source in dict.fromkeys(counted.rows for counted in COUNTED):
            asked = {one.name: one.aggregate for one in COUNTED if one.rows is source}
            values |= among(source(span).order_by(), [agency]).aggregate(**asked)
    rows = [
        {
            "name": one.name,
            "label": one.label,
            "unit": one.unit,
            "value": int(values[one.name] or 0),
            "definition": one.definition,
        }
        for one in COUNTED
    ]
    return {"counted_at": now.isoformat(), "rows": rows}


def values_of(figures: dict[str, Any]) -> dict[str, int]:
    """The frozen numbers by name."""
    return {row["name"]: row["value"] for row in figures.get("rows", [])}


def printed(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that a page shows: rare ones only when there is something."""
    return [row for row in figures.get("rows", []) if row["value"] or row["name"] not in _RARE]


def crowding(figures: dict[str, Any]) -> str:
    """Why the day is not “không phát sinh”, in words; empty when it is."""
    found = [
        f"{row['value']} {row['label'].lower()}"
        for row in figures["rows"]
        if row["name"] in _CROWDING and row["value"]
    ]
    return ", ".join(found)


def added_up(reports: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sums of frozen figures of several units, in the order of the list above."""
    reports = list(reports)
    every = [values_of(figures) for figures in reports]
    return [
        {
            "name": one.name,
            "label": one.label,
            "unit": one.unit,
            "definition": one.definition,
            "values": (values := [numbers.get(one.name, 0) for numbers in every]),
            "value": sum(values),
        }
        for one in COUNTED
        if not one.rare or any(numbers.get(one.name, 0) for numbers in every)
    ]
