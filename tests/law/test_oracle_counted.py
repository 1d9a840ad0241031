"""Dated oracles of every duty: worked by hand from the law and the calendar, never from the product.

Equal amounts give equal dates, so the dates stand once for each amount and every duty names its own.
Scenarios: `before` and `after` 01/07/2026 (Law 136/2025/QH15), `across` that day, over `tet` 2026
(16-20/02), on or over a working `saturday` (22/08/2026) and one nobody has checked (`unchecked`,
10/01/2026), over days of 2027 that nobody has decided yet (`undecided`, Tết 04-10/02).
"""

from datetime import date, timedelta

import pytest

from law.clock import clock
from law.enums import COUNTED_KINDS, Confidence, EventType
from law.errors import LawError
from law.events import Event
from law.rules import parse_branches
from law.shipped import shipped_calendar, shipped_rules

# Days off on the way: 27/4, 30/4, 1/5, 31/8, 1/9, 2/9 (2026), 16-20/2 (2026), 4, 5, 8, 9, 10/2 (2027).
WORKED = {
    "3 working days": [
        ("before", "2026-03-02", "2026-03-05"),  # Mon; 3-5/3 Thu
        ("across", "2026-06-26", "2026-07-01"),  # Fri; 29-30/6, 1/7 Wed
        ("after", "2026-07-01", "2026-07-06"),  # Wed; 2-3/7, 6/7 Mon
        ("tet", "2026-02-13", "2026-02-25"),  # Fri; 23-25/2 Wed
        ("saturday", "2026-08-20", "2026-08-24"),  # Thu; 21-22/8, 24/8 Mon
        ("unchecked", "2026-01-08", "2026-01-12"),  # Thu; 9-10/1, 12/1 Mon
        ("undecided", "2027-02-01", "2027-02-11"),  # Mon; 2-3/2, 11/2 Thu
    ],
    "5 working days": [
        ("before", "2026-03-02", "2026-03-09"),  # Mon; 3-6/3, 9/3 Mon
        ("across", "2026-06-26", "2026-07-03"),  # Fri; 29-30/6, 1-3/7 Fri
        ("after", "2026-07-01", "2026-07-08"),  # Wed; 2-3/7, 6-8/7 Wed
        ("tet", "2026-02-13", "2026-02-27"),  # Fri; 23-27/2 Fri
        ("saturday", "2026-08-20", "2026-08-26"),  # Thu; 21-22/8, 24-26/8 Wed
        ("unchecked", "2026-01-08", "2026-01-14"),  # Thu; 9-10/1, 12-14/1 Wed
        ("undecided", "2027-02-01", "2027-02-15"),  # Mon; 2-3/2, 11-12/2, 15/2 Mon
    ],
    "7 working days": [
        ("before", "2026-03-02", "2026-03-11"),  # Mon; 3-6/3, 9-11/3 Wed
        ("across", "2026-06-26", "2026-07-07"),  # Fri; 29-30/6, 1-3/7, 6-7/7 Tue
        ("after", "2026-07-01", "2026-07-10"),  # Wed; 2-3/7, 6-10/7 Fri
        ("tet", "2026-02-13", "2026-03-03"),  # Fri; 23-27/2, 2-3/3 Tue
        ("saturday", "2026-08-20", "2026-08-28"),  # Thu; 21-22/8, 24-28/8 Fri
        ("unchecked", "2026-01-08", "2026-01-16"),  # Thu; 9-10/1, 12-16/1 Fri
        ("undecided", "2027-02-01", "2027-02-17"),  # Mon; 2-3/2, 11-12/2, 15-17/2 Wed
    ],
    "10 working days": [
        ("before", "2026-03-02", "2026-03-16"),  # Mon; 3-6/3, 9-13/3, 16/3 Mon
        ("across", "2026-06-26", "2026-07-10"),  # Fri; 29-30/6, 1-3/7, 6-10/7 Fri
        ("after", "2026-07-01", "2026-07-15"),  # Wed; 2-3/7, 6-10/7, 13-15/7 Wed
        ("tet", "2026-02-13", "2026-03-06"),  # Fri; 23-27/2, 2-6/3 Fri
        ("saturday", "2026-08-20", "2026-09-07"),  # Thu; 21-22/8, 24-28/8, 3-4/9, 7/9 Mon
        ("unchecked", "2026-01-08", "2026-01-21"),  # Thu; 9-10/1, 12-16/1, 19-21/1 Wed
        ("undecided", "2027-02-01", "2027-02-22"),  # Mon; 2-3/2, 11-12/2, 15-19/2, 22/2 Mon
    ],
    "7 days": [
        ("before", "2026-03-02", "2026-03-09"),  # Mon; 7 days: Mon 9/3
        ("across", "2026-06-29", "2026-07-06"),  # Mon; 1 + 6 days: Mon 6/7
        ("after", "2026-07-01", "2026-07-08"),  # Wed; 7 days: Wed 8/7
        ("tet", "2026-02-11", "2026-02-23"),  # Wed; 7 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-08-15", "2026-08-22"),  # Sat; 7 days: Sat 22/8
        ("undecided", "2027-01-29", "2027-02-11"),  # Fri; 2 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "10 days": [
        ("before", "2026-03-02", "2026-03-12"),  # Mon; 10 days: Thu 12/3
        ("across", "2026-06-29", "2026-07-09"),  # Mon; 1 + 9 days: Thu 9/7
        ("after", "2026-07-01", "2026-07-13"),  # Wed; 10 days: Sat 11/7 off, Mon 13/7
        ("tet", "2026-02-08", "2026-02-23"),  # Sun; 10 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-08-12", "2026-08-22"),  # Wed; 10 days: Sat 22/8
        ("undecided", "2027-01-26", "2027-02-11"),  # Tue; 5 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "15 days": [
        ("before", "2026-03-02", "2026-03-17"),  # Mon; 15 days: Tue 17/3
        ("across", "2026-06-29", "2026-07-14"),  # Mon; 1 + 14 days: Tue 14/7
        ("after", "2026-07-01", "2026-07-16"),  # Wed; 15 days: Thu 16/7
        ("tet", "2026-02-03", "2026-02-23"),  # Tue; 15 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-08-07", "2026-08-22"),  # Fri; 15 days: Sat 22/8
        ("undecided", "2027-01-21", "2027-02-11"),  # Thu; 10 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "20 days": [
        ("before", "2026-03-02", "2026-03-23"),  # Mon; 20 days: Sun 22/3 off, Mon 23/3
        ("across", "2026-06-29", "2026-07-20"),  # Mon; 1 + 19 days: Sun 19/7 off, Mon 20/7
        ("after", "2026-07-01", "2026-07-21"),  # Wed; 20 days: Tue 21/7
        ("tet", "2026-01-29", "2026-02-23"),  # Thu; 2 + 18 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-08-02", "2026-08-22"),  # Sun; 20 days: Sat 22/8
        ("undecided", "2027-01-16", "2027-02-11"),  # Sat; 15 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "30 days": [
        ("before", "2026-03-02", "2026-04-01"),  # Mon; 29 + 1 days: Wed 1/4
        ("across", "2026-06-29", "2026-07-29"),  # Mon; 1 + 29 days: Wed 29/7
        ("after", "2026-07-01", "2026-07-31"),  # Wed; 30 days: Fri 31/7
        ("tet", "2026-01-19", "2026-02-23"),  # Mon; 12 + 18 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-07-23", "2026-08-22"),  # Thu; 8 + 22 days: Sat 22/8
        ("undecided", "2027-01-06", "2027-02-11"),  # Wed; 25 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "45 days": [
        ("before", "2026-03-02", "2026-04-16"),  # Mon; 29 + 16 days: Thu 16/4
        ("across", "2026-06-29", "2026-08-13"),  # Mon; 1 + 31 + 13 days: Thu 13/8
        ("after", "2026-07-01", "2026-08-17"),  # Wed; 30 + 15 days: Sat 15/8 off, Mon 17/8
        ("tet", "2026-01-04", "2026-02-23"),  # Sun; 27 + 18 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-07-08", "2026-08-22"),  # Wed; 23 + 22 days: Sat 22/8
        ("undecided", "2026-12-22", "2027-02-11"),  # Tue; 9 + 31 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "60 days": [
        ("before", "2026-03-02", "2026-05-04"),  # Mon; 29 + 30 + 1 days: Fri 1/5 off, Mon 4/5
        ("across", "2026-06-29", "2026-08-28"),  # Mon; 1 + 31 + 28 days: Fri 28/8
        ("after", "2026-07-01", "2026-09-03"),  # Wed; 30 + 30 days: Sun 30/8 off, Thu 3/9
        ("tet", "2025-12-20", "2026-02-23"),  # Sat; 11 + 31 + 18 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-06-23", "2026-08-22"),  # Tue; 7 + 31 + 22 days: Sat 22/8
        ("undecided", "2026-12-07", "2027-02-11"),  # Mon; 24 + 31 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "70 days": [
        ("before", "2026-03-02", "2026-05-11"),  # Mon; 29 + 30 + 11 days: Mon 11/5
        ("across", "2026-06-29", "2026-09-07"),  # Mon; 1 + 31 + 31 + 7 days: Mon 7/9
        ("after", "2026-07-01", "2026-09-09"),  # Wed; 30 + 31 + 9 days: Wed 9/9
        ("tet", "2025-12-10", "2026-02-23"),  # Wed; 21 + 31 + 18 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-06-13", "2026-08-22"),  # Sat; 17 + 31 + 22 days: Sat 22/8
        (
            "undecided",
            "2026-11-27",
            "2027-02-11",
        ),  # Fri; 3 + 31 + 31 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "90 days": [
        ("before", "2026-03-02", "2026-06-01"),  # Mon; 29 + 30 + 31 days: Sun 31/5 off, Mon 1/6
        (
            "across",
            "2026-06-29",
            "2026-09-28",
        ),  # Mon; 1 + 31 + 31 + 27 days: Sun 27/9 off, Mon 28/9
        ("after", "2026-07-01", "2026-09-29"),  # Wed; 30 + 31 + 29 days: Tue 29/9
        ("tet", "2025-11-20", "2026-02-23"),  # Thu; 10 + 31 + 31 + 18 days: Wed 18/2 off, Mon 23/2
        ("saturday", "2026-05-24", "2026-08-22"),  # Sun; 7 + 30 + 31 + 22 days: Sat 22/8
        (
            "undecided",
            "2026-11-07",
            "2027-02-11",
        ),  # Sat; 23 + 31 + 31 + 5 days: Fri 5/2 off, Thu 11/2
    ],
    "1 working day before": [
        ("after", "2026-07-13", "2026-07-10"),  # Mon; 10/7 Fri
        ("swap", "2026-09-03", "2026-08-28"),  # Thu; 28/8 Fri
        ("saturday", "2026-08-24", "2026-08-22"),  # Mon; 22/8 Sat
        ("undecided", "2027-02-11", "2027-02-03"),  # Thu; 3/2 Wed
    ],
    "5 working days before": [
        ("after", "2026-07-13", "2026-07-06"),  # Mon; 10-6/7 Mon
        ("swap", "2026-09-04", "2026-08-25"),  # Fri; 3/9, 28-25/8 Tue
        ("saturday", "2026-08-25", "2026-08-19"),  # Tue; 24/8, 22-19/8 Wed
        ("undecided", "2027-02-12", "2027-01-29"),  # Fri; 11/2, 3-1/2, 29/1 Fri
    ],
    "5 days before": [
        ("after", "2026-07-13", "2026-07-08"),  # Mon; 5 days: Wed 8/7
        ("swap", "2026-09-04", "2026-08-28"),  # Fri; 3 + 2 days: Sun 30/8 off, Fri 28/8
        ("saturday", "2026-08-27", "2026-08-22"),  # Thu; 5 days: Sat 22/8
        ("undecided", "2027-02-12", "2027-02-03"),  # Fri; 5 days: Sun 7/2 off, Wed 3/2
    ],
}
NEW_LAW = "2026-07-01"
# amount: duties of that amount, with their circumstances (`+`) where those choose it.
DUTIES = {
    "3 working days": ["KN_GUI_QD1", "TCD_TB_TUCHOI", "KN_TDC_GUI", "KN_TIEPTUC_GUI"],
    "5 working days": [
        "TCD_BAO_DAN", "TC_CHUYEN", "TC_TB_THULY", "TC_DC_GUI", "TC_KL_GUI", "TC_XULY_BC",
        "TC_QUAHAN_YC", "TC_QUAHAN_BC",
    ],
    "7 working days": ["TCD_PHUC_DAP", "KN_THULY", "TC_XLBD", "TC_XULY", "TC_CONGKHAI"],
    "10 working days": ["TCD_TB_KQ", "KNPA_TB", "TC_XLBD several_places"],
    "7 days": ["KN_GUI_QD2", "KN_TAILIEU"],
    "10 days": ["KN_KL_THOIHIEU2", "KN_THULY"],
    "15 days": ["KN_KL_THOIHIEU1", "KN_CONGKHAI", "KN_CONGKHAI_HAN", "TC_NIEMYET"],
    "20 days": ["TC_BAOCHI", "TC_TIEP"],
    "30 days": [
        "KN_GQ1", "KN_GQ_KL", "KN_LAN2_HAN", "KN_HIEULUC", "KN_HET_DC", "TC_GQ", "KNPA_GQ",
        "KN_KL_THOIHIEU2 dismissal",
    ],
    "45 days": [
        "KN_GQ2", "XLD_TREO", "KN_GQ1 complex", "KN_GQ1 remote", "KN_GQ_KL complex",
        "KN_LAN2_HAN remote", "KN_HIEULUC remote",
    ],
    "60 days": ["KN_GQ1 complex+remote", "KN_GQ2 complex", "KN_GQ2 remote", "TC_GQ extended once"],
    "70 days": ["KN_GQ2 complex+remote"],
    "90 days": ["KN_THOIHIEU", "TC_GQ extended twice"],
    "1 working day before": ["TCD_ONL_THU"],
    "5 working days before": ["TCD_ONL_MOI"],
    "5 days before": ["KN_DOITHOAI_MOI"],
}  # fmt: skip
# Duties that the law of 01/07/2026 made: before that day there is nothing to count.
SINCE_NEW_LAW = {
    "TCD_TB_TUCHOI", "KN_TDC_GUI", "KN_TIEPTUC_GUI", "XLD_TREO", "TCD_ONL_THU", "TCD_ONL_MOI",
    "KN_DOITHOAI_MOI",
}  # fmt: skip
# Acceptance of a complaint: ten days until 30/06/2026, seven working days since.
CHANGED = {
    ("KN_THULY", "10 days"): (None, NEW_LAW),
    ("KN_THULY", "7 working days"): (NEW_LAW, None),
}


