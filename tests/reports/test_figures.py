"""Figures of the week: expected numbers are written by hand in weeks.py; each equals its list."""

import pytest

from law.periods import parse_period
from reports.catalogue import FIGURES, WEEKLY
from reports.figures import Measure
from reports.spans import Span
from reports.weekly import sha256_of, weekly_figures
from tests.reports.weeks import AFTER, EXPECTED, hand_counted_week

pytestmark = pytest.mark.django_db
W46 = parse_period("2026-W46")


def test_every_figure_is_counted_as_by_hand(province):
    hand_counted_week(province)
    figures = weekly_figures(agency=province["SKHCN"], period=W46, today=AFTER)
    assert figures["values"] == EXPECTED


def test_every_figure_equals_its_list(province):
    hand_counted_week(province)
    agency, span = province["SKHCN"], Span.of(W46, AFTER)
    figures = weekly_figures(agency=agency, period=W46, today=AFTER)["values"]
    for figure in WEEKLY:
        rows = list(figure.of(agency, span))
        counted = {
            Measure.ROWS: lambda rows: len(rows),
            Measure.PEOPLE: lambda rows: sum(row.head_count for row in rows),
            Measure.MATTERS: lambda rows: len({row.matter_id for row in rows}),
        }[figure.measure](rows)
        assert figures[figure.name][0] == counted, figure.name


def test_the_head_opens_the_same_list_as_was_counted(province):
    hand_counted_week(province)
    agency, span = province["SKHCN"], Span.of(W46, AFTER)
    for figure in WEEKLY:
        seen = figure.narrow(figure.seen_by(province.person("head", "SKHCN"), span), agency)
        assert figure.value(seen) == EXPECTED[figure.name][0], figure.name


def test_the_week_of_another_agency_stays_out(province):
    hand_counted_week(province)
    figures = weekly_figures(agency=province["XA"], period=W46, today=AFTER)
    assert figures["values"] == {figure.name: [0, 0] for figure in WEEKLY}
    assert figures["overdue"] == figures["hotspots"] == figures["tasks"] == []


def test_overdue_list_names_each_matter_once_and_no_sealed_content(province):
    hand_counted_week(province)
    figures = weekly_figures(agency=province["SKHCN"], period=W46, today=AFTER)
    assert [(row["number"], row["summary"], row["due"], row["days_late"]) for row in figures["overdue"]] == [
        ("Chưa có đơn", "Khiếu nại chậm thụ lý", "2026-11-06", 10),
        ("Đơn kín", "Nội dung được giữ kín theo quy định", "2026-11-10", 6),
        ("Chưa có đơn", "Khiếu nại quyết định thu hồi đất", "2026-11-12", 4),
        ("Chưa có đơn", "Khiếu nại quyết định thu hồi đất", "2026-11-15", 1),
    ]  # fmt: skip
    assert [(row["text"], row["state"]) for row in figures["tasks"]] == [
        ("Rà soát vụ việc phức tạp, lần 2", "Quá hạn 11 ngày"),
        ("Rà soát vụ việc phức tạp, lần 0", "Quá hạn 6 ngày"),
        ("Rà soát vụ việc phức tạp, lần 3", "Sắp đến hạn"),
    ]


def test_a_running_week_is_seen_from_today(province):
    hand_counted_week(province)
    from datetime import date

    figures = weekly_figures(agency=province["SKHCN"], period=W46, today=date(2026, 11, 13))
    assert figures["as_of"] == "2026-11-13"
    # Due before 13/11: 06/11, 12/11 (done on 16/11), and the sealed one of 10/11.
    assert figures["values"]["overdue"][0] == 3


def test_units_below_are_added_up(province):
    hand_counted_week(province)
    hand_counted_week(province, "XA")
    below = weekly_figures(agency=province["TTT"], period=W46, today=AFTER)["below"]
    line = [5, 16, 2, 3, 2, 1, 4, 2]
    assert below["units"] == 4
    assert {row["code"]: row["values"] for row in below["rows"]} == {
        "LS-SKHCN": line,
        "LS-XA": line,
    }
    assert below["total"] == [2 * n for n in line]


def test_an_agency_with_nobody_below_has_no_such_table(province):
    assert weekly_figures(agency=province["XA"], period=W46, today=AFTER)["below"] is None


def test_hash_depends_on_figures_and_not_on_their_order():
    assert sha256_of({"a": 1, "b": [1, 2]}) == sha256_of({"b": [1, 2], "a": 1})
    assert sha256_of({"a": 1}) != sha256_of({"a": 2})


def test_names_of_figures_are_said_once():
    assert len(FIGURES) == len({figure.label for figure in FIGURES.values()}) + 1  # now_overdue
