"""Schedules: written as a rule, shown as days, published, printed, issued, withdrawn."""

import uuid
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from reception.actions.schedules import publish_schedule, withdraw_schedule, write_schedule
from reception.actions.session_changes import cancel_session, move_session
from reception.actions.sessions import hold_session
from reception.enums import DayOffRule, SessionKind, SessionMode
from reception.models import ReceptionSchedule, ReceptionSession
from tests.factories import HANOI, NOW
from tests.house.crawl import _text_of_pdf

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
JULY = datetime(2025, 7, 1, 7, 0, tzinfo=HANOI)


@pytest.fixture
def write(province):
    """A schedule of the head of the department: Thursdays until the end of the year."""

    def made(**changes) -> ReceptionSchedule:
        said = {
            "agency": province["SKHCN"], "kind": SessionKind.PERIODIC,
            "host": province.person("head", "SKHCN"), "rule": "thứ Năm hằng tuần",
            "day_off": DayOffRule.NEXT_WORKING, "starts_at": time(8), "ends_at": time(11, 30),
            "valid_from": date(2026, 11, 1), "valid_to": date(2026, 12, 31),
            "by": province.person("officer", "SKHCN"), "now": NOW,
        }  # fmt: skip
        return write_schedule(**{**said, **changes})

    return made


def typed(province, **changes) -> dict[str, str]:
    return {
        "kind": "periodic", "host": str(province.person("head", "SKHCN").pk),
        "rule": "thứ Năm hằng tuần", "day_off": "next_working", "valid_from": "2026-11-01",
        "valid_to": "2026-12-31", "starts_at": "08:00", "ends_at": "11:30", "place": "Phòng 102",
        **changes,
    }  # fmt: skip


def days() -> list[date]:
    return list(ReceptionSession.objects.order_by("on_date").values_list("on_date", flat=True))


def test_a_published_year_makes_its_days_once(province, write):
    officer = province.person("officer", "SKHCN")
    schedule = write(valid_from=date(2025, 7, 1), valid_to=date(2025, 12, 31), now=JULY)
    assert days() == []
    for _ in range(2):
        publish_schedule(schedule_id=schedule.pk, by=officer, now=JULY)
    by_month = {
        7: (3, 10, 17, 24, 31), 8: (7, 14, 21, 28), 9: (4, 11, 18, 25), 10: (2, 9, 16, 23, 30),
        11: (6, 13, 20, 27), 12: (4, 11, 18, 25),
    }  # fmt: skip
    assert days() == [date(2025, month, day) for month, found in by_month.items() for day in found]
    session = ReceptionSession.objects.first()
    assert (session.state, session.schedule, session.starts_at, session.place) == (
        "planned", schedule, time(8), "Nơi tiếp công dân của Sở Khoa học và Công nghệ",
    )  # fmt: skip


def test_days_gone_by_are_not_planned_and_a_day_that_exists_is_kept(province, write):
    officer, head = province.person("officer", "SKHCN"), province.person("head", "SKHCN")
    mine = hold_session(
        agency=province["SKHCN"], kind=SessionKind.PERIODIC, mode=SessionMode.IN_PERSON,
        on_date=date(2026, 11, 26), place="Hội trường", host=head, delegated=False, by=officer,
        now=NOW,
    )  # fmt: skip
    publish_schedule(schedule_id=write().pk, by=officer, now=NOW)
    assert [day.day for day in days()] == [19, 26, 3, 10, 17, 24, 31]
    mine.refresh_from_db()
    assert (mine.place, mine.schedule) == ("Hội trường", None)


def test_standing_reception_is_a_notice_without_rows(province, write):
    schedule = write(kind=SessionKind.STANDING, rule="các ngày làm việc")
    publish_schedule(schedule_id=schedule.pk, by=province.person("officer", "SKHCN"), now=NOW)
    schedule.refresh_from_db()
    assert schedule.published_at == NOW
    assert days() == []


def test_withdrawing_cancels_the_coming_days_and_is_final(province, write):
    officer = province.person("officer", "SKHCN")
    schedule = publish_schedule(schedule_id=write().pk, by=officer, now=NOW)
    with pytest.raises(Refused, match="Hãy ghi lý do thu hồi lịch"):
        withdraw_schedule(schedule_id=schedule.pk, reason=" ", by=officer, now=NOW)
    withdraw_schedule(schedule_id=schedule.pk, reason="Thủ trưởng nghỉ hưu", by=officer, now=NOW)
    states = set(ReceptionSession.objects.values_list("state", "state_reason"))
    assert states == {("cancelled", "Thu hồi lịch: Thủ trưởng nghỉ hưu")}
    with pytest.raises(Refused, match="Lịch này đã thu hồi; hãy lập lịch mới"):
        publish_schedule(schedule_id=schedule.pk, by=officer, now=NOW)
    publish_schedule(schedule_id=write().pk, by=officer, now=NOW)
    assert ReceptionSession.objects.filter(state="planned").count() == 7


