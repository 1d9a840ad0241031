"""Proposal and approval: two people, one decision; what the checklist leads to."""

from datetime import date, timedelta

import pytest

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from complaints import eligibility
from complaints.actions.assessing import assess_petition
from complaints.actions.deciding import withdraw_petition
from complaints.actions.proposals import (
    Plan,
    approve,
    decide_at_once,
    plan_of,
    propose,
    send_back,
    take_back,
)
from complaints.advice import hints_for
from complaints.eligibility import Checklist, lines_of, verdict
from complaints.enums import Outcome, PetitionKind, PetitionState, ProposalState, WaitsFor
from complaints.models import Proposal
from tests.complaints.conftest import RECEIVED
from tests.factories import NOW, make_user

TODAY = NOW.date()


def all_well(checklist):
    """Answers that let a petition go on, whatever is not asked being a no."""
    return {line.code: line.wanted or "khong" for line in lines_of(checklist)}


@pytest.fixture
def people(province):
    return province.person("handler", "SKHCN"), province.person("head", "SKHCN")


@pytest.fixture
def assessed(province):
    def done(petition, checklist=Checklist.COMPLAINT_1, **changes):
        return assess_petition(
            petition_id=petition.pk, answers={**all_well(checklist), **changes},
            version=petition.version, by=province.person("handler", "SKHCN"), now=NOW,
        )  # fmt: skip

    return done


ACCEPT = Plan(Outcome.ACCEPT, True, "Đủ điều kiện.", branches=("complex",))


def test_a_proposal_waits_for_the_head_who_approves_it(register, people, assessed):
    handler, head = people
    petition = register()
    assessed(petition)
    proposal = propose(petition_id=petition.pk, plan=ACCEPT, version=1, by=handler, now=NOW)
    petition.refresh_from_db()
    assert (petition.state, petition.waits_for) == (PetitionState.RECEIVED, WaitsFor.APPROVAL)
    assert plan_of(proposal) == ACCEPT
    approve(
        proposal_id=proposal.pk, processed_on=TODAY, document="12/TB-SKHCN", version=1, by=head,
        now=NOW,
    )  # fmt: skip
    petition.refresh_from_db()
    proposal.refresh_from_db()
    assert (petition.state, petition.processed_by) == (PetitionState.ACCEPTED, head)
    assert (proposal.state, proposal.decided_by) == (ProposalState.APPROVED, head)
    assert petition.proceeding.acceptance_document == "12/TB-SKHCN"
    # 45 days instead of 30 from 18/11: 02/01/2027, a Saturday, rolled to Monday 04/01.
    assert petition.clocks.get(rule_code="KN_GQ1").due_on == date(2027, 1, 4)


def test_what_is_sent_back_says_why_and_is_proposed_anew(register, people):
    handler, head = people
    petition = register()
    filed = Plan(Outcome.FILE, True, "Trùng đơn cũ.")
    first = propose(petition_id=petition.pk, plan=filed, version=1, by=handler, now=NOW)
    with pytest.raises(Refused, match="Hãy ghi lý do trả lại"):
        send_back(proposal_id=first.pk, reason=" ", version=1, by=head, now=NOW)
    send_back(proposal_id=first.pk, reason="Nêu rõ đơn cũ nào.", version=1, by=head, now=NOW)
    petition.refresh_from_db()
    assert petition.waits_for == WaitsFor.AGENCY
    with pytest.raises(Refused, match="không còn chờ duyệt: Trả lại để làm rõ"):
        approve(proposal_id=first.pk, processed_on=TODAY, version=1, by=head, now=NOW)
    second = propose(petition_id=petition.pk, plan=filed, version=1, by=handler, now=NOW)
    approve(proposal_id=second.pk, processed_on=TODAY, version=1, by=head, now=NOW)
    states = Proposal.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == ["approved", "returned"]


def test_who_proposed_takes_it_back_and_nobody_else(register, people, province):
    handler, _ = people
    petition = register()
    other = make_user("can.bo.hai", (Role.HANDLER, province["SKHCN"]))
    plan = Plan(Outcome.FILE, True, "Trùng đơn cũ.")
    proposal = propose(petition_id=petition.pk, plan=plan, version=1, by=handler, now=NOW)
    with pytest.raises(NotAllowed):
        take_back(proposal_id=proposal.pk, by=other, now=NOW)
    with pytest.raises(Refused, match="đang có một đề xuất chờ duyệt"):
        propose(petition_id=petition.pk, plan=plan, version=1, by=other, now=NOW)
    take_back(proposal_id=proposal.pk, by=handler, now=NOW)
    proposal.refresh_from_db()
    petition.refresh_from_db()
    assert (proposal.state, petition.waits_for) == ("taken_back", WaitsFor.AGENCY)