def parts(duty):
    """(code, circumstances, times extended) of a line of DUTIES."""
    code, _, rest = duty.partition(" ")
    times = {"extended once": 1, "extended twice": 2}.get(rest, 0)
    return code, rest if rest and not times else "", times


def answer(duty, start):
    code, branches, times = parts(duty)
    rule, first = shipped_rules().get(code), date.fromisoformat(start)
    longer = [
        Event(EventType.EXTEND, first + timedelta(days=n), "phức tạp", f"{n + 1}/QĐ", 30)
        for n in range(times)
    ]
    return clock(
        rule=rule, start=first, branches=parse_branches([branches] if branches else []),
        events=longer, calendar=shipped_calendar(), today=date(2026, 11, 21),
    )  # fmt: skip


def rows(amount, duty):
    """The oracles of this amount that fall under the law this duty names."""
    code = parts(duty)[0]
    since, until = CHANGED.get((code, amount), (None, None))
    if code in SINCE_NEW_LAW:
        since = NEW_LAW
    return [
        row
        for row in WORKED[amount]
        if (since is None or row[1] >= since) and (until is None or row[1] < until)
    ]


LINES = [(amount, duty) for amount, duties in DUTIES.items() for duty in duties]


@pytest.mark.parametrize(("amount", "duty"), LINES)
def test_dates_of_a_duty(amount, duty):
    worked = rows(amount, duty)
    found = [(name, start, answer(duty, start).due.isoformat()) for name, start, _ in worked]
    assert found == worked


