"""Từ chối tiếp: grounds by the day, the notice in writing, the head who takes one back."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.enums import PetitionKind, Secrecy
from complaints.models import Clock, Petition
from reception import refusal_law
from reception.actions.notices import tell_result
from reception.actions.refusals import finish_refusal_notice, reverse_refusal
from reception.enums import RefusalGround, VisitResult
from reception.intake import RefusalInput
from reception.models import Refusal, Visit
from records.models import LedgerEntry
from tests.factories import HANOI, NOW
from tests.reception.conftest import HOA

pytestmark = pytest.mark.django_db
REASON = "Công dân có tình tiết mới, cần tiếp nhận."
Ground = RefusalGround


@pytest.fixture
def refuse(receive):
    def made(ground: RefusalGround = Ground.L9_2, **changes) -> Visit:
        said = RefusalInput(ground, "Đã giải thích nội quy, mời công dân trở lại buổi khác.")
        return receive(**{"result": VisitResult.REFUSED, "refusal": said, **changes})

    return made


def duties(visit: Visit) -> list[tuple[str, date, date | None]]:
    clocks = Clock.objects.filter(matter=visit.matter_id).order_by("rule_code", "started_on")
    return [(clock.rule_code, clock.due_on, clock.finished_on) for clock in clocks]


def test_grounds_before_and_after_the_decree():
    law = (Ground.L9_1, Ground.L9_2, Ground.L9_3)
    assert refusal_law.grounds_on(date(2026, 6, 30)) == law
    assert refusal_law.grounds_on(date(2026, 7, 1)) == tuple(Ground)
    assert len(Ground) == 13


@pytest.mark.parametrize(
    ("ground", "cited"),
    [
        (Ground.L9_3, "khoản 3 điều 9 Luật Tiếp công dân 2013"),
        (Ground.D4_A, "điểm a khoản 1 điều 4 Nghị định 154/2026/NĐ-CP"),
        (Ground.D4_DD, "điểm đ khoản 1 điều 4 Nghị định 154/2026/NĐ-CP"),
        (Ground.D4_H, "điểm h khoản 1 điều 4 Nghị định 154/2026/NĐ-CP"),
        (Ground.D4_K, "điểm k khoản 1 điều 4 Nghị định 154/2026/NĐ-CP"),
    ],
)
def test_each_ground_names_its_point(ground, cited):
    assert refusal_law.citation(ground) == cited


def test_the_notice_in_writing_is_for_two_grounds_since_the_decree():
    written = {g for g in Ground if refusal_law.needs_notice(g, date(2026, 7, 1))}
    assert written == {Ground.L9_3, Ground.D4_H}
    assert not any(refusal_law.needs_notice(g, date(2026, 6, 30)) for g in Ground)
    doubtful = {g for g in Ground if refusal_law.doubt(g)}
    assert doubtful == {Ground.D4_G, Ground.D4_H}
    assert refusal_law.doubt(Ground.D4_H).startswith("Cần đối chiếu")


def test_a_refusal_explained_to_the_face_ends_its_own_duty(refuse):
    visit = refuse()
    refusal = visit.refusal
    assert (refusal.ground, refusal.grounds_on) == ("l9_2", date(2026, 11, 18))
    assert refusal.explanation == "Đã giải thích nội quy, mời công dân trở lại buổi khác."
    assert duties(visit) == [("TCD_TB_KQ", date(2026, 12, 3), date(2026, 11, 18))]
    assert Petition.objects.count() == 0


def test_a_refusal_does_not_end_the_duty_to_who_came_before(receive, refuse):
    earlier = receive()
    refuse(matter=earlier.matter)
    assert duties(earlier) == [("TCD_TB_KQ", date(2026, 12, 3), None)]


@pytest.mark.parametrize("ground", [Ground.L9_3, Ground.D4_H])
def test_three_working_days_for_the_notice_in_writing(refuse, ground):
    # From Wednesday 18/11: 19, 20/11, then Monday 23/11 is the third.
    assert duties(refuse(ground)) == [
        ("TCD_TB_KQ", date(2026, 12, 3), None),
        ("TCD_TB_TUCHOI", date(2026, 11, 23), None),
    ]


def test_before_the_decree_nothing_is_due_in_writing(refuse):
    visit = refuse(Ground.L9_3, arrived_at=datetime(2026, 6, 30, 9, tzinfo=HANOI))
    assert [duty for duty, _, _ in duties(visit)] == ["TCD_TB_KQ"]


def test_two_refusals_of_one_matter_on_one_day_share_the_notice(refuse):
    first = refuse(Ground.D4_H)
    refuse(Ground.D4_H, matter=first.matter)
    assert [duty for duty, _, _ in duties(first)] == ["TCD_TB_KQ", "TCD_TB_TUCHOI"]


def test_form_01_ends_both_duties(refuse, province):
    visit, head = refuse(Ground.D4_H), province.person("head", "SKHCN")
    finish_refusal_notice(visit=visit, on=date(2026, 11, 20), by=head, now=NOW)
    assert [done for _, _, done in duties(visit)] == [date(2026, 11, 20)] * 2


def test_form_01_leaves_the_answer_due_to_somebody_received_that_day(receive, refuse, province):
    received = receive()
    visit = refuse(Ground.D4_H, matter=received.matter)
    head = province.person("head", "SKHCN")
    finish_refusal_notice(visit=visit, on=date(2026, 11, 20), by=head, now=NOW)
    assert [(duty, done) for duty, _, done in duties(visit)] == [
        ("TCD_TB_KQ", None),
        ("TCD_TB_TUCHOI", date(2026, 11, 20)),
    ]


def test_the_head_takes_a_refusal_back(refuse, province):
    visit, head = refuse(Ground.D4_H), province.person("head", "SKHCN")
    later = NOW + timedelta(days=1)
    reverse_refusal(visit_id=visit.pk, reason=REASON, by=head, now=later)
    refusal = Refusal.objects.get()
    assert (refusal.reversed_by, refusal.reversed_at, refusal.reversal_reason) == (
        head,
        later,
        REASON,
    )
    assert duties(visit) == [
        ("TCD_TB_KQ", date(2026, 12, 3), None),  # still running
        ("TCD_TB_TUCHOI", date(2026, 11, 23), date(2026, 11, 19)),
    ]
    row = LedgerEntry.objects.latest("id")
    assert (row.verb, row.subject_id, row.details) == ("change", visit.pk, {"huy_tu_choi": "d4_h"})
    with pytest.raises(Refused, match="đã được hủy trước đó"):
        reverse_refusal(visit_id=visit.pk, reason=REASON, by=head, now=later)


def test_taken_back_the_same_day_the_duty_runs_on(refuse, province):
    visit, head = refuse(), province.person("head", "SKHCN")
    reverse_refusal(visit_id=visit.pk, reason=REASON, by=head, now=NOW)
    assert duties(visit) == [("TCD_TB_KQ", date(2026, 12, 3), None)]


def test_taken_back_later_the_ten_days_count_from_then(refuse, province):
    visit, head = refuse(), province.person("head", "SKHCN")
    reverse_refusal(visit_id=visit.pk, reason=REASON, by=head, now=NOW + timedelta(days=1))
    # From Thursday 19/11: 20, 23, 25, 26, 27, 30/11, 1, 2, 3/12 are nine, 4/12 is the tenth.
    assert duties(visit) == [
        ("TCD_TB_KQ", date(2026, 12, 3), date(2026, 11, 18)),
        ("TCD_TB_KQ", date(2026, 12, 4), None),
    ]


def test_the_result_is_told_after_a_refusal_was_taken_back(refuse, province):
    visit, head = refuse(), province.person("head", "SKHCN")
    reverse_refusal(visit_id=visit.pk, reason=REASON, by=head, now=NOW + timedelta(days=1))
    told = NOW + timedelta(days=2)
    tell_result(
        visit_id=visit.pk, told_on=told.date(), by=province.person("officer", "SKHCN"), now=told
    )
    assert [done for _, _, done in duties(visit)] == [date(2026, 11, 18), date(2026, 11, 20)]


def test_only_the_head_of_the_agency_that_refused(refuse, receive, province):
    visit = refuse()
    for role, part in (("officer", "SKHCN"), ("handler", "SKHCN"), ("head", "UBND")):
        with pytest.raises(NotAllowed):
            reverse_refusal(
                visit_id=visit.pk, reason=REASON, by=province.person(role, part), now=NOW
            )
    with pytest.raises(Visit.DoesNotExist):
        reverse_refusal(visit_id=visit.pk, reason=REASON, by=province.person("head", "XA"), now=NOW)
    head = province.person("head", "SKHCN")
    with pytest.raises(Refused, match="lý do"):
        reverse_refusal(visit_id=visit.pk, reason="  ", by=head, now=NOW)
    with pytest.raises(Refused, match="không có việc từ chối"):
        reverse_refusal(visit_id=receive().pk, reason=REASON, by=head, now=NOW)


def test_a_reversal_says_who_and_why(refuse):
    refuse()
    with pytest.raises(IntegrityError, match="refusal_reversed"), transaction.atomic():
        Refusal.objects.update(reversed_at=NOW)


@pytest.fixture
def head(province, sign_in):
    return sign_in(province.person("head", "SKHCN"))


def test_the_head_reads_refusals_by_ground_and_never_by_person(head, refuse, receive):
    receive()
    repeated = {refuse(Ground.D4_H), refuse(Ground.D4_H)}
    refuse(Ground.L9_2)
    answer = head.get(reverse("refusal_list"))
    counts = answer.context["counts"]
    assert [(row["count"].ground, row["count"].many) for row in counts] == [
        (Ground.L9_2, 1),
        (Ground.D4_H, 2),
    ]
    opened = head.get(reverse("refusal_list") + counts[1]["url"])
    assert {row.visit for row in opened.context["rows"]} == repeated
    assert HOA.full_name not in answer.content.decode()
    assert "Có 3 lượt từ chối." in answer.content.decode()


def test_the_list_costs_the_same_for_one_and_four(head, refuse, django_assert_max_num_queries):
    address = reverse("refusal_list")
    refuse()
    with django_assert_max_num_queries(15) as one:
        head.get(address)
    for _ in range(3):
        refuse()
    with django_assert_max_num_queries(len(one)):
        head.get(address)


def test_filters_and_odd_days(head, refuse):
    refuse()
    address = reverse("refusal_list")
    for query, many in (
        ("?tinh_trang=huy", 0), ("?tinh_trang=con", 1), ("?tu=2026-11-19", 0),
        ("?den=2026-11-18", 1), ("?tu=0001-01-01", 1), ("?den=9999-12-31", 1), ("?tu=hom-qua", 0),
    ):  # fmt: skip
        assert len(head.get(address + query).context["rows"]) == many, query


def test_taken_back_through_the_door(head, refuse):
    visit = refuse(Ground.D4_H)
    address = reverse("refusal_reverse", args=[visit.pk])
    page = head.get(address).content.decode()
    assert "điểm h khoản 1 điều 4 Nghị định 154/2026/NĐ-CP" in page
    assert "Cần đối chiếu" in page
    short = head.post(address, {"reason": "Sai"})
    assert (short.status_code, short.context["form"]["reason"].value()) == (409, "Sai")
    assert head.post(address, {"reason": ""}).status_code == 422
    assert head.post(address, {"reason": REASON}).url == reverse("visit_detail", args=[visit.pk])
    assert REASON in head.get(address).content.decode()
    assert head.post(address, {"reason": REASON}).status_code == 409


def test_refusals_of_others_are_not_there(province, sign_in, refuse, receive):
    visit, plain = refuse(), receive()
    own = sign_in(province.person("head", "SKHCN"))
    assert own.get(reverse("refusal_reverse", args=[plain.pk])).status_code == 404
    rival = sign_in(province.person("head", "XA"))
    assert rival.get(reverse("refusal_reverse", args=[visit.pk])).status_code == 404
    assert rival.get(reverse("refusal_list")).context["rows"] == []
    above = sign_in(province.person("head", "UBND"))
    assert [row.may_reverse for row in above.get(reverse("refusal_list")).context["rows"]] == [
        False
    ]
    assert above.get(reverse("refusal_reverse", args=[visit.pk])).status_code == 403


def test_a_refused_denouncer_stays_unknown(head, refuse, province, sign_in):
    visit = refuse(kind=PetitionKind.DENUNCIATION, content="Tố cáo đã được kết luận.",
                   title="Tố cáo đã kết luận", accused_agency=province["SKHCN"])  # fmt: skip
    assert visit.secrecy == Secrecy.RESTRICTED
    assert head.get(reverse("refusal_list")).context["rows"] == []
    inspectorate = sign_in(province.person("head", "TTT")).get(reverse("refusal_list"))
    assert [row.visit for row in inspectorate.context["rows"]] == [visit]
    assert HOA.full_name not in inspectorate.content.decode()
