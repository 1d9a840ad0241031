"""Words of official documents: numbers, comparisons, dates, letterheads, prose of quiet weeks."""

from datetime import date

import pytest

from agencies.enums import Level
from law.periods import parse_period
from records.letterhead import letterhead
from records.wording import change, compared, counted, dated, listed, number
from reports.catalogue import WEEKLY
from reports.chart import SERIF, bars
from reports.weekly_text import WeeklyText
from tests.factories import Province, make_agency

W46 = parse_period("2026-W46")


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (1234, "1.234"), (1234567, "1.234.567")],
)
def test_numbers_in_prose(n, text):
    assert number(n) == text


def test_comparison_with_the_week_before():
    assert compared(5, 2, "đơn") == "tăng 03 đơn so với tuần trước"
    assert compared(2, 14, "đơn") == "giảm 12 đơn so với tuần trước"
    assert compared(2, 2, "đơn") == "bằng tuần trước"
    assert [change(5, 2), change(2, 5), change(3, 3)] == ["+3", "−3", "0"]
    assert counted(5, "lượt") == "05 lượt"
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b và c"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 16), "Lạng Sơn, ngày 16 tháng 11 năm 2026"),
        (date(2026, 2, 5), "Lạng Sơn, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 9), "Lạng Sơn, ngày 09 tháng 3 năm 2026"),
        (date(2026, 10, 1), "Lạng Sơn, ngày 01 tháng 10 năm 2026"),
    ],
)
def test_a_zero_stands_before_small_days_and_the_first_two_months(day, text):
    assert dated("Lạng Sơn", day) == text


@pytest.mark.django_db
def test_each_level_has_its_letterhead():
    province = Province()
    heads = {
        part: letterhead(agency, date(2026, 11, 16)) for part, agency in province.agencies.items()
    }
    assert {part: (head.superior, head.issuer, head.signer) for part, head in heads.items()} == {
        "UBND": ("", ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        "TTT": ("UBND TỈNH LẠNG SƠN", ("THANH TRA TỈNH",), ("CHÁNH THANH TRA",)),
        "BTCD": ("UBND TỈNH LẠNG SƠN", ("BAN TIẾP CÔNG DÂN TỈNH",), ("TRƯỞNG BAN",)),
        "SKHCN": ("UBND TỈNH LẠNG SƠN", ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",), ("GIÁM ĐỐC",)),
        "XA": ("", ("ỦY BAN NHÂN DÂN", "XÃ TÂN THANH"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    }
    assert heads["TTT"].to == ("Ủy ban nhân dân tỉnh Lạng Sơn",)
    assert heads["XA"].to == ("Ủy ban nhân dân tỉnh Lạng Sơn", "Thanh tra tỉnh")
    assert heads["UBND"].to == ()
    assert heads["UBND"].copies == ("Lãnh đạo cơ quan;", "Lưu: VT, TCD.")
    assert heads["TTT"].number_line == "Số: /BC-TTT"


@pytest.mark.django_db
def test_a_party_body_has_the_letterhead_of_the_party():
    party = make_agency("DU", name="Đảng ủy Sở Khoa học và Công nghệ", level=Level.PARTY)
    head = letterhead(party, date(2026, 11, 16))
    assert head.party
    assert head.issuer == ("ĐẢNG ỦY SỞ KHOA HỌC VÀ CÔNG NGHỆ",)
    assert head.signer == ("T/M ĐẢNG ỦY", "BÍ THƯ")
    assert head.number == ("Số", "-BC/DU")


def quiet(**values: list[int]) -> WeeklyText:
    named = {figure.name: [0, 0] for figure in WEEKLY} | values
    return WeeklyText({"as_of": "2026-11-16", "values": named, "below": None}, W46)


def test_a_quiet_week_says_so():
    text = quiet()
    assert text.reception() == "Trong tuần không phát sinh lượt tiếp công dân."
    assert text.received() == "Trong tuần không tiếp nhận đơn mới."
    assert text.processed() == "Trong tuần chưa có đơn được xử lý; cuối kỳ không còn đơn chờ xử lý."
    assert text.resolved() == (
        "Trong tuần chưa có đơn giải quyết xong; cuối kỳ không còn đơn đang giải quyết."
    )
    assert text.overdue() == "Tính đến hết ngày 15/11/2026, không có vụ việc quá hạn."
    assert text.due_soon() == "Trong 7 ngày tới không có vụ việc đến hạn."
    assert text.hotspots() == (
        "Trong tuần không phát sinh điểm nóng; cuối kỳ không có vụ việc đang theo dõi."
    )
    assert text.duty() == "Trong tuần và 7 ngày tới không có ca trực."
    assert text.tasks() == "Không có nhiệm vụ theo kế hoạch đến hạn, quá hạn."
    assert not text.has_chart


def test_a_week_after_a_busier_one_names_both():
    text = quiet(visits=[0, 3], received=[2, 1], received_complaint=[2, 0], hot_open=[1, 2],
                 hot_closed=[1, 0], overdue=[21, 0])  # fmt: skip
    assert (
        text.reception() == "Trong tuần không phát sinh lượt tiếp công dân (tuần trước: 03 lượt)."
    )
    assert text.received() == (
        "Trong tuần, đã tiếp nhận 02 đơn, gồm 02 đơn khiếu nại; tăng 01 đơn so với tuần trước."
    )
    assert text.hotspots() == (
        "Trong tuần đã kết thúc theo dõi 01 vụ việc; cuối kỳ đang theo dõi 01 vụ việc, "
        "giảm 01 vụ việc so với tuần trước."
    )
    assert text.overdue() == (
        "Tính đến hết ngày 15/11/2026, có 21 vụ việc quá hạn, tăng 21 vụ việc so với tuần trước. "
        "20 vụ việc quá hạn lâu nhất:"
    )


def test_chart_has_round_marks_and_no_script():
    drawn = bars(
        labels=["Lượt tiếp"], series=[("Tuần báo cáo", [2])], font=SERIF, width=640, height=200
    )
    svg = drawn.decode()
    assert drawn == bars(
        labels=["Lượt tiếp"], series=[("Tuần báo cáo", [2])], font=SERIF, width=640, height=200
    )
    assert "Lượt tiếp" in svg
    assert "<script" not in svg
    assert [svg.count(f">{mark}</text>") for mark in (0, 1, 2)] == [
        1,
        1,
        2,
    ]  # 2 is the bar's number too