def test_nobody_approves_what_they_proposed(register, people, province):
    both = make_user("pho.giam.doc", (Role.HEAD, province["SKHCN"]))
    petition = register()
    plan = Plan(Outcome.FILE, True, "Trùng đơn cũ.")
    proposal = propose(petition_id=petition.pk, plan=plan, version=1, by=both, now=NOW)
    with pytest.raises(Refused, match="không tự duyệt đề xuất của mình"):
        approve(proposal_id=proposal.pk, processed_on=TODAY, version=1, by=both, now=NOW)
    with pytest.raises(Refused, match="hãy duyệt hoặc trả lại đề xuất đó"):
        decide_at_once(
            petition_id=petition.pk, plan=plan, processed_on=TODAY, version=1, by=people[1], now=NOW
        )


@pytest.mark.parametrize(("role", "part"), [("officer", "SKHCN"), ("head", "UBND")])
def test_others_neither_propose_nor_approve(register, people, province, role, part):
    petition, other = register(), province.person(role, part)
    plan = Plan(Outcome.FILE, True, "Trùng đơn cũ.")
    with pytest.raises(NotAllowed):
        propose(petition_id=petition.pk, plan=plan, version=1, by=other, now=NOW)
    proposal = propose(petition_id=petition.pk, plan=plan, version=1, by=people[0], now=NOW)
    for act in (approve, send_back):
        more = {"processed_on": TODAY} if act is approve else {"reason": "Chưa rõ."}
        with pytest.raises(NotAllowed):
            act(proposal_id=proposal.pk, **more, version=1, by=other, now=NOW)
    with pytest.raises(Proposal.DoesNotExist):
        approve(
            proposal_id=proposal.pk, processed_on=TODAY, version=1,
            by=province.person("head", "XA"), now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (ACCEPT, "Hãy kiểm tra điều kiện trước khi đề xuất thụ lý"),
        (Plan(Outcome.ACCEPT, False, ""), "Chỉ thụ lý đơn thuộc thẩm quyền"),
        (Plan(Outcome.GUIDE, False, ""), "Hãy ghi rõ lý do"),
        (Plan(Outcome.TRANSFER, False, "Chuyển."), "Hãy ghi cơ quan, tổ chức nơi nhận"),
        (Plan(Outcome.CHECK, True, "Kiểm tra."), "Chỉ thông tin có nội dung tố cáo"),
        (Plan(Outcome.MERGE, True, "Trùng."), "Hãy chọn hồ sơ để ghép vào"),
    ],
)
def test_what_could_not_be_decided_is_not_proposed(register, people, plan, reason):
    petition = register()
    with pytest.raises(Refused, match=reason):
        propose(petition_id=petition.pk, plan=plan, version=1, by=people[0], now=NOW)
    assert not Proposal.objects.exists()


def test_a_head_alone_decides_at_once_under_the_same_rules(register, people, assessed):
    petition = register()
    told = {"petition_id": petition.pk, "processed_on": TODAY, "version": 1, "now": NOW}
    with pytest.raises(NotAllowed):
        decide_at_once(plan=ACCEPT, by=people[0], **told)
    with pytest.raises(Refused, match="Hãy kiểm tra điều kiện"):
        decide_at_once(plan=ACCEPT, by=people[1], **told)
    assessed(petition)
    assert decide_at_once(plan=ACCEPT, by=people[1], **told).state == PetitionState.ACCEPTED


def test_a_checklist_that_says_no_stands_in_the_way(register, people, assessed):
    petition = register()
    kept = assessed(petition, ky_ten="khong")
    assert kept.is_eligible is False
    with pytest.raises(Refused, match="ghi đơn chưa đủ điều kiện"):
        propose(petition_id=petition.pk, plan=ACCEPT, version=1, by=people[0], now=NOW)


def test_a_checklist_is_kept_half_done_and_refused_when_it_is_too_late(register, people, province):
    petition = register()
    told = {"petition_id": petition.pk, "by": people[0], "now": NOW}
    kept = assess_petition(answers={"ky_ten": "co", "la": "co"}, version=1, **told)
    assert (kept.answers, kept.is_eligible) == ({"ky_ten": "co"}, None)
    with pytest.raises(Refused, match="không hợp lệ"):
        assess_petition(answers={"ky_ten": "có thể"}, version=1, **told)
    with pytest.raises(Refused, match="Hồ sơ vừa được"):
        assess_petition(answers={}, version=7, **told)
    with pytest.raises(NotAllowed):
        assess_petition(
            petition_id=petition.pk, answers={}, version=1, by=province.person("head", "UBND"),
            now=NOW,
        )  # fmt: skip
    decide_at_once(
        petition_id=petition.pk, plan=Plan(Outcome.FILE, True, "Trùng."), processed_on=TODAY,
        version=1, by=people[1], now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="khi tình trạng đơn là “Đã xử lý”"):
        assess_petition(answers={}, version=2, **told)


