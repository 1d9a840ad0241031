"""A case comes back after its end (mở lại), or ends because nobody answered in time (quá hạn lần đầu):
what each keeps, and every way in which each is refused."""

from datetime import date

import pytest
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.actions.parties import add_petitioners
from complaints.enums import PetitionKind, PetitionState, Source, WaitsFor
from complaints.models import Clock, PetitionParty, Proceeding, ProceedingEvent
from complaints.procedure.names import Stage, StepName
from complaints.told import About, Arrival
from tests.complaints.doors import client_of
from tests.factories import NOW
from tests.scenarios import conftest as scenario

case = scenario.case

TEAM = {"team": ["Trần Văn Tổ | Thanh tra viên | x"], "plan": "Xác minh giá đất", "days": 15}
WITHDRAWN = {"how": "petition", "reason": "Có đơn rút"}
BY_WITHDRAWAL = {"grounds": "11a.2.a", "reason": "Có đơn rút"}
GONE = {"grounds": "11a.2.c", "reason": "Quyết định đã bị hủy bỏ"}
WAITING = {"grounds": "11a.1.b", "reason": "Chờ kết quả đo đạc", "proof": "Công văn số 45"}
COERCED = {"grounds": "10.3", "reason": "Có đơn trình bày bị ép buộc, kèm bản ghi âm"}
CANCELLED = {"grounds": "huy-bo", "reason": "Quyết định đình chỉ bị hủy bỏ"}
SECOND = {"how": "second", "to_whom": "Chủ tịch UBND tỉnh"}
COURT = {"how": "court", "to_whom": "Tòa án nhân dân khu vực 1"}


@pytest.fixture
def running(case):
    """Received on 01/07, accepted on 06/07, due on 05/08."""
    return case("01/07").accept("06/07")


@pytest.fixture
def ended(running):
    """Ended on 20/07 because what was complained of is gone."""
    running.take(StepName.TERMINATE, "20/07", GONE)
    return running


@pytest.fixture
def withdrawn(running):
    """Three complained; one withdrew alone, then all; ended on 20/07."""
    add_petitioners(
        petition_id=running.pk, people=[("Hộ Thứ Hai", "thôn Pò Mã"), ("Hộ Thứ Ba", "thôn Pò Mã")],
        by=running.person("handler"), now=NOW,
    )  # fmt: skip
    alone = {"how": "petition", "people": ["Hộ Thứ Hai"]}
    running.take(StepName.WITHDRAW_PART, "10/07", alone)
    running.take(StepName.WITHDRAW_WHOLE, "17/07", WITHDRAWN)
    running.take(StepName.TERMINATE, "20/07", BY_WITHDRAWAL)
    return running


def still_standing(c) -> list[str]:
    standing = PetitionParty.objects.filter(petition=c.pk, withdrawn_on=None)
    return sorted(standing.values_list("full_name", flat=True))


def test_what_the_end_had_written_is_cleared_and_kept_in_the_event(ended):
    resolution = ended.petition.resolution
    event = ended.take(StepName.REOPEN, "10/08", CANCELLED, document="30/QĐ-SKHCN")
    petition, proceeding = ended.petition, ended.proceeding
    assert (petition.state, petition.resolved_on, petition.resolution) == ("accepted", None, "")
    assert petition.waits_for == WaitsFor.AGENCY
    assert (proceeding.stage, proceeding.stage_before, proceeding.finished_on) == (
        "accepted", "", None,
    )  # fmt: skip
    assert proceeding.accepted_on == date(2026, 7, 6)
    assert (event.stage_before, event.stage_after) == ("terminated", "accepted")
    assert event.data == {
        **CANCELLED,
        "state_before": "resolved",
        "resolved_before": "2026-07-20",
        "resolution_before": resolution,
    }
    assert "đình chỉ" in resolution.lower()


def test_the_time_to_resolve_begins_anew(ended):
    ended.take(StepName.REOPEN, "10/08", CANCELLED)
    # Thirty days: 21 in August, 9 in September.
    assert ended.due("KN_GQ1") == date(2026, 9, 9)
    assert ended.petition.next_duty == "KN_TDC_GUI"
    spans = Clock.objects.filter(petition=ended.pk, rule_code="KN_GQ1").order_by("started_on")
    assert list(spans.values_list("started_on", "finished_on")) == [
        (date(2026, 7, 6), date(2026, 7, 20)),
        (date(2026, 8, 10), None),
    ]


