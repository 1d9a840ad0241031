"""The engine of steps: who, when, from which stage, with what; what it keeps and what it refuses."""

import threading
from datetime import date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.refusals import NotAllowed, Refused
from complaints.actions.effects.facts import facts_of
from complaints.actions.linking import link_petitions
from complaints.actions.petitions import process_petition, register_petition
from complaints.actions.proceedings import take_step
from complaints.enums import (
    Field,
    LinkKind,
    Outcome,
    PetitionKind,
    PetitionState,
    Secrecy,
    Source,
    WaitsFor,
)
from complaints.models import Clock, Petition, Proceeding, ProceedingEvent, TeamMember
from complaints.procedure.names import Stage, StepName
from complaints.procedure.steps import Fact
from complaints.told import Arrival
from records.models import LedgerEntry
from tests.factories import HANOI, NOW, Province
from tests.scenarios import conftest as scenario

case = scenario.case

TEAM = {"team": ["Trần Văn Tổ | Thanh tra viên | x"], "plan": "Xác minh giá đất", "days": 15}
FOUND = {"findings": ["Giá đất | sai"], "demand_matches": True, "proposal": "Giữ nguyên"}
WORKED = {"with_whom": "Văn phòng đăng ký đất đai", "content": "Đối chiếu hồ sơ"}
DECIDED = {"finding": "wrong", "ruling": "keep", "text": "Giữ nguyên quyết định."}
WAITING = {"grounds": "11a.1.a", "reason": "Người khiếu nại nằm viện", "proof": "Giấy ra viện"}
COMPLEX = {"criteria": ["c"], "reason": "Nhiều hộ"}


@pytest.fixture
def running(case) -> scenario.Case:
    """Received on 01/07, accepted on 06/07, verified from 08/07; due on 05/08."""
    c = case("01/07").accept("06/07")
    c.take(StepName.ASSIGN, "08/07", TEAM)
    return c


def test_acceptance_writes_its_event_and_starts_the_duty_to_resolve(case, province):
    c = case("01/07").accept("06/07", document="11/TB-SKHCN", branches=["remote"])
    proceeding = c.proceeding
    assert (proceeding.kind, proceeding.stage, proceeding.accepted_on) == (
        "complaint_1",
        "accepted",
        date(2026, 7, 6),
    )
    assert (proceeding.acceptance_document, proceeding.is_remote) == ("11/TB-SKHCN", True)
    event = ProceedingEvent.objects.get(petition=c.pk)
    assert (event.step, event.stage_before, event.stage_after) == ("accept", "intake", "accepted")
    assert event.data == {"branches": ["remote"]}
    assert event.entered_by == province.person("head", "SKHCN")
    assert c.open_duties() == ["KN_GQ1"]
    assert c.petition.next_duty == "KN_GQ1"
    assert c.done("KN_THULY") == c.done("XLD_TREO") == date(2026, 7, 6)


def test_a_refusal_leaves_its_grounds_and_no_proceeding(case):
    c = case("01/07")
    c.process("06/07", Outcome.NOT_ACCEPT, grounds=["11.6"], note="Quá 90 ngày.")
    event = ProceedingEvent.objects.get(petition=c.pk)
    assert (event.step, event.stage_after, event.data) == (
        "refuse",
        "not_accepted",
        {"grounds": ["11.6"]},
    )
    assert event.note == "Quá 90 ngày."
    assert not Proceeding.objects.filter(petition=c.pk).exists()
    assert c.open_duties() == []
    with pytest.raises(Refused, match="Đơn chưa được thụ lý"):
        take_step(
            petition_id=c.pk, step=StepName.WORK, happened_on=date(2026, 7, 7), said=WORKED,
            version=c.petition.version, by=c.person("handler"), now=NOW,
        )  # fmt: skip


def test_a_step_keeps_event_stage_version_and_ledger(running, province):
    version = running.petition.version
    event = running.take(
        StepName.WORK, "10/07", WORKED, document="Biên bản 01", signer="Tổ trưởng", note="Đủ mặt"
    )
    assert (event.stage_before, event.stage_after) == ("verifying", "verifying")
    assert (event.document, event.signer, event.note) == ("Biên bản 01", "Tổ trưởng", "Đủ mặt")
    assert event.data == WORKED
    assert running.petition.version == version + 1
    row = LedgerEntry.objects.filter(subject_id=running.pk).latest("id")
    assert (row.verb, row.subject_kind, row.user_id) == (
        "change",
        "petition",
        province.person("handler", "SKHCN").pk,
    )
    assert row.details == {"buoc": "work", "giai_doan": "verifying"}


