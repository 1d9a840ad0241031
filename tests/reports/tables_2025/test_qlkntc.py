"""06/QLKNTC of Circular 06/2025/TT-TTCP, worked out on paper: 2026-Q1, 15/12/2025 to 14/03/2026."""

from datetime import date

import pytest

from plans.enums import ActivityKind
from tests.reports.tables_2025.rows import (
    DAY_AFTER,
    DAY_BEFORE,
    FIRST,
    LAST,
    activity,
    row_of,
    table,
)

pytestmark = pytest.mark.django_db

EXPECTED = {
    1: 1,  # the first day; not the day before
    2: 1,  # the last day
    3: 1,  # not the day after
    4: 5,  # 2 classes of training, 3 of dissemination
    5: 230,  # 80 + 150
    6: 4,  # i1 carried over, i3, i4 carried over, i5
    7: 10,  # 3 + 2 + 4 + 1 units
    8: 2,  # i3 on the last day, i4 on the first
    9: 3,  # i3: 1, i4: 2
    10: 3,  # i3: 2, i4: 1
    11: 1,
    12: 3,
    13: 3,  # i2 of an earlier period, i3, i4
    14: 3,  # i2: 1, i4: 2
    15: 3,  # i2: 2, i4: 1
    16: 1,  # i2
    17: 2,
}


def test_every_column_of_06_qlkntc(province, capsys):
    agency, by = province["SKHCN"], province.person("head", "SKHCN")

    def a(kind: ActivityKind, on: date, **more):
        activity(agency, by, kind, on, **more)

    a(ActivityKind.NEW_TEXT, FIRST)
    a(ActivityKind.NEW_TEXT, DAY_BEFORE)
    a(ActivityKind.CHANGED_TEXT, LAST)
    a(ActivityKind.REVOKED_TEXT, date(2026, 1, 10))
    a(ActivityKind.REVOKED_TEXT, DAY_AFTER)
    a(ActivityKind.TRAINING, date(2026, 1, 20), classes=2, people=80)
    a(ActivityKind.DISSEMINATION, date(2026, 2, 21), classes=3, people=150)
    inspections(a)
    assert row_of(table(capsys, "06/QLKNTC")) == EXPECTED


def inspections(a) -> None:
    kind = ActivityKind.INSPECTION
    a(kind, date(2025, 11, 1), units=3)  # i1: begun before, no conclusion yet
    a(
        kind, date(2025, 10, 1), units=9, concluded_on=DAY_BEFORE, carried_out_organisations=1,
        carried_out_people=2, prosecuted_cases=1, prosecuted_people=2, advised_people=9,
    )  # fmt: skip  # i2: concluded the day before, still to be carried out
    a(
        kind, date(2026, 1, 10), units=2, concluded_on=LAST, advised_organisations=1,
        advised_people=2, handed_organisations=1, handed_people=3,
    )  # fmt: skip  # i3
    a(
        kind, date(2025, 11, 20), units=4, concluded_on=FIRST, advised_organisations=2,
        advised_people=1, carried_out_on=date(2026, 3, 1), carried_out_organisations=2,
        carried_out_people=1,
    )  # fmt: skip  # i4
    a(kind, date(2026, 3, 12), units=1, concluded_on=DAY_AFTER, advised_people=7)  # i5
    a(
        kind, date(2025, 5, 1), units=5, concluded_on=date(2025, 6, 1), carried_out_on=DAY_BEFORE,
        carried_out_people=6,
    )  # fmt: skip  # i6: carried out the day before, nowhere
    a(kind, date(2026, 1, 10), units=8, void_reason="Ghi nhầm.")  # i7: void, nowhere