def test_a_case_that_was_complex_and_far_away_still_is(running):
    reasons = {"criteria": ["b"], "reason": "Hai nội dung", "remote": True}
    running.take(StepName.NOTE_COMPLEX, "10/07", reasons, document="01/BB")
    running.take(StepName.TERMINATE, "20/07", GONE)
    running.take(StepName.REOPEN, "10/08", CANCELLED)
    # Sixty days: 21 in August, 30 in September, 9 in October.
    assert running.due("KN_GQ1") == date(2026, 10, 9)


def test_a_suspended_case_that_was_ended_comes_back_with_its_whole_time(running):
    running.take(StepName.SUSPEND, "10/07", WAITING)
    running.take(StepName.TERMINATE, "20/07", GONE)
    running.take(StepName.REOPEN, "10/08", CANCELLED)
    assert (running.stage, running.due("KN_GQ1")) == (Stage.ACCEPTED, date(2026, 9, 9))


def test_a_withdrawal_before_the_reopening_counts_no_more(withdrawn):
    assert still_standing(withdrawn) == []
    withdrawn.take(StepName.REOPEN, "10/08", COERCED)
    assert withdrawn.petition.state == PetitionState.ACCEPTED
    assert withdrawn.petition.waits_for == WaitsFor.AGENCY
    assert still_standing(withdrawn) == []
    withdrawn.take(StepName.ASSIGN, "11/08", TEAM)
    with pytest.raises(Refused, match="Chưa ghi việc rút toàn bộ"):
        withdrawn.take(StepName.TERMINATE, "12/08", BY_WITHDRAWAL)
    withdrawn.take(StepName.WITHDRAW_WHOLE, "12/08", WITHDRAWN)
    withdrawn.take(StepName.TERMINATE, "13/08", BY_WITHDRAWAL)
    assert withdrawn.petition.state == PetitionState.WITHDRAWN
    assert withdrawn.petition.outcome_note.splitlines()[-3:] == [
        "Rút đơn; đình chỉ giải quyết ngày 20/07/2026.",
        "Mở lại để giải quyết ngày 10/08/2026.",
        "Rút đơn; đình chỉ giải quyết ngày 13/08/2026.",
    ]


def test_whoever_withdrew_with_all_comes_back_when_it_is_said(withdrawn):
    withdrawn.take(StepName.REOPEN, "10/08", {**COERCED, "all_back": True})
    assert still_standing(withdrawn) == ["Hoàng Văn Minh", "Hộ Thứ Ba"]


@pytest.mark.parametrize(
    ("on", "said", "told", "sentence"),
    [
        ("10/08", COERCED, {}, "^Vụ việc không bị đình chỉ vì rút đơn; hãy chọn căn cứ khác.$"),
        ("10/08", {**CANCELLED, "reason": " "}, {}, "^Hãy ghi: Lý do mở lại"),
        ("10/08", {"reason": "Bị hủy bỏ"}, {}, "^Hãy ghi: Căn cứ mở lại.$"),
        ("10/08", {**CANCELLED, "grounds": "33.3"}, {}, "hãy chọn trong danh sách"),
        ("10/08", CANCELLED, {"document": ""}, "^Hãy ghi số, ký hiệu văn bản"),
        ("17/07", CANCELLED, {}, r"trước việc đã ghi gần nhất \(20/07/2026\)"),
        ("17/07", CANCELLED, {"late_reason": "Ghi sót"}, "hồ sơ chưa đến giai đoạn “Đã đình chỉ”"),
    ],
)
def test_a_reopening_is_refused(ended, on, said, told, sentence):
    version = ended.petition.version
    with pytest.raises(Refused, match=sentence):
        ended.take(StepName.REOPEN, on, said, **told)
    assert (ended.stage, ended.petition.version) == (Stage.TERMINATED, version)
    assert ended.open_duties() == ["KN_TDC_GUI"]


def test_only_the_head_reopens_and_only_what_was_ended(running, province):
    with pytest.raises(Refused, match="khi hồ sơ ở giai đoạn “Đã thụ lý”"):
        running.take(StepName.REOPEN, "20/07", CANCELLED)
    running.take(StepName.TERMINATE, "20/07", GONE)
    with pytest.raises(NotAllowed, match="không có quyền “Mở lại để xem xét"):
        running.take(StepName.REOPEN, "21/07", CANCELLED, by=running.person("handler"))


