"""The clock beyond the bare date: suspensions, extensions, states, notes, explanation."""

from datetime import date

import pytest

from law.clock import clock
from law.enums import Branch, Confidence, EventType, State
from law.errors import LawError
from law.events import Event
from law.periods import parse_period
from law.shipped import shipped_calendar, shipped_rules

TODAY = date(2026, 7, 20)


def run(code, start, *, events=(), branches=(), today=TODAY, **more):
    return clock(
        rule=shipped_rules().get(code),
        start=date.fromisoformat(start),
        events=events,
        branches=branches,
        calendar=shipped_calendar(),
        today=today,
        **more,
    )


def pause(day):
    return Event(EventType.PAUSE, date.fromisoformat(day), "Luật Khiếu nại, điều 11a", "12/QĐ-UBND")


def resume(day):
    return Event(EventType.RESUME, date.fromisoformat(day), "", "15/QĐ-UBND")


def extend(day, days=30):
    return Event(EventType.EXTEND, date.fromisoformat(day), "vụ việc phức tạp", "20/QĐ", days)


def test_suspension_is_not_counted_and_resume_day_is_the_next_day():
    result = run("KN_GQ1", "2026-07-06", events=[pause("2026-07-13"), resume("2026-08-03")])

    assert result.due == date(2026, 8, 26)  # Wed
    counted = [day.date for day in result.days if day.counted]
    assert counted[5] == date(2026, 7, 12)  # Sun, the sixth
    assert counted[6] == date(2026, 8, 3)  # Mon, the seventh
    assert len(counted) == 30
    assert result.days[6].reason == (
        "không tính: tạm đình chỉ từ 13/07/2026: Luật Khiếu nại, điều 11a (12/QĐ-UBND)"
    )


def test_open_suspension_has_no_due_date_and_lists_days_up_to_today():
    result = run("KN_GQ1", "2026-07-06", events=[pause("2026-07-13")])

    assert (result.due, result.days_left, result.state) == (None, None, State.PAUSED)
    assert result.days[-1].date == TODAY
    assert result.sentence == (
        "Đang tạm đình chỉ từ 13/07/2026: Luật Khiếu nại, điều 11a (12/QĐ-UBND); chưa có ngày đến "
        "hạn, thời hạn được tính tiếp từ ngày có quyết định tiếp tục giải quyết."
    )


def test_open_suspension_lists_no_day_beyond_the_calendar():
    result = run("KN_GQ1", "2027-12-01", events=[pause("2027-12-06")], today=date(2028, 5, 1))
    assert result.days[-1].date == date(2027, 12, 31)


def test_open_suspension_in_the_future_lists_its_first_day():
    result = run("KN_GQ1", "2026-07-06", events=[pause("2026-07-30")])
    assert result.days[-1].date == date(2026, 7, 30)


def test_suspension_on_the_rolled_day_moves_the_end_past_it():
    # Day 30 of 05/03 is Sat 04/04, rolled to Mon 06/04, which is suspended; resumed Sat 11/04.
    result = run("KN_HET_DC", "2026-03-05", events=[pause("2026-04-06"), resume("2026-04-11")])
    assert result.due == date(2026, 4, 13)  # Mon


def test_suspension_after_the_end_changes_nothing_but_is_noted():
    result = run("KN_GQ1", "2026-03-02", events=[pause("2026-04-02")])
    assert (result.due, result.state) == (date(2026, 4, 1), State.OVERDUE)
    assert result.notes == (
        "Trước ngày 01/07/2026 pháp luật chưa quy định tạm đình chỉ giải quyết khiếu nại (điều 11a "
        "Luật Khiếu nại, bổ sung bởi Luật 136/2025/QH15); tạm đình chỉ ngày 02/04/2026 cần đối "
        "chiếu.",
        "Tạm đình chỉ ngày 02/04/2026 sau ngày đến hạn 01/04/2026 nên không đổi ngày đến hạn.",
    )


def test_two_suspensions_add_up():
    events = [pause("2026-03-09"), resume("2026-03-16"), pause("2026-03-23"), resume("2026-03-30")]
    # 3-8/3 six, 16-22/3 seven, 30/3 is day 14, so day 30 is Wed 15/04.
    assert run("KN_GQ1", "2026-03-02", events=events).due == date(2026, 4, 15)


def test_extension_lengthens_the_raw_count():
    # 60 raw days: the end of the first 30 on a Sunday before Tết is never rolled.
    result = run("TC_GQ", "2026-01-16", events=[extend("2026-02-10")])
    assert result.due == date(2026, 3, 17)  # Tue
    assert (result.amount, len(result.days), result.notes) == (30, 60, ())


