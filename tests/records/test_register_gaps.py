"""manage.py register_gaps: gaps, doubles, a counter that disagrees, bad input."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency
from records.enums import Book
from records.models import RegisterCounter, RegisterEntry
from tests.factories import NOW, make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Agency:
    return make_agency("LS-BTCD", name="Ban Tiếp công dân tỉnh")


def give(agency: Agency, *numbers: int, counter: int, year: int = 2026) -> None:
    RegisterCounter.objects.create(agency=agency, book=Book.VISITS, year=year, last=counter)
    for number in numbers:
        RegisterEntry.objects.create(
            agency=agency,
            book=Book.VISITS,
            year=year,
            number=number,
            registered_at=NOW,
            subject_kind="visit",
            subject_id=uuid4(),
        )


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("register_gaps", *arguments, stdout=out)
    return out.getvalue()


def asked(**changes: str) -> list[str]:
    given = {"agency": "LS-BTCD", "book": "visits", "year": "2026", **changes}
    return [word for name, value in given.items() for word in (f"--{name}", value)]


def test_whole_register(board: Agency) -> None:
    give(board, 1, 2, 3, counter=3)

    assert run(*asked()) == (
        "Sổ tiếp công dân năm 2026 của Ban Tiếp công dân tỉnh: 3 số, số cuối 3, "
        "số khuyết: 0, số trùng: 0.\n"
    )


def test_gaps_at_the_start_and_inside_are_told_as_ranges(board: Agency) -> None:
    give(board, 2, 3, 6, 8, counter=8)
    out = StringIO()

    with pytest.raises(CommandError, match="không liền mạch"):
        call_command("register_gaps", *asked(), "--json", stdout=out)

    assert json.loads(out.getvalue()) == {
        "agency": "LS-BTCD",
        "book": "visits",
        "year": 2026,
        "entries": 4,
        "last": 8,
        "counter": 8,
        "gaps": [{"from": 1, "to": 1}, {"from": 4, "to": 5}, {"from": 7, "to": 7}],
        "missing": 4,
        "doubles": [],
    }


def test_counter_ahead_of_the_last_number(board: Agency) -> None:
    give(board, 1, 2, counter=4)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("register_gaps", *asked(), stdout=out)

    assert "Bộ đếm đang là 4, không khớp số cuối 2." in out.getvalue()


def test_years_and_agencies_are_apart(board: Agency) -> None:
    give(board, 1, counter=1)
    give(board, 1, 2, counter=2, year=2025)
    give(make_agency("LS-SKHCN"), 1, 2, 3, counter=3)

    assert "1 số, số cuối 1," in run(*asked())


def test_empty_register(board: Agency) -> None:
    assert (
        run(*asked()) == "Sổ tiếp công dân năm 2026 của Ban Tiếp công dân tỉnh: chưa có số nào.\n"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agency": "LS-XX"}, "Không có cơ quan mã “LS-XX”."),
        ({"book": "so-don"}, "Không có sổ “so-don”."),
        ({"year": "hai nghìn"}, "“hai nghìn” không phải năm trong khoảng 2014 – 2100."),
        ({"year": "20266"}, "“20266” không phải năm trong khoảng 2014 – 2100."),
    ],
)
def test_bad_input_gets_one_sentence(board: Agency, changes: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(*asked(**changes))

    assert str(refused.value).startswith(sentence)
