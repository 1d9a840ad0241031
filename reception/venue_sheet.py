"""Bảng giao ban tháng của Trụ sở: what each body received there, in numbers alone.

The Ban Tiếp công dân sums up the reception at the place (Nghị định 154/2026/NĐ-CP, art. 30 clause 3 and
art. 31 clause 3): an aggregate figure ordered by law, without rows, names or contents. Matters with
excluded persons are in no sum (ADR 0009).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from agencies.models import Agency
from complaints.enums import PetitionKind, Secrecy
from law.dates import vn_date
from reception import quotas
from reception.enums import SessionState
from reception.models import ReceptionSession, Venue, Visit, VisitPetition
from reception.spans import day_span
from reception.workflow import GROUP
from records import pdf
from records.letterhead import letterhead_of

TEMPLATE = "reception/pdf/venue_meeting.html"
_CARRIED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one body did at the place in one month."""

    sessions: int = 0
    visits: int = 0
    people: int = 0
    groups: int = 0
    complaints: int = 0
    denunciations: int = 0
    recommendations: int = 0
    carried: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def cells(self) -> list[int]:
        return [getattr(self, f.name) for f in fields(self)]

    @property
    def labelled(self) -> list[tuple[str, int]]:
        """Each figure with its heading, for screens where a row becomes a block."""
        return list(zip(HEADINGS, self.cells, strict=True))


HEADINGS = (
    "Buổi tiếp", "Lượt tiếp", "Số người", "Đoàn đông người", "Đơn khiếu nại", "Đơn tố cáo",
    "Đơn kiến nghị, phản ánh", "Vụ việc chuyển tháng sau",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """The month at the place: a line for each body, and their sum."""

    month: date
    lines: list[tuple[Agency, Figures]]

    @property
    def total(self) -> Figures:
        return sum((figures for _, figures in self.lines), Figures())


def meeting_sheet(venue: Venue, month: date) -> Sheet:
    """Figures of all bodies that received there in the month, in five statements."""
    last = quotas.next_month(month) - timedelta(days=1)
    bodies = _bodies(venue, month, last)
    here = _visits_at(venue, bodies)
    of_month = here.filter(arrived_at__range=day_span(month, last))
    sessions = Counter(
        ReceptionSession.objects.filter(
            venue=venue, state=SessionState.HELD, on_date__range=(month, last)
        ).values_list("agency", flat=True)
    )
    came = {
        row["agency"]: row
        for row in of_month.order_by()
        .values("agency")
        .annotate(n=Count("pk"), people=Sum("head_count"), groups=Count("pk", _is_group()))
    }
    petitions = _petitions(of_month)
    carried = _carried(here, last)
    return Sheet(
        month,
        [
            (
                body,
                Figures(
                    sessions=sessions[body.pk],
                    visits=came.get(body.pk, {}).get("n", 0),
                    people=came.get(body.pk, {}).get("people", 0),
                    groups=came.get(body.pk, {}).get("groups", 0),
                    complaints=petitions[body.pk, PetitionKind.COMPLAINT],
                    denunciations=petitions[body.pk, PetitionKind.DENUNCIATION],
                    recommendations=petitions[body.pk, PetitionKind.RECOMMENDATION],
                    carried=carried[body.pk],
                ),
            )
            for body in bodies
        ],
    )


def _is_group() -> Any:
    return Q(head_count__gte=GROUP)


def _bodies(venue: Venue, first: date, last: date) -> list[Agency]:
    """The body that runs the place, then those that took part during the month."""
    members = (
        venue.members.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=first), valid_from__lte=last
        )
        .select_related("agency")
        .order_by("agency__sort_key")
    )
    return [venue.agency, *(member.agency for member in members)]


def _visits_at(venue: Venue, bodies: list[Agency]) -> QuerySet[Visit]:
    """Visits in sessions at the place. Sealed ones stand in no session: they count by their agency."""
    in_no_session = Q(session__isnull=True, secrecy=Secrecy.SEALED, agency__in=bodies)
    return Visit.objects.counted().filter(Q(session__venue=venue) | in_no_session)


def _petitions(visits: QuerySet[Visit]) -> Counter[tuple[UUID, str]]:
    rows = (
        VisitPetition.objects.filter(
            visit__in=visits.values("pk"), petition__secrecy__lt=Secrecy.RESTRICTED
        )
        .values_list("visit__agency", "petition__kind")
        .annotate(n=Count("pk"))
    )
    return Counter({(agency, kind): n for agency, kind, n in rows})


def _carried(visits: QuerySet[Visit], last: date) -> Counter[UUID]:
    """Matters told there within a year that are still open when the month ends."""
    still_open = Q(matter__closed_on__isnull=True) | Q(matter__closed_on__gt=last)
    rows = (
        visits.filter(still_open, arrived_at__range=day_span(last - _CARRIED_BACK, last))
        .order_by()
        .values_list("agency")
        .annotate(n=Count("matter", distinct=True))
    )
    return Counter(dict(rows))


def print_sheet(venue: Venue, sheet: Sheet, on: date) -> bytes:
    """The sheet as PDF for the monthly meeting."""
    last = quotas.next_month(sheet.month) - timedelta(days=1)
    context = {
        "head": letterhead_of(venue.agency, on, letters="BTH", copies=("Các cơ quan tham gia;",
                                                                      "Lưu: VT, TCD.")),
        "kind": "BẢNG TỔNG HỢP",
        "subject": f"Tình hình tiếp công dân tại {venue.name}",
        "span": f"từ ngày {vn_date(sheet.month)} đến ngày {vn_date(last)}",
        "headings": HEADINGS,
        "sheet": sheet,
    }  # fmt: skip
    return pdf.document(TEMPLATE, context, {})
