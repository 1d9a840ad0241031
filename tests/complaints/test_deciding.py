"""Processing and withdrawing: clocks follow, the loser of two deciders is told who won."""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from complaints.actions.deciding import process_petition, withdraw_petition
from complaints.actions.petitions import register_petition
from complaints.actions.transfers import Receiver
from complaints.enums import Field, Outcome, PetitionKind, PetitionState, Source
from complaints.models import Petition
from records.models import LedgerEntry
from tests.complaints.conftest import RECEIVED, THANH
from tests.factories import NOW, Province, make_user

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
            "receiver": Receiver("Sở Nông nghiệp và Môi trường tỉnh Cao Bằng"),
            "version": petition.version,
            "by": province.person("head", "SKHCN"),
            "now": NOW,
        }
        return process_petition(**{**told, **changes})

    return done


@pytest.mark.parametrize(
    ("kind", "is_first_time", "running"),
    [
        # 18/11 + 30 = 18/12, a Friday; + 45 = 02/01/2027, a Saturday, rolled to Monday 04/01.
        (PetitionKind.COMPLAINT, True, {"KN_GQ1": date(2026, 12, 18)}),
        (PetitionKind.COMPLAINT, False, {"KN_GQ2": date(2027, 1, 4)}),
        # 5 working days after 18/11, Tuesday 24/11 being a day off: 19, 20, 23, 25, 26.
        (
            PetitionKind.DENUNCIATION,
            True,
            {"TC_GQ": date(2026, 12, 18), "TC_TB_THULY": date(2026, 11, 26)},
        ),
        # 10 working days after receipt on 16/11: 17-20, 23, 25-27, 30/11, 01/12.
        (
            PetitionKind.RECOMMENDATION,
            True,
            {"KNPA_GQ": date(2026, 12, 18), "KNPA_TB": date(2026, 12, 1)},
        ),
    ],
)
def test_acceptance_ends_intake_and_starts_resolution(
    register, process, kind, is_first_time, running
):
    petition = process(register(kind=kind, is_first_time=is_first_time))
    petition.refresh_from_db()
    assert (petition.state, petition.version) == (PetitionState.ACCEPTED, 2)
    still = petition.clocks.filter(finished_on=None)
    assert dict(still.values_list("rule_code", "due_on")) == running
    nearest = min(running.items(), key=lambda pair: pair[1])
    assert (petition.next_duty, petition.next_due_on) == nearest
    assert petition.matter.next_due_on == nearest[1]
    ended = petition.clocks.exclude(finished_on=None).values_list("finished_on", flat=True)
    assert set(ended) == {TODAY}


def test_a_circumstance_lengthens_the_period(register, process):
    petition = process(register(), branches=["complex"])
    # 45 days instead of 30, rolled over New Year.
    assert petition.next_due_on == date(2027, 1, 4)


def outcomes_of(kind):
    """Every outcome that needs nothing but a note and a receiver."""
    apart = {Outcome.ACCEPT, Outcome.MERGE}
    if kind != PetitionKind.DENUNCIATION:
        apart.add(Outcome.CHECK)
    return [(kind, outcome) for outcome in Outcome if outcome not in apart]


@pytest.mark.parametrize(
    ("kind", "outcome"), [pair for kind in PetitionKind for pair in outcomes_of(kind)]
)
def test_any_other_outcome_ends_every_clock(register, process, kind, outcome):
    petition = process(register(kind=kind), outcome=outcome, is_competent=False)
    petition.refresh_from_db()
    assert (petition.state, petition.outcome) == (PetitionState.PROCESSED, outcome)
    assert (petition.next_due_on, petition.next_duty) == (None, "")
    assert petition.matter.next_due_on is None
    assert not petition.clocks.filter(finished_on=None).exists()


def withdrawn(petition, province, **changes):
    told = {
        "petition_id": petition.pk,
        "note": "Người khiếu nại có đơn xin rút.",
        "withdrawn_on": TODAY,
        "version": petition.version,
        "by": province.person("handler", "SKHCN"),
        "now": NOW,
    }
    return withdraw_petition(**{**told, **changes})


def test_a_withdrawal_before_acceptance_files_the_petition(register, province):
    petition = withdrawn(register(), province)
    assert (petition.state, petition.outcome) == (PetitionState.WITHDRAWN, Outcome.FILE)
    assert petition.outcome_note == "Rút đơn ngày 18/11/2026: Người khiếu nại có đơn xin rút."
    assert not petition.clocks.filter(finished_on=None).exists()


def test_what_is_accepted_is_withdrawn_by_a_step_of_its_case(register, process, province):
    petition = process(register())
    with pytest.raises(Refused, match="khi tình trạng là “Đang giải quyết”"):
        withdrawn(petition, province)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_competent": False}, "Chỉ thụ lý đơn thuộc thẩm quyền"),
        ({"outcome": Outcome.TRANSFER}, "Chỉ chuyển đơn không thuộc thẩm quyền"),
        ({"outcome": Outcome.GUIDE, "note": " "}, "Hãy ghi rõ lý do"),
        (
            {"outcome": Outcome.TRANSFER, "is_competent": False, "receiver": None},
            "Hãy ghi cơ quan, tổ chức nơi nhận",
        ),
        ({"outcome": Outcome.MERGE}, "Hãy chọn hồ sơ để ghép vào"),
        ({"outcome": Outcome.CHECK}, "Chỉ thông tin có nội dung tố cáo"),
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


@pytest.mark.parametrize(
    ("role", "part"), [("officer", "SKHCN"), ("handler", "SKHCN"), ("head", "UBND")]
)
def test_only_the_head_of_the_agency_that_keeps_it_decides(register, process, province, role, part):
    """A superior head sees the petition but does not decide for the agency that keeps it."""
    petition = register()
    with pytest.raises(NotAllowed):
        process(petition, by=province.person(role, part))


def test_another_agency_does_not_find_it(register, process, province):
    with pytest.raises(Petition.DoesNotExist):
        process(register(), by=province.person("head", "XA"))


def test_the_second_decider_hears_who_was_first(register, process, province):
    petition = register()
    process(petition)
    head = make_user("pho.skhcn", (Role.HEAD, province["SKHCN"]))
    with pytest.raises(Refused, match=r"^Hồ sơ vừa được .* cập nhật; .*vẫn được giữ\.$"):
        process(petition, outcome=Outcome.GUIDE, by=head)
    petition.refresh_from_db()
    assert petition.outcome == Outcome.ACCEPT


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_decision():
    with time_machine.travel(NOW, tick=False):
        province = Province()
        deputy = make_user("pho.skhcn", (Role.HEAD, province["SKHCN"]))
        people = [province.person("head", "SKHCN"), deputy]
        petition = register_petition(
            agency=province["SKHCN"],
            kind=PetitionKind.COMPLAINT,
            field=Field.LAND,
            source=Source.POST,
            received_on=RECEIVED,
            petitioner=THANH,
            summary="Khiếu nại quyết định thu hồi đất",
            content="Đề nghị xem xét lại.",
            by=province.person("handler", "SKHCN"),
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