REFUSED = [
    (StepName.DECIDE, "20/07", DECIDED, {}, "khi hồ sơ ở giai đoạn “Đang xác minh”"),
    (StepName.RESUME, "20/07", {"reason": "Xong"}, {}, "khi hồ sơ ở giai đoạn “Đang xác minh”"),
    (StepName.HANDLE, "20/07", {}, {}, "không có bước “Xử lý kết luận nội dung tố cáo”"),
    (StepName.EXTEND, "20/07", {"days": 30}, {}, "không có bước “Gia hạn giải quyết”"),
    (StepName.WORK, "19/11", WORKED, {"entered_on": "18/11"}, "không thể ở tương lai"),
    (StepName.WORK, "05/07", WORKED, {}, r"không thể trước ngày thụ lý \(06/07/2026\)"),
    (
        StepName.WORK,
        "05/07",
        WORKED,
        {"late_reason": "Ghi sót"},
        r"không thể trước ngày thụ lý \(06/07/2026\)",
    ),
    (StepName.WORK, "07/07", WORKED, {}, r"trước việc đã ghi gần nhất \(08/07/2026\)"),
    (StepName.WORK, "09/07", {"with_whom": "Sở"}, {}, "^Hãy ghi: Nội dung làm việc.$"),
    (StepName.REPORT, "09/07", {**FOUND, "demand_matches": None}, {}, "^Hãy ghi: Yêu cầu của"),
    (StepName.REPORT, "09/07", {**FOUND, "findings": ["Giá đất"]}, {}, "dòng 1: ghi nội dung"),
    (
        StepName.REPORT,
        "09/07",
        {**FOUND, "findings": ["Giá đất | sai", "Cây trồng | có lẽ"]},
        {},
        "dòng 2: ghi nội dung",
    ),
    (StepName.SUSPEND, "09/07", {**WAITING, "grounds": "x"}, {}, "hãy chọn trong danh sách"),
    (StepName.SUSPEND, "09/07", WAITING, {"document": " "}, "Hãy ghi số, ký hiệu văn bản"),
    (StepName.NOTE_COMPLEX, "09/07", COMPLEX, {}, "phải có văn bản"),
    (
        StepName.NOTE_COMPLEX,
        "09/07",
        {**COMPLEX, "criteria": []},
        {"document": "01/BB"},
        "^Hãy ghi: Tiêu chí phức tạp.$",
    ),
    (
        StepName.NOTE_COMPLEX,
        "09/07",
        {**COMPLEX, "criteria": ["c", "z"]},
        {"document": "01/BB"},
        "hãy chọn trong danh sách",
    ),
    (StepName.LIFT_STAY, "09/07", {"reason": "Hết"}, {}, "Không có quyết định tạm đình chỉ"),
    (StepName.ASSIGN, "09/07", {**TEAM, "days": -1}, {}, "không thể nhỏ hơn 0"),
    (StepName.ASSIGN, "09/07", {**TEAM, "days": "mười"}, {}, "giá trị không đúng loại"),
    (StepName.ASSIGN, "09/07", {**TEAM, "team": ["A", "B"]}, {}, "đúng một người đứng đầu"),
    (StepName.ASSIGN, "09/07", {**TEAM, "team": ["A||x", "a"]}, {}, "chỉ ghi một dòng"),
    (StepName.WITHDRAW_PART, "09/07", {"how": "petition"}, {}, "nội dung đã rút hoặc người"),
    (
        StepName.INVITE_DIALOGUE,
        "09/07",
        {
            "planned_at": datetime(2026, 7, 20, 8, tzinfo=HANOI),
            "place": "Sở",
            "chair": "Giám đốc",
            "content": "Giá đất",
            "parties": ["Hàng xóm | Nguyễn Văn A"],
        },
        {},
        "tư cách là một trong",
    ),
    (StepName.CORRECT, "09/07", {"event": "x", "corrected": "15 ngày"}, {}, "Hãy chọn việc"),
]


def test_what_is_refused_changes_nothing(running):
    before = (running.petition.version, running.stage, running.open_duties())
    counts = (ProceedingEvent.objects.count(), LedgerEntry.objects.count())
    for step, on, said, told, reason in REFUSED:
        with pytest.raises(Refused, match=reason):
            running.take(step, on, said, **told)
    assert (running.petition.version, running.stage, running.open_duties()) == before
    assert (ProceedingEvent.objects.count(), LedgerEntry.objects.count()) == counts


