"""Sessions: planned, changed, held; their list, a month of them, one of them."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.enums import PetitionKind
from reception.actions.session_changes import (
    cancel_session,
    confirm_held,
    delegate_session,
    miss_session,
    move_session,
)
from reception.actions.sessions import hold_session, mark_held, standing_session
from reception.actions.venues import MemberInput, write_venue
from reception.enums import RegistrationState, SessionKind, SessionMode
from reception.models import ReceptionSession, Registration
from records.models import LedgerEntry
from tests.factories import NOW
from tests.reception.planned import typed

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 15
TODAY = NOW.date()
HTMX = {"HX-Request": "true"}


# Planning


def test_sessions_are_made_and_listed_with_what_one_sees(desk, province, receive, sign_in):
    made = desk.post(reverse("session_new"), typed(province, starts_at="08:00", ends_at="11:30"))
    session = ReceptionSession.objects.get(kind="periodic")
    assert made.url == reverse("session_detail", args=[session.pk])
    assert (session.state, session.starts_at, session.ends_at) == ("planned", time(8), time(11, 30))
    again = desk.post(reverse("session_new"), typed(province))
    assert again.status_code == 422
    assert again.context["form"].non_field_errors() == [
        "Đã có buổi “Tiếp định kỳ của Thủ trưởng” ngày 20/11/2026 do Nguyễn Văn Head.Skhcn.Ls chủ trì."
    ]
    receive(head_count=7, representatives=["Lý Một"])
    rows = desk.get(reverse("session_list")).context["page"].rows
    assert [(row.on_date.day, row.visits_seen, row.people_seen) for row in rows] == [
        (20, 0, 0),
        (18, 1, 7),
    ]
    rival = sign_in(province.person("officer", "XA"))
    assert rival.get(reverse("session_list")).context["page"].rows == []
    assert rival.get(reverse("session_detail", args=[session.pk])).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "standing", "delegated": "on"}, "delegated"),
        ({"mode": "online", "on_date": "2026-06-30"}, "mode"),
        ({"host": ""}, "host"),
        ({"on_date": "31/02/2026"}, "on_date"),
        ({"on_date": "2029-11-20", "still": "on"}, "on_date"),
        ({"delegated": "on"}, "delegation_document"),
        ({"delegation_document": "12/UQ-SKHCN"}, "delegation_document"),
        ({"kind": "ad_hoc"}, "ad_hoc_ground"),
        ({"starts_at": "09:00", "ends_at": "08:00"}, "ends_at"),
        ({"on_date": "2026-11-21"}, "still"),
        ({"on_date": "2026-11-24"}, "still"),
    ],
)
def test_a_session_is_refused_beside_its_field(desk, province, changes, field):
    response = desk.post(reverse("session_new"), typed(province, **changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert ReceptionSession.objects.count() == 0


def test_a_session_on_a_day_off_is_warned_of_and_made_when_confirmed(desk, province):
    saturday = typed(province, on_date="2026-11-21")
    warned = desk.post(reverse("session_new"), saturday)
    assert warned.context["form"].errors == {
        "still": ["Ngày 21/11/2026 là ngày nghỉ (Thứ Bảy). Nếu vẫn tổ chức, hãy đánh dấu ô này."]
    }
    assert 'name="still"' in warned.content.decode()
    assert desk.post(reverse("session_new"), {**saturday, "still": "on"}).status_code == 302
    assert ReceptionSession.objects.get().on_date == date(2026, 11, 21)
    assert 'name="still"' not in desk.get(reverse("session_new")).content.decode()


def test_a_host_of_another_agency_is_no_choice(desk, province, plan):
    given = typed(province, host=province.person("head", "XA").pk)
    assert list(desk.post(reverse("session_new"), given).context["form"].errors) == ["host"]
    with pytest.raises(Refused, match="không có vai trò ở cơ quan này"):
        plan(host=province.person("head", "XA"))


def test_who_plans(province, plan):
    for role, part in (("inspector", "TTT"), ("head", "UBND"), ("custodian", "SKHCN")):
        with pytest.raises(NotAllowed):
            plan(by=province.person(role, part))
    assert plan(by=province.person("head", "SKHCN")).state == "planned"


def test_what_is_written_afterwards_was_held(plan):
    assert plan(on_date=TODAY - timedelta(days=1)).state == "held"
    assert plan(on_date=TODAY).state == "planned"


def test_an_ad_hoc_session_has_its_ground_and_a_deputy_a_document(plan):
    session = plan(
        kind=SessionKind.AD_HOC, ad_hoc_ground="urgent", delegated=True,
        delegation_document=" 15/UQ-SKHCN  ngày 02/11/2026 ",
    )  # fmt: skip
    assert (session.ad_hoc_ground, session.delegation_document) == (
        "urgent", "15/UQ-SKHCN ngày 02/11/2026",
    )  # fmt: skip
    with pytest.raises(Refused, match="Tiếp thay Thủ trưởng phải có văn bản ủy quyền"):
        plan(delegated=True)
    with pytest.raises(Refused, match="Hãy chọn căn cứ tiếp đột xuất"):
        plan(kind=SessionKind.AD_HOC)


def test_a_session_takes_place_where_the_agency_receives(province, plan):
    board = province.person("officer", "BTCD")
    member = MemberInput(province["SKHCN"], TODAY, document="05/QĐ-SKHCN")
    shared = write_venue(
        agency=province["BTCD"], name="Trụ sở tiếp công dân tỉnh", address="Đường Hùng Vương",
        is_headquarters=True, members=[member], by=board, now=NOW,
    )  # fmt: skip
    session = plan(venue=shared, place="")
    assert (session.venue, session.place) == (shared, "Trụ sở tiếp công dân tỉnh")
    with pytest.raises(Refused, match="Cơ quan không tham gia tiếp công dân tại địa điểm này"):
        hold_session(
            agency=province["XA"], kind=SessionKind.PERIODIC, mode=SessionMode.IN_PERSON,
            on_date=TODAY, place="", host=province.person("head", "XA"), delegated=False,
            venue=shared, by=province.person("officer", "XA"), now=NOW,
        )  # fmt: skip


# Standing sessions


def test_a_standing_session_is_held_by_its_first_visit_where_the_agency_receives(province, receive):
    officer = province.person("officer", "SKHCN")
    venue = write_venue(
        agency=province["SKHCN"], name="Phòng tiếp dân", address="Số 1", is_headquarters=False,
        members=[], by=officer, now=NOW,
    )  # fmt: skip
    session = receive().session
    assert (session.state, session.venue, session.place) == ("held", venue, "Phòng tiếp dân")
    assert receive().session == session
    assert ReceptionSession.objects.count() == 1


def test_a_cancelled_standing_session_stays_and_another_opens(province, plan):
    officer = province.person("officer", "SKHCN")
    planned = plan(kind=SessionKind.STANDING, host=officer, on_date=TODAY)
    cancel_session(session_id=planned.pk, reason="Mất điện", by=officer, now=NOW)
    opened = standing_session(agency=province["SKHCN"], on_date=TODAY, by=officer, now=NOW)
    assert opened.pk != planned.pk
    assert opened.state == "held"
    planned.refresh_from_db()
    assert planned.state == "cancelled"


def test_a_planned_standing_session_is_held_once_somebody_came(province, plan):
    officer = province.person("officer", "SKHCN")
    planned = plan(kind=SessionKind.STANDING, host=officer, on_date=TODAY)
    same = standing_session(agency=province["SKHCN"], on_date=TODAY, by=officer, now=NOW)
    planned.refresh_from_db()
    assert (same.pk, planned.state) == (planned.pk, "held")


# Held, cancelled, moved, missed


def test_marking_held_costs_one_update_and_repeats_without_effect(plan, province):
    officer = province.person("officer", "SKHCN")
    session = plan(on_date=TODAY)
    with CaptureQueriesContext(connection) as first:
        mark_held(session=session, by=officer, now=NOW)
    with CaptureQueriesContext(connection) as second:
        mark_held(session=session, by=officer, now=NOW)
    assert [q["sql"].split()[0] for q in first] == ["UPDATE", "INSERT"]
    assert len(second) == 0
    session.refresh_from_db()
    assert session.state == "held"
    future = plan(on_date=TODAY + timedelta(days=1))
    mark_held(session=future, by=officer, now=NOW)
    future.refresh_from_db()
    assert future.state == "planned"


def test_each_change_keeps_its_reason(plan, province):
    officer = province.person("officer", "SKHCN")
    cancelled = cancel_session(session_id=plan().pk, reason="Họp HĐND tỉnh", by=officer, now=NOW)
    missed = miss_session(
        session_id=plan(on_date=TODAY).pk, reason="Đi công tác đột xuất", by=officer, now=NOW
    )
    assert (cancelled.state, cancelled.state_reason) == ("cancelled", "Họp HĐND tỉnh")
    assert (missed.state, missed.state_reason) == ("missed", "Đi công tác đột xuất")
    held = confirm_held(session_id=missed.pk, by=officer, now=NOW)
    assert (held.state, held.state_reason) == ("held", "")
    states = (
        LedgerEntry.objects.filter(verb="change").order_by("id").values_list("details", flat=True)
    )
    assert list(states) == [{"state": "cancelled"}, {"state": "missed"}, {"state": "held"}]


@pytest.mark.parametrize(
    ("act", "day", "sentence"),
    [
        (cancel_session, -1, "Ngày tiếp đã qua"),
        (miss_session, 1, "Chưa đến ngày tiếp; nếu không tổ chức, hãy hủy hoặc dời"),
    ],
)
def test_a_change_is_refused_out_of_its_time(plan, province, act, day, sentence):
    officer = province.person("officer", "SKHCN")
    session = plan(on_date=TODAY + timedelta(days=max(day, 0)))
    ReceptionSession.objects.filter(pk=session.pk).update(on_date=TODAY + timedelta(days=day))
    with pytest.raises(Refused, match=sentence):
        act(session_id=session.pk, reason="Lý do", by=officer, now=NOW)


def test_what_has_not_come_cannot_have_been_held(plan, province):
    officer = province.person("officer", "SKHCN")
    session = plan()
    with pytest.raises(Refused, match="Chưa đến ngày tiếp nên chưa ghi được"):
        confirm_held(session_id=session.pk, by=officer, now=NOW)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        cancel_session(session_id=session.pk, reason="  ", by=officer, now=NOW)
    with pytest.raises(NotAllowed):
        cancel_session(
            session_id=session.pk, reason="Bận", by=province.person("head", "UBND"), now=NOW
        )


def test_a_session_with_an_open_visit_was_held(plan, province, receive):
    session = plan(on_date=TODAY)
    receive(session=session)
    for act in (cancel_session, miss_session):
        with pytest.raises(Refused, match=r"Đã ghi lượt tiếp|đã ghi kết thúc"):
            act(
                session_id=session.pk, reason="Bận", by=province.person("officer", "SKHCN"), now=NOW
            )


def test_a_sealed_visit_shows_neither_in_the_state_nor_in_what_is_offered(
    plan, province, receive, desk
):
    session = plan(on_date=TODAY)
    url = reverse("session_change", args=[session.pk])
    before = desk.get(url).context["lawful"]
    receive(kind=PetitionKind.DENUNCIATION, session=session, title="Tố cáo cán bộ")
    session.refresh_from_db()
    assert session.state == "planned"
    offered = desk.get(url).context["lawful"]
    assert offered == before == ("held", "moved", "cancelled", "missed", "delegate")


def test_a_moved_session_says_where_and_takes_the_registrations_along(plan, province):
    officer = province.person("officer", "SKHCN")
    old = plan(starts_at=time(8), ends_at=time(11))
    for state in (RegistrationState.REGISTERED, RegistrationState.WITHDRAWN):
        Registration.objects.create(
            session=old, agency=old.agency, scope_path=old.scope_path, visitor_label="Công dân",
            summary="Xin gặp", registered_at=NOW, registered_by=officer, state=state,
        )  # fmt: skip
    new = move_session(
        session_id=old.pk, on_date=TODAY + timedelta(days=7), reason="Trùng kỳ họp", by=officer,
        now=NOW,
    )  # fmt: skip
    old.refresh_from_db()
    assert (old.state, old.state_reason, old.moved_to) == ("moved", "Trùng kỳ họp", new)
    assert (new.state, new.on_date, new.starts_at, new.host) == (
        "planned", date(2026, 11, 25), time(8), old.host,
    )  # fmt: skip
    assert [r.state for r in new.registrations.all()] == ["registered"]
    assert [r.state for r in old.registrations.all()] == ["withdrawn"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (2, "Ngày mới phải khác ngày cũ"),
        (-1, "Ngày mới không thể ở quá khứ"),
        (9, "Đã có buổi “Tiếp định kỳ của Thủ trưởng” ngày 27/11/2026"),
        (800, "Ngày mới cách đây hơn hai năm"),
    ],
)
def test_where_a_session_cannot_move(plan, province, day, sentence):
    session, _ = plan(), plan(on_date=TODAY + timedelta(days=9))
    with pytest.raises(Refused, match=sentence):
        move_session(
            session_id=session.pk, on_date=TODAY + timedelta(days=day), reason="Bận",
            by=province.person("officer", "SKHCN"), now=NOW,
        )  # fmt: skip
    session.refresh_from_db()
    assert (session.state, ReceptionSession.objects.count()) == ("planned", 2)


def test_changing_through_the_page(plan, desk):
    session = plan()
    url = reverse("session_change", args=[session.pk])
    assert [value for value, _ in desk.get(url).context["form"].fields["change"].choices] == [
        "moved", "cancelled", "delegate",
    ]  # fmt: skip
    for given, errors in (
        ({"change": "moved"}, {"reason": ["Hãy ghi lý do."], "on_date": ["Hãy chọn ngày mới."]}),
        ({"change": "cancelled", "reason": " "}, {"reason": ["Hãy ghi lý do."]}),
    ):
        response = desk.post(url, given)
        assert (response.status_code, response.context["form"].errors) == (422, errors)
    assert "change" in desk.post(url, {"change": "missed", "reason": "Bận"}).context["form"].errors
    moved = desk.post(url, {"change": "moved", "reason": "Bận", "on_date": "2026-11-27"})
    session.refresh_from_db()
    assert moved.url == reverse("session_detail", args=[session.moved_to_id])
    page = desk.get(moved.url).content.decode()
    assert "Dời từ" in page
    assert "không đổi được nữa" in desk.get(url).content.decode()


def test_a_deputy_takes_over_by_a_document(plan, desk, province):
    session, deputy = plan(), province.person("handler", "SKHCN")
    url = reverse("session_change", args=[session.pk])
    lacking = desk.post(url, {"change": "delegate"})
    assert lacking.context["form"].errors == {
        "host": ["Hãy chọn người tiếp thay."],
        "delegation_document": ["Hãy ghi số, ngày văn bản ủy quyền."],
    }
    given = {"change": "delegate", "delegation_document": "20/UQ-SKHCN"}
    head = desk.post(url, {**given, "host": session.host.pk})
    assert list(head.context["form"].errors) == ["host"]
    assert desk.post(url, {**given, "host": deputy.pk}).status_code == 302
    session.refresh_from_db()
    assert (session.host, session.delegated, session.delegation_document, session.state) == (
        deputy, True, "20/UQ-SKHCN", "planned",
    )  # fmt: skip
    again = desk.post(url, {**given, "host": deputy.pk})
    assert "change" in again.context["form"].errors


def test_where_no_deputy_takes_over(plan, province):
    officer, deputy = province.person("officer", "SKHCN"), province.person("handler", "SKHCN")
    said = {"document": "20/UQ", "by": officer, "now": NOW}
    standing = plan(kind=SessionKind.STANDING, host=officer)
    with pytest.raises(Refused, match="Tiếp thường xuyên không có việc ủy quyền"):
        delegate_session(session_id=standing.pk, host=deputy, **said)
    session = plan()
    for host, sentence in (
        (session.host, "Người tiếp thay phải khác người chủ trì"),
        (province.person("head", "XA"), "không có vai trò ở cơ quan này"),
    ):
        with pytest.raises(Refused, match=sentence):
            delegate_session(session_id=session.pk, host=host, **said)
    plan(host=deputy)
    with pytest.raises(Refused, match="đã chủ trì một buổi khác cùng loại trong ngày này"):
        delegate_session(session_id=session.pk, host=deputy, **said)
