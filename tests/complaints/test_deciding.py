"""Processing, resolving, withdrawing: clocks follow, the loser of two deciders is told who won."""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection

from agencies.refusals import NotAllowed, Refused
from complaints.actions.petitions import (
    process_petition,
    register_petition,
    resolve_petition,
    withdraw_petition,
)
from complaints.enums import Field, Outcome, PetitionKind, PetitionState, Source
from complaints.models import Petition
from records.models import LedgerEntry
from tests.complaints.conftest import RECEIVED, THANH
from tests.factories import NOW, Province

TODAY = NOW.date()


@pytest.fixture
def process(province):
    def done(petition, **changes):
        told = {
            "petition_id": petition.pk,
            "outcome": Outcome.ACCEPT,
            "is_competent": True,
            "note": "Đủ điều kiện thụ lý.",
            "processed_on": TODAY,
            "version": petition.version,
            "by": province.person("handler", "SKHCN"),
            "now": NOW,
        }
        return process_petition(**{**told, **changes})

    return done


@pytest.mark.parametrize(
    ("kind", "is_first_time", "duty", "due_on"),
    [
        # 18/11 + 30 = 18/12, a Friday; + 45 = 02/01/2027, a Saturday, rolled to Monday 04/01.
        (PetitionKind.COMPLAINT, True, "KN_GQ1", date(2026, 12, 18)),
        (PetitionKind.COMPLAINT, False, "KN_GQ2", date(2027, 1, 4)),
        (PetitionKind.DENUNCIATION, True, "TC_GQ", date(2026, 12, 18)),
        (PetitionKind.RECOMMENDATION, True, "KNPA_GQ", date(2026, 12, 18)),
    ],
)
def test_acceptance_ends_intake_and_starts_resolution(
    register, process, kind, is_first_time, duty, due_on
):
    petition = process(register(kind=kind, is_first_time=is_first_time))
    petition.refresh_from_db()
    assert (petition.state, petition.version) == (PetitionState.ACCEPTED, 2)
    assert (petition.next_due_on, petition.next_duty) == (due_on, duty)
    assert petition.matter.next_due_on == due_on
    still = petition.clocks.filter(finished_on=None).values_list("rule_code", flat=True)
    assert list(still) == [duty]
    ended = petition.clocks.exclude(finished_on=None).values_list("finished_on", flat=True)
    assert set(ended) == {TODAY}


def test_a_circumstance_lengthens_the_period(register, process):
    petition = process(register(), branches=["complex"])
    # 45 days instead of 30, rolled over New Year.
    assert petition.next_due_on == date(2027, 1, 4)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ACCEPT])
def test_any_other_outcome_ends_every_clock(register, process, outcome):
    petition = process(register(), outcome=outcome, is_competent=False)
    petition.refresh_from_db()
    assert (petition.state, petition.outcome) == (PetitionState.PROCESSED, outcome)
    assert (petition.next_due_on, petition.next_duty) == (None, "")
    assert petition.matter.next_due_on is None
    assert not petition.clocks.filter(finished_on=None).exists()


def test_a_resolution_ends_the_rest(register, process, province):
    petition = process(register())
    petition = resolve_petition(
        petition_id=petition.pk,
        resolution="Quyết định số 12/QĐ-SKHCN ngày 18/11/2026: công nhận khiếu nại.",
        resolved_on=TODAY,
        version=2,
        by=province.person("head", "SKHCN"),
        now=NOW,
    )
    petition.refresh_from_db()
    assert (petition.state, petition.resolved_on) == (PetitionState.RESOLVED, TODAY)
    assert (petition.next_due_on, petition.version) == (None, 3)


@pytest.mark.parametrize("accepted", [True, False])
def test_a_withdrawal_ends_all_clocks(register, process, province, accepted):
    petition = process(register()) if accepted else register()
    petition = withdraw_petition(
        petition_id=petition.pk,
        note="Người khiếu nại có đơn xin rút.",
        withdrawn_on=TODAY,
        version=petition.version,
        by=province.person("handler", "SKHCN"),
        now=NOW,
    )
    assert petition.state == PetitionState.WITHDRAWN
    assert petition.outcome == (Outcome.ACCEPT if accepted else Outcome.FILE)
    assert "Rút đơn ngày 18/11/2026: Người khiếu nại có đơn xin rút." in petition.outcome_note
    assert not petition.clocks.filter(finished_on=None).exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_competent": False}, "Chỉ thụ lý đơn thuộc thẩm quyền"),
        ({"outcome": Outcome.TRANSFER}, "Chỉ chuyển đơn không thuộc thẩm quyền"),
        ({"outcome": Outcome.GUIDE, "note": " "}, "Hãy ghi rõ lý do"),
        ({"processed_on": RECEIVED - timedelta(days=1)}, r"trước ngày nhận đơn \(16/11/2026\)"),
        ({"processed_on": TODAY + timedelta(days=1)}, "không thể ở tương lai"),
        ({"branches": ["dismissal"]}, "KN_GQ1 không có trường hợp"),
    ],
)
def test_what_is_refused_changes_nothing(register, process, changes, reason):
    petition = register()
    before = LedgerEntry.objects.count()
    with pytest.raises(Refused, match=reason):
        process(petition, **changes)
    petition.refresh_from_db()
    assert (petition.state, petition.version) == (PetitionState.RECEIVED, 1)
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(("role", "part"), [("officer", "SKHCN"), ("head", "UBND")])
def test_only_those_who_decide_here_may(register, process, province, role, part):
    """A superior head sees the petition but does not decide for the agency that keeps it."""
    petition = register()
    with pytest.raises(NotAllowed):
        process(petition, by=province.person(role, part))


def test_another_agency_does_not_find_it(register, process, province):
    with pytest.raises(Petition.DoesNotExist):
        process(register(), by=province.person("handler", "XA"))


def test_the_second_decider_hears_who_was_first(register, process, province):
    petition = register()
    process(petition)
    head = province.person("head", "SKHCN")
    with pytest.raises(Refused, match=r"^Hồ sơ vừa được .* cập nhật; .*vẫn được giữ\.$"):
        process(petition, outcome=Outcome.GUIDE, by=head)
    petition.refresh_from_db()
    assert petition.outcome == Outcome.ACCEPT


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_decision():
    with time_machine.travel(NOW, tick=False):
        province = Province()
        people = [province.person("handler", "SKHCN"), province.person("head", "SKHCN")]
        petition = register_petition(
            agency=province["SKHCN"],
            kind=PetitionKind.COMPLAINT,
            field=Field.LAND,
            source=Source.POST,
            received_on=RECEIVED,
            petitioner=THANH,
            summary="Khiếu nại quyết định thu hồi đất",
            content="Đề nghị xem xét lại.",
            by=people[0],
            now=NOW,
        )
        answers: list[str] = []
        together = threading.Barrier(2)

        def decide(outcome, by):
            try:
                together.wait(10)
                process_petition(
                    petition_id=petition.pk,
                    outcome=outcome,
                    is_competent=True,
                    note="Ghi cùng lúc.",
                    processed_on=TODAY,
                    version=1,
                    by=by,
                    now=NOW,
                )
                answers.append("done")
            except Refused as refusal:
                answers.append(refusal.sentence[:14])
            finally:
                connection.close()

        threads = [
            threading.Thread(target=decide, args=told)
            for told in zip((Outcome.ACCEPT, Outcome.GUIDE), people, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert sorted(answers) == ["Hồ sơ vừa được", "done"]
    petition.refresh_from_db()
    assert petition.version == 2