def test_not_reopened_on_the_day_from_which_its_time_counted(running):
    running.take(StepName.TERMINATE, "06/07", GONE)
    with pytest.raises(Refused, match=r"cũng tính từ ngày 06/07/2026; chỉ mở lại từ ngày tiếp"):
        running.take(StepName.REOPEN, "06/07", CANCELLED)
    running.take(StepName.REOPEN, "07/07", CANCELLED)
    running.take(StepName.TERMINATE, "07/07", GONE)
    with pytest.raises(Refused, match=r"cũng tính từ ngày 07/07/2026"):
        running.take(StepName.REOPEN, "07/07", CANCELLED)


def test_coercion_is_a_ground_since_the_law_of_2026(case):
    c = case("01/06").accept("05/06")
    c.take(StepName.WITHDRAW_WHOLE, "15/06", WITHDRAWN)
    c.take(StepName.TERMINATE, "16/06", BY_WITHDRAWAL)
    with pytest.raises(Refused, match=r"chỉ có từ ngày 01/07/2026 \(Luật 136/2025/QH15\)"):
        c.take(StepName.REOPEN, "30/06", COERCED)
    c.take(StepName.REOPEN, "01/07", COERCED)
    assert c.due("KN_GQ1") == date(2026, 7, 31)


@pytest.mark.parametrize(
    ("changes", "duty", "due_on"),
    [
        ({"is_first_time": False}, "KN_GQ2", date(2026, 9, 24)),
        ({"about": About(is_discipline=True)}, "KN_GQ_KL", date(2026, 9, 9)),
    ],
)
def test_each_procedure_has_its_own_time_anew(case, changes, duty, due_on):
    c = case("01/07", **changes).accept("06/07")
    c.take(StepName.TERMINATE, "20/07", GONE)
    c.take(StepName.REOPEN, "10/08", CANCELLED)
    assert c.due(duty) == due_on


def test_a_denunciation_withdrawn_under_threat_is_reopened_without_a_name(case):
    c = case("06/07", kind=PetitionKind.DENUNCIATION).accept("13/07")
    c.take(StepName.NOTE_COMPLEX, "14/07", {"criteria": ["b"], "reason": "Hai nội dung"})
    c.take(StepName.EXTEND, "16/07", {"days": 30}, ground="Nhiều địa điểm")
    c.take(StepName.WITHDRAW_WHOLE, "20/07", {**WITHDRAWN, "goes_on": "khong"})
    c.take(StepName.TERMINATE, "22/07", {"grounds": "34.3.a"})
    threatened = {"grounds": "33.3", "reason": "Cơ quan công an xác nhận bị đe dọa"}
    with pytest.raises(Refused, match="Căn cứ mở lại: hãy chọn trong danh sách"):
        c.take(StepName.REOPEN, "10/08", {**threatened, "grounds": "10.3"})
    c.take(StepName.REOPEN, "10/08", {**threatened, "all_back": True})
    assert (c.stage, c.petition.state) == (Stage.ACCEPTED, PetitionState.ACCEPTED)
    assert "all_back" not in ProceedingEvent.objects.get(petition=c.pk, step="reopen").data
    assert c.due("TC_GQ") == date(2026, 9, 9)
    # One criterion gives one extension, and the time that began anew has none yet.
    c.take(StepName.EXTEND, "12/08", {"days": 30}, ground="Nhiều địa điểm")
    assert c.due("TC_GQ") == date(2026, 10, 9)


def test_a_recommendation_is_sent_again_not_reopened(case):
    c = case("01/07", kind=PetitionKind.RECOMMENDATION).accept("06/07")
    c.take(StepName.WITHDRAW_WHOLE, "08/07", {"reason": "Đã được giải thích"})
    c.take(StepName.TERMINATE, "09/07")
    with pytest.raises(Refused, match="không có bước “Mở lại để xem xét, giải quyết”"):
        c.take(StepName.REOPEN, "10/07", CANCELLED)


def test_the_head_reopens_through_the_page(ended, client_at_work):
    head, handler = client_at_work("head"), client_at_work("handler")
    page = head.get(reverse("petition_detail", args=[ended.pk])).content.decode()
    others = page.split("Việc khác có thể ghi")[1]
    assert "Mở lại để xem xét, giải quyết khiếu nại" in others
    address = f"{reverse('case_step', args=[ended.pk])}?buoc=reopen"
    typed = {
        "version": ended.petition.version, "happened_on": "2026-08-10",
        "said_grounds": "huy-bo", "said_reason": "Quyết định đình chỉ bị hủy bỏ",
    }  # fmt: skip
    assert head.post(address, typed).status_code == 422
    whole = {**typed, "document": "30/QĐ-SKHCN"}
    assert handler.post(address, whole).status_code in (403, 409, 422)
    assert ended.stage == Stage.TERMINATED
    assert head.post(address, whole).status_code == 302
    assert (ended.stage, ended.due("KN_GQ1")) == (Stage.ACCEPTED, date(2026, 9, 9))
    page = head.get(reverse("petition_detail", args=[ended.pk])).content.decode()
    assert "Căn cứ đình chỉ không còn đúng, quyết định đình chỉ bị hủy bỏ" in page


