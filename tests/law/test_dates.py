from datetime import date

import pytest

from law.dates import parse_date, vn_date, vn_day
from law.errors import LawError


@pytest.mark.parametrize("text", ["2026-07-01", "01/07/2026", "1/7/2026", " 2026-07-01 "])
def test_parse_date(text):
    assert parse_date(text) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "text", ["", "hôm nay", "2026-02-30", "31/02/2026", "2026-7-1", "20260701", "٢٠٢٦-٠٧-٠١"]
)
def test_parse_date_refuses_with_the_right_forms(text):
    with pytest.raises(LawError) as refused:
        parse_date(text)
    assert str(refused.value) == (
        f"“{text}” không phải là ngày hợp lệ; hãy ghi dạng 2026-07-01 hoặc 01/07/2026."
    )


def test_dates_in_words():
    assert vn_date(date(2026, 7, 1)) == "01/07/2026"
    assert vn_day(date(2026, 7, 5)) == "Chủ nhật 05/07/2026"
