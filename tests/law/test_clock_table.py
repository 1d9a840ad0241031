"""Every duty worked by hand; the weekday of each date stands in the comment."""

from datetime import date

import pytest

from law.clock import clock
from law.enums import COUNTED_KINDS
from law.rules import parse_branches
from law.shipped import shipped_calendar, shipped_rules

# code, branches, from, due
ORDINARY = [
    ("TCD_TB_KQ", "", "2026-03-02", "2026-03-16"),  # Mon; 3-6, 9-13, Mon 16
    ("TCD_PHUC_DAP", "", "2026-03-02", "2026-03-11"),  # Mon; 3-6, 9, 10, Wed 11
    ("TC_TB_THULY", "", "2026-03-02", "2026-03-09"),  # Mon; 3-6, Mon 9
    ("TC_DC_GUI", "", "2026-04-17", "2026-04-24"),  # Fri; 20-23, Fri 24
    ("KN_THOIHIEU", "", "2026-01-15", "2026-04-15"),  # Thu; 16 + 28 + 31 + 15 = 90, Wed
    ("KN_THOIHIEU", "", "2026-01-18", "2026-04-20"),  # Sun; day 90 is Sat 18/04, Mon 20
    ("KN_KL_THOIHIEU1", "", "2026-03-02", "2026-03-17"),  # Mon; Tue
    ("KN_KL_THOIHIEU2", "", "2026-03-02", "2026-03-12"),  # Mon; Thu
    ("KN_KL_THOIHIEU2", "dismissal", "2026-03-02", "2026-04-01"),  # Mon; Wed
    ("KN_GQ1", "", "2026-03-02", "2026-04-01"),  # Mon; 29 + 1 = 30, Wed
    ("KN_GQ1", "complex", "2026-03-02", "2026-04-16"),  # Mon; Thu
    ("KN_GQ1", "remote", "2026-03-02", "2026-04-16"),  # Mon; Thu
    ("KN_GQ1", "complex+remote", "2026-03-02", "2026-05-04"),  # day 60 is Fri 01/05, Mon
    ("KN_GQ2", "", "2026-03-02", "2026-04-16"),  # Mon; Thu
    ("KN_GQ2", "complex", "2026-03-02", "2026-05-04"),  # Mon; Fri 01/05 off, Mon
    ("KN_GQ2", "remote", "2026-03-02", "2026-05-04"),  # Mon; Fri 01/05 off, Mon
    ("KN_GQ2", "complex+remote", "2026-03-02", "2026-05-11"),  # Mon; 29 + 30 + 11 = 70, Mon
    ("KN_GQ_KL", "", "2026-03-02", "2026-04-01"),  # Mon; Wed
    ("KN_GQ_KL", "complex", "2026-03-02", "2026-04-16"),  # Mon; Thu
    ("KN_CONGKHAI", "", "2026-03-06", "2026-03-23"),  # Fri; day 15 is Sat 21, Mon
    ("KN_CONGKHAI_HAN", "", "2026-03-02", "2026-03-17"),  # Mon; Tue
    ("KN_LAN2_HAN", "", "2026-03-02", "2026-04-01"),  # Mon; Wed
    ("KN_LAN2_HAN", "remote", "2026-03-02", "2026-04-16"),  # Mon; Thu
    ("KN_LAN2_HAN", "", "2026-07-01", "2026-07-31"),  # Wed; Fri
    ("KN_HIEULUC", "", "2026-03-03", "2026-04-02"),  # Tue; Thu
    ("KN_HIEULUC", "remote", "2026-03-03", "2026-04-17"),  # Tue; Fri
    ("KN_TAILIEU", "", "2026-03-02", "2026-03-09"),  # Mon; Mon
    ("KN_HET_DC", "", "2026-03-05", "2026-04-06"),  # Thu; day 30 is Sat 04/04, Mon
    ("TC_BAOCHI", "", "2026-03-02", "2026-03-23"),  # Mon; day 20 is Sun 22, Mon
    ("TCD_TB_TUCHOI", "", "2026-07-01", "2026-07-06"),  # Wed; 2, 3, Mon 6
    ("XLD_TREO", "", "2026-07-01", "2026-08-17"),  # Wed; day 45 is Sat 15/08, Mon
]
TWO_VERSIONS = [
    ("KN_THULY", "", "2026-06-26", "2026-07-06"),  # Fri; 10 days of the old law, Mon
    ("KN_THULY", "", "2026-06-30", "2026-07-10"),  # Tue; 10 days of the old law, Fri
    ("KN_THULY", "", "2026-07-01", "2026-07-10"),  # Wed; 2, 3, 6-9, Fri 10: 7 working days
    ("KN_THULY_OLD", "", "2026-06-24", "2026-07-06"),  # Wed; day 10 is Sat 04/07, Mon
]
TET_AND_SPRING = [
    ("TCD_TB_KQ", "", "2026-02-11", "2026-03-04"),  # Wed; 12, 13, 23-27, 2/3, 3/3, Wed 4
    ("TCD_BAO_DAN", "", "2026-02-13", "2026-02-27"),  # Fri; Tết 16-20; 23-26, Fri 27
    ("TC_GQ", "", "2026-01-16", "2026-02-23"),  # Fri; day 30 is Sun 15/02, Tết, Mon 23
    ("TC_XLBD", "", "2026-04-24", "2026-05-08"),  # Fri; 28, 29, 4-7/5, Fri 8
    ("TC_XLBD", "several_places", "2026-04-24", "2026-05-13"),  # ... 8, 11, 12, Wed 13
    ("TC_KL_GUI", "", "2026-04-20", "2026-04-28"),  # Mon; 21-24, Mon 27 off, Tue 28
    ("TC_XULY", "", "2026-04-20", "2026-05-04"),  # Mon; 21-24, 28, 29, Mon 4/5
    ("TC_XULY_BC", "", "2026-04-28", "2026-05-07"),  # Tue; 29, 4/5, 5, 6, Thu 7
    ("KN_GUI_QD1", "", "2024-02-06", "2024-02-16"),  # Tue; 7, Tết 8-14, 15, Fri 16
    ("TC_QUAHAN_BC", "", "2024-12-26", "2025-01-03"),  # Thu; 27, 30, 31, 2/1, Fri 3
    ("TC_XLBD", "", "2027-02-01", "2027-02-17"),  # Mon; 2, 3, Tết 4-10, 11, 12, 15, 16, Wed 17
    ("KNPA_GQ", "", "2027-01-15", "2027-02-15"),  # Fri; day 30 is Sun 14/02, Mon
]
WORKING_SATURDAYS_AND_AUTUMN = [
    ("TC_CHUYEN", "", "2026-01-05", "2026-01-10"),  # Mon; 6-9, Sat 10 works
    ("TC_DC_GUI", "", "2024-04-26", "2024-05-07"),  # Fri; 2/5, 3, Sat 4 works, 6, Tue 7
    ("KNPA_TB", "", "2025-04-21", "2025-05-07"),  # Mon; 22-25, Sat 26, 28, 29, 5/5, 6, Wed 7
    ("TC_CONGKHAI", "", "2026-08-17", "2026-08-25"),  # Mon; 18-21, Sat 22 works, 24, Tue 25
    ("TC_QUAHAN_YC", "", "2026-08-19", "2026-08-25"),  # Wed; 20, 21, Sat 22, 24, Tue 25
    ("KN_TDC_GUI", "", "2026-08-20", "2026-08-24"),  # Thu; 21, Sat 22 works, Mon 24
    ("KN_TIEPTUC_GUI", "", "2026-11-20", "2026-11-26"),  # Fri; 23, Tue 24 off, 25, Thu 26
    ("KN_GUI_QD1", "", "2026-08-28", "2026-09-07"),  # Fri; 31/8-2/9 off; 3, 4, Mon 7
    ("KN_GUI_QD2", "", "2026-08-27", "2026-09-03"),  # Thu; Thu
    ("KN_GUI_QD2", "", "2026-08-26", "2026-09-03"),  # Wed; day 7 is Wed 02/09 off, Thu
    ("TC_NIEMYET", "", "2026-08-17", "2026-09-03"),  # Mon; day 15 is Tue 01/09 off, Thu
    ("TC_TIEP", "", "2026-08-18", "2026-09-07"),  # Tue; 13 + 7 = 20, Mon
    ("XLD_TREO", "", "2026-07-08", "2026-08-22"),  # Wed; day 45 is Sat 22, which works
]
BACKWARDS = [
    ("KN_DOITHOAI_MOI", "", "2026-09-04", "2026-08-28"),  # Fri; Sun 30, Sat 29, Fri 28
    ("KN_DOITHOAI_MOI", "", "2026-08-27", "2026-08-22"),  # Thu; day 5 is Sat 22, which works
    ("TCD_ONL_MOI", "", "2026-09-04", "2026-08-25"),  # Fri; Thu 3, 28, 27, 26, Tue 25
    ("TCD_ONL_MOI", "", "2026-08-25", "2026-08-19"),  # Tue; 24, Sat 22, 21, 20, Wed 19
    ("TCD_ONL_THU", "", "2026-09-03", "2026-08-28"),  # Thu; 2, 1, 31/8 off, weekend, Fri 28
]
TABLE = ORDINARY + TWO_VERSIONS + TET_AND_SPRING + WORKING_SATURDAYS_AND_AUTUMN + BACKWARDS


@pytest.mark.parametrize(("code", "branches", "start", "due"), TABLE)
def test_clock_due_date(code, branches, start, due):
    result = clock(
        rule=shipped_rules().get(code),
        start=date.fromisoformat(start),
        branches=parse_branches([branches] if branches else []),
        calendar=shipped_calendar(),
        today=date(2026, 7, 20),
    )
    assert result.due == date.fromisoformat(due)


def test_table_works_every_counted_version_and_branch():
    asked = {
        (rule.code, version.valid_from, branch)
        for rule in shipped_rules()
        if rule.kind in COUNTED_KINDS
        for version in rule.versions
        for branch in ("", *version.branches)
    }
    worked = set()
    for code, branches, start, _ in TABLE:
        rule = shipped_rules().get(code)
        version = rule.version_on(date.fromisoformat(start))
        worked.add((rule.code, version.valid_from, branches))
    assert worked == asked
