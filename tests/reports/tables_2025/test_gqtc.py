"""04/GQTC of Circular 06/2025/TT-TTCP, worked out on paper: 2026-Q1, 15/12/2025 to 14/03/2026.

As 03/GQKN, with conclusions; a continued denunciation (tố cáo tiếp) is a proceeding of its own.
"""

from datetime import date

import pytest

from complaints.enums import Outcome, PetitionKind
from complaints.procedure.names import DutyItem, Finding, ProcedureKind, Stage, StepName
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
    1: 12,  # t1 t1b t2 t3 t5 t6 t7 t8 t9 t10 t11 t12
    2: 11,  # t1 and t1b are one matter; = 3 + 4 + 5 + 6
    3: 1,  # t12: continued denunciation that is still reviewed
    4: 8,  # t1 t2 t3 t5 t6 t7 t8 t10
    5: 1,  # t11
    6: 1,  # t9; t10 withdrew in part only
    7: 7,  # = 8 + … + 13: t1–t7
    8: 1,  # t1
    9: 2,  # t2 on the last day, t3 wrong on purpose
    10: 1,  # t4, on the first day, processed before the period
    11: 1,  # t5
    12: 1,  # t6
    13: 1,  # t7
    14: 2500,
    15: 1000.75,  # 1000 + 0.75
    16: 75.25,
    17: 12.5,
    18: 2,
    19: 4,
    20: 3,  # organisations: 1 + 2
    21: 4,  # people: 3 + 1
    22: 3,  # of them officials: 2 + 1
    23: 1,
    24: 3,
    25: 2,
}
AGAIN = {"procedure": ProcedureKind.DENUNCIATION_AGAIN}


def test_every_column_of_04_gqtc(province, capsys):
    build(province)
    assert row_of(table(capsys, "04/GQTC")) == EXPECTED


def test_column_1_is_column_12_of_02_xld(province, capsys):
    build(province)
    assert row_of(table(capsys, "02/XLD"))[12] == EXPECTED[1]


def build(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("head", "SKHCN")
    jan, feb = date(2026, 1, 20), date(2026, 2, 2)

    def t(processed: date = jan, outcome=Outcome.ACCEPT, **more):
        given = {"kind": PetitionKind.DENUNCIATION} | more
        return petition(agency, by, date(2025, 10, 1), processed, outcome, **given)

    t1 = t(date(2025, 12, 20))
    t(matter=t1.matter)  # t1b
    with_much_to_do(decided(
        t1, date(2026, 2, 10), Finding.RIGHT, rights_restored_people=4,
        rights_restored_organisations=2, investigation_cases=1, investigation_people=3,
        investigation_officials=2,
    ))  # fmt: skip
    decided(t(), LAST, Finding.WRONG)  # t2
    decided(t(), date(2026, 3, 1), Finding.WRONG_ON_PURPOSE)  # t3
    t4 = decided(t(date(2025, 11, 1)), FIRST, Finding.PARTLY)
    item(t4, DutyItem.STATE_LAND, "0.75")
    item(t4, DutyItem.PERSON, "1", officials=1)
    item(t4, DutyItem.ORGANISATION, "2")
    decided(t(**AGAIN), feb, Finding.RIGHT)  # t5
    decided(t(**AGAIN), feb, Finding.WRONG)  # t6
    decided(t(**AGAIN), feb, Finding.PARTLY)  # t7
    decided(t(), DAY_AFTER, Finding.RIGHT)  # t8: accepted at the end of the period
    decided(t(date(2025, 10, 20)), DAY_BEFORE, Finding.RIGHT)  # the day before, nowhere
    whole = t(stage=Stage.TERMINATED, finished_on=LAST)  # t9: ended on the last day
    event(whole, by, StepName.WITHDRAW_WHOLE, date(2026, 3, 10), Stage.VERIFYING)
    event(whole, by, StepName.TERMINATE, LAST, Stage.TERMINATED)
    part = t(stage=Stage.VERIFYING)  # t10
    event(part, by, StepName.WITHDRAW_PART, date(2026, 3, 1), Stage.VERIFYING)
    t(feb, Outcome.NOT_ACCEPT)  # t11
    t(date(2026, 3, 5), stage=Stage.REVIEWING, **AGAIN)  # t12
    decided(t(restricted=True), feb, Finding.RIGHT)  # t13: restricted, nowhere
    t(feb, Outcome.TRANSFER, competent=False)  # t14: not competent, nowhere


def with_much_to_do(t1) -> None:
    item(t1, DutyItem.STATE_MONEY, "2500000000")
    item(t1, DutyItem.STATE_LAND, "1000")
    item(t1, DutyItem.BACK_MONEY, "75250000")
    item(t1, DutyItem.BACK_LAND, "12.5")
    item(t1, DutyItem.ORGANISATION, "1")
    item(t1, DutyItem.PERSON, "3", officials=2)
