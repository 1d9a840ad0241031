"""`manage.py check_calendar`: our calendar beside the holidays library."""

import json
from io import StringIO

import holidays
import pytest
from django.core.management import CommandError, call_command

LIBRARY = f"thư viện holidays {holidays.__version__}"
SWAP_OF_2026 = [
    "Thứ Sáu 02/01/2026: lịch của hệ thống là ngày nghỉ (nghỉ hoán đổi dịp Tết Dương lịch, làm bù "
    f"ngày 10/01/2026), {LIBRARY} là ngày làm việc.",
    "Thứ Bảy 10/01/2026: lịch của hệ thống là ngày làm việc (làm bù cho ngày 02/01/2026), "
    f"{LIBRARY} là ngày nghỉ.",
]


def run(*args):
    out = StringIO()
    call_command("check_calendar", *args, stdout=out)
    return out.getvalue()


def test_differences_of_a_year_in_sentences():
    assert run("2026").splitlines() == [
        *SWAP_OF_2026,
        f"Năm 2026, so với {LIBRARY}: 2 ngày khác nhau.",
    ]


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_years_that_agree(year):
    assert run(year) == f"Năm {year}, so với {LIBRARY}: không có ngày nào khác nhau.\n"


def test_json():
    answer = json.loads(run("2026", "--json"))
    assert answer["year"] == 2026
    assert [each["sentence"] for each in answer["differences"]] == SWAP_OF_2026
    assert answer["differences"][0]["date"] == "2026-01-02"


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ("2028", "Lịch làm việc chỉ có các năm 2024–2027, chưa có ngày 01/01/2028."),
        ("sang năm", "“sang năm” không phải là năm hợp lệ; hãy ghi bốn chữ số như 2026."),
        ("0000", "“0000” không phải là năm hợp lệ; hãy ghi bốn chữ số như 2026."),
    ],
)
def test_bad_year_is_one_sentence(year, sentence):
    with pytest.raises(CommandError) as refused:
        run(year)
    assert str(refused.value) == sentence
