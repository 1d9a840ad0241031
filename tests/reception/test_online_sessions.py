"""Sessions by video: their form, their checklist, what holds them."""

from datetime import date, datetime, time

import pytest
import time_machine
from django.urls import reverse

from agencies.refusals import Refused
from complaints.enums import PetitionKind
from reception.actions.session_changes import (
    move_session,
)
from reception.actions.sessions import mark_held
from reception.enums import SessionKind, SessionMode
from reception.models import ReceptionSession
from tests.factories import HANOI, NOW
from tests.reception.planned import online, typed

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 15
TODAY = NOW.date()
HTMX = {"HX-Request": "true"}


def test_the_form_of_an_online_session(desk, province):
    given = typed(province, mode="online", on_date="2026-12-02", starts_at="08:00", ends_at="10:00")
    response = desk.post(reverse("session_new"), given)
    assert list(response.context["form"].errors) == ["online_ground", "central_point", "points"]
    given |= {
        "online_ground": "denunciation", "central_point": "Trụ sở Sở",
        "points": "UBND xã Tân Thanh\n\nUBND xã Đồng Đăng",
    }  # fmt: skip
    response = desk.post(reverse("session_new"), given)
    assert response.context["form"].errors == {
        "no_protection_asked": [
            "Tố cáo chỉ được tiếp trực tuyến khi người tố cáo không yêu cầu bảo vệ danh tính "
            "(Nghị định 154/2026/NĐ-CP, điều 20 khoản 4)."
        ]
    }
    assert (
        desk.post(reverse("session_new"), {**given, "no_protection_asked": "on"}).status_code == 302
    )
    arrangement = ReceptionSession.objects.get().online
    assert [point.name for point in arrangement.points.all()] == [
        "UBND xã Tân Thanh", "UBND xã Đồng Đăng",
    ]  # fmt: skip


def test_what_is_hidden_for_a_session_in_person_does_not_count(desk, province):
    given = typed(province, online_ground="remote", central_point="x", points="y",
                  ad_hoc_ground="urgent")  # fmt: skip
    assert desk.post(reverse("session_new"), given).status_code == 302
    session = ReceptionSession.objects.get()
    assert (session.ad_hoc_ground, hasattr(session, "online")) == ("", False)


def test_the_checklist_of_an_online_session(plan, desk):
    """Wednesday 02/12/2026: five working days before is 25/11, the day before 01/12. The day off of
    24/11 lies outside the count."""
    session = plan(
        mode=SessionMode.ONLINE, on_date=date(2026, 12, 2), starts_at=time(8), online=online()
    )
    page = desk.get(reverse("session_detail", args=[session.pk]))
    assert [(step.due, step.state.value) for step in page.context["steps"]] == [
        ("chậm nhất 25/11/2026", "running"),
        ("chậm nhất 01/12/2026", "running"),
        ("chậm nhất 07:00 ngày 02/12/2026", "running"),
        ("khi kết thúc buổi tiếp", "running"),
    ]
    assert "Nghị định 154/2026/NĐ-CP, điều 23 khoản 1" in page.content.decode()


def test_preparation_is_noted_late_and_never_ahead(plan, desk, sign_in, province):
    session = plan(
        mode=SessionMode.ONLINE, on_date=date(2026, 11, 20), starts_at=time(8), online=online()
    )
    url, change = (
        reverse(name, args=[session.pk]) for name in ("session_prepare", "session_change")
    )
    assert desk.post(url, {"tested_on": "2026-11-19"}).status_code == 422
    assert desk.post(url, {"notice_document": "15/TB"}).status_code == 422
    assert desk.post(url, {"recording_reference": "MC-1"}).status_code == 422
    given = {
        "notice_document": "15/TB-SKHCN", "notice_sent_on": "2026-11-16", "tested_on": "2026-11-18",
    }  # fmt: skip
    assert desk.post(url, given).status_code == 302
    steps = desk.get(reverse("session_detail", args=[session.pk])).context["steps"]
    assert [(step.done, step.is_late) for step in steps] == [
        ("16/11/2026", True), ("18/11/2026", False), ("", False), ("", False),
    ]  # fmt: skip
    with time_machine.travel(datetime(2026, 11, 20, 12, 0, tzinfo=HANOI), tick=False):
        officer = sign_in(province.person("officer", "SKHCN"))
        refused = officer.post(change, {"change": "held"})
        assert "hãy ghi nơi lưu bản ghi trước khi ghi là đã tổ chức" in refused.content.decode()
        more = {**given, "connected_at": "2026-11-20T07:10", "recording_reference": "MC-01/2026"}
        assert officer.post(url, more).status_code == 302
        steps = officer.get(reverse("session_detail", args=[session.pk])).context["steps"]
        assert [(step.state.value, step.is_late) for step in steps] == [
            ("done", True), ("done", False), ("done", True), ("done", False),
        ]  # fmt: skip
        assert officer.post(change, {"change": "held"}).status_code == 302
    session.refresh_from_db()
    assert session.state == "held"


def test_an_online_session_is_not_held_by_a_visit_alone(plan, province):
    session = plan(mode=SessionMode.ONLINE, on_date=TODAY, online=online())
    mark_held(session=session, by=province.person("officer", "SKHCN"), now=NOW)
    session.refresh_from_db()
    assert session.state == "planned"


def test_a_sealed_visit_joins_no_online_session_but_one_arranged_for_it(plan, receive):
    said = {"kind": PetitionKind.DENUNCIATION, "title": "Tố cáo cán bộ"}
    remote = plan(mode=SessionMode.ONLINE, on_date=TODAY, online=online())
    with pytest.raises(Refused, match="Không ghi tố cáo hoặc việc cần giữ kín vào buổi tiếp trực"):
        receive(session=remote, **said)
    arranged = plan(
        mode=SessionMode.ONLINE, kind=SessionKind.AD_HOC, ad_hoc_ground="urgent", on_date=TODAY,
        online=online(ground="denunciation", no_protection_asked=True),
    )  # fmt: skip
    assert receive(session=arranged, **said).session == arranged


def test_a_moved_online_session_is_prepared_anew(plan, province):
    officer = province.person("officer", "SKHCN")
    old = plan(mode=SessionMode.ONLINE, online=online(points=("A", "B")))
    old.online.notice_sent_on = TODAY
    old.online.save()
    new = move_session(
        session_id=old.pk, on_date=date(2026, 12, 9), reason="Mất điện", by=officer, now=NOW
    )
    assert [point.name for point in new.online.points.all()] == ["A", "B"]
    assert new.online.notice_sent_on is None


def test_only_an_online_session_is_prepared(plan, desk):
    assert desk.post(reverse("session_prepare", args=[plan().pk]), {}).status_code == 409
