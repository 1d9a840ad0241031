"""Việc hôm nay: what one person has before them, through the page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.roles import Role
from complaints.actions.assigning import assign_petitions
from complaints.actions.substitution import make_substitution
from complaints.enums import PetitionKind, WaitsFor
from complaints.models import CaseNotice, Clock, Petition
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


def groups(client) -> dict[str, list[str]]:
    """Summaries shown in each group of the page."""
    context = client.get(reverse("work_today")).context
    found = {g.key: [line.summary for line in g.lines] for g in context["groups"]}
    return {key: lines for key, lines in found.items() if lines}


def due(petition: Petition, on: date | None) -> None:
    Petition.objects.filter(pk=petition.pk).update(next_due_on=on)


def test_cases_stand_under_how_near_their_day_is(register, handler):
    for name, days in (("trễ", -1), ("hôm nay", 0), ("tuần này", 7), ("còn xa", 8)):
        due(register(summary=name), TODAY + timedelta(days=days))

    assert groups(client_of(handler)) == {
        "qua-han": ["trễ"], "hom-nay": ["hôm nay"], "trong-tuan": ["tuần này"],
    }  # fmt: skip


def test_who_enters_and_handles_holds_it_and_the_desk_holds_nothing(register, province, handler):
    assert register().holder == handler
    assert register(by=province.person("officer", "SKHCN")).holder is None


def test_each_case_says_its_one_missing_thing_and_its_day(register, handler):
    petition = register(summary="Thu hồi đất ruộng")

    text = client_of(handler).get(reverse("work_today")).content.decode()

    # Received Monday 16/11/2026: ten days from the next day, ends Thursday 26/11, eight days left.
    assert petition.next_due_on == date(2026, 11, 26)
    due(petition, date(2026, 11, 25))
    text = client_of(handler).get(reverse("work_today")).content.decode()
    assert "Lập đề xuất xử lý đơn" in text
    assert "25/11/2026" in text
    assert "còn 7 ngày" in text


def test_a_case_of_somebody_else_is_not_mine(register, province, handler):
    due(register(summary="của người khác", by=province.person("officer", "SKHCN")), TODAY)

    assert groups(client_of(handler)) == {}


def test_the_head_sees_what_waits_for_a_decision(register, province, handler):
    Petition.objects.filter(pk=register(summary="chờ duyệt").pk).update(
        waits_for=WaitsFor.APPROVAL, next_due_on=TODAY + timedelta(days=30)
    )

    assert groups(client_of(province.person("head", "SKHCN"))) == {"cho-duyet": ["chờ duyệt"]}
    assert groups(client_of(handler)) == {}


def test_what_waits_for_others_stands_apart_even_without_a_day(register, handler):
    Petition.objects.filter(pk=register(summary="tạm đình chỉ").pk).update(
        waits_for=WaitsFor.OTHER, next_due_on=None
    )

    assert groups(client_of(handler)) == {"cho-nguoi-khac": ["tạm đình chỉ"]}


def test_a_day_that_only_opens_a_way_makes_nobody_late(register, handler):
    """Thời hạn để quyết định có hiệu lực: passed, and still nobody is late."""
    Petition.objects.filter(pk=register(summary="có hiệu lực").pk).update(
        next_due_on=TODAY - timedelta(days=3), next_duty="KN_HIEULUC"
    )

    assert groups(client_of(handler)) == {"hom-nay": ["có hiệu lực"]}


def test_the_substitute_sees_the_work_of_the_absent_marked_as_such(register, province, handler):
    colleague = make_user("thay.skhcn", (Role.HANDLER, province["SKHCN"]))
    due(register(summary="việc của người vắng"), TODAY)
    assert groups(client_of(colleague)) == {}

    make_substitution(
        agency=province["SKHCN"], absent=handler, substitute=colleague, from_on=TODAY,
        to_on=TODAY, reason="Nghỉ phép", by=handler, now=NOW,
    )  # fmt: skip

    text = client_of(colleague).get(reverse("work_today")).content.decode()
    assert f"làm thay {handler.full_name}" in text
    assert groups(client_of(colleague)) == {"hom-nay": ["việc của người vắng"]}


def test_home_loads_the_nearest_work_as_a_panel(register, handler):
    due(register(summary="gấp nhất"), TODAY)
    client = client_of(handler)

    home = client.get(reverse("home")).content.decode()
    panel = client.get(reverse("work_today"), headers={"HX-Request": "true"}).content.decode()

    assert f'hx-get="{reverse("work_today")}"' in home
    assert "gấp nhất" in panel
    assert "<html" not in panel


def test_whoever_handles_nothing_has_no_such_page(province):
    for role, part in (("officer", "SKHCN"), ("custodian", "SKHCN"), ("inspector", "TTT")):
        client = client_of(province.person(role, part))
        assert client.get(reverse("work_today")).status_code == 403, role


def test_an_empty_day_says_where_the_rest_is(handler):
    text = client_of(handler).get(reverse("work_today")).content.decode()

    assert "Hôm nay không có việc nào đến hạn" in text


def test_the_price_is_the_same_for_one_case_and_for_four(register, province):
    head = province.person("head", "SKHCN")
    client, address = client_of(head), reverse("work_today")
    _held_by(register(), head)
    one = statements(client, address)
    for n in range(3):
        _held_by(register(summary=f"Đơn {n}"), head)
    register(kind=PetitionKind.DENUNCIATION, summary="Tố cáo")

    assert statements(client, address) == one <= 15


def _held_by(petition, head) -> None:
    assign_petitions(petition_ids=[petition.pk], to_user=head, by=head, now=NOW)
    due(petition, TODAY)


def test_an_intruder_with_work_of_their_own_sees_none_of_it(register):
    due(register(summary="của Lạng Sơn"), TODAY)
    rival = Province("CB", "Cao Bằng").person("head", "SKHCN")
    client = client_of(rival)

    assert groups(client) == {}
    assert "của Lạng Sơn" not in client.get(reverse("work_unit")).content.decode()


def test_notices_are_ones_own_and_read_once(register, province, handler):
    petition = register(summary="Sắp đến hạn")
    clock = Clock.objects.get(petition=petition, rule_code="KN_THULY")
    notice = CaseNotice.objects.create(
        user=handler, clock=clock, level=1, due_on=clock.due_on, made_at=NOW
    )
    client = client_of(handler)
    assert "1 lần báo việc đến hạn chưa đọc" in client.get(reverse("work_today")).content.decode()
    assert "Sắp đến hạn" in client.get(reverse("notice_list")).content.decode()

    other = client_of(province.person("head", "SKHCN"))
    assert other.post(reverse("notice_read", args=[notice.pk])).status_code == 404
    assert client.post(reverse("notice_read", args=[notice.pk])).status_code == 302
    client.post(reverse("notice_read", args=[notice.pk]))

    notice.refresh_from_db()
    assert notice.read_at == NOW
    assert list(client.get(f"{reverse('notice_list')}?doc=chua").context["rows"]) == []
    assert len(client.get(reverse("notice_list")).context["rows"]) == 1


def test_the_list_of_notices_costs_the_same_for_one_and_four(register, handler):
    client, address = client_of(handler), reverse("notice_list")
    costs = []
    for many in (1, 3):
        for _ in range(many):
            clock = Clock.objects.get(petition=register(), rule_code="KN_THULY")
            CaseNotice.objects.create(
                user=handler, clock=clock, level=1, due_on=clock.due_on, made_at=NOW
            )
        costs.append(statements(client, address))
    assert costs[0] == costs[1] <= 15
