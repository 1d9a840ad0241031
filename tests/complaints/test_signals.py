"""Weighing a matter, pure: each factor by hand, and what holds for any facts at all."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.signals import weights as data
from complaints.signals.assess import Weighed, assess, is_news
from complaints.signals.state import LateDuty, MatterState, NearEvent, SeenFact
from law.errors import LawError

TODAY = date(2026, 11, 18)
WEIGHTS = data.in_force(TODAY)
TOML = (data._FILE).read_text(encoding="utf-8")


def fact(kind: str, back: int, amount: int = 1, source: int = 0) -> SeenFact:
    return SeenFact(
        kind, TODAY - timedelta(days=back), amount, ("visit", UUID(int=source or back + 1))
    )


def weighed(*facts: SeenFact, opened: int = 30, **more) -> dict[str, int]:
    state = MatterState(TODAY - timedelta(days=opened), facts, **more)
    return {factor.code: factor.weight for factor in assess(state, WEIGHTS, TODAY).factors}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ([], {}),
        ([fact("crowd", 3, 4)], {}),
        ([fact("crowd", 3, 5)], {"crowd": 2}),
        ([fact("crowd", 3, 20)], {"crowd": 3}),
        ([fact("crowd", 3, 30)], {"crowd": 4}),
        ([fact("crowd", 366, 30)], {}),
        ([fact("visit", 9, 4), fact("visit", 2, 6)], {"growth": 2}),
        # A day too far apart; too few before; less than half as many more.
        ([fact("visit", 10, 4), fact("visit", 2, 6)], {}),
        ([fact("visit", 9, 1), fact("visit", 2, 6)], {}),
        ([fact("visit", 9, 10), fact("visit", 2, 14)], {}),
        ([fact("crowd", 9, 6), fact("crowd", 2, 6)], {"crowd": 2, "repeated": 3}),
        ([fact("crowd", 10, 6), fact("crowd", 2, 6)], {"crowd": 2}),
        ([fact("overlap", 2, 3)], {"overlap": 1}),
        ([fact("signatures", 900, 12)], {"signatures": 2}),
        ([fact("complex", 900, 2)], {"complex": 1}),
        ([fact("complex", 900, 3)], {"complex": 2}),
        ([fact("agencies", 2), fact("disagreement", 2)], {"agencies": 1, "disagreement": 2}),
        ([fact("returned", 2)], {"returned": 2}),
        ([fact("skipped_level", 2)], {"skipped_level": 3}),
        ([fact("tension", 181)], {}),
        ([fact("tension", 180)], {"tension": 2}),
    ],
)  # fmt: skip
def test_what_facts_weigh(facts, found):
    assert weighed(*facts) == found


def test_time_and_duties_weigh_too_little_alone():
    late = (LateDuty(UUID(int=7), TODAY - timedelta(days=1)),)
    assert weighed(opened=364) == {}
    assert weighed(opened=365) == {"years": 1}
    assert weighed(opened=800, late=late) == {"overdue": 2, "years": 2}
    assert weighed(late=(LateDuty(UUID(int=7), TODAY),)) == {}


def test_an_event_weighs_only_beside_people_who_come():
    coming = NearEvent(
        UUID(int=3), "Kỳ họp thứ 2", TODAY + timedelta(days=14), TODAY + timedelta(days=40)
    )
    far = NearEvent(
        UUID(int=3), "Kỳ họp thứ 2", TODAY + timedelta(days=15), TODAY + timedelta(days=40)
    )
    assert weighed(fact("complex", 2, 3), events=(coming,)) == {"complex": 2}
    assert weighed(fact("crowd", 2, 6), events=(coming,)) == {"crowd": 2, "event": 2}
    assert weighed(fact("crowd", 2, 6), events=(far,)) == {"crowd": 2}


def test_levels_begin_at_their_sum():
    assert [WEIGHTS.level_of(n) for n in (4, 5, 7, 8, 10, 11)] == [
        "", "watch", "watch", "warning", "warning", "hot"
    ]  # fmt: skip


FACTS = st.lists(
    st.builds(
        fact,
        st.sampled_from(["visit", "crowd", "overlap", "signatures", "tension", "returned", "complex"]),
        st.integers(0, 40),
        st.integers(1, 60),
        st.integers(1, 9),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(FACTS, FACTS, st.randoms(use_true_random=False))
def test_more_facts_never_weigh_less_and_their_order_tells_nothing(some, more, chance):
    opened = TODAY - timedelta(days=30)
    first = assess(MatterState(opened, tuple(some)), WEIGHTS, TODAY)
    both = [*some, *more]
    all_ = assess(MatterState(opened, tuple(both)), WEIGHTS, TODAY)
    chance.shuffle(both)
    assert assess(MatterState(opened, tuple(both)), WEIGHTS, TODAY) == all_
    assert all_.total >= first.total
    assert first.codes <= all_.codes


def test_a_key_knows_facts_and_factors_and_no_day():
    state = MatterState(TODAY - timedelta(days=30), (fact("crowd", 3, 6),))
    key = assess(state, WEIGHTS, TODAY).key
    assert assess(state, WEIGHTS, TODAY + timedelta(days=20)).key == key
    more = MatterState(state.opened_on, (*state.facts, fact("crowd", 30, 6)))
    assert assess(more, WEIGHTS, TODAY).key[:32] != key[:32]
    later = assess(state, WEIGHTS, TODAY + timedelta(days=400)).key
    assert (later[:32], later == key) == (key[:32], False)


def test_what_a_decision_covers():
    old = Weighed("a" * 32 + "1" * 32, frozenset({"crowd"}), 5)
    assert not is_news(Weighed("a" * 32 + "2" * 32, frozenset(), 3), old)
    assert not is_news(Weighed("b" * 32 + "2" * 32, frozenset(), 3), old)
    assert is_news(Weighed("b" * 32 + "1" * 32, frozenset({"crowd"}), 5), old)
    assert is_news(Weighed("a" * 32 + "2" * 32, frozenset({"crowd", "overdue"}), 7), old)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('code = "crowd"', 'code = "krowd"', "không có dấu hiệu “krowd”"),
        ('code = "overlap"', 'code = "crowd"', "thiếu dấu hiệu “overlap”"),
        ("steps = [[5, 2], [30, 3]]", "steps = [[5, 3], [30, 2]]", "phải tăng dần"),
        ("steps = [[150, 2]]", "steps = [[150]]", "mỗi bậc"),
        ("steps = [[3, 1]]", "steps = [[3, 0]]", "số nguyên dương"),
        ("warning = 8", "warning = 4", "ngưỡng phải tăng dần"),
        ("watch = 5", "watch = 3", "phải dưới ngưỡng theo dõi"),
        ("từ {before} lên", "từ {name} lên", "câu chỉ được dùng {after}, {before}, {days}"),
        ("min_before = 2\n", "", "thiếu “min_before”"),
        ("near_days = 14", "near_day = 14", "thiếu “near_days”"),
        ('"repeated", ', '"event", ', "“only_with” không nhận “event”"),
        ("valid_from = 2020-01-01", 'valid_from = "2020"', "“valid_from” phải là ngày"),
        ("[version.levels]", "[version.levels", "không đọc được"),
    ],
)
def test_weights_that_contradict_themselves_are_refused_in_one_sentence(old, new, sentence):
    assert old in TOML
    with pytest.raises(LawError, match=re.escape(sentence)):
        data.load(TOML.replace(old, new, 1))


def test_versions_follow_each_other():
    later = TOML.replace('"2026-1"', '"2027-1"').replace("2020-01-01", "2027-01-01")
    both = data.load(later + TOML[TOML.index("[[version]]") :])
    assert [data.version_on(both, day).version for day in (TODAY, date(2027, 1, 1))] == [
        "2026-1", "2027-1"
    ]  # fmt: skip
    with pytest.raises(LawError, match="có hiệu lực từ 01/01/2020"):
        data.version_on(both, date(2019, 1, 1))
    with pytest.raises(LawError, match="cùng mã"):
        data.load(TOML + TOML[TOML.index("[[version]]") :])