@pytest.mark.parametrize(("amount", "duty"), LINES)
def test_an_undecided_day_is_said(amount, duty):
    for name, start, _ in rows(amount, duty):
        result = answer(duty, start)
        if name == "undecided":
            assert result.confidence == Confidence.COMPUTED
            assert "chưa có quyết định của cơ quan có thẩm quyền" in result.note
            assert any("chưa có quyết định" in day.reason for day in result.days)
        elif name == "unchecked":
            assert "Lịch làm việc dùng để tính cần đối chiếu: 10/01/2026." in result.notes
        else:
            assert result.confidence == result.version.confidence


@pytest.mark.parametrize("code", sorted(SINCE_NEW_LAW))
def test_a_duty_of_the_new_law_has_no_date_before_it(code):
    with pytest.raises(LawError, match=f"{code} không có quy định áp dụng cho ngày 30/06/2026"):
        answer(code, "2026-06-30")


def test_every_counted_duty_and_circumstance_has_its_oracles():
    asked = {
        (rule.code, version.valid_from, branch)
        for rule in shipped_rules()
        if rule.kind in COUNTED_KINDS
        for version in rule.versions
        for branch in ("", *version.branches)
    }
    worked = set()
    for amount, duty in LINES:
        code, branches, _ = parts(duty)
        for _, start, _ in rows(amount, duty):
            version = shipped_rules().get(code).version_on(date.fromisoformat(start))
            worked.add((code, version.valid_from, branches))
    assert worked == asked


def test_every_duty_stands_on_both_sides_over_tet_and_on_a_saturday():
    """Of duties older than the law of 2026; the others have their Tết in 2027."""
    for amount, duty in LINES:
        names = {name for name, _, _ in rows(amount, duty)}
        code = parts(duty)[0]
        if code in SINCE_NEW_LAW:
            assert {"after", "saturday", "undecided"} <= names, duty
        elif code != "KN_THULY":
            assert {"before", "across", "after", "tet", "saturday", "undecided"} <= names, duty
    both = {
        name for amount in ("10 days", "7 working days") for name, _, _ in rows(amount, "KN_THULY")
    }
    assert {"before", "across", "after", "tet", "saturday", "undecided"} <= both