def test_a_draft_withdrawn_is_gone(province, write):
    officer = province.person("officer", "SKHCN")
    assert withdraw_schedule(schedule_id=write().pk, reason="", by=officer, now=NOW) is None
    assert ReceptionSchedule.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": SessionKind.AD_HOC}, "Tiếp đột xuất không có lịch định sẵn"),
        ({"rule": "hôm nào rảnh"}, "Chưa hiểu ngày tiếp “hôm nào rảnh”"),
        ({"valid_to": date(2026, 10, 1)}, "Ngày cuối của lịch phải từ ngày đầu trở đi"),
        ({"valid_to": date(2027, 12, 31)}, "Một lịch dài nhất là một năm"),
        ({"valid_from": date(2028, 1, 1), "valid_to": date(2028, 2, 1)}, "Lịch làm việc mới có"),
        ({"rule": "ngày 15", "valid_to": date(2026, 11, 10)}, "không có ngày tiếp nào"),
        ({"ends_at": time(7)}, "Giờ kết thúc phải sau giờ bắt đầu"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused(write, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        write(**changes)
    assert ReceptionSchedule.objects.count() == 0


def test_who_writes_and_publishes(province, write):
    schedule = write()
    for role, part in (("inspector", "TTT"), ("head", "UBND"), ("officer", "XA")):
        stranger = province.person(role, part)
        for act in (publish_schedule, withdraw_schedule):
            more = {"reason": "Bận"} if act is withdraw_schedule else {}
            with pytest.raises(NotAllowed):
                act(schedule_id=schedule.pk, by=stranger, now=NOW, **more)
        with pytest.raises(NotAllowed):
            write(by=stranger)


def test_a_schedule_that_ended_is_not_published(province, write):
    schedule = write(valid_from=date(2026, 10, 1), valid_to=date(2026, 10, 31))
    with pytest.raises(Refused, match="Lịch đã hết thời gian áp dụng"):
        publish_schedule(schedule_id=schedule.pk, by=province.person("officer", "SKHCN"), now=NOW)


# Pages


def test_writing_publishing_and_following_through_the_pages(desk, province):
    made = desk.post(reverse("schedule_new"), typed(province))
    schedule = ReceptionSchedule.objects.get()
    assert made.url == reverse("schedule_detail", args=[schedule.pk])
    page = desk.get(made.url)
    assert [line.day.day for line in page.context["lines"]] == [5, 12, 19, 26, 3, 10, 17, 24, 31]
    assert "Công bố lịch" in page.content.decode()
    assert desk.post(reverse("schedule_publish", args=[schedule.pk])).url == made.url
    officer = province.person("officer", "SKHCN")
    sessions = {s.on_date: s for s in ReceptionSession.objects.all()}
    cancel_session(session_id=sessions[date(2026, 12, 3)].pk, reason="Họp", by=officer, now=NOW)
    move_session(
        session_id=sessions[date(2026, 12, 10)].pk, on_date=date(2026, 12, 11), reason="Trùng lịch",
        by=officer, now=NOW,
    )  # fmt: skip
    notes = {line.day: line.note for line in desk.get(made.url).context["lines"]}
    assert {day: note for day, note in notes.items() if note} == {
        date(2026, 12, 3): "Hủy: Họp",
        date(2026, 12, 10): "Dời sang ngày 11/12/2026: Trùng lịch",
        date(2026, 12, 11): "dời từ ngày 10/12/2026",
    }
    assert "Công bố lịch" not in desk.get(made.url).content.decode()
    withdraw = reverse("schedule_withdraw", args=[schedule.pk])
    assert desk.post(withdraw, {"reason": ""}).status_code == 422
    assert desk.post(withdraw, {"reason": "Đổi ngày"}).url == made.url
    assert "Lịch này đã thu hồi" in desk.get(made.url).content.decode()


def test_a_double_click_writes_one_schedule(desk, province):
    given = typed(province, key=str(uuid.uuid4()))
    first, second = (
        desk.post(reverse("schedule_new"), given),
        desk.post(reverse("schedule_new"), given),
    )
    assert first.url == second.url
    assert ReceptionSchedule.objects.count() == 1
    assert 'name="key"' in desk.get(reverse("schedule_new")).content.decode()


def test_the_days_are_shown_before_anything_is_written(desk, province):
    given = typed(province, rule="ngày 24", valid_to="2026-12-31")
    part = desk.post(reverse("schedule_preview"), given).content.decode()
    page = desk.post(reverse("schedule_new"), {**given, "xem": "1"})
    for shown in (part, page.content.decode()):
        assert "Có 2 ngày tiếp." in shown
        assert "25/11/2026" in shown
        assert "24/11/2026 là ngày nghỉ (nghỉ lễ: Ngày Văn hóa Việt Nam" in shown
    assert "<!doctype" not in part
    assert page.status_code == 200
    assert ReceptionSchedule.objects.count() == 0
    wrong = desk.post(reverse("schedule_preview"), typed(province, rule="thứ Tám")).content.decode()
    assert "Chưa hiểu ngày tiếp “thứ Tám”" in wrong
    half = desk.post(reverse("schedule_preview"), {"rule": "thứ Năm"})
    assert half.status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rule": "thứ Tám"}, "rule"),
        ({"valid_to": "2026-10-01"}, "valid_to"),
        ({"valid_to": "2027-12-31"}, "valid_to"),
        ({"ends_at": "07:00"}, "ends_at"),
        ({"host": ""}, "host"),
        ({"kind": "ad_hoc"}, "kind"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(desk, province, changes, field):
    response = desk.post(reverse("schedule_new"), typed(province, place="Phòng số 7", **changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Phòng số 7" in response.content.decode()


def test_others_see_no_schedule_and_those_above_read_it(province, sign_in, write):
    schedule = write()
    addresses = [reverse(n, args=[schedule.pk]) for n in ("schedule_detail", "schedule_print")]
    rival = sign_in(province.person("officer", "XA"))
    assert [rival.get(url).status_code for url in addresses] == [404, 404]
    assert rival.get(reverse("schedule_list")).context["page"].rows == []
    assert rival.post(reverse("schedule_publish", args=[schedule.pk])).status_code == 404
    above = sign_in(province.person("head", "UBND"))
    assert above.get(addresses[0]).status_code == 200
    assert above.post(reverse("schedule_publish", args=[schedule.pk])).status_code == 403


def test_the_list_and_one_schedule_cost_the_same(desk, province, write):
    def cost(url):
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url).status_code == 200
        return len(queries)

    officer = province.person("officer", "SKHCN")
    short = publish_schedule(
        schedule_id=write(valid_to=TODAY + timedelta(days=8)).pk, by=officer, now=NOW
    )
    first, one = cost(reverse("schedule_list")), cost(reverse("schedule_detail", args=[short.pk]))
    for week in (2, 3, 4):
        longer = write(valid_from=TODAY + timedelta(weeks=week))
        publish_schedule(schedule_id=longer.pk, by=officer, now=NOW)
    assert cost(reverse("schedule_list")) == first <= 15
    assert cost(reverse("schedule_detail", args=[longer.pk])) == one <= 15


def test_the_sheet_to_post(desk, write):
    schedule = write(rule="ngày 24", valid_to=date(2026, 12, 31), attendance="Trưởng các phòng")
    answer = desk.get(reverse("schedule_print", args=[schedule.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    text = " ".join(_text_of_pdf(answer.content).decode().split())
    for said in (
        "LỊCH TIẾP CÔNG DÂN",
        "Tiếp công dân định kỳ của Thủ trưởng",
        "(từ ngày 01/11/2026 đến ngày 31/12/2026)",
        "Ngày tiếp: ngày 24 hằng tháng; trùng ngày nghỉ thì tiếp vào ngày làm việc tiếp theo.",
        "Thời gian: từ 08 giờ 00 đến 11 giờ 30.",
        "Thành phần tham dự: Trưởng các phòng.",
        "25/11/2026",
        "24/12/2026",
    ):
        assert said in text


def test_a_published_schedule_is_issued_with_a_number(desk, province, write):
    schedule = write()
    url = reverse("schedule_print", args=[schedule.pk])
    assert desk.post(url).status_code == 409
    publish_schedule(schedule_id=schedule.pk, by=province.person("officer", "SKHCN"), now=NOW)
    from records.models import IssuedDocument

    key = {"key": str(uuid.uuid4())}
    for _ in range(2):
        assert desk.post(url, key).status_code == 302
    document = IssuedDocument.objects.get()
    assert (document.kind, document.subject_id, document.number) == ("schedule", schedule.pk, 1)


@pytest.mark.parametrize(
    "wrong", [{"valid_to": date(2026, 10, 1)}, {"starts_at": time(12)}]
)  # fmt: skip
def test_the_table_refuses_what_contradicts_itself(write, wrong):
    schedule = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceptionSchedule.objects.filter(pk=schedule.pk).update(**wrong)
