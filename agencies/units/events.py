"""Big events of the demonstration year; windows are customary, dates to be checked are marked."""

from dataclasses import dataclass
from datetime import date, timedelta

from agencies.enums import EventKind


@dataclass(frozen=True, slots=True)
class EventSpec:
    """An event; its window adds whole days before and after."""

    name: str
    kind: EventKind
    starts_on: date
    ends_on: date
    days_before: int = 15
    days_after: int = 15

    @property
    def window_from(self) -> date:
        return self.starts_on - timedelta(days=self.days_before)

    @property
    def window_to(self) -> date:
        return self.ends_on + timedelta(days=self.days_after)


EVENTS = [
    EventSpec(
        "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
        EventKind.CONGRESS, date(2026, 1, 19), date(2026, 1, 25),
    ),
    EventSpec(
        "Tết Nguyên đán Bính Ngọ", EventKind.TET, date(2026, 2, 14), date(2026, 2, 22), 10, 7
    ),
    EventSpec(
        "Bầu cử đại biểu Quốc hội khóa XVI và đại biểu HĐND các cấp nhiệm kỳ 2026 - 2031",
        EventKind.ELECTION, date(2026, 3, 15), date(2026, 3, 15), 30,
    ),
    EventSpec(
        "Kỳ họp thứ nhất, Quốc hội khóa XVI (ngày: cần đối chiếu)",
        EventKind.ASSEMBLY_SESSION, date(2026, 4, 6), date(2026, 4, 25),
    ),
    EventSpec(
        "Kỳ họp thứ hai, Quốc hội khóa XVI (ngày: cần đối chiếu)",
        EventKind.ASSEMBLY_SESSION, date(2026, 10, 20), date(2026, 11, 27),
    ),
]  # fmt: skip
