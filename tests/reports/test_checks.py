"""The checker beside published figures, and percentages in words."""

from decimal import Decimal

import pytest

from law.shipped import shipped_forms
from reports.checks.finding import Finding, spoken, told
from reports.checks.frozen import check_frozen
from reports.checks.percentages import percentages_in

# Lâm Đồng, 2023, table 01/XLD: eligible 5,591 = 651 complaints + 281 denunciations + 4,659
# recommendations; within competence 2,886 = 359 + 122 + 2,405; not competent 2,705 = 780 guided +
# 1,742 passed on + 183 urged.
LAM_DONG = {
    **dict.fromkeys(range(1, 23), 0),
    6: 5591, 8: 651, 9: 281, 10: 4659,
    14: 2886, 15: 359, 16: 122, 17: 2405,
    18: 2705, 19: 780, 20: 1742, 21: 183,
    # Not published: all of the eligible were processed, and none is settled yet.
    1: 5591, 3: 5591, 4: 5591, 7: 5591, 13: 5591,
}  # fmt: skip


def report(values: dict[int, int]) -> dict:
    """Figures of one table of the regime of 2024, frozen, of one unit."""
    row = {str(column): value for column, value in values.items()}
    return {
        "schema": 1,
        "regime": "TT01-2024",
        "period": {"code": "2024-N", "from": "2023-12-15", "to": "2024-12-14"},
        "agency": {"code": "LD", "name": "UBND tỉnh Lâm Đồng"},
        "tables": [
            {
                "code": "01/XLD",
                "rows": [
                    {"agency": "LD", "name": "UBND tỉnh Lâm Đồng", "level": "province",
                     "values": row},
                ],
                "total": dict(row),
            }
        ],
        "units": [],
    }  # fmt: skip


def findings(values: dict[int, int], **more) -> list[Finding]:
    return check_frozen(report(values), book=shipped_forms(), **more).findings


def test_published_figures_of_lam_dong_pass():
    assert findings(LAM_DONG) == []
    assert 780 + 1742 + 183 == 5591 - 2886


@pytest.mark.parametrize(
    ("column", "value", "relations"),
    [
        (8, 652, {"6 = 8+9+10"}),
        (14, 2885, {"6 = 14+18", "14 = 15+16+17"}),
        (16, 123, {"14 = 15+16+17"}),
        (20, 1743, {"18 = 19+20+21"}),
    ],
)
def test_published_figures_with_one_digit_wrong_do_not(column, value, relations):
    assert {f.relation for f in findings(LAM_DONG | {column: value})} == relations


def test_a_finding_says_table_unit_columns_and_both_numbers():
    found = findings(LAM_DONG | {20: 1743})[0]
    assert found.blocking
    assert found.naming(["Đơn số 12/2026", "Đơn kín", "Đơn kín"]).sentence == (
        "Biểu 01/XLD, UBND tỉnh Lâm Đồng: cột 18 (Kết quả xử lý đơn › Đơn không thuộc thẩm quyền › "
        "Tổng số) là 2.705, phải bằng cột 19 (Kết quả xử lý đơn › Đơn không thuộc thẩm quyền › Hướng "
        "dẫn) + cột 20 (Kết quả xử lý đơn › Đơn không thuộc thẩm quyền › Chuyển đơn) + cột 21 (Kết "
        "quả xử lý đơn › Đơn không thuộc thẩm quyền › Đôn đốc giải quyết) là 2.706. Hồ sơ liên quan: "
        "Đơn số 12/2026, Đơn kín (2)."
    )


def test_a_relation_that_is_printed_but_not_logical_never_refuses():
    """03/KQGQ of 2021 prints 6 = 24+26+28; a matter that was withdrawn breaks it."""
    book = shipped_forms()
    form = book.form("03/KQGQ", regime="TT01-2024")
    values = {str(column.number): 0 for column in form.columns}
    figures = report(LAM_DONG)
    figures["tables"] = [
        {"code": "03/KQGQ", "total": {**values, "6": 1, "9": 1, "1": 1, "2": 1, "4": 1},
         "rows": [{"agency": "LD", "name": "Lâm Đồng", "level": "province",
                   "values": {**values, "6": 1, "9": 1, "1": 1, "2": 1, "4": 1}}]},
    ]  # fmt: skip
    checked = check_frozen(figures, book=book)
    assert {f.relation for f in checked.not_logical} == {"6 = 24+26+28", "6 = 30+31"}
    assert not {f.relation for f in checked.blocking} & {"6 = 24+26+28", "6 = 30+31"}
    assert "không logic: Một vụ việc rút toàn bộ" in checked.not_logical[0].sentence


RIGHT_OR_WRONG = [
    ("đã giải quyết 38/40 vụ việc, đạt 92,5%", [False]),
    ("đã giải quyết 38/40 vụ việc, đạt 95%", [True]),
    ("kết quả 38/40 (92.5 %)", [False]),
    ("đạt tỷ lệ 92,5% (38/40 vụ việc)", [False]),
    ("đạt tỷ lệ 95% (38/40 vụ việc)", [True]),
    ("38 vụ việc trên tổng số 40 vụ việc, đạt 95,0%", [True]),
    ("1.234/2.000 đơn, chiếm 61,7%", [True]),
    ("1/3 đơn (33,3%), 2/3 đơn (66,7%)", [True, True]),
    ("2/3 đơn, đạt 66,6%", [False]),
    ("1/8 đơn, đạt 12,5%; 1/8 đơn, đạt 13%", [True, True]),  # half up
    ("0/0 đơn, đạt 100%", [False]),
    ("đạt 95% (38/40 đơn), 50% số đơn còn lại", [True]),
    # No percentage of a fraction: dates, documents, growth, a part of a part.
    ("Công văn số 15/2025 tăng 12%", []),
    ("trong tháng 6/2026 giảm 15%", []),
    ("ngày 15/12/2025 đạt 20%", []),
    ("Nghị định 154/2026/NĐ-CP, đạt 95%", []),
    ("38/40 vụ việc, trong đó 50% đúng hạn", []),
    ("38/40 vụ việc, tăng 12% so với cùng kỳ", []),
    ("giảm 5% (từ 40/50 đơn)", []),
]


@pytest.mark.parametrize(("text", "right"), RIGHT_OR_WRONG)
def test_percentages_in_words_are_worked_out_again(text, right):
    assert [found.is_right for found in percentages_in(text)] == right


def test_a_percentage_that_may_be_of_something_else_is_only_to_be_looked_at():
    said = {
        "38/40 vụ việc, đạt 92,5%": True,
        "38/40 (92,5%)": True,
        "đạt tỷ lệ 92,5% (38/40 đơn)": True,
        "38/40 lượt theo kế hoạch, tỷ lệ giải quyết đúng hạn 92,5%": False,
    }
    assert {text: percentages_in(text)[0].sure for text in said} == said


def test_numbers_are_said_as_vietnamese_writes_them():
    written = {
        "5591": "5.591",
        "0": "0",
        "12.50": "12,5",
        "100": "100",
        "1234567.89": "1.234.567,89",
    }
    assert {value: spoken(Decimal(value)) for value in written} == written


def test_many_cases_are_counted_and_sealed_ones_never_told_apart():
    names = [f"Đơn số {n:02d}/2026" for n in range(1, 24)]
    assert told([*names, "Đơn kín"]) == (*names[:20], "và 3 hồ sơ khác", "Đơn kín")