INTRUDERS = [
    ("officer", "SKHCN", StepName.WORK, WORKED),
    ("handler", "SKHCN", StepName.SUSPEND, WAITING),
    # A superior head, and the inspectorate, watch: they do not decide here.
    ("head", "UBND", StepName.SUSPEND, WAITING),
    ("inspector", "TTT", StepName.WORK, WORKED),
]


def test_only_those_whose_step_it_is_may_take_it(running, province):
    for role, part, step, said in INTRUDERS:
        with pytest.raises(NotAllowed, match="không có quyền"):
            running.take(step, "10/07", said, by=province.person(role, part))


def test_another_agency_does_not_find_the_case(running, case, province):
    """Somebody with many cases of their own elsewhere."""
    elsewhere = case("01/07", part="XA").accept("06/07")
    elsewhere.take(StepName.ASSIGN, "08/07", TEAM)
    with pytest.raises(Petition.DoesNotExist):
        running.take(StepName.WORK, "10/07", WORKED, by=province.person("handler", "XA"))


def test_the_second_of_two_hears_who_was_first(running):
    version = running.petition.version
    running.take(StepName.WORK, "10/07", WORKED)
    with pytest.raises(Refused, match=r"^Hồ sơ vừa được .* cập nhật; .*vẫn được giữ\.$"):
        running.take(StepName.WORK, "10/07", WORKED, version=version)


def test_a_late_entry_is_kept_with_its_reason_at_the_stage_of_its_day(running):
    running.take(StepName.WORK, "13/07", WORKED)
    event = running.take(StepName.WORK, "10/07", WORKED, late_reason="Biên bản gửi về muộn")
    assert (event.happened_on, event.late_reason) == (date(2026, 7, 10), "Biên bản gửi về muộn")


def test_a_late_entry_cannot_move_the_case_before_its_last_move(running):
    running.take(StepName.REPORT, "20/07", FOUND)
    with pytest.raises(Refused, match="hồ sơ chưa đến giai đoạn “Đã có báo cáo xác minh”"):
        running.take(StepName.SUSPEND, "15/07", WAITING, late_reason="Ghi sót")
    # What was lawful while the case was verified is recorded late.
    running.take(StepName.WORK, "15/07", WORKED, late_reason="Ghi sót")
    with pytest.raises(Refused, match="chưa đến giai đoạn"):
        running.take(
            StepName.DECIDE, "15/07", DECIDED, late_reason="Ghi sót", document="9/QĐ", signer="Hạnh"
        )


def test_a_suspension_remembers_where_the_case_was(running):
    running.take(StepName.SUSPEND, "13/07", WAITING)
    proceeding = running.proceeding
    assert (proceeding.stage, proceeding.stage_before) == ("suspended", "verifying")
    assert running.petition.waits_for == WaitsFor.CITIZEN
    event = running.take(StepName.RESUME, "20/07", {"reason": "Đã ra viện"})
    assert (event.stage_before, event.stage_after) == ("suspended", "verifying")
    assert running.proceeding.stage_before == ""
    # 07/07–12/07 are six days; 20/07 is the seventh, the thirtieth 12/08.
    assert running.due("KN_GQ1") == date(2026, 8, 12)


def test_suspended_twice_before_a_resumption_is_refused(running):
    running.take(StepName.SUSPEND, "13/07", WAITING)
    with pytest.raises(Refused, match="khi hồ sơ ở giai đoạn “Đang tạm đình chỉ”"):
        running.take(StepName.SUSPEND, "14/07", WAITING)


def test_a_correction_is_a_new_event_that_names_the_old(running, case):
    wrong = running.take(StepName.WORK, "10/07", WORKED)
    said = {"event": str(wrong.pk), "corrected": "Làm việc ngày 09/07, không phải 10/07"}
    correction = running.take(StepName.CORRECT, "13/07", said)
    assert correction.corrects == wrong
    assert correction.data["corrected"] == "Làm việc ngày 09/07, không phải 10/07"
    other = case("01/07").accept("06/07")
    with pytest.raises(Refused, match="Hãy chọn việc đã ghi trong hồ sơ này"):
        other.take(StepName.CORRECT, "13/07", said)


