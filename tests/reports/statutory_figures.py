"""Frozen figures of a periodic report, made up so that every relation of the circular holds."""

from datetime import date, datetime
from typing import Any

from agencies.models import Agency
from law.forms import Form
from law.shipped import shipped_forms
from reports.hashing import hash_of
from reports.models import Report
from tests.factories import HANOI

REGIME = "TT06-2025"
START, END = date(2025, 12, 15), date(2026, 6, 14)
PERIOD = {"code": "2026-6T", "from": START.isoformat(), "to": END.isoformat()}
MADE_AT = datetime(2026, 6, 15, 9, 30, tzinfo=HANOI)
Row = dict[str, Any]
NARRATIVE = {
    "I.1": "Tình hình khiếu nại, tố cáo cơ bản ổn định.\nKhông phát sinh điểm nóng.",
    "II.1": "Trong kỳ đã tiếp 02 đoàn đông người.",
    "III.1": "Việc tiếp công dân định kỳ được giữ nền nếp.",
}


def values(code: str, seed: int) -> dict[str, int | float]:
    """One row in which what the form prints holds, between the tables too."""
    n = seed % 7 + 1
    if code == "01/TCD":
        desk = {5: 10 + n, 6: 30 + n, 7: 9 + n, 8: 1, 9: 5 + n}
        head = {10: 6, 11: 4 + n, 12: 20 + n, 13: 3, 14: 1, 15: 6 + n}
        asked = {16: 2, 17: n, 18: 9 + n, 19: 1, 20: 0, 21: 0}
        row = {**desk, **head, **asked}
        row |= {t: row[t + 4] + row[t + 10] + row[t + 16] for t in (1, 2, 3, 4)}
    elif code == "02/XLD":
        row = {7: n, 8: 2, 9: n, 10: 1, 11: 1, 13: 3, 14: 1, 15: 1, 16: 1, 17: 1, 18: 1}
        row |= {20: 1, 21: n, 22: 0, 24: 5, 25: n}
        row |= {6: row[7] + row[8], 12: 4, 19: 1 + n, 23: 5 + n}
        row[4] = row[6] + row[12] + row[19]
        row |= {5: row[4] - 1, 3: row[4] + row[23], 2: row[4] + row[23] + 1, 1: row[4] + 1250}
    elif code == "03/GQKN":
        row = {
            1: n + 2,
            3: 0,
            4: n,
            5: 0,
            6: 1,
            2: n + 1,
            8: 1,
            9: n,
            10: 0,
            11: 1,
            12: 0,
            7: n + 2,
        }
        row |= {
            13: 1234.5,
            14: 820.25,
            15: 12,
            16: 0,
            17: 1,
            18: 2,
            19: 3,
            20: 1,
            21: 1,
            22: 2,
            23: 1,
        }
    elif code == "04/GQTC":
        row = {1: 4, 2: 3, 3: 1, 4: 1, 5: 1, 6: 0, 7: 3, 8: 1, 9: 1, 10: 0, 11: 0, 12: 1, 13: 0}
        row |= {
            14: 56.75,
            15: 0,
            16: 0,
            17: 0,
            18: 0,
            19: 0,
            20: 1,
            21: 2,
            22: 1,
            23: 1,
            24: 1,
            25: 1,
        }
    elif code == "05/KQTH":
        row = {1: n + 5, 2: n, 3: 2000.5, 4: 900, 5: 1500, 6: 800, 7: 12, 8: 0, 9: 10, 10: 0}
        row |= {11: 2, 12: 1, 13: 1, 14: 1, 15: 0, 16: 5, 17: 2, 18: 56.75, 19: 0, 20: 56.75, 21: 0}
        row |= {22: 0, 23: 0, 24: 0, 25: 0, 26: 1, 27: 2, 28: 1, 29: 0, 30: 0, 31: 0}
    else:
        row = {c: (c * n) % 5 for c in range(1, 18)} | {6: 4, 8: 2}
    return {str(c): row[c] for c in sorted(row)}


def table_of(form: Form, units: list[tuple[str, str, str]]) -> dict[str, Any]:
    """A frozen table; `units`: code, name, level in the order of the table."""
    rows = [
        {"agency": code, "name": name, "level": level, "values": values(form.code, seed)}
        for seed, (code, name, level) in enumerate(units)
    ]
    return {
        "code": form.code,
        "regime": form.regime,
        "layout_from": form.layout_from or form.regime,
        "note": form.note,
        "period": PERIOD,
        "columns": [{"number": c.number, "heading": list(c.heading)} for c in form.columns],
        "rows": rows,
        "total": total_of(rows),
    }


def total_of(rows: list[Row]) -> dict[str, int | float]:
    return {key: sum(row["values"][key] for row in rows) for key in rows[0]["values"]}


def figures_of(agency: Agency, units: list[tuple[str, str, str]]) -> dict[str, Any]:
    """The frozen figures of a STATUTORY report over these units."""
    forms = shipped_forms().regime(REGIME).forms
    return {
        "schema": 1,
        "regime": REGIME,
        "period": PERIOD,
        "agency": {"code": agency.code, "name": agency.name},
        "as_of": END.isoformat(),
        "tables": [table_of(form, units) for form in forms],
        "carried": {},
        "same_period_last_year": {},
        "units": [
            {
                "code": code,
                "name": name,
                "sent": True,
                "source": "sent",
                "report": None,
                "version": 1,
            }
            for code, name, level in units
        ],
    }


def report_of(
    agency: Agency, units: list[tuple[str, str, str]] | None = None, **fields: Any
) -> Report:
    """A draft that is not saved."""
    alone = [(agency.code, agency.name, str(agency.level))]
    given = {"figures": figures_of(agency, units or alone), "narrative": NARRATIVE} | fields
    return Report(
        kind="statutory",
        agency=agency,
        scope_path=agency.path,
        period=PERIOD["code"],
        starts_on=START,
        ends_on=END,
        regime=REGIME,
        made_at=MADE_AT,
        sha256=hash_of("statutory", given["figures"], given["narrative"]),
        **given,
    )