@pytest.mark.parametrize(
    ("checklist", "changes", "lawful"),
    [
        (Checklist.COMPLAINT_1, {}, (Outcome.ACCEPT,)),
        (Checklist.COMPLAINT_2, {}, (Outcome.ACCEPT,)),
        (Checklist.DISCIPLINE, {}, (Outcome.ACCEPT,)),
        (Checklist.DENUNCIATION, {}, (Outcome.ACCEPT,)),
        (Checklist.RECOMMENDATION, {}, (Outcome.ACCEPT,)),
        # Luật Khiếu nại, art. 11: each ground.
        *(
            (Checklist.COMPLAINT_1, {code: answer}, (Outcome.NOT_ACCEPT, Outcome.RETURN))
            for code, answer in (
                ("noi_bo", "co"), ("truc_tiep", "khong"), ("nang_luc", "khong"),
                ("dai_dien", "khong"), ("ky_ten", "khong"), ("thoi_hieu", "khong"),
                ("da_lan_hai", "co"), ("da_dinh_chi", "co"), ("toa_an", "co"),
            )
        ),
        (Checklist.COMPLAINT_1, {"noi_dung": "khong"}, (Outcome.GUIDE, Outcome.RETURN)),
        (Checklist.COMPLAINT_1, {"dai_dien": "khong_ap_dung"}, (Outcome.ACCEPT,)),
        # Outside competence: a complaint is guided once, a denunciation transferred, a
        # recommendation transferred; sent to the competent body too, or guided before: filed.
        (Checklist.COMPLAINT_1, {"tham_quyen": "khong"}, (Outcome.GUIDE, Outcome.RETURN)),
        (Checklist.DENUNCIATION, {"tham_quyen": "khong"}, (Outcome.TRANSFER,)),
        (Checklist.RECOMMENDATION, {"tham_quyen": "khong"}, (Outcome.TRANSFER,)),
        *(
            (checklist, {"tham_quyen": "khong", code: "co"}, (Outcome.FILE,))
            for checklist in (Checklist.COMPLAINT_1, Checklist.DENUNCIATION)
            for code in ("nhieu_noi", "da_huong_dan")
        ),
        (Checklist.DENUNCIATION, {"tham_quyen": "khong", "cap_duoi": "co"}, (Outcome.URGE,)),
        # Competent, though sent to several bodies: it is taken up.
        (Checklist.DENUNCIATION, {"nhieu_noi": "co"}, (Outcome.ACCEPT,)),
        # Luật Tố cáo, art. 25, 26, 27, 29; Thông tư 05/2021, art. 15.
        (Checklist.DENUNCIATION, {"xac_dinh": "khong"}, (Outcome.FILE,)),
        (Checklist.DENUNCIATION, {"xac_dinh": "khong", "chung_cu": "co"}, (Outcome.CHECK,)),
        (Checklist.DENUNCIATION, {"toi_pham": "co"}, (Outcome.PROSECUTE,)),
        (Checklist.DENUNCIATION, {"dang_vien": "co"}, (Outcome.PARTY,)),
        (Checklist.DENUNCIATION, {"co_so": "khong"}, (Outcome.NOT_ACCEPT, Outcome.RETURN)),
        (
            Checklist.DENUNCIATION,
            {"co_so": "khong", "chung_cu": "co"},
            (Outcome.NOT_ACCEPT, Outcome.CHECK),
        ),
        (Checklist.COMPLAINT_1, {"da_xu_ly": "co"}, (Outcome.FILE, Outcome.MERGE)),
        (Checklist.RECOMMENDATION, {"da_xu_ly": "co"}, (Outcome.FILE, Outcome.MERGE)),
    ],
)  # fmt: skip
def test_what_the_answers_lead_to(checklist, changes, lawful):
    found = verdict(checklist, {**all_well(checklist), **changes})
    assert found.lawful == lawful
    assert found.is_eligible == (lawful == (Outcome.ACCEPT,))
    assert found.sentence.endswith(".")