@pytest.fixture
def client_at_work(province):
    return lambda role: client_of(province.person(role, "SKHCN"))


def test_who_is_not_answered_in_time_goes_on(running):
    running.take(StepName.REQUEST_EVIDENCE, "08/07", {"what": "Hồ sơ", "asked_of": "UBND xã"})
    running.take(StepName.APPEAL, "06/08", SECOND)
    petition, proceeding = running.petition, running.proceeding
    assert (proceeding.stage, proceeding.finished_on) == ("appealed", date(2026, 8, 6))
    assert (petition.state, petition.resolved_on) == ("resolved", date(2026, 8, 6))
    assert petition.resolution == (
        "Hết thời hạn giải quyết lần đầu mà chưa có quyết định; người khiếu nại đã khiếu nại lần "
        "hai ngày 06/08/2026."
    )
    assert running.open_duties() == []
    assert running.done("KN_GQ1") == date(2026, 8, 6)


def test_who_is_not_answered_in_time_goes_to_court(case):
    sent = Arrival(sender_name="Đoàn đại biểu Quốc hội tỉnh", document="12/ĐĐBQH")
    c = case("01/07", source=Source.DEPUTY, arrival=sent).accept("06/07")
    c.take(StepName.ASSIGN, "08/07", TEAM)
    c.take(StepName.APPEAL, "06/08", COURT)
    assert c.petition.resolution.endswith(
        "người khiếu nại đã khởi kiện vụ án hành chính ngày 06/08/2026."
    )
    assert c.open_duties() == ["TCD_PHUC_DAP"]


def test_while_there_is_time_nobody_goes_on(running):
    with pytest.raises(Refused, match=r"^Vụ việc chưa quá hạn giải quyết\.$"):
        running.take(StepName.APPEAL, "05/08", SECOND)
    # Entered later with the day on which there still was time.
    with pytest.raises(Refused, match=r"^Vụ việc chưa quá hạn giải quyết\.$"):
        running.take(StepName.APPEAL, "05/08", SECOND, entered_on="20/08")


def test_neither_a_suspended_nor_a_withdrawn_complaint_goes_on(case):
    suspended, given_up = case("01/07").accept("06/07"), case("01/07").accept("06/07")
    suspended.take(StepName.SUSPEND, "10/07", WAITING)
    with pytest.raises(Refused, match="khi hồ sơ ở giai đoạn “Đang tạm đình chỉ”"):
        suspended.take(StepName.APPEAL, "10/08", SECOND)
    given_up.take(StepName.WITHDRAW_WHOLE, "10/07", WITHDRAWN)
    with pytest.raises(Refused, match="đã rút toàn bộ nội dung; hãy đình chỉ giải quyết"):
        given_up.take(StepName.APPEAL, "10/08", SECOND)


def test_a_late_second_instance_does_not_go_on_by_this_step(case):
    second = case("01/07", is_first_time=False).accept("06/07")
    with pytest.raises(Refused, match="khi hồ sơ ở giai đoạn “Đã thụ lý”"):
        second.take(StepName.APPEAL, "01/10", {"how": "court", "to_whom": "Tòa án"})
    discipline = About(is_discipline=True)
    first, second = (
        case("01/07", about=discipline, is_first_time=is_first).accept("06/07")
        for is_first in (True, False)
    )
    with pytest.raises(Refused, match="Chỉ khiếu nại lần đầu quá hạn giải quyết"):
        second.take(StepName.APPEAL, "06/08", SECOND)
    first.take(StepName.APPEAL, "06/08", SECOND)
    assert (first.stage, second.stage) == (Stage.APPEALED, Stage.ACCEPTED)


def test_an_appeal_against_a_decision_leaves_the_resolution_as_it_is(running):
    right = {"finding": "right", "ruling": "cancel", "text": "Hủy quyết định thu hồi đất."}
    running.take(StepName.DECIDE, "09/07", right)
    resolution = running.petition.resolution
    running.take(StepName.APPEAL, "10/08", COURT)
    assert (running.petition.resolved_on, running.petition.resolution) == (
        date(2026, 7, 9),
        resolution,
    )
    assert Proceeding.objects.get(petition=running.pk).stage == Stage.APPEALED
