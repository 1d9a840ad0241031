"""Rows of a consolidated table: the tree, a vertical body, a unit that ended (art. 7 clause 2)."""

from datetime import date

import pytest

from agencies.enums import Level
from agencies.models import Succession
from tests.factories import Province, make_agency
from tests.reports.builders import make_visit
from tests.reports.tables_2025.rows import DAY_BEFORE, table

pytestmark = pytest.mark.django_db


def test_the_province_adds_up_its_units_and_no_vertical_body(province, capsys):
    top, by = province["UBND"], province.person("officer", "SKHCN")
    tax = make_agency("LS-THUE", name="Thuế tỉnh", parent=top, is_vertical=True)
    ended = make_agency("LS-SOCU", name="Sở Khoa học cũ", parent=top, valid_to=date(2026, 2, 28))
    Succession.objects.create(
        predecessor=ended, successor=province["SKHCN"], starts_on=date(2026, 3, 1), document="12/NQ"
    )
    gone = make_agency("LS-BOROI", name="Huyện cũ", level=Level.DISTRICT, parent=top,
                       valid_to=DAY_BEFORE)  # fmt: skip
    below = make_agency("LS-XA-TO", name="Tổ công tác", level=Level.UNIT, parent=province["XA"])
    visits = {"LS-TTT": 1, "LS-BTCD": 2, "LS-SKHCN": 3, "LS-XA": 4, "LS-SOCU": 7, "LS-XA-TO": 5}
    agencies = {a.code: a for a in (tax, ended, gone, below, *province.agencies.values())}
    for code, count in {**visits, "LS-THUE": 50}.items():
        for _ in range(count):
            make_visit(agencies[code], by, date(2026, 2, 10))
    make_visit(gone, by, date(2025, 12, 1))

    printed = table(capsys, "01/TCD", agency="LS-TTT")  # it consolidates for UBND tỉnh
    found = {row["agency"]: row["values"]["1"] for row in printed["rows"]}
    assert printed["total"]["1"] == 22  # 1 + 2 + 3 + 4 + 7 + 5, without the 50 of the vertical body
    assert {code: found[code] for code in visits} == visits
    assert found.get("LS-THUE", 50) == 50  # shown apart, never summed
    assert "LS-BOROI" not in found  # ended before the period
    assert printed["period"] == {"code": "2026-Q1", "from": "2025-12-15", "to": "2026-03-14"}
    assert (printed["code"], printed["regime"]) == ("01/TCD", "TT06-2025")


def test_another_province_sees_nothing_of_it(province, capsys):
    other = Province("CB", "Cao Bằng")
    for _ in range(3):
        make_visit(other["SKHCN"], other.person("officer", "SKHCN"), date(2026, 2, 10))
    printed = table(capsys, "01/TCD", agency="LS")
    assert printed["total"]["1"] == 0
    assert {row["agency"][:2] for row in printed["rows"]} == {"LS"}