def test_the_team_is_written_and_a_new_one_takes_its_place(running, province):
    handler = province.person("handler", "SKHCN")
    two = [f"{handler.full_name} | Chuyên viên | x", "Bế Thị Lan | Công chức địa chính"]
    running.take(StepName.ASSIGN, "13/07", {**TEAM, "team": two})
    sitting = TeamMember.objects.filter(petition=running.pk, until_on=None).order_by("-is_head")
    assert [(m.name, m.is_head, m.user) for m in sitting] == [
        (handler.full_name, True, handler),
        ("Bế Thị Lan", False, None),
    ]
    left = TeamMember.objects.get(petition=running.pk, until_on__isnull=False)
    assert (left.name, left.until_on) == ("Trần Văn Tổ", date(2026, 7, 13))
    with pytest.raises(Refused, match=r"được lập sau ngày này \(13/07/2026\)"):
        running.take(StepName.ASSIGN, "10/07", TEAM, late_reason="Ghi sót")


def test_nobody_verifies_what_concerns_them(case, province):
    officer = province.person("officer", "SKHCN")
    c = case("01/07", excluded_users=[officer]).accept("06/07")
    assert c.petition.secrecy == Secrecy.RESTRICTED
    with pytest.raises(Refused, match="liên quan đến vụ việc, không được xác minh"):
        c.take(StepName.ASSIGN, "13/07", {**TEAM, "team": [officer.full_name]})


def test_of_a_group_some_may_withdraw_but_not_all_as_a_part(running):
    whole = {"how": "minutes", "contents": "Phần cây trồng", "people": ["Hoàng Văn Minh"]}
    # The petition lists nobody: what was said is kept as text.
    event = running.take(StepName.WITHDRAW_PART, "10/07", whole)
    assert event.data == whole
    assert running.stage == Stage.VERIFYING


def test_complexity_adds_up_and_lengthens_the_time(running):
    running.take(StepName.NOTE_COMPLEX, "10/07", COMPLEX, document="01/BB")
    assert (running.proceeding.criteria, running.due("KN_GQ1")) == (["c"], date(2026, 8, 20))
    both = {"criteria": ["a"], "reason": "Hai xã", "remote": True}
    running.take(StepName.NOTE_COMPLEX, "13/07", both, document="02/BB")
    assert (running.proceeding.criteria, running.due("KN_GQ1")) == (["a", "c"], date(2026, 9, 4))


def test_after_the_end_only_the_file_is_read_and_corrected(running):
    gone = {"grounds": "11a.2.c", "reason": "Quyết định đã bị hủy bỏ"}
    running.take(StepName.TERMINATE, "20/07", gone)
    assert running.proceeding.finished_on == date(2026, 7, 20)
    assert running.petition.state == PetitionState.RESOLVED
    with pytest.raises(Refused, match="khi hồ sơ ở giai đoạn “Đã đình chỉ”"):
        running.take(StepName.WORK, "21/07", WORKED)
    running.take(StepName.READ_FILE, "21/07", {"capacity": "complainant", "what": "Toàn bộ"})


def test_whoever_sent_the_petition_on_is_owed_the_result_even_of_an_ended_case(case):
    sent = Arrival(sender_name="Đoàn đại biểu Quốc hội tỉnh", document="12/ĐĐBQH")
    c = case("01/07", source=Source.DEPUTY, arrival=sent).accept("06/07")
    gone = {"grounds": "11a.2.c", "reason": "Quyết định đã bị hủy bỏ"}
    c.take(StepName.TERMINATE, "20/07", gone)
    assert c.open_duties() == ["KN_TDC_GUI", "TCD_PHUC_DAP"]
    # Seven working days after Monday 20/07.
    assert c.due("TCD_PHUC_DAP") == date(2026, 7, 29)


def test_facts_cost_two_statements_whatever_the_case_holds(running):
    running.take(StepName.WORK, "10/07", WORKED)
    petition, proceeding = running.petition, running.proceeding
    with CaptureQueriesContext(connection) as queries:
        facts = facts_of(petition, proceeding, date(2026, 7, 20))
    assert len(queries) == 2
    assert facts == {
        Fact.COMPETENT, Fact.NO_STAY, Fact.NO_OPEN_DIALOGUE, Fact.ALL_DONE, Fact.NOT_WITHDRAWN,
        Fact.DIALOGUE_DONE,
    }  # fmt: skip
    assert Fact.OVERDUE in facts_of(petition, proceeding, date(2026, 8, 6))


