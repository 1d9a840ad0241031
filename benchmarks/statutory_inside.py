"""Fills the database of the environment with visits of half a year, or says how long a table takes."""

from __future__ import annotations

import json
import sys
import time
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies import law_in_force
from agencies.enums import Level
from agencies.models import Agency, User
from agencies.units.build import build_demo
from complaints.enums import Field, PetitionKind
from complaints.models import Matter
from law.periods import parse_period
from reception.enums import SessionKind, SessionState, VisitResult
from reception.models import ReceptionSession, Visit, VisitMatter
from reports.cells import tree
from reports.spans import midnight
from reports.tables import statutory_figures, table_of

PERIOD = parse_period("2026-6T")
TODAY = date(2026, 7, 1)
RUNS = 5
_OURS = tree("LS/", "path")
_DAYS = (PERIOD.end - PERIOD.start).days
# One in a hundred is void, one in a hundred tells of a second matter; four in five matters are new.
_VOID, _FURTHER = 100, 100


def main(what: str, agency_code: str, table: str, count: str) -> None:
    if what == "fill":
        build_demo(now=timezone.now(), units=0)
        _fill(int(count))
        return
    sys.stdout.write(json.dumps(_measured(Agency.objects.get(code=agency_code), table)))


def _measured(agency: Agency, table: str) -> dict[str, object]:
    form = law_in_force.in_force().forms.form("01/TCD", on=PERIOD.end)
    asked: dict[str, Any] = {"agency": agency, "period": PERIOD, "today": TODAY}
    took, units = [], 0
    for _ in range(RUNS):
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as statements:
            if table == "all":
                units = len(statutory_figures(**asked)["tables"][0]["rows"])
            else:
                units = len(table_of(form, **asked).rows)
        took.append((time.perf_counter() - begun) * 1000)
    return {
        "ms": median(took), "runs": RUNS, "worst_ms": round(max(took), 1),
        "statements": len(statements), "units": units,
    }  # fmt: skip


def _fill(count: int) -> None:
    """Visits spread over every agency that receives and every day of the period."""
    agencies = list(Agency.objects.filter(_OURS).exclude(level=Level.UNIT).order_by("path"))
    host = User.objects.order_by("username").first()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # a million rows by one statement
    _sessions(agencies, host)
    _temporary(agencies)
    matters = max(1, count * 4 // 5)
    at = midnight(PERIOD.start)
    matter = Matter(
        agency=agencies[0], scope_path="x", kind=PetitionKind.RECOMMENDATION, field=Field.LAND,
        title="Đề nghị làm đường vào khu sản xuất", petitioner_label="Hoàng Văn Bình",
        opened_on=PERIOD.start,
    )  # fmt: skip
    _copies(
        matter, matters,
        {"id": "md5('m' || n)::uuid", "agency_id": "a.id", "scope_path": "a.path"},
        f"FROM generate_series(0, {matters - 1}) n JOIN bench_agency a ON a.place = n % {{agencies}}",
    )  # fmt: skip
    visit = Visit(
        agency=agencies[0], scope_path="x", matter_id=matter.pk, session_kind="standing", number=1,
        year=2026, arrived_at=at, entered_at=at, received_by=host, visitor_label="Hoàng Văn Bình",
        content="Đề nghị xem xét giải quyết.", result=VisitResult.GUIDED, is_first_time=True,
    )  # fmt: skip
    void = f"n % {_VOID} = 7"
    _copies(
        visit, count,
        {
            "id": "md5('v' || n)::uuid", "matter_id": f"md5('m' || n % {matters})::uuid",
            "agency_id": "s.agency_id", "scope_path": "s.scope_path", "session_id": "s.id",
            "session_kind": "s.kind", "number": "n + 1", "is_first_time": f"n < {matters}",
            "head_count": "CASE WHEN n % 40 = 0 THEN 7 ELSE 1 + n % 2 END",
            "arrived_at": "s.on_date + time '08:00'", "entered_at": "s.on_date + time '08:30'",
            "voided_at": f"CASE WHEN {void} THEN now() END",
            "voided_by_id": f"CASE WHEN {void} THEN '{host.pk}'::uuid END",
            "void_reason": f"CASE WHEN {void} THEN 'Ghi trùng.' ELSE '' END",
        },
        f"FROM generate_series(0, {count - 1}) n JOIN bench_session s "
        f"ON s.agency = (n % {matters}) % {{agencies}} AND s.nth = (n / {{agencies}}) % 60",
    )  # fmt: skip
    further = VisitMatter(content="Nội dung khác.", result=VisitResult.GUIDED)
    _copies(
        further, count // _FURTHER,
        {
            "id": "md5('f' || n)::uuid", "visit_id": f"md5('v' || n * {_FURTHER})::uuid",
            "matter_id": f"md5('m' || (n * {_FURTHER} + {{agencies}}) % {matters})::uuid",
        },
        f"FROM generate_series(0, {count // _FURTHER - 1}) n",
    )  # fmt: skip


def _sessions(agencies: list[Agency], host: Any) -> None:
    """Sixty sessions an agency: at the desk, of the head, of a delegate."""
    standing, periodic = SessionKind.STANDING, SessionKind.PERIODIC
    made = []
    for agency in agencies:
        for place in range(60):
            kind = standing if place % 10 < 8 else periodic
            made.append(
                ReceptionSession(
                    agency=agency, scope_path=agency.path, kind=kind, state=SessionState.HELD,
                    on_date=PERIOD.start + timedelta(days=place * _DAYS // 60), host=host,
                    place="Nơi tiếp công dân", delegated=kind == periodic and place % 20 == 19,
                )
            )  # fmt: skip
    ReceptionSession.objects.bulk_create(made, batch_size=2000)


def _temporary(agencies: list[Agency]) -> None:
    """Agencies and sessions by place, so that a number finds its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_agency AS SELECT id, path, "
            "row_number() OVER (ORDER BY path) - 1 AS place FROM agencies_agency "
            "WHERE level <> %s AND path LIKE 'LS/%%'",
            [Level.UNIT],
        )
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_session AS SELECT s.*, a.place AS agency, row_number() "
            "OVER (PARTITION BY s.agency_id ORDER BY s.on_date, s.id) - 1 AS nth "
            "FROM reception_receptionsession s JOIN bench_agency a ON a.id = s.agency_id"
        )


def _copies(row: models.Model, count: int, of: dict[str, str], source: str) -> None:
    """`count` rows like `row`, with the columns of `of` computed from n."""
    columns, values, given = [], [], []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_agency")
        agencies = cursor.fetchone()[0]
        for field in row._meta.concrete_fields:
            columns.append(f'"{field.column}"')
            if field.column in of:
                values.append(of[field.column].format(agencies=agencies))
            else:
                values.append("%s")
                given.append(field.get_db_prep_save(getattr(row, field.attname), connection))
        cursor.execute(
            f"INSERT INTO {row._meta.db_table} ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} {source.format(agencies=agencies)}".replace(" % ", " %% "),
            given,
        )
