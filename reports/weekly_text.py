"""The weekly report in words: paragraphs and tables from frozen figures, nothing counted anew."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from complaints.enums import Outcome, PetitionKind
from law.dates import vn_date
from law.periods import Period
from reception.enums import SessionKind
from records.wording import change, compared, counted, listed, number, number_plain
from reports.weekly import BELOW, LISTED

# Heads of the table of units below, in the order of weekly.BELOW.
BELOW_HEADS = (
    "Lượt tiếp",
    "Người",
    "Đoàn đông người",
    "Đơn tiếp nhận",
    "Đơn đã xử lý",
    "Đơn giải quyết xong",
    "Vụ việc quá hạn",
    "Điểm nóng",
)
# The other outcomes are rare: their row stands only where there is something to count.
_ALWAYS_SHOWN = frozenset(
    {
        Outcome.ACCEPT,
        Outcome.NOT_ACCEPT,
        Outcome.GUIDE,
        Outcome.TRANSFER,
        Outcome.RETURN,
        Outcome.FILE,
    }
)
CHART = {
    "Lượt tiếp": "visits",
    "Đoàn đông người": "groups",
    "Đơn tiếp nhận": "received",
    "Đơn đã xử lý": "processed",
    "Đơn giải quyết xong": "resolved",
    "Vụ việc quá hạn": "overdue",
    "Điểm nóng": "hot_open",
}


@dataclass(frozen=True, slots=True)
class WeeklyText:
    """Frozen figures with the words around them."""

    figures: dict[str, Any]
    period: Period

    def now(self, name: str) -> int:
        return self._value(name, 0)

    def before(self, name: str) -> int:
        return self._value(name, 1)

    def _value(self, name: str, week: int) -> int:
        """A report frozen before there was such a figure counted none."""
        return int(self.figures["values"].get(name, (0, 0))[week])

    def _compared(self, name: str, unit: str) -> str:
        return compared(self.now(name), self.before(name), unit)

    def _last_week(self, name: str, unit: str) -> str:
        """“ (tuần trước: 03 đơn)”, said only where there was something."""
        before = self.before(name)
        return f" (tuần trước: {counted(before, unit)})" if before else ""

    def _left(self, name: str, what: str) -> str:
        """“cuối kỳ còn 03 đơn chờ xử lý”, “cuối kỳ không còn đơn chờ xử lý”."""
        left = self.now(name)
        return f"cuối kỳ còn {counted(left, what)}" if left else f"cuối kỳ không còn {what}"

    @property
    def has_chart(self) -> bool:
        """False when there is nothing to draw in either week."""
        return any(self.now(name) or self.before(name) for name in CHART.values())

    @property
    def week(self) -> int:
        return self.period.start.isocalendar().week

    @property
    def year(self) -> int:
        return self.period.start.isocalendar().year

    @property
    def subject(self) -> str:
        """Trích yếu; the days stand on the line below."""
        return f"Kết quả tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo tuần {self.week}"

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.figures["as_of"])

    @property
    def is_running(self) -> bool:
        """True when the week was not over as the report was made."""
        return self.as_of <= self.period.end

    @property
    def last_day(self) -> str:
        """The last day counted, for stocks."""
        return vn_date(date.fromordinal(self.as_of.toordinal() - 1))

    def opening(self, agency: str) -> str:
        running = f"; tuần chưa kết thúc, số liệu tính đến hết ngày {self.last_day}"
        return (
            "Thực hiện chế độ thông tin, báo cáo về công tác tiếp công dân, xử lý đơn, giải quyết "
            f"khiếu nại, tố cáo, kiến nghị, phản ánh, {agency} báo cáo kết quả thực hiện "
            f"tuần {self.week} năm {self.year} "
            f"({self.period.span}{running if self.is_running else ''}) như sau:"
        )

    def closing(self, agency: str) -> str:
        return (
            "Trên đây là báo cáo kết quả tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo, "
            f"kiến nghị, phản ánh tuần {self.week} năm {self.year} của {agency}./."
        )

    def reception(self) -> str:
        if not self.now("visits"):
            return (
                f"Trong tuần không phát sinh lượt tiếp công dân{self._last_week('visits', 'lượt')}."
            )
        groups = (
            f"trong đó có {counted(self.now('groups'), 'đoàn đông người')} "
            f"với {counted(self.now('group_people'), 'người')}"
            if self.now("groups")
            else "không có đoàn đông người"
        )
        return (
            f"Trong tuần, đã tiếp {counted(self.now('visits'), 'lượt')} với "
            f"{counted(self.now('people'), 'người')} về {counted(self.now('matters'), 'vụ việc')}, "
            f"{groups}; số lượt tiếp {self._compared('visits', 'lượt')}."
        )

    def received(self) -> str:
        if not self.now("received"):
            return f"Trong tuần không tiếp nhận đơn mới{self._last_week('received', 'đơn')}."
        kinds = [
            counted(self.now(f"received_{kind.value}"), f"đơn {kind.label.lower()}")
            for kind in PetitionKind
            if self.now(f"received_{kind.value}")
        ]
        return (
            f"Trong tuần, đã tiếp nhận {counted(self.now('received'), 'đơn')}, gồm "
            f"{listed(kinds)}; {self._compared('received', 'đơn')}."
        )

    def processed(self) -> str:
        waiting = self._left("waiting", "đơn chờ xử lý")
        if not self.now("processed"):
            return f"Trong tuần chưa có đơn được xử lý; {waiting}."
        ways = [
            f"{outcome.label.lower()} {counted(self.now(f'outcome_{outcome.value}'), 'đơn')}"
            for outcome in Outcome
            if self.now(f"outcome_{outcome.value}")
        ]
        return (
            f"Trong tuần, đã xử lý {counted(self.now('processed'), 'đơn')}: {listed(ways)}; "
            f"{self._compared('processed', 'đơn')}; {waiting}."
        )

    def resolved(self) -> str:
        left = self._left("in_progress", "đơn đang giải quyết")
        if not self.now("resolved"):
            last = self._last_week("resolved", "đơn")
            return f"Trong tuần chưa có đơn giải quyết xong{last}; {left}."
        return (
            f"Trong tuần, đã giải quyết xong {counted(self.now('resolved'), 'đơn')}, "
            f"{self._compared('resolved', 'đơn')}; {left}."
        )

    def overdue(self) -> str:
        if not self.now("overdue"):
            return f"Tính đến hết ngày {self.last_day}, không có vụ việc quá hạn."
        shown = f" {LISTED} vụ việc quá hạn lâu nhất:" if self.now("overdue") > LISTED else ""
        return (
            f"Tính đến hết ngày {self.last_day}, có {counted(self.now('overdue'), 'vụ việc')} "
            f"quá hạn, {self._compared('overdue', 'vụ việc')}.{shown}"
        )

    def due_soon(self) -> str:
        return (
            f"Trong 7 ngày tới có {counted(self.now('due_soon'), 'vụ việc')} đến hạn."
            if self.now("due_soon")
            else "Trong 7 ngày tới không có vụ việc đến hạn."
        )

    def hotspots(self) -> str:
        happened = [
            f"{word} {counted(self.now(name), 'vụ việc')}"
            for name, word in (
                ("hot_proposed", "đề xuất theo dõi"),
                ("hot_confirmed", "xác nhận"),
                ("hot_closed", "kết thúc theo dõi"),
            )
            if self.now(name)
        ]
        during = f"đã {listed(happened)}" if happened else "không phát sinh điểm nóng"
        if not self.now("hot_open"):
            return f"Trong tuần {during}; cuối kỳ không có vụ việc đang theo dõi."
        return (
            f"Trong tuần {during}; cuối kỳ đang theo dõi "
            f"{counted(self.now('hot_open'), 'vụ việc')}, {self._compared('hot_open', 'vụ việc')}."
        )

    def duty(self) -> str:
        shifts, coming = self.now("duty_shifts"), self.now("duty_next")
        if not shifts and not coming:
            return "Trong tuần và 7 ngày tới không có ca trực."
        return (
            f"Trong tuần đã bố trí {counted(shifts, 'ca trực')}; 7 ngày tới có "
            f"{counted(coming, 'ca trực')}."
        )

    def tasks(self) -> str:
        names = ("tasks_due", "tasks_done", "tasks_overdue", "tasks_next")
        due, done, late, coming = (self.now(name) for name in names)
        if not any((due, done, late, coming)):
            return "Không có nhiệm vụ theo kế hoạch đến hạn, quá hạn."
        return (
            f"Trong tuần có {counted(due, 'nhiệm vụ')} theo kế hoạch đến hạn, hoàn thành "
            f"{counted(done, 'nhiệm vụ')}; cuối kỳ còn {counted(late, 'nhiệm vụ')} quá hạn, "
            f"{counted(coming, 'nhiệm vụ')} đến hạn trong 7 ngày tới."
        )

    def reception_rows(self) -> list[list[str]]:
        rows = [(kind.label, f"_{kind.value}") for kind in SessionKind] + [("Tổng số", "")]
        names = ("visits", "people", "matters", "groups", "group_people")
        return [
            [label]
            + [number_plain(self.now(name + tail)) for name in names]
            + [number_plain(self.before("visits" + tail))]
            + [change(self.now("visits" + tail), self.before("visits" + tail))]
            for label, tail in rows
        ]

    def petition_rows(self) -> list[dict[str, Any]]:
        """Rows of the table of petitions; `part` marks a part of the row above it."""
        rows = [("Đơn tiếp nhận", "received", False)]
        rows += [(kind.label, f"received_{kind.value}", True) for kind in PetitionKind]
        rows += [("Đơn đã xử lý", "processed", False)]
        rows += [
            (outcome.label, name, True)
            for outcome in Outcome
            if (name := f"outcome_{outcome.value}")
            and (outcome in _ALWAYS_SHOWN or self.now(name) or self.before(name))
        ]
        rows += [
            ("Đơn giải quyết xong", "resolved", False),
            ("Đơn chờ xử lý cuối kỳ", "waiting", False),
            ("Đơn đang giải quyết cuối kỳ", "in_progress", False),
        ]
        return [
            {
                "label": label,
                "part": part,
                "cells": [
                    number_plain(self.now(name)),
                    number_plain(self.before(name)),
                    change(self.now(name), self.before(name)),
                ],
            }
            for label, name, part in rows
        ]

    def below(self) -> str:
        below = self.figures["below"]
        busy, quiet = len(below["rows"]), below["units"] - len(below["rows"])
        if not busy:
            return f"{number(below['units'])} đơn vị cấp dưới không phát sinh trong tuần."
        rest = f"; {number(quiet)} đơn vị còn lại không phát sinh" if quiet else ""
        return (
            f"Có {number(busy)} trên tổng số {number(below['units'])} đơn vị cấp dưới phát sinh "
            f"trong tuần{rest}."
        )

    def below_rows(self) -> list[dict[str, Any]]:
        rows = self.figures["below"]["rows"]
        return [
            {"name": row["name"], "cells": [number_plain(n) for n in row["values"]]} for row in rows
        ]

    def below_total(self) -> list[str]:
        total = self.figures["below"]["total"]
        if len(total) != len(BELOW):
            raise ValueError("a frozen report with other columns than this release prints")
        return [number_plain(n) for n in total]

    def chart_series(self) -> list[tuple[str, list[int]]]:
        names = CHART.values()
        return [
            ("Tuần báo cáo", [self.now(name) for name in names]),
            ("Tuần trước", [self.before(name) for name in names]),
        ]
