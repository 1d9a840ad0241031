"""05/KQTH of Circular 06/2025/TT-TTCP, worked out on paper: 2026-Q1, 15/12/2025 to 14/03/2026.

Due: what was left on the first morning and what decisions of the period ask; done: in the period.
"""

from datetime import date

import pytest

from complaints.enums import PetitionKind
from complaints.procedure.names import DutyItem, Finding
from tests.factories import Province
from tests.reports.tables_2025.rows import (
    DAY_AFTER,
    DAY_BEFORE,
    FIRST,
    LAST,
    decided,
    done,
    item,
    petition,
    row_of,
    table,
)

pytestmark = pytest.mark.django_db

EXPECTED = {
    # Decisions on complaints
    1: 7,  # k1 k2 k3 k5 k6 k7 k10; k4 was finished the day before
    2: 3,  # k2 (last day) k6 k7 (first day)
    3: 75,  # k1: 100 − 30 left = 70; k7: 5
    4: 300,  # k3
    5: 55,  # k1: 50; k7: 5
    6: 0,
    7: 10,  # k5
    8: 200,  # k2
    9: 0,  # k5 was paid the day after
    10: 200,  # k2
    11: 2,  # k3
    12: 1,
    13: 1,  # k6
    14: 2,
    15: 1,
    # Conclusions on denunciations
    16: 4,  # c1 c2 c3 c4
    17: 2,  # c3 c4
    18: 600,  # c1: 1000 − 400
    19: 80,  # c3
    20: 600,
    21: 80,
    22: 2.5,  # c3
    23: 50,  # c1
    24: 2.5,
    25: 0,
    26: 1,  # c2
    27: 2,
    28: 1,
    29: 1,  # c4
    30: 3,
    31: 2,
}
MILLION = "000000"


def test_every_column_of_05_kqth(province, capsys):
    of_complaints(province)
    of_denunciations(province)
    assert row_of(table(capsys, "05/KQTH")) == EXPECTED


def of_complaints(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("head", "SKHCN")

    def k(on: date, **more):
        made = petition(agency, by, date(2025, 6, 1), date(2025, 6, 10), **more)
        return decided(made, on, Finding.RIGHT)

    k1 = item(k(date(2025, 10, 1)), DutyItem.STATE_MONEY, "100" + MILLION)
    done(k1, "30" + MILLION, date(2025, 11, 20), by)
    done(k1, "50" + MILLION, date(2026, 1, 10), by)
    k2 = item(k(date(2025, 11, 5)), DutyItem.BACK_LAND, "200")
    done(k2, "200", LAST, by, finished=True)
    k3 = k(date(2026, 1, 10))
    item(k3, DutyItem.STATE_LAND, "300")
    people = item(k3, DutyItem.PERSON, "2", officials=1)
    done(people, "2", date(2026, 3, 1), by, finished=True, officials=1)
    k4 = item(k(date(2025, 9, 1)), DutyItem.STATE_MONEY, "7" + MILLION)
    done(k4, "7" + MILLION, DAY_BEFORE, by, finished=True)
    k5 = item(k(date(2025, 12, 20)), DutyItem.BACK_MONEY, "10" + MILLION)
    done(k5, "10" + MILLION, DAY_AFTER, by, finished=True)
    k6 = item(k(date(2026, 1, 20)), DutyItem.INVESTIGATION, "1")
    done(k6, "1", date(2026, 3, 10), by, finished=True, people=2, officials=1)
    k7 = item(k(FIRST), DutyItem.STATE_MONEY, "5" + MILLION)
    done(k7, "5" + MILLION, FIRST, by, finished=True)
    item(k(date(2026, 1, 5), restricted=True), DutyItem.STATE_MONEY, "999" + MILLION)  # k8
    item(k(DAY_AFTER), DutyItem.STATE_MONEY, "888" + MILLION)  # k9: decided the day after
    item(k(date(2025, 11, 1)), DutyItem.OTHER, "1")  # k10: still to be done, no amount in the form


def of_denunciations(province: Province) -> None:
    agency, by = province["SKHCN"], province.person("head", "SKHCN")

    def c(on: date):
        made = petition(
            agency, by, date(2025, 5, 1), date(2025, 5, 10), kind=PetitionKind.DENUNCIATION
        )
        return decided(made, on, Finding.RIGHT)

    c1 = c(date(2025, 8, 1))
    money = item(c1, DutyItem.STATE_MONEY, "1000" + MILLION)
    done(money, "400" + MILLION, date(2025, 9, 1), by)
    done(money, "600" + MILLION, date(2026, 2, 5), by, finished=True)
    item(c1, DutyItem.BACK_LAND, "50")
    c2 = c(date(2026, 2, 10))
    body = item(c2, DutyItem.ORGANISATION, "1")
    done(body, "1", date(2026, 3, 1), by, finished=True)
    people = item(c2, DutyItem.PERSON, "3", officials=2)
    done(people, "2", date(2026, 3, 2), by, officials=1)  # one of three is left
    c3 = c(date(2025, 12, 20))
    land = item(c3, DutyItem.STATE_LAND, "80")
    done(land, "80", date(2026, 2, 20), by, finished=True)
    back = item(c3, DutyItem.BACK_MONEY, "2500000")
    done(back, "2500000", date(2026, 2, 25), by, finished=True)
    c4 = item(c(date(2025, 12, 1)), DutyItem.INVESTIGATION, "1")
    done(c4, "1", LAST, by, finished=True, people=3, officials=2)
