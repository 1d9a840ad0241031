"""Shifts spread over people: nobody twice at once, everybody alike give or take one."""

from datetime import datetime, timedelta
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.enums import Duty, Phase
from reception.duty_fairness import Load, Slot, Span, shares, spread
from reception.duty_needs import needs
from tests.factories import HANOI

MONDAY = datetime(2026, 11, 16, 7, 30, tzinfo=HANOI)


def slot(day, day_off=False, hour=0):
    begins = MONDAY + timedelta(days=day, hours=hour)
    return Slot(Span(begins, begins + timedelta(hours=8)), day_off)


def weights(slots, given, people):
    return [sum(who == one for who in given) for one in people]


people_of = st.integers(1, 6).map(lambda n: "ABCDEF"[:n])


@settings(max_examples=60, deadline=None)
@given(days_off=st.lists(st.booleans(), max_size=30), people=people_of)
def test_with_nothing_before_everybody_has_as_many(days_off, people):
    slots = [slot(day, off) for day, off in enumerate(days_off)]
    found = spread(slots, people)
    assert None not in found
    for these in (slots, [one for one in slots if one.is_day_off]):
        numbers = [slots.index(one) for one in these]
        held = weights(these, [found[n] for n in numbers], people)
        assert max(held) - min(held) <= 1


@settings(max_examples=60, deadline=None)
@given(
    slots=st.lists(
        st.builds(slot, st.integers(0, 9), st.booleans(), st.sampled_from([0, 4, 8])), max_size=16
    ),
    people=people_of,
    busy=st.dictionaries(st.sampled_from("ABCDEF"), st.sets(st.integers(0, 9), max_size=9)),
)
def test_nobody_is_in_two_places(slots, people, busy):
    taken = {who: [slot(day).span for day in days] for who, days in busy.items()}
    found = spread(slots, people, taken=taken)
    for who in people:
        held = sorted(
            (s.span for s, one in zip(slots, found, strict=True) if one == who),
            key=lambda span: span.starts_at,
        )
        assert all(first.ends_at <= then.starts_at for first, then in pairwise(held))
        assert not any(span.meets(other) for span in held for other in taken.get(who, ()))


@settings(max_examples=40, deadline=None)
@given(
    days=st.integers(1, 5),
    busy=st.dictionaries(st.sampled_from("ABC"), st.sets(st.integers(0, 4))),
    before=st.dictionaries(st.sampled_from("ABC"), st.integers(0, 3)),
)
def test_no_other_division_is_more_even(days, busy, before):
    """Against every division there is: as many turns filled, and the sum of squares least."""
    slots = [slot(day) for day in range(days)]
    taken = {who: [slot(day).span for day in off] for who, off in busy.items()}
    load = {who: Load(shifts=number) for who, number in before.items()}

    def badness(division):
        held = [before.get(w, 0) + sum(one == w for one in division) for w in "ABC"]
        return division.count(None), sum(number**2 for number in held)

    may = [[w for w in "ABC" if n not in busy.get(w, ())] or [None] for n in range(days)]
    best = min(badness(list(division)) for division in product(*may))
    assert badness(spread(slots, "ABC", taken=taken, load=load)) == best


def test_turns_go_round_and_each_place_gets_another_person():
    assert spread([slot(day) for day in range(6)], "ABC") == ["A", "B", "C", "A", "B", "C"]
    assert sorted(spread([slot(0), slot(0)], "AB")) == ["A", "B"]
    assert spread([slot(0), slot(0)], "A") == ["A", None]
    assert spread([slot(0)], "") == [None]


def test_the_share_of_each_is_reckoned_from_the_mean():
    held = {"A": [slot(0), slot(5, True), slot(6, True)], "B": [slot(1)]}
    lines = [(s.person, s.shifts, s.days_off, s.hours, s.from_mean) for s in shares(held, "ABC")]
    assert lines == [("A", 3, 2, 24.0, 1.7), ("B", 1, 0, 8.0, -0.3), ("C", 0, 0, 0.0, -1.3)]


def test_what_a_day_needs():
    desk, leader, phone = Duty.DESK, Duty.LEADER, Duty.PHONE
    asked = {
        (phase, works): needs(phase=phase, is_working=works, has_session=False)
        for phase in (Phase.BEFORE, Phase.DURING, Phase.AFTER)
        for works in (True, False)
    }
    assert asked == {
        (Phase.BEFORE, True): (desk, leader),
        (Phase.BEFORE, False): (),
        (Phase.DURING, True): (desk, leader, phone),
        (Phase.DURING, False): (leader, phone),
        (Phase.AFTER, True): (desk, leader),
        (Phase.AFTER, False): (),
    }
    assert needs(phase=Phase.AFTER, is_working=False, has_session=True) == (desk, leader)