def test_second_extension_needs_an_especially_complex_case():
    result = run("TC_GQ", "2026-01-16", events=[extend("2026-02-10"), extend("2026-03-10")])
    assert result.due == date(2026, 4, 16)  # Thu; 14 + 16 = 30 more
    assert result.notes == (
        "Gia hạn lần 2 chỉ áp dụng cho vụ việc đặc biệt phức tạp (Luật Tố cáo 2018, điều 30, "
        "điều 34; Nghị định 31/2019/NĐ-CP điều 3).",
    )


def test_late_extension_is_noted():
    result = run("TC_GQ", "2026-03-02", events=[extend("2026-04-02")])
    assert result.notes == ("Gia hạn ngày 02/04/2026 sau ngày đến hạn 01/04/2026; cần đối chiếu.",)


def test_extension_during_suspension_is_not_late():
    result = run("TC_GQ", "2026-03-02", events=[pause("2026-03-20"), extend("2026-05-20")])
    assert (result.due, result.notes) == (None, ())


def test_complex_is_the_ground_of_an_extension_and_changes_no_amount():
    assert run("TC_GQ", "2026-03-02", branches={Branch.COMPLEX}).due == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("today", "state", "left", "sentence"),
    [
        ("2026-03-27", State.RUNNING, 5, "Hạn cuối: Thứ Tư 01/04/2026, còn 5 ngày."),
        ("2026-03-29", State.DUE_SOON, 3, "Hạn cuối: Thứ Tư 01/04/2026, còn 3 ngày."),
        ("2026-04-01", State.DUE_SOON, 0, "Hạn cuối: Thứ Tư 01/04/2026, là hôm nay."),
        ("2026-04-02", State.OVERDUE, -1, "Hạn cuối: Thứ Tư 01/04/2026, quá hạn 1 ngày."),
    ],
)
def test_state_of_a_deadline(today, state, left, sentence):
    result = run("KN_GQ1", "2026-03-02", today=date.fromisoformat(today))
    assert (result.state, result.days_left, result.sentence) == (state, left, sentence)


def test_a_limitation_that_has_run_is_not_overdue():
    result = run("KN_KL_THOIHIEU1", "2026-03-02")
    assert result.state == State.DONE
    assert result.sentence == "Thời hiệu đến hết: Thứ Ba 17/03/2026, đã qua."


@pytest.mark.parametrize(
    ("done_on", "left", "tail"),
    [
        ("2026-03-30", 2, "đã xong ngày 30/03/2026, đúng hạn."),
        ("2026-04-03", -2, "đã xong ngày 03/04/2026, chậm 2 ngày."),
    ],
)
def test_done_stops_the_clock(done_on, left, tail):
    result = run("KN_GQ1", "2026-03-02", done_on=date.fromisoformat(done_on))
    assert (result.state, result.days_left) == (State.DONE, left)
    assert result.sentence == f"Hạn cuối: Thứ Tư 01/04/2026, {tail}"


def test_done_while_suspended():
    result = run("KN_GQ1", "2026-07-06", events=[pause("2026-07-13")], done_on=date(2026, 7, 15))
    assert (result.due, result.state) == (None, State.DONE)
    assert result.sentence == (
        "Đã xong ngày 15/07/2026, trong thời gian tạm đình chỉ từ 13/07/2026: Luật Khiếu nại, "
        "điều 11a (12/QĐ-UBND)."
    )


def test_done_before_the_start_is_refused_but_a_notice_goes_out_before_the_event():
    with pytest.raises(LawError) as refused:
        run("KN_GQ1", "2026-03-02", done_on=date(2026, 3, 1))
    assert str(refused.value) == (
        "Ngày hoàn thành 01/03/2026 trước ngày bắt đầu tính hạn 02/03/2026."
    )
    notice = run("KN_DOITHOAI_MOI", "2026-09-04", done_on=date(2026, 8, 27))
    assert (notice.state, notice.days_left) == (State.DONE, 1)


def test_note_shows_the_decree_and_the_version_that_begins_meanwhile():
    result = run("KN_THULY", "2026-06-26")
    assert result.valid_to == date(2026, 6, 30)
    assert result.confidence == Confidence.INFERRED
    assert result.note == (
        "Nghị định 124/2020/NĐ-CP điều 16 khoản 1 (trước khi sửa) ghi 10 ngày làm việc; ở đây tính "
        "theo Luật. Thời hạn này suy ra từ văn bản, cần đối chiếu. Tính theo Nghị định "
        "124/2020/NĐ-CP, điều 16 khoản 1 (trước khi sửa) thì ngày đến hạn là 10/07/2026. Quy định "
        "áp dụng từ 01/07/2026 (7 ngày làm việc) sẽ cho ngày 07/07/2026; vụ việc này theo quy định "
        "có hiệu lực ngày 26/06/2026."
    )


def test_note_is_silent_far_from_the_change_and_after_it():
    assert len(run("KN_THULY", "2026-06-01").notes) == 3
    assert run("KN_THULY", "2026-07-01").notes == ()


