"""Quotas, cut-offs and sending dates: a sentence, or the date of one reporting period."""

from datetime import date

import pytest

from law.clock import clock
from law.enums import Branch, EventType, State
from law.errors import LawError
from law.events import Event
from law.periods import parse_period
from law.shipped import shipped_calendar, shipped_rules


def run(code, start="2026-10-01", *, period=None, **more):
    return clock(
        rule=shipped_rules().get(code),
        start=date.fromisoformat(start),
        period=parse_period(period) if period else None,
        calendar=shipped_calendar(),
        today=date(2026, 10, 1),
        **more,
    )


@pytest.mark.parametrize(
    ("code", "start", "sentence"),
    [
        (
            "TIEP_TINH",
            "2026-10-01",
            "Chủ tịch UBND cấp tỉnh trực tiếp tiếp công dân: ít nhất 01 ngày trong 01 tháng (Luật "
            "Tiếp công dân 2013, điều 12 khoản 5); đây là định mức, không phải thời hạn nên không "
            "có ngày đến hạn.",
        ),
        (
            "TIEP_SO",
            "2026-10-01",
            "Thủ trưởng cơ quan chuyên môn, bộ, ngành trực tiếp tiếp công dân: ít nhất 01 ngày "
            "trong 01 tháng (Luật Tiếp công dân 2013, điều 18 khoản 2); đây là định mức, không "
            "phải thời hạn nên không có ngày đến hạn.",
        ),
        (
            "TIEP_HUYEN",
            "2025-06-30",
            "Chủ tịch UBND cấp huyện trực tiếp tiếp công dân: ít nhất 02 ngày trong 01 tháng (Luật "
            "Tiếp công dân 2013, điều 13 khoản 5 (không còn cấp huyện từ 01/07/2025; điều 13 bãi "
            "bỏ từ 01/07/2026 bởi Luật 136/2025/QH15 điều 1 khoản 14)); đây là định mức, không "
            "phải thời hạn nên không có ngày đến hạn.",
        ),
        (
            "TIEP_XA",
            "2026-06-30",
            "Chủ tịch UBND cấp xã trực tiếp tiếp công dân: ít nhất 01 ngày trong 01 tuần (Luật "
            "Tiếp công dân 2013, điều 15 khoản 2 điểm d); đây là định mức, không phải thời hạn "
            "nên không có ngày đến hạn.",
        ),
        (
            "TIEP_XA",
            "2026-07-01",
            "Chủ tịch UBND cấp xã trực tiếp tiếp công dân: ít nhất 02 ngày trong 01 tháng (Luật "
            "Tiếp công dân 2013, điều 15 khoản 2 điểm c, sửa bởi Luật 136/2025/QH15 điều 1 khoản "
            "7); đây là định mức, không phải thời hạn nên không có ngày đến hạn.",
        ),
        (
            "TIEP_DVSN",
            "2026-07-01",
            "Người đứng đầu đơn vị sự nghiệp công lập trực tiếp tiếp công dân: ít nhất 01 ngày "
            "trong 01 tháng (Nghị định 154/2026/NĐ-CP, điều 10 khoản 2); đây là định mức, không "
            "phải thời hạn nên không có ngày đến hạn.",
        ),
        (
            "BC_CHOT",
            "2026-10-01",
            "Chốt số liệu báo cáo định kỳ: quý I từ 15/12 năm trước đến 14/03; quý II từ 15/03 đến "
            "14/06; quý III từ 15/06 đến 14/09; quý IV từ 15/09 đến 14/12; 6 tháng đầu năm từ "
            "15/12 năm trước đến 14/06; 9 tháng đầu năm từ 15/12 năm trước đến 14/09; cả năm từ "
            "15/12 năm trước đến 14/12 (Thông tư 06/2025/TT-TTCP, điều 7 khoản 1); chọn kỳ báo cáo "
            "để có ngày cụ thể.",
        ),
        (
            "BC_GUI_TTCP",
            "2026-10-01",
            "UBND tỉnh gửi báo cáo Thanh tra Chính phủ: chậm nhất ngày 20 của tháng cuối kỳ báo "
            "cáo (Thông tư 06/2025/TT-TTCP, điều 7 khoản 2 điểm a); chọn kỳ báo cáo để có ngày cụ "
            "thể.",
        ),
    ],
)
def test_duty_without_a_date_says_what_it_is(code, start, sentence):
    result = run(code, start)
    assert (result.due, result.state, result.days_left, result.days) == (None, None, None, ())
    assert result.sentence == sentence


@pytest.mark.parametrize(
    ("code", "period", "due"),
    [
        ("BC_CHOT", "2026-Q4", "2026-12-14"),
        ("BC_GUI_TINH", "2026-Q4", "2026-12-17"),
        ("BC_GUI_TTCP", "2026-N", "2026-12-20"),
        ("BC_GUI_TTCP", "2026-6T", "2026-06-20"),
    ],
)
def test_period_gives_the_date(code, period, due):
    assert run(code, period=period).due == date.fromisoformat(due)


def test_sending_day_on_a_day_off_stays_and_advises_the_working_day_before():
    result = run("BC_GUI_TTCP", period="2026-N")  # Sun 20/12/2026
    assert result.sentence == "Gửi chậm nhất: Chủ nhật 20/12/2026, còn 80 ngày."
    assert result.notes == (
        "Ngày 20/12/2026 là ngày nghỉ (Chủ nhật); nên gửi trước, chậm nhất Thứ Sáu 18/12/2026.",
    )
    assert result.state == State.RUNNING


def test_sending_day_on_a_working_day_needs_no_advice():
    assert run("BC_GUI_TTCP", period="2026-Q1").notes == ()  # Fri 20/03/2026


def test_sending_day_beyond_the_calendar_needs_no_calendar():
    result = run("BC_GUI_TTCP", period="2030-Q1")
    assert (result.due, result.notes) == (date(2030, 3, 20), ())


@pytest.mark.parametrize(
    ("code", "more", "sentence"),
    [
        (
            "BC_GUI_TINH",
            {"period": "2026-W46"},
            "BC_GUI_TINH chỉ áp dụng cho kỳ quý, 6 tháng, 9 tháng, năm; 2026-W46 không phải.",
        ),
        ("TIEP_TINH", {"period": "2026-Q1"}, "TIEP_TINH không tính theo kỳ báo cáo."),
        ("TIEP_TINH", {"branches": [Branch.REMOTE]}, "TIEP_TINH không có trường hợp riêng nào."),
        (
            "TIEP_TINH",
            {"events": [Event(EventType.RESUME, date(2026, 10, 2))]},
            "TIEP_TINH không tính bằng số ngày nên không có tạm đình chỉ, gia hạn.",
        ),
    ],
)
def test_refusals(code, more, sentence):
    with pytest.raises(LawError) as refused:
        run(code, **more)
    assert str(refused.value) == sentence


def test_rule_that_is_no_count_has_no_amount_of_days():
    rule = shipped_rules().get("BC_CHOT")
    with pytest.raises(LawError) as refused:
        rule.amount_for(rule.versions[0], frozenset())
    assert str(refused.value) == "BC_CHOT không tính bằng số ngày."
