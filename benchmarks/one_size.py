"""Measures one filled database (in DATABASE_URL) and prints the rows as JSON."""

import json
import os
import statistics
import time
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Agency
from benchmarks.measuring import measure
from benchmarks.server import serving
from complaints.models import Petition
from law.periods import week_of
from reports.actions.weekly import make_weekly_report


def main(agency_code: str) -> None:

    case = _case(agency_code)
    with serving(dict(os.environ), workers=1, threads=1) as (port, _):
        timings = measure(port, case)
    ground = timings.pop("floor")
    floor = ground.median
    rows = [_row(t.name, "page", t.median, floor, t.statements) for t in timings.values()]
    took, statements = _weekly_report(agency_code)
    rows.append(_row("báo cáo tuần (số liệu và PDF)", "job", took, floor, statements))
    rows.insert(0, _row("trang sàn", "page", floor, floor, ground.statements))
    print(json.dumps(rows))


def _case(agency_code: str) -> dict[str, str]:
    """A petition of the agency, not new, open to its officer."""

    found = Petition.objects.filter(agency__code=agency_code, secrecy=0, state="resolved")
    petition = found.order_by("-received_on", "-id").first()
    assert petition is not None
    return {"petition": str(petition.pk), "matter": str(petition.matter_id)}


def _weekly_report(agency_code: str) -> tuple[float, int]:
    """Median milliseconds of three reports of different weeks, and statements of one."""

    agency, now, took = Agency.objects.get(code=agency_code), timezone.now(), []
    for back in (11, 12, 13):
        week = week_of(timezone.localdate() - timedelta(weeks=back))
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as statements:
            make_weekly_report(agency=agency, period=week.code, by=None, now=now)
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took), len(statements)


def _row(name: str, kind: str, took: float, floor: float, statements: int) -> dict[str, object]:
    return {
        "name": name,
        "kind": kind,
        "median_ms": round(took, 1),
        "floor_ms": round(floor, 1),
        "ratio": round(took / floor, 2),
        "statements": statements,
    }
