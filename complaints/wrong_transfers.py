"""Chuyển đơn sai thẩm quyền: how many transfers of each sending unit came back, by period.

Units stand in their own order, never in that of a figure (design.md section 2); a share is shown only
from enough transfers on. Matters with excluded persons are not counted (section 9). The list behind a
number is the list of transfers under the same conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from agencies.models import Agency, User
from complaints.enums import Secrecy, TransferState
from complaints.models import Transfer
from complaints.workflow import ANSWERED

# Below this many transfers a share says nothing of a unit; “nghiệp vụ”, ADR 0033.
ENOUGH = 10
SENT, BACK, WRONG = "chuyen", "tra", "sai"
_MEASURES: dict[str, Q] = {
    SENT: Q(),
    BACK: Q(state=TransferState.RETURNED),
    WRONG: Q(wrong_competence=True),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sending unit; each number with the address of its list."""

    name: str
    sent: int
    back: int
    wrong: int
    urls: dict[str, str]

    @property
    def share(self) -> str:
        """Of a hundred transfers, how many came back for competence; empty below `ENOUGH`."""
        if self.sent < ENOUGH:
            return ""
        return f"{100 * self.wrong / self.sent:.1f}%".replace(".", ",")


@dataclass(frozen=True, slots=True)
class WrongTransfers:
    """The page: its period, its lines, their sum."""

    since: date
    until: date
    lines: tuple[Line, ...]
    total: Line


def measured(rows: QuerySet[Transfer], measure: str) -> QuerySet[Transfer]:
    """The rows behind a number: what an answer is owed for, none of restricted matters."""
    common = rows.filter(outcome__in=ANSWERED, secrecy__lt=Secrecy.RESTRICTED)
    return common.filter(_MEASURES.get(measure, Q()))


def wrong_transfers(user: User, since: date, until: date) -> WrongTransfers:
    """Transfers sent in the period by units within reach, in one statement."""
    rows = measured(Transfer.objects.visible_to(user), SENT).filter(sent_on__range=(since, until))
    counts = (
        rows.values("petition__agency")
        .annotate(
            sent=Count("pk"),
            back=Count("pk", filter=_MEASURES[BACK]),
            wrong=Count("pk", filter=_MEASURES[WRONG]),
        )
        .order_by()
    )
    found = {row["petition__agency"]: row for row in counts}
    units = Agency.objects.filter(pk__in=found).order_by("sort_key", "code")
    lines = tuple(_line(unit, found[unit.pk], since, until) for unit in units)
    return WrongTransfers(since, until, lines, _total(lines, since, until))


def _line(unit: Agency, row: dict[str, int], since: date, until: date) -> Line:
    urls = {measure: _url(measure, since, until, unit.pk) for measure in _MEASURES}
    return Line(unit.name, row["sent"], row["back"], row["wrong"], urls)


def _total(lines: tuple[Line, ...], since: date, until: date) -> Line:
    return Line(
        "Cộng",
        sum(line.sent for line in lines),
        sum(line.back for line in lines),
        sum(line.wrong for line in lines),
        {measure: _url(measure, since, until) for measure in _MEASURES},
    )


def _url(measure: str, since: date, until: date, unit: UUID | None = None) -> str:
    asked = {"thong_ke": measure, "tu": since.isoformat(), "den": until.isoformat()}
    if unit is not None:
        asked["co_quan"] = str(unit)
    return f"{reverse('transfer_list')}?{urlencode(asked)}"
