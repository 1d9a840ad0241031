"""Clocks through the actions: worked examples of the law, pauses, extensions, refusals."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from agencies.refusals import NotAllowed, Refused
from complaints import law_book
from complaints.actions.clocks import (
    extend_clock,
    finish_clocks,
    pause_clock,
    resume_clock,
    set_branches,
    start_clock,
)
from complaints.enums import PetitionKind
from complaints.models import Clock, ClockEvent
from law.enums import State
from tests.factories import NOW

PAUSE = {"ground": "Luật Khiếu nại 2011, điều 11a", "document": "Quyết định số 05/QĐ-SKHCN"}


@pytest.fixture
def begin(register, province):
    """Starts one clock on the matter of a petition."""

    def started(rule_code, started_on, kind=PetitionKind.COMPLAINT, **changes) -> Clock:
        petition = register(kind=kind, received_on=date(2026, 6, 1))
        return start_clock(
            matter=petition.matter,
            petition=petition,
            rule_code=rule_code,
            started_on=started_on,
            by=province.person("handler", "SKHCN"),
            now=NOW,
            **changes,
        )

    return started


@pytest.fixture
def hand(province):
    """The head: suspension and extension are decisions."""
    return {"by": province.person("head", "SKHCN"), "now": NOW}


def test_a_suspension_stops_the_count_and_the_decision_day_counts_again(begin, hand):
    clock = begin("KN_GQ1", date(2026, 7, 6))
    pause_clock(clock_id=clock.pk, happened_on=date(2026, 7, 13), **PAUSE, **hand)
    clock.refresh_from_db()
    assert clock.due_on is None
    resume_clock(clock_id=clock.pk, happened_on=date(2026, 8, 3), **PAUSE, **hand)
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 8, 26)
    result = law_book.explain(clock, date(2026, 8, 20))
    assert (result.due, result.days_left, result.state) == (date(2026, 8, 26), 6, State.RUNNING)


def test_an_extension_lengthens_the_raw_count(begin, hand):
    clock = begin("TC_GQ", date(2026, 1, 16), kind=PetitionKind.DENUNCIATION)
    extend_clock(
        clock_id=clock.pk,
        happened_on=date(2026, 2, 10),
        ground="Vụ việc phức tạp",
        document="Quyết định số 08/QĐ-SKHCN",
        signer="Nguyễn Văn Ký",
        days=30,
        **hand,
    )
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 3, 17)


def test_the_nearest_due_date_follows_the_events(begin, hand):
    clock = begin("KN_GQ1", date(2026, 6, 2))
    # 2/6 + 30 days is Thursday 02/07; the intake clock of the same petition (10 days) ends earlier.
    matter, petition = clock.matter, clock.petition
    assert (matter.next_due_on, matter.next_duty) == (date(2026, 6, 11), "KN_THULY")
    finish_clocks(
        matter=matter,
        petition=petition,
        rule_codes=["KN_THULY"],
        finished_on=date(2026, 6, 2),
        **hand,
    )
    assert (petition.next_due_on, petition.next_duty) == (date(2026, 7, 2), "KN_GQ1")
    pause_clock(clock_id=clock.pk, happened_on=date(2026, 7, 1), **PAUSE, **hand)
    matter.refresh_from_db()
    petition.refresh_from_db()
    assert (matter.next_due_on, petition.next_due_on) == (None, None)


def test_circumstances_choose_the_amount(begin):
    clock = begin("KN_GQ1", date(2026, 7, 6), branches=["remote", "complex"])
    # 60 days after 06/07 is Friday 04/09.
    assert clock.due_on == date(2026, 9, 4)
    assert clock.branches == ["complex", "remote"]


def test_a_clock_starts_once_a_day(begin, hand):
    clock = begin("KN_GQ1", date(2026, 7, 6))
    with pytest.raises(DatabaseError, match="clock_runs_once_per_start"), transaction.atomic():
        start_clock(
            matter=clock.matter,
            petition=clock.petition,
            rule_code="KN_GQ1",
            started_on=date(2026, 7, 6),
            **hand,
        )


def test_an_event_is_refused_with_the_reason(begin, hand):
    clock = begin("KN_GQ1", date(2026, 7, 6))
    on = date(2026, 7, 13)
    with pytest.raises(Refused, match="thiếu số, ký hiệu văn bản"):
        pause_clock(clock_id=clock.pk, happened_on=on, ground="Điều 11a", document=" ", **hand)
    with pytest.raises(Refused, match="trước ngày bắt đầu tính hạn"):
        pause_clock(clock_id=clock.pk, happened_on=date(2026, 7, 1), **PAUSE, **hand)
    with pytest.raises(Refused, match="không thể ở tương lai"):
        pause_clock(clock_id=clock.pk, happened_on=date(2026, 12, 1), **PAUSE, **hand)
    with pytest.raises(Refused, match="khi tình trạng là “đang tính”"):
        resume_clock(clock_id=clock.pk, happened_on=on, **PAUSE, **hand)
    with pytest.raises(Refused, match="người ký"):
        extend_clock(clock_id=clock.pk, happened_on=on, **PAUSE, days=10, **hand)
    with pytest.raises(Refused, match="pháp luật không cho gia hạn"):
        extend_clock(clock_id=clock.pk, happened_on=on, **PAUSE, signer="A", days=10, **hand)
    assert ClockEvent.objects.count() == 0
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 8, 5)


def test_a_complaint_is_not_suspended_before_article_11a(begin, hand):
    clock = begin("KN_GQ1", date(2026, 6, 2))
    with pytest.raises(Refused) as refused:
        pause_clock(clock_id=clock.pk, happened_on=date(2026, 6, 30), **PAUSE, **hand)
    assert str(refused.value) == (
        "Trước ngày 01/07/2026 pháp luật chưa quy định tạm đình chỉ giải quyết khiếu nại (điều 11a "
        "Luật Khiếu nại, bổ sung bởi Luật 136/2025/QH15)."
    )
    assert ClockEvent.objects.count() == 0


def test_suspension_is_decided_by_the_head_alone(begin, province):
    clock = begin("KN_GQ1", date(2026, 7, 6))
    for role, part in (("handler", "SKHCN"), ("head", "UBND"), ("inspector", "TTT")):
        with pytest.raises(NotAllowed, match="không có quyền “Tạm đình chỉ”"):
            pause_clock(
                clock_id=clock.pk,
                happened_on=date(2026, 7, 13),
                **PAUSE,
                by=province.person(role, part),
                now=NOW,
            )


def test_other_circumstances_give_another_date(begin):
    clock = begin("KN_GQ1", date(2026, 7, 6))
    set_branches(clock=clock, branches=["complex"], now=NOW)
    clock.refresh_from_db()
    # 45 days after 06/07: 25 in July, 20/08 is Thursday.
    assert (clock.due_on, clock.branches) == (date(2026, 8, 20), ["complex"])
    with pytest.raises(Refused, match="KN_GQ1 không có trường hợp dismissal"):
        set_branches(clock=clock, branches=["dismissal"], now=NOW)
    clock.refresh_from_db()
    assert clock.branches == ["complex"]


def test_intake_is_not_suspended(register, hand):
    clock = register().clocks.get(rule_code="KN_THULY")
    with pytest.raises(Refused, match="Chỉ thời hạn giải quyết"):
        pause_clock(clock_id=clock.pk, happened_on=NOW.date(), **PAUSE, **hand)


def test_an_event_is_never_changed(begin, hand):
    clock = begin("KN_GQ1", date(2026, 7, 6))
    event = pause_clock(clock_id=clock.pk, happened_on=date(2026, 7, 13), **PAUSE, **hand)
    event.ground = "khác"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()


@pytest.mark.parametrize(
    ("due_on", "finished_on", "state"),
    [
        (date(2026, 11, 17), None, State.OVERDUE),
        (date(2026, 11, 18), None, State.DUE_SOON),
        (date(2026, 11, 21), None, State.DUE_SOON),
        (date(2026, 11, 22), None, State.RUNNING),
        (None, None, State.PAUSED),
        (date(2026, 11, 17), date(2026, 11, 16), State.DONE),
    ],
)
def test_state_for_lists(due_on, finished_on, state):
    assert law_book.state_on(due_on, finished_on, NOW.date()) == state
