"""03/GQKN of Circular 06/2025/TT-TTCP, worked out on paper: 2026-Q1, 15/12/2025 to 14/03/2026.

1 and 2 are of complaints processed in the period; each matter stands in one of 3–6 as it stood on
the last day; 7 counts decisions of the period, also on complaints processed before it; 13–23 come
from the decisions counted in 7. Money in million đồng, land in m².
"""

from datetime import date

import pytest

from complaints.enums import Outcome, PetitionKind
from complaints.procedure.names import DutyItem, Finding, ProcedureKind, Ruling, Stage, StepName
from tests.factories import Province
from tests.reports.tables_2025.rows import (
    DAY_AFTER,
    DAY_BEFORE,
    FIRST,
    LAST,
    decided,
    event,
    item,
    petition,
    row_of,
    table,
)

pytestmark = pytest.mark.django_db

EXPECTED = {
    1: 13,  # g1 g1b g2 g4 g5 g6 g8 g9 g10 g11 g12 g13 g17
    2: 12,  # g1 and g1b are one matter; = 3 + 4 + 5 + 6
    3: 1,  # g13: competent, accepted two days after the period
    4: 9,  # g1 g2 g4 g5 g6 g8 g10 g11 g17
    5: 1,  # g12
    6: 1,  # g9: withdrawn whole and ended; not g10 (in part), not g11 (ended after the period)
    7: 7,  # = 8 + … + 12: g1 g2 g3 g4 g5 g6 g17
    8: 2,  # g1, g17 (discipline, first)
    9: 1,  # g2, on the last day
    10: 1,  # g3, on the first day, processed before the period
    11: 1,  # g4
    12: 2,  # g5 amended, g6 cancelled
    13: 126.23,  # 125,000,000 + 1,234,567 đồng
    14: 350.5,
    15: 50.5,  # 40,500,000 + 10,000,000 đồng
    16: 150.25,  # 120 + 30.25
    17: 1,
    18: 5,  # 3 + 2
    19: 3,  # 2 + 1 people; the organisation of g3 has no column here
    20: 1,
    21: 1,
    22: 2,
    23: 1,
}
SECOND = {"procedure": ProcedureKind.COMPLAINT_2}


def test_every_column_of_03_gqkn(province, capsys):
    build(province)
    assert row_of(table(capsys, "03/GQKN")) == EXPECTED


def test_column_1_is_column_6_of_02_xld(province, capsys):
    build(province)
    assert row_of(table(capsys, "02/XLD"))[6] == EXPECTED[1]


def build(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    jan = date(2026, 1, 10)

    def g(processed: date = jan, outcome=Outcome.ACCEPT, **more):
        return petition(agency, by, date(2025, 10, 1), processed, outcome, **more)

    g1 = g(date(2025, 12, 20))
    g(date(2026, 1, 5), matter=g1.matter)  # g1b
    with_much_to_do(decided(
        g1, date(2026, 2, 10), Finding.RIGHT, rights_restored_people=3,
        rights_restored_organisations=1, investigation_cases=1, investigation_people=2,
        investigation_officials=1,
    ))  # fmt: skip
    decided(g(), LAST, Finding.WRONG)  # g2
    g3 = decided(g(date(2025, 11, 1)), FIRST, Finding.PARTLY)
    item(g3, DutyItem.STATE_MONEY, "1234567")
    item(g3, DutyItem.BACK_LAND, "30.25")
    item(g3, DutyItem.ORGANISATION, "1")
    item(g3, DutyItem.PERSON, "1")
    g4 = decided(
        g(**SECOND), date(2026, 2, 20), Finding.WRONG, Ruling.KEEP, rights_restored_people=2
    )
    item(g4, DutyItem.BACK_MONEY, "10000000")
    decided(g(**SECOND), date(2026, 2, 21), Finding.PARTLY, Ruling.AMEND)  # g5
    decided(g(**SECOND), date(2026, 2, 22), Finding.RIGHT, Ruling.CANCEL)  # g6
    decided(g(date(2025, 10, 20)), DAY_BEFORE, Finding.RIGHT)  # g7: the day before, nowhere
    g8 = decided(g(), DAY_AFTER, Finding.RIGHT)  # accepted at the end of the period
    item(g8, DutyItem.STATE_MONEY, "9000000")
    ended(g, by)
    g(date(2026, 2, 12), Outcome.NOT_ACCEPT)  # g12
    g(date(2026, 3, 12), accepted_on=date(2026, 3, 16))  # g13
    g(jan, Outcome.GUIDE, competent=False)  # g14: not competent, nowhere
    g15 = g(kind=PetitionKind.DENUNCIATION)  # a denunciation, nowhere here
    decided(g15, date(2026, 2, 1), Finding.RIGHT)
    decided(g(restricted=True), date(2026, 2, 1), Finding.RIGHT)  # g16: restricted, nowhere
    g17 = g(procedure=ProcedureKind.DISCIPLINE, is_discipline=True)
    decided(g17, date(2026, 2, 5), Finding.RIGHT)


def with_much_to_do(g1) -> None:
    item(g1, DutyItem.STATE_MONEY, "125000000")
    item(g1, DutyItem.STATE_LAND, "350.50")
    item(g1, DutyItem.BACK_MONEY, "40500000")
    item(g1, DutyItem.BACK_LAND, "120")
    item(g1, DutyItem.PERSON, "2", officials=1)


def ended(g, by) -> None:
    """Withdrawn whole, in part, and ended after the period."""
    for on in (date(2026, 3, 1), date(2026, 3, 16)):  # g9, g11
        whole = g(stage=Stage.TERMINATED, finished_on=on)
        event(whole, by, StepName.WITHDRAW_WHOLE, on, Stage.VERIFYING)
        event(whole, by, StepName.TERMINATE, on, Stage.TERMINATED)
    part = g(stage=Stage.VERIFYING)  # g10
    event(part, by, StepName.WITHDRAW_PART, date(2026, 3, 1), Stage.VERIFYING)
