"""02/XLD of Circular 06/2025/TT-TTCP, worked out on paper: 2026-Q1, 15/12/2025 to 14/03/2026."""

from datetime import date

import pytest

from complaints.enums import Field, LinkKind, Outcome, PetitionKind
from complaints.models import PetitionLink
from complaints.procedure.names import ProcedureKind
from tests.factories import NOW, Province
from tests.reports.tables_2025.rows import (
    DAY_AFTER,
    DAY_BEFORE,
    FIRST,
    LAST,
    petition,
    row_of,
    table,
)

pytestmark = pytest.mark.django_db

# Which columns each case falls in (all: what it has in common, 1 2 3 4 where competent and eligible).
EXPECTED = {
    1: 22,  # x1 x2 x3 x5 x6 x8 x9–x23 (15) x24
    2: 20,  # all of 1 but x5 (waits) and x6 (processed a day late)
    3: 18,  # all of 2 but x22, x23 (not eligible); = 4 + 23
    4: 13,  # = 6 + 12 + 19
    5: 11,  # x1, x8, x24 are one matter
    6: 5,  # x1 x2 x3 x8 x24
    7: 3,  # x1 x2 x8
    8: 2,  # x3 x24
    9: 3,  # x1 x8 x24
    10: 1,  # x2
    11: 1,  # x3
    12: 5,  # x9 x10 x11 x12 x13
    13: 4,  # x9 x11 x12 x13
    14: 1,  # x10
    15: 2,  # x9 land, x13 civil service: the administrative field of denunciations
    16: 1,  # x10
    17: 1,  # x11
    18: 1,  # x12
    19: 3,  # x14 x15 x16
    20: 1,  # x14
    21: 1,  # x15
    22: 1,  # x16
    23: 5,  # x17–x21
    24: 1,  # x17
    25: 4,  # x18 x19 x20 x21: sent elsewhere
}
TC, KNPA = PetitionKind.DENUNCIATION, PetitionKind.RECOMMENDATION


def test_every_column_of_02_xld(province, capsys):
    build(province)
    assert row_of(table(capsys, "02/XLD")) == EXPECTED


def test_the_half_year_takes_in_what_came_a_day_after_the_quarter(province, capsys):
    build(province)
    half = row_of(table(capsys, "02/XLD", period="2026-6T"))
    # x7 came on 15/03 and waits; x6 was processed on 15/03: complaint, first, land, its own matter.
    more = {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 9: 1}
    assert half == {column: EXPECTED[column] + more.get(column, 0) for column in EXPECTED}


def test_what_was_not_processed_is_carried_over(province, capsys):
    build(province)
    second = row_of(table(capsys, "02/XLD", period="2026-Q2"))
    # 22 − 20 carried over (x5, x6) + x7 received; x6 processed.
    assert second == {
        column: {1: 3, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 9: 1}.get(column, 0)
        for column in EXPECTED
    }


def build(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("officer", "SKHCN")

    def x(received: date, processed: date | None = None, outcome=Outcome.ACCEPT, **more: object):
        return petition(agency, by, received, processed, outcome, **more)

    jan, feb = date(2026, 1, 5), date(2026, 2, 5)
    x1 = x(FIRST, date(2025, 12, 20))  # complaint, first, land; received on the first day
    x(LAST, LAST, field=Field.POLICY)  # x2: received and processed on the last day
    x(date(2025, 12, 10), jan, field=Field.CIVIL_SERVICE, procedure=ProcedureKind.COMPLAINT_2)  # x3
    x(date(2025, 12, 1), DAY_BEFORE)  # x4: processed the day before, nowhere
    x(LAST)  # x5: waits
    x(date(2026, 3, 10), DAY_AFTER)  # x6: processed the day after
    x(DAY_AFTER)  # x7: received the day after, nowhere
    x(date(2026, 2, 1), feb, matter=x1.matter)  # x8: the same matter again
    denounced(x)
    x(jan, feb, kind=KNPA, field=Field.POLICY)  # x14
    x(jan, feb, kind=KNPA, field=Field.LAND)  # x15
    x(jan, feb, kind=KNPA, field=Field.CORRUPTION)  # x16: other fields
    elsewhere(x)
    x(jan, feb, Outcome.FILE)  # x22: filed, not eligible for processing
    x(jan, feb, Outcome.RETURN, competent=False)  # x23: sent back, not eligible
    # x24: second complaint about x1, not accepted; competent all the same
    x24 = x(jan, LAST, Outcome.NOT_ACCEPT, matter=x1.matter, is_first_time=False)
    PetitionLink.objects.create(
        petition=x24, other=x1, kind=LinkKind.SECOND, reason="Khiếu nại lần hai.",
        linked_by=by, linked_at=NOW,
    )  # fmt: skip
    x(jan, feb, kind=TC, restricted=True)  # x26: restricted, counts nowhere
    petition(province["XA"], by, jan, feb)  # another unit


def denounced(x) -> None:
    """Denunciations, sealed: x9 to x13."""
    jan, feb = date(2026, 1, 5), date(2026, 1, 9)
    x(jan, feb, kind=TC, field=Field.LAND)
    x(jan, feb, kind=TC, field=Field.CORRUPTION, procedure=ProcedureKind.DENUNCIATION_AGAIN)
    x(jan, feb, kind=TC, field=Field.JUDICIAL)
    x(jan, feb, kind=TC, field=Field.OTHER)
    x(jan, feb, kind=TC, field=Field.CIVIL_SERVICE)


def elsewhere(x) -> None:
    """Not competent: x17 guided, x18 to x21 sent elsewhere."""
    jan, feb = date(2026, 1, 5), date(2026, 1, 9)
    x(jan, feb, Outcome.GUIDE, competent=False)
    x(jan, feb, Outcome.TRANSFER, competent=False, kind=TC)
    x(jan, feb, Outcome.PROSECUTE, competent=False, kind=TC)
    x(jan, feb, Outcome.PARTY, competent=False, kind=TC)
    x(jan, feb, Outcome.URGE, competent=False)