def test_what_was_withdrawn_is_not_accepted_again_unless_the_checklist_lets_it_in(case, province):
    first = case("01/07").accept("06/07")
    first.take(StepName.WITHDRAW_WHOLE, "08/07", {"how": "petition", "reason": "Có đơn rút"})
    first.take(StepName.TERMINATE, "09/07", {"grounds": "11a.2.a", "reason": "Có đơn rút"})
    again = case("20/07", matter=first.petition.matter)
    link_petitions(
        petition_id=again.pk, other_id=first.pk, kind=LinkKind.AGAIN, reason="Gửi lại",
        by=again.person("handler"), now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="Nội dung đã rút không được xem xét lại"):
        again.accept("22/07")


def test_the_first_instance_of_another_office_is_the_one_that_was_linked(case):
    first = case("01/07", part="XA").accept("06/07")
    second = case("03/08", part="UBND", is_first_time=False)
    link_petitions(
        petition_id=second.pk, other_id=first.pk, kind=LinkKind.SECOND, reason="Khiếu nại tiếp",
        by=second.person("head"), now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="cần quyết định lần đầu, hoặc thời hạn"):
        second.accept("04/08")
    # The commune's time was over on 05/08.
    second.accept("07/08")
    assert second.proceeding.previous == first.proceeding


def test_a_sealed_case_keeps_no_name_in_the_ledger(case, province):
    c = case("01/07", keep_sealed=True)
    assert c.petition.secrecy == Secrecy.SEALED
    c.accept("06/07")
    c.take(StepName.ASSIGN, "08/07", TEAM)
    rows = LedgerEntry.objects.filter(subject_id=c.pk)
    assert {row.subject_label for row in rows} == {"Đơn kín"}
    assert not any("Minh" in str(row.details) for row in rows)


def test_the_nearest_duty_of_the_case_and_of_the_matter_follow_each_step(running):
    wanted = {"what": "Hồ sơ thửa 15", "asked_of": "Văn phòng đăng ký đất đai"}
    running.take(StepName.REQUEST_EVIDENCE, "10/07", wanted)
    petition = running.petition
    assert (petition.next_duty, petition.next_due_on) == ("KN_TAILIEU", date(2026, 7, 17))
    assert petition.matter.next_due_on == date(2026, 7, 17)
    # Asked twice on one day is one duty, and what came in stands as answered.
    running.take(StepName.REQUEST_EVIDENCE, "10/07", {**wanted, "what": "Bản đồ"})
    assert Clock.objects.filter(petition=running.pk, rule_code="KN_TAILIEU").count() == 1


def test_time_that_only_runs_makes_no_case_late(running):
    running.take(StepName.REPORT, "20/07", FOUND)
    running.take(StepName.DECIDE, "27/07", DECIDED)
    assert running.petition.next_duty == "KN_GUI_QD1"
    received = {"to_whom": "Người khiếu nại", "received_on": date(2026, 7, 28)}
    running.take(StepName.SEND, "28/07", received)
    running.take(StepName.PUBLISH, "29/07", {"how": "meeting", "where": "Trụ sở"})
    petition = running.petition
    # In effect 30 days after 27/07; the citizen may complain again until 27/08.
    assert (petition.next_duty, petition.next_due_on) == ("KN_HIEULUC", date(2026, 8, 26))
    assert petition.matter.next_due_on is None
    seen = Petition.objects.filter(pk=running.pk)
    assert not seen.overdue(date(2026, 9, 30)).exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_one_step():
    with time_machine.travel(NOW, tick=False):
        province = Province()
        people = [province.person("handler", "SKHCN"), province.person("head", "SKHCN")]
        petition = register_petition(
            agency=province["SKHCN"], kind=PetitionKind.COMPLAINT, field=Field.LAND,
            source=Source.POST, received_on=date(2026, 11, 16), petitioner=scenario.MINH,
            summary="Khiếu nại", content="Đề nghị xem xét.", by=people[0], now=NOW,
        )  # fmt: skip
        process_petition(
            petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True, note="Đủ",
            processed_on=NOW.date(), version=1, by=people[1], now=NOW,
        )  # fmt: skip
        version = Petition.objects.get(pk=petition.pk).version
        answers: list[str] = []
        together = threading.Barrier(2)

        def work(by):
            try:
                together.wait(10)
                take_step(
                    petition_id=petition.pk, step=StepName.WORK, happened_on=NOW.date(),
                    said=WORKED, version=version, by=by, now=NOW,
                )  # fmt: skip
                answers.append("done")
            except Refused as refusal:
                answers.append(refusal.sentence[:14])
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(person,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert sorted(answers) == ["Hồ sơ vừa được", "done"]
    assert ProceedingEvent.objects.filter(step=StepName.WORK).count() == 1
