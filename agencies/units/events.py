"""Events of the demonstration: those of the country, of the sample plans, and two that run now.

Windows are customary; a date to be checked says so in the note.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.actions.calendar import add_event, close_event, set_event_units
from agencies.enums import EventKind
from agencies.models import Agency, Event, User

_CHECK = "Ngày: cần đối chiếu."
_SAMPLE = "Sự kiện của dữ liệu mẫu."
_LS, _COMMUNE = "LS", "LS-06385"
_REPORTING = ("LS-BTCD", "LS-SKHCN", "LS-SNNMT", "LS-SXD", "LS-05977", "LS-06187", "LS-06385")


@dataclass(frozen=True, slots=True)
class EventSpec:
    """An event; its window adds whole days before and after. Without `agency` it concerns all;
    `units` owe its daily report, `closed_by` closed it on the last day of its window."""

    name: str
    kind: EventKind
    starts_on: date
    ends_on: date
    days_before: int = 15
    days_after: int = 15
    agency: str = ""
    note: str = ""
    report_at: time | None = None
    warn_days: int = 0
    previous: str = ""
    units: tuple[str, ...] = ()
    closed_by: str = ""

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
        "Kỳ họp thứ nhất, Quốc hội khóa XVI",
        EventKind.ASSEMBLY_SESSION, date(2026, 4, 6), date(2026, 4, 25), note=_CHECK,
    ),
    EventSpec(
        "Kỳ họp thứ 2, Quốc hội khóa XVI", EventKind.ASSEMBLY_SESSION, date(2026, 10, 20),
        date(2026, 11, 27), note=_CHECK, previous="Kỳ họp thứ nhất, Quốc hội khóa XVI",
    ),
]  # fmt: skip
# What the sample plans serve, named as their titles name it.
_OF_PLANS = [
    EventSpec(
        "Kỳ họp thứ 11 Quốc hội khóa XIV", EventKind.ASSEMBLY_SESSION, date(2021, 3, 24),
        date(2021, 4, 8), agency="LS-SKHCN", closed_by="giamdoc.skhcn",
    ),
    EventSpec(
        "Bầu cử đại biểu Quốc hội khóa XV, đại biểu Hội đồng nhân dân các cấp, nhiệm kỳ 2021-2026",
        EventKind.ELECTION, date(2021, 5, 23), date(2021, 5, 23), 30, agency="LS-SKHCN",
        closed_by="giamdoc.skhcn",
    ),
    EventSpec(
        "Kỳ họp thứ 7, Quốc hội khóa XV", EventKind.ASSEMBLY_SESSION, date(2024, 5, 20),
        date(2024, 6, 28), agency="ST-MX", report_at=time(16, 0), closed_by="huyen.myxuyen",
        units=("ST-MX-BTCD", "ST-MX-TTH", "ST-MX-TNMT"),
    ),
    EventSpec(
        "Kỳ họp thứ 7, Quốc hội khóa XV", EventKind.ASSEMBLY_SESSION, date(2024, 5, 20),
        date(2024, 6, 28), agency="DN-SCT", closed_by="so.congthuong.dn",
    ),
    EventSpec(
        "Đại hội Đảng các cấp", EventKind.CONGRESS, date(2025, 3, 1), date(2025, 10, 31), 30, 15,
        agency="BN-SVHTTDL", closed_by="so.vhttdl.bn", note=_CHECK,
    ),
]  # fmt: skip


def _around(until: date) -> list[EventSpec]:
    """The session before and the one that runs on the last day of the demonstration; a small election
    of one commune, so that petitions about candidates come first there."""

    def day(n: int) -> date:
        return until + timedelta(days=n)

    before = "Kỳ họp thứ nhất, Hội đồng nhân dân tỉnh Lạng Sơn khóa XVIII"
    session = EventKind.ASSEMBLY_SESSION
    return [
        EventSpec(
            before, session, day(-152), day(-150), 10, 10, agency=_LS, note=_SAMPLE,
            report_at=time(16, 0), units=_REPORTING, closed_by="lanhdao.ls",
        ),
        EventSpec(
            "Kỳ họp thứ 2, Hội đồng nhân dân tỉnh Lạng Sơn khóa XVIII", session, day(-2), day(2),
            10, 10, agency=_LS, note=_SAMPLE, report_at=time(16, 0), warn_days=3, previous=before,
            units=_REPORTING,
        ),
        EventSpec(
            "Bầu cử trưởng thôn, khối trưởng nhiệm kỳ 2026 - 2029", EventKind.ELECTION, day(8),
            day(8), 20, 10, agency=_COMMUNE, note=_SAMPLE, warn_days=2,
        ),
    ]  # fmt: skip


def write_demo_events(*, until: date, now: datetime) -> int:
    """Sets, names units for and closes the events of the demonstration; gives how many."""
    if Event.objects.exists():
        return 0
    specs = [*EVENTS, *_OF_PLANS, *_around(until)]
    codes = {code for spec in specs for code in (spec.agency, *spec.units)}
    agencies = {a.code: a for a in Agency.objects.filter(code__in=codes)}
    made: dict[str, Event] = {}
    for spec in specs:
        made[spec.name] = _write(spec, agencies, made.get(spec.previous), now)
    return len(specs)


def _write(
    spec: EventSpec, agencies: dict[str, Agency], previous: Event | None, now: datetime
) -> Event:
    event = add_event(
        name=spec.name, kind=spec.kind, window=(spec.window_from, spec.window_to),
        days=(spec.starts_on, spec.ends_on), agency=agencies.get(spec.agency),
        report_at=spec.report_at, warn_days=spec.warn_days, previous=previous, note=spec.note,
        by=None, now=now,
    )  # fmt: skip
    if spec.units:
        units = [agencies[code] for code in spec.units]
        set_event_units(event_id=event.pk, agencies=units, by=None, now=now)
    if spec.closed_by:
        closed_at = datetime.combine(spec.window_to, time(17, 0), timezone.get_default_timezone())
        by = User.objects.get(username=spec.closed_by)
        close_event(event_id=event.pk, by=by, now=closed_at)
    return event
