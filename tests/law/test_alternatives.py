from datetime import date

from law.alternatives import Situation, under_other_versions
from law.enums import Branch
from law.events import Course
from law.shipped import shipped_calendar, shipped_rules


def alternatives(start, branches=frozenset(), code="KN_THULY"):
    situation = Situation(
        shipped_rules().get(code), start, branches, Course(), shipped_calendar(), start
    )
    return [(each.version.amount, each.due) for each in under_other_versions(situation)]


def test_the_later_version_for_an_earlier_case():
    assert alternatives(date(2026, 6, 26)) == [(7, date(2026, 7, 7))]  # Tue


def test_the_earlier_version_for_a_later_case():
    assert alternatives(date(2026, 7, 1)) == [(10, date(2026, 7, 13))]  # Sat 11, Mon 13


def test_a_rule_with_one_version_has_no_other():
    assert alternatives(date(2026, 7, 1), code="TC_GQ") == []


def test_a_version_without_these_circumstances_is_left_out():
    assert alternatives(date(2026, 7, 1), frozenset({Branch.COMPLEX})) == []