@pytest.mark.parametrize("checklist", Checklist)
def test_every_line_is_answered_once_and_names_its_article(checklist):
    lines = lines_of(checklist)
    assert len({line.code for line in lines}) == len(lines)
    assert all(line.basis and line.choices for line in lines)
    empty = verdict(checklist, {})
    assert (empty.is_eligible, empty.lawful, len(empty.open_lines)) == (None, (), len(lines))


def test_grounds_are_those_of_article_11():
    answers = all_well(Checklist.COMPLAINT_1) | {"noi_bo": "co", "ky_ten": "khong"}
    assert verdict(Checklist.COMPLAINT_1, answers).grounds == ("11.5", "11.1")


@pytest.mark.parametrize(
    ("kind", "first", "discipline", "expected"),
    [
        ("complaint", True, False, Checklist.COMPLAINT_1),
        ("complaint", False, False, Checklist.COMPLAINT_2),
        ("complaint", True, True, Checklist.DISCIPLINE),
        ("complaint", False, True, Checklist.DISCIPLINE),
        ("denunciation", True, False, Checklist.DENUNCIATION),
        ("recommendation", True, False, Checklist.RECOMMENDATION),
    ],
)
def test_which_list_a_petition_is_held_against(kind, first, discipline, expected):
    found = eligibility.checklist_of(kind, is_first_time=first, is_discipline=discipline)
    assert found is expected


@pytest.mark.parametrize(
    ("contested_on", "answer", "until"),
    [
        # 90 days after 18/08/2026: 16/11/2026, a Monday, the day it was received.
        (date(2026, 8, 18), "co", "16/11/2026"),
        # One day earlier: Sunday 15/11, rolled to Monday 16/11.
        (date(2026, 8, 17), "co", "16/11/2026"),
        # Three days earlier: Friday 13/11.
        (date(2026, 8, 15), "khong", "13/11/2026"),
    ],
)
def test_the_limitation_is_counted_for_the_officer(register, people, contested_on, answer, until):
    petition = register()
    petition.contested_on = contested_on
    petition.save(update_fields=["contested_on"])
    hint = hints_for(petition, people[0], TODAY)["thoi_hieu"]
    assert hint.answer == answer
    assert f"thời hiệu đến hết {until}" in hint.why


def test_an_unknown_denouncer_is_noted_on_the_petition(register, people, assessed):
    petition = register(kind=PetitionKind.DENUNCIATION)
    assessed(petition, Checklist.DENUNCIATION, xac_dinh="khong", chung_cu="co")
    petition.refresh_from_db()
    assert petition.is_anonymous
    with pytest.raises(Refused, match="mạo danh người tố cáo thì không thụ lý"):
        propose(
            petition_id=petition.pk, plan=Plan(Outcome.ACCEPT, True, ""), version=1, by=people[0],
            now=NOW,
        )  # fmt: skip
    assessed(petition, Checklist.DENUNCIATION)
    petition.refresh_from_db()
    assert not petition.is_anonymous


def test_a_denunciation_for_others_is_passed_on_within_five_working_days(register, people):
    """From 16/11/2026: 17, 18, 19, 20 and 23 November."""
    petition = register(kind=PetitionKind.DENUNCIATION)
    plan = Plan(Outcome.TRANSFER, False, "Thuộc thẩm quyền UBND xã.", to_name="UBND xã Tân Thanh")
    proposal = propose(petition_id=petition.pk, plan=plan, version=1, by=people[0], now=NOW)
    clock = petition.clocks.get(rule_code="TC_CHUYEN")
    assert (clock.started_on, clock.due_on) == (RECEIVED, date(2026, 11, 23))
    approve(
        proposal_id=proposal.pk, processed_on=TODAY, document="15/PC-SKHCN",
        answer_due_on=TODAY + timedelta(days=30), version=1, by=people[1], now=NOW,
    )  # fmt: skip
    clock.refresh_from_db()
    assert clock.finished_on == TODAY
    sent = petition.transfers.get()
    assert (sent.to_name, sent.document, sent.state) == ("UBND xã Tân Thanh", "15/PC-SKHCN", "sent")


def test_a_withdrawn_petition_leaves_no_proposal_waiting(register, people):
    petition = register()
    plan = Plan(Outcome.FILE, True, "Trùng đơn cũ.")
    propose(petition_id=petition.pk, plan=plan, version=1, by=people[0], now=NOW)
    withdraw_petition(
        petition_id=petition.pk, note="Có đơn xin rút.", withdrawn_on=TODAY, version=1,
        by=people[0], now=NOW,
    )  # fmt: skip
    petition.refresh_from_db()
    assert petition.waits_for == WaitsFor.AGENCY
    assert Proposal.objects.get().state == ProposalState.TAKEN_BACK
