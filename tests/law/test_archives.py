"""Hạn nộp lưu, thời hạn bảo quản: days by hand, and the inverse that cuts a list by a due day."""

import tomllib
from datetime import date, timedelta

import pytest

from law.archives import Term, archive_rules
from law.errors import LawError
from law.shipped import DATA, shipped_archives

RULES = shipped_archives()


@pytest.mark.parametrize(
    ("ended", "due", "citation"),
    [
        (date(2010, 5, 3), date(2011, 5, 3), "Luật Lưu trữ số 01/2011"),  # before all versions
        (date(2020, 3, 4), date(2021, 3, 4), "Luật Lưu trữ số 01/2011"),
        (date(2020, 3, 5), date(2021, 3, 5), "Nghị định 30/2020"),
        (date(2024, 2, 29), date(2025, 2, 28), "Nghị định 30/2020"),
        (date(2025, 7, 1), date(2026, 7, 1), "Luật Lưu trữ số 33/2024"),
    ],
)
def test_a_file_is_due_one_year_after_the_end_under_the_law_of_that_day(ended, due, citation):
    assert RULES.due_on(ended) == due
    assert RULES.version_on(ended).citation.startswith(citation)
    last = RULES.ended_by(due)
    assert RULES.due_on(last) <= due < RULES.due_on(last + timedelta(days=1))


def test_a_day_in_february_has_two_ends_behind_it():
    assert RULES.ended_by(date(2025, 2, 28)) == date(2024, 2, 29)
    assert RULES.ended_by(date(2024, 2, 29)) == date(2023, 2, 28)


def test_the_ends_of_the_calendar_have_an_answer():
    assert (RULES.ended_by(date.max), RULES.due_on(date.max)) == (date.max, date.max)
    assert RULES.ended_by(date.min) == date.min


@pytest.mark.parametrize(
    ("is_complex", "is_ours", "term", "words", "until"),
    [
        (True, False, Term.SPECIAL, "vĩnh viễn", None),
        (False, True, Term.ORDINARY, "15 năm", date(2041, 12, 31)),
        (False, False, Term.NOT_OURS, "05 năm", date(2031, 12, 31)),
    ],
)
def test_a_term_counts_from_the_year_of_the_end(is_complex, is_ours, term, words, until):
    found = RULES.proposed(is_complex=is_complex, is_ours=is_ours)
    assert (found.term, found.words) == (term, words)
    assert [found.until(date(2026, *day)) for day in ((1, 1), (12, 31))] == [until, until]
    assert found.confidence == "from_memory"


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("valid_to = 2020-03-04", "valid_to = 2020-03-05", "chồng lên"),
        ("valid_from = 2025-07-01\nyears = 1", "valid_from = 2025-07-01\nyears = 0", "nguyên dương"),
        ("valid_from = 2012-07-01", "valid_from = 2012-07-01\nday = 3", "không hiểu “day”"),
        ('code = "ordinary"', 'code = "special"', "đúng một thời hạn"),
        ("valid_to = 2020-03-04\nyears = 1", "valid_to = 2020-03-04\nyears = 2", "rút ngắn"),
    ],
)  # fmt: skip
def test_data_that_contradict_themselves_are_refused(written, instead, said):
    text = (DATA / "archives.toml").read_text()
    assert text.count(written) == 1
    with pytest.raises(LawError, match=said):
        archive_rules(tomllib.loads(text.replace(written, instead)))
