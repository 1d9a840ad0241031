"""A schedule of the department, and the batch that it made."""

from datetime import time

from law.periods import parse_period
from reports.actions.batches import ask_batch
from reports.actions.scheduling import save_schedule
from reports.enums import ReportKind, Rhythm
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home = province["SKHCN"]
    schedule = save_schedule(
        schedule=None, agency=home, kind=ReportKind.WEEKLY, rhythm=Rhythm.WEEKLY, day=1, at=time(6),
        with_units_below=False, is_on=True, catch_up_from=None, by=province.person("admin", "UBND"),
        now=NOW,
    )  # fmt: skip
    batch = ask_batch(
        agency=home, kind=ReportKind.WEEKLY, period=parse_period("2026-W46"), schedule=schedule,
        below=False, by=None, now=NOW,
    )  # fmt: skip
    return {"report_schedule": schedule, "report_batch": batch}
