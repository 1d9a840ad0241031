"""Sessions on pages: the list under its filter, a month, one of them."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from reception.actions.session_changes import (
    cancel_session,
)
from reception.enums import SessionState
from reception.models import ReceptionSession
from tests.factories import NOW
from tests.reception.planned import statements

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 15
TODAY = NOW.date()
HTMX = {"HX-Request": "true"}


def list_of(client, query="") -> list[tuple[int, str]]:
    rows = client.get(reverse("session_list") + query).context["page"].rows
    return [(row.on_date.day, row.state) for row in rows]


def test_filters_of_the_list(desk, plan, province, receive):
    receive()
    plan()
    far = plan(on_date=TODAY + timedelta(days=60))
    cancel_session(
        session_id=plan(on_date=TODAY + timedelta(days=5)).pk, reason="Bận",
        by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert list_of(desk) == [(23, "cancelled"), (20, "planned"), (18, "held")]
    assert list_of(desk, "?tu=2026-12-01") == [(far.on_date.day, "planned")]
    assert list_of(desk, "?loai=standing") == [(18, "held")]
    assert list_of(desk, "?tinh_trang=cancelled") == [(23, "cancelled")]
    head = province.person("head", "SKHCN")
    assert list_of(desk, f"?chu_tri={head.pk}") == [(23, "cancelled"), (20, "planned")]
    assert list_of(desk, f"?chu_tri={uuid.uuid4()}") == []
    assert list_of(desk, "?uy_quyen=True") == []
    assert list_of(desk, "?tu=hôm+qua") == []
    part = desk.get(reverse("session_list"), headers=HTMX).content.decode()
    assert part.strip() in desk.get(reverse("session_list")).content.decode()


def test_those_above_choose_an_agency(plan, sign_in, province):
    plan()
    above = sign_in(province.person("head", "UBND"))
    assert list_of(above, f"?co_quan={province['SKHCN'].pk}") == [(20, "planned")]
    assert list_of(above, f"?co_quan={province['XA'].pk}") == []


def test_lists_cost_the_same_for_one_and_for_four(desk, plan, receive):
    visit = receive(session=plan(on_date=TODAY))
    addresses = [
        reverse("session_list"), reverse("session_calendar"),
        reverse("session_detail", args=[visit.session_id]),
    ]  # fmt: skip
    once = [statements(desk, url) for url in addresses]
    for day in range(1, 4):
        plan(on_date=TODAY + timedelta(days=day))
        receive(session=visit.session, arrived_at=NOW - timedelta(minutes=day))
    assert once == [statements(desk, url) for url in addresses]
    assert max(once) <= MOST_STATEMENTS


def test_the_month_shows_the_heads_days_and_the_days_off(desk, plan, receive):
    receive()
    plan()
    weeks = desk.get(reverse("session_calendar") + "?thang=2026-11").context["weeks"]
    assert [len(week) for week in weeks] == [7] * 6
    assert (weeks[0][0].on, weeks[-1][-1].on) == (date(2026, 10, 26), date(2026, 12, 6))
    days = {day.on: day for week in weeks for day in week}
    assert [day.on.day for day in days.values() if day.sessions] == [20]
    assert days[date(2026, 11, 24)].off == "nghỉ lễ: Ngày Văn hóa Việt Nam"
    assert days[date(2026, 11, 18)].is_today
    empty = desk.get(reverse("session_calendar") + "?thang=hôm-nay")
    assert empty.context["month"] == date(2026, 11, 1)


def test_those_above_look_at_one_agency_a_month(plan, sign_in, province):
    plan()
    above = sign_in(province.person("head", "UBND"))
    url = reverse("session_calendar") + "?thang=2026-11"
    for query, expected in (
        ("", []),
        (f"&co_quan={province['SKHCN'].pk}", [20]),
        ("&co_quan=x", []),
    ):
        weeks = above.get(url + query).context["weeks"]
        assert [day.on.day for week in weeks for day in week if day.sessions] == expected
    rival = sign_in(province.person("officer", "XA"))
    asked = rival.get(f"{url}&co_quan={province['SKHCN'].pk}")
    assert (asked.context["agency"], asked.context["agencies"]) == (province["XA"], [])


def test_one_session_shows_its_visits_and_links(desk, plan, receive):
    session = plan(on_date=TODAY)
    visit = receive(session=session)
    page = desk.get(reverse("session_detail", args=[session.pk])).content.decode()
    assert reverse("visit_detail", args=[visit.pk]) in page
    assert f"?buoi={session.pk}" in page


def test_states_of_the_database_hold(plan):
    """The reason of a change and the way of a move are asked by the table itself."""
    from django.db import IntegrityError, transaction

    session = plan()
    for change in (
        {"state": SessionState.CANCELLED, "state_reason": ""},
        {"state": SessionState.MOVED, "state_reason": "Bận"},
        {"state": SessionState.PLANNED, "moved_to": session},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReceptionSession.objects.filter(pk=session.pk).update(**change)
