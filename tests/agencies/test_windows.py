"""The window of an event: phases, spans and words, against tables made by hand."""

from dataclasses import dataclass
from datetime import date

import pytest

from agencies.enums import Phase
from agencies.windows import countdown, day_span_of, length_of, phase_of, segments, within


@dataclass(frozen=True)
class Window:
    window_from: date
    starts_on: date
    ends_on: date
    window_to: date


# Kỳ họp thứ 7, Quốc hội khóa XV: 20/5 to 28/6/2024, with fifteen days before and ten after.
SESSION = Window(date(2024, 5, 5), date(2024, 5, 20), date(2024, 6, 28), date(2024, 7, 8))
# An election of one day that nobody watches afterwards.
ELECTION = Window(date(2021, 4, 23), date(2021, 5, 23), date(2021, 5, 23), date(2021, 5, 23))


@pytest.mark.parametrize(
    ("day", "phase", "words"),
    [
        (date(2024, 5, 4), Phase.COMING, "còn 1 ngày đến thời gian theo dõi"),
        (date(2024, 5, 5), Phase.BEFORE, "còn 15 ngày đến ngày bắt đầu"),
        (date(2024, 5, 19), Phase.BEFORE, "còn 1 ngày đến ngày bắt đầu"),
        (date(2024, 5, 20), Phase.DURING, "ngày thứ 1 trên 40, còn 39 ngày"),
        (date(2024, 6, 28), Phase.DURING, "ngày thứ 40 trên 40, hôm nay là ngày cuối"),
        (date(2024, 6, 29), Phase.AFTER, "đã kết thúc 1 ngày, theo dõi thêm 9 ngày"),
        (date(2024, 7, 8), Phase.AFTER, "đã kết thúc 10 ngày, hôm nay là ngày theo dõi cuối"),
        (date(2024, 7, 9), Phase.OVER, "hết thời gian theo dõi từ 08/07/2024"),
    ],
)
def test_each_day_has_its_phase_and_its_words(day, phase, words):
    assert (phase_of(SESSION, day), countdown(SESSION, day)) == (phase, words)


@pytest.mark.parametrize(
    ("phase", "span"),
    [
        (Phase.BEFORE, (date(2024, 5, 5), date(2024, 5, 19))),
        (Phase.DURING, (date(2024, 5, 20), date(2024, 6, 28))),
        (Phase.AFTER, (date(2024, 6, 29), date(2024, 7, 8))),
        (None, (date(2024, 5, 5), date(2024, 7, 8))),
    ],
)
def test_a_phase_is_a_span_of_days(phase, span):
    assert within(SESSION, phase) == span


def test_the_phases_share_out_every_day_of_the_window():
    pieces = segments(SESSION)
    assert [(p.offset, p.days) for p in pieces] == [(0, 15), (15, 40), (55, 10)]
    assert sum(p.days for p in pieces) == length_of(SESSION) == 65


def test_a_phase_without_a_day_ends_before_it_begins_and_is_not_drawn():
    first, last = day_span_of(ELECTION, Phase.AFTER)
    assert first > last
    assert [p.phase for p in segments(ELECTION)] == [Phase.BEFORE, Phase.DURING]
    assert countdown(ELECTION, date(2021, 5, 23)) == "diễn ra trong ngày hôm nay"


@pytest.mark.parametrize("phase", [Phase.COMING, Phase.OVER])
def test_outside_the_window_there_is_no_span(phase):
    with pytest.raises(ValueError, match="outside the window"):
        day_span_of(SESSION, phase)