def test_undecided_calendar_is_said():
    result = run("TC_XLBD", "2027-02-01")
    assert result.confidence == Confidence.COMPUTED
    assert result.notes == (
        "Lịch nghỉ dùng để tính chưa có quyết định của cơ quan có thẩm quyền: 04/02/2027, "
        "05/02/2027, 08/02/2027, 09/02/2027, 10/02/2027.",
    )
    assert result.days[2].reason == "không tính: nghỉ lễ: Tết Đinh Mùi; chưa có quyết định"


def test_undecided_holiday_inside_calendar_days_does_not_matter():
    result = run("KN_GQ1", "2027-01-20")  # Wed; day 30 is Fri 19/02, after Tết
    assert (result.confidence, result.notes) == (Confidence.VERIFIED, ())


def test_undecided_holiday_at_the_end_of_calendar_days_matters():
    result = run("KN_TAILIEU", "2027-01-28")  # Thu; day 7 is Thu 04/02, Tết, so Thu 11/02
    assert (result.due, result.confidence) == (date(2027, 2, 11), Confidence.COMPUTED)
    assert result.days[6].reason == (
        "ngày thứ 7, rơi vào ngày nghỉ (nghỉ lễ: Tết Đinh Mùi; chưa có quyết định)"
    )


def test_unchecked_calendar_is_said():
    result = run("TC_CHUYEN", "2026-01-05")
    assert result.confidence == Confidence.FROM_MEMORY
    assert result.notes == ("Lịch làm việc dùng để tính cần đối chiếu: 10/01/2026.",)


def test_local_parameter_is_said():
    assert run("KNPA_GQ", "2026-03-02").notes == (
        "Địa phương có thể quy định thời hạn khác; cần đối chiếu với quy định của địa phương.",
    )


def test_rolling_of_a_red_line_names_the_day_itself():
    assert run("XLD_TREO", "2026-07-01").notes == (
        "Ngày cuối của mốc này là 15/08/2026, rơi vào ngày nghỉ, nên tính sang ngày làm việc tiếp "
        "theo; cần đối chiếu.",
    )


def test_explanation_of_a_notice_goes_backwards():
    days = run("KN_DOITHOAI_MOI", "2026-09-04").days
    assert [(day.date.day, day.counted) for day in days] == [
        (3, True),
        (2, True),
        (1, True),
        (31, True),
        (30, True),
        (29, False),
        (28, False),
    ]
    assert days[-1].reason == "hết hạn lùi về ngày làm việc liền trước (Thứ Sáu)"


def test_explanation_of_a_rolled_end():
    reasons = [day.reason for day in run("KN_HET_DC", "2026-03-05").days[-3:]]
    assert reasons == [
        "ngày thứ 30, rơi vào ngày nghỉ (Thứ Bảy)",
        "không tính: Chủ nhật",
        "hết hạn sang ngày làm việc tiếp theo (Thứ Hai)",
    ]


@pytest.mark.parametrize(
    ("code", "start", "more", "sentence"),
    [
        (
            "KN_DOITHOAI_MOI",
            "2026-06-30",
            {},
            "KN_DOITHOAI_MOI không có quy định áp dụng cho ngày 30/06/2026; hiện có: từ 01/07/2026 "
            "(5 ngày).",
        ),
        (
            "KN_GQ1",
            "2023-12-31",
            {},
            "Lịch làm việc chỉ có các năm 2024–2027, chưa có ngày 31/12/2023.",
        ),
        (
            "KN_GQ1",
            "2027-12-20",
            {},
            "Lịch làm việc chỉ có các năm 2024–2027, chưa có ngày 01/01/2028.",
        ),
        (
            "TC_XLBD",
            "2026-03-02",
            {"branches": {Branch.REMOTE}},
            "TC_XLBD không có trường hợp remote (vùng sâu, vùng xa đi lại khó khăn); chỉ có: "
            "several_places.",
        ),
        (
            "TC_GQ",
            "2026-03-02",
            {"branches": {Branch.REMOTE}},
            "TC_GQ không có trường hợp remote (vùng sâu, vùng xa đi lại khó khăn); chỉ có: "
            "complex.",
        ),
        (
            "TC_CHUYEN",
            "2026-03-02",
            {"branches": {Branch.COMPLEX}},
            "TC_CHUYEN không có trường hợp complex (vụ việc phức tạp); không có trường hợp riêng "
            "nào.",
        ),
        (
            "KN_DOITHOAI_MOI",
            "2026-09-04",
            {"events": [pause("2026-09-05")]},
            "KN_DOITHOAI_MOI tính ngược từ ngày đối thoại nên không có tạm đình chỉ.",
        ),
        (
            "KN_GQ1",
            "2026-03-02",
            {"period": parse_period("2026-Q1")},
            "KN_GQ1 không tính theo kỳ báo cáo.",
        ),
    ],
)
def test_refusals(code, start, more, sentence):
    with pytest.raises(LawError) as refused:
        run(code, start, **more)
    assert str(refused.value) == sentence
