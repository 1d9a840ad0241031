"""What holds for every rule, start and course of events."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from law.clock import clock
from law.enums import COUNTED_KINDS, EventType, Kind, State, Unit
from law.events import Event
from law.rules import parse_branches
from law.shipped import shipped_calendar, shipped_rules

CALENDAR = shipped_calendar()
COUNTED = [rule for rule in shipped_rules() if rule.kind in COUNTED_KINDS]
FORWARD = [rule for rule in COUNTED if rule.kind != Kind.NOTICE_BEFORE]
EXTENDABLE = shipped_rules().get("TC_GQ")
TODAY = date(2026, 7, 20)
FAST = settings(max_examples=40, deadline=None)


@st.composite
def cases(draw, rules=COUNTED, last=date(2027, 3, 1)):
    """A rule, a start that one of its versions covers, and a branch it knows."""
    rule = draw(st.sampled_from(rules))
    version = draw(st.sampled_from(rule.versions))
    first = max(version.valid_from, date(2024, 2, 1))
    start = draw(st.dates(first, min(version.valid_to or last, last)))
    branch = draw(st.sampled_from(["", *version.branches]))
    return {
        "rule": rule,
        "start": start,
        "branches": parse_branches([branch] if branch else []),
        "calendar": CALENDAR,
        "today": TODAY,
    }


@st.composite
def courses(draw, start, *, open_end=False):
    """Up to three suspensions, one after the other, perhaps the last without an end."""
    events, day = [], start
    for _ in range(draw(st.integers(0, 3))):
        day += timedelta(days=draw(st.integers(0, 25)))
        events.append(Event(EventType.PAUSE, day, "căn cứ", "12/QĐ"))
        day += timedelta(days=draw(st.integers(1, 20)))
        events.append(Event(EventType.RESUME, day))
    return events[:-1] if open_end else events


def amount_of(case):
    version = case["rule"].version_on(case["start"])
    return case["rule"].amount_for(version, case["branches"])


@FAST
@given(cases())
def test_due_is_a_working_day_and_the_last_of_the_explanation(case):
    result = clock(**case)
    assert CALENDAR.is_working(result.due)
    assert result.days[-1].date == result.due


@FAST
@given(st.data())
def test_explanation_is_every_day_and_counts_the_amount(data):
    case = data.draw(cases(rules=FORWARD))
    result = clock(**case, events=data.draw(courses(case["start"])))
    gaps = {(b.date - a.date).days for a, b in zip(result.days, result.days[1:], strict=False)}
    assert gaps <= {1}
    assert result.days[0].date == case["start"] + timedelta(days=1)
    assert sum(day.counted for day in result.days) == amount_of(case) == result.amount


@FAST
@given(cases(rules=[rule for rule in COUNTED if rule.kind == Kind.NOTICE_BEFORE]))
def test_a_notice_counts_its_amount_backwards(case):
    result = clock(**case)
    assert result.due < case["start"]
    assert result.days[0].date == case["start"] - timedelta(days=1)
    assert sum(day.counted for day in result.days) == amount_of(case)


@FAST
@given(st.data())
def test_due_is_never_a_suspended_day(data):
    case = data.draw(cases(rules=FORWARD))
    result = clock(**case, events=data.draw(courses(case["start"])))
    assert not any(pause.holds(result.due) for pause in result.pauses)
    assert CALENDAR.is_working(result.due)


@FAST
@given(st.data())
def test_suspension_never_shortens(data):
    case = data.draw(cases(rules=FORWARD))
    events = data.draw(courses(case["start"]))
    assert clock(**case, events=events).due >= clock(**case).due


@FAST
@given(st.data())
def test_suspension_inside_calendar_days_moves_the_raw_end_by_its_length(data):
    rules = [rule for rule in FORWARD if rule.versions[-1].unit == Unit.CALENDAR_DAYS]
    case = data.draw(cases(rules=rules))
    begin = data.draw(st.integers(1, amount_of(case)))
    length = data.draw(st.integers(1, 60))
    on = case["start"] + timedelta(days=begin)
    events = [
        Event(EventType.PAUSE, on, "căn cứ", "12/QĐ"),
        Event(EventType.RESUME, on + timedelta(days=length)),
    ]
    result = clock(**case, events=events)
    last = max(day.date for day in result.days if day.counted)
    assert last == case["start"] + timedelta(days=amount_of(case) + length)


@FAST
@given(cases(last=date(2027, 2, 28)), st.integers(1, 40))
def test_a_later_start_is_never_due_earlier_under_the_same_version(case, later):
    version = case["rule"].version_on(case["start"])
    start = case["start"] + timedelta(days=later)
    if version.covers(start):
        assert clock(**{**case, "start": start}).due >= clock(**case).due


@FAST
@given(st.data())
def test_open_suspension_reached_by_the_count_leaves_no_date(data):
    case = data.draw(cases(rules=FORWARD))
    events = data.draw(courses(case["start"], open_end=True))
    result = clock(**case, events=events)
    stopped = bool(events) and clock(**case, events=events[:-1]).due >= events[-1].on
    assert (result.due is None) == stopped
    assert (result.state == State.PAUSED) == stopped


@FAST
@given(
    cases(rules=[EXTENDABLE]),
    st.lists(st.integers(1, 30), max_size=2),
)
def test_each_extension_lengthens_the_raw_count(case, extensions):
    events = [
        Event(EventType.EXTEND, case["start"] + timedelta(days=n), "lý do", "14/QĐ", days)
        for n, days in enumerate(extensions, start=1)
    ]
    dues = [clock(**case, events=events[:n]).due for n in range(len(events) + 1)]
    assert dues == sorted(dues)
    counted = [day.date for day in clock(**case, events=events).days if day.counted]
    assert counted[-1] == case["start"] + timedelta(days=30 + sum(extensions))


@FAST
@given(cases(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_today_moves_the_state_but_never_the_date(case, today):
    result = clock(**{**case, "today": today})
    again = clock(**{**case, "today": today})
    assert result == again
    assert result.due == clock(**case).due
    assert result.days_left == (result.due - today).days
