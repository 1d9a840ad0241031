"""The register, one visit, sessions, panels: what each shows, to whom, at what price."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.enums import PetitionKind
from complaints.models import Clock
from reception.actions.notices import tell_result
from reception.enums import VisitResult
from reception.intake import PetitionInput
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
MOST_STATEMENTS = 15


def listed(response) -> list[str]:
    return [visit.register_number for visit in response.context["page"].rows]


def statements(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def with_petition(receive, **changes):
    return receive(
        kind=PetitionKind.COMPLAINT,
        result=VisitResult.PETITION,
        petition=PetitionInput("Đơn khiếu nại"),
        **changes,
    )


def test_the_register_costs_the_same_for_one_row_and_for_four(desk, receive):
    with_petition(receive)
    desk.get(reverse("visit_list"))
    one = statements(desk, reverse("visit_list"))
    for _ in range(3):
        with_petition(receive, head_count=7, representatives=["Lý Một"])
    four = statements(desk, reverse("visit_list"))
    assert one == four <= MOST_STATEMENTS


@pytest.mark.parametrize("name", ["session_list", "panel_visits_today"])
def test_other_lists_cost_the_same_too(desk, receive, name):
    receive()
    one = statements(desk, reverse(name))
    for day in range(1, 4):
        receive(arrived_at=NOW - timedelta(hours=day))
    assert one == statements(desk, reverse(name)) <= MOST_STATEMENTS


def test_a_visit_and_the_visits_of_a_matter_stay_within_the_budget(desk, receive):
    visit = with_petition(receive, head_count=7, representatives=["Lý Một", "Lý Hai"])
    assert statements(desk, reverse("visit_detail", args=[visit.pk])) <= MOST_STATEMENTS
    url = reverse("matter_visits", args=[visit.matter_id])
    one = statements(desk, url)
    for _ in range(3):
        receive(matter=visit.matter, kind=PetitionKind.COMPLAINT)
    assert one == statements(desk, url) <= MOST_STATEMENTS
    assert statements(desk, reverse("visit_new")) <= MOST_STATEMENTS


def test_the_register_shows_the_columns_of_the_form(desk, receive):
    visit = with_petition(receive, head_count=12, representatives=["Lý Một"])
    page = desk.get(reverse("visit_list")).content.decode()
    for shown in ("01/2026", "18/11/2026", visit.visitor_label, visit.matter.title, "Khiếu nại",
                  "đoàn đông người", "Nhận đơn, vào sổ", "Đơn số 01/2026"):  # fmt: skip
        assert shown in page
    assert "Có 1 lượt tiếp." in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["03/2026", "02/2026", "01/2026"]),
        ("?tu=2026-11-18", ["03/2026", "02/2026"]),
        ("?tu=2026-11-17&den=2026-11-17", ["01/2026"]),
        ("?doan=co", ["02/2026"]),
        ("?doan=khong", ["03/2026", "01/2026"]),
        ("?ket_qua=answered", ["03/2026"]),
        ("?buoi=periodic", []),
        ("?q=ly+mot", ["02/2026"]),
        ("?q=2", ["02/2026"]),
        ("?q=2/2025", []),
        ("?q=GIẾNG", ["03/2026"]),
        ("?tu=hôm+qua", []),
        ("?sau=rách", ["03/2026", "02/2026", "01/2026"]),
    ],
)
def test_filters_of_the_register(desk, receive, query, expected):
    from complaints.petitioner import Petitioner

    receive(arrived_at=NOW - timedelta(days=1))
    receive(
        petitioner=Petitioner("Lý Một"), head_count=6, representatives=["Lý Hai"],
        arrived_at=NOW - timedelta(hours=1),
    )  # fmt: skip
    receive(result=VisitResult.ANSWERED, title="Phản ánh giếng nước cạn")
    assert listed(desk.get(reverse("visit_list") + query)) == expected


def test_pages_of_the_register_by_keyset(desk, receive, monkeypatch):
    monkeypatch.setattr("reception.views.register._SIZE", 2)
    for minute in range(5):
        receive(arrived_at=NOW - timedelta(minutes=minute // 2))
    url = reverse("visit_list")
    seen, page = [], desk.get(url)
    assert page.context["page"].prev_url is None
    while True:
        seen.append(listed(page))
        following = page.context["page"].next_url
        if following is None:
            break
        page = desk.get(url + following)
    assert [len(rows) for rows in seen] == [2, 2, 1]
    assert sorted(number for rows in seen for number in rows) == [f"0{n}/2026" for n in range(1, 6)]
    back = desk.get(url + page.context["page"].prev_url)
    assert listed(back) == seen[1]
    first = desk.get(url + back.context["page"].prev_url)
    assert (listed(first), first.context["page"].prev_url) == (seen[0], None)


def test_the_part_of_the_register_is_the_part_of_the_page(desk, receive):
    receive()
    url = reverse("visit_list")
    part = desk.get(url, headers=HTMX).content.decode()
    assert part.strip() in desk.get(url).content.decode()
    assert "<!doctype" not in part


def test_an_empty_register_says_what_to_do(desk):
    assert (
        "Không có lượt tiếp nào theo bộ lọc này" in desk.get(reverse("visit_list")).content.decode()
    )


def test_who_sees_a_visit(province, sign_in, receive):
    url = reverse("visit_detail", args=[receive().pk])
    seen = {
        (role, part): sign_in(user).get(url).status_code
        for (role, part), user in province.people.items()
    }
    may = {
        ("officer", "SKHCN"), ("handler", "SKHCN"), ("head", "SKHCN"), ("head", "UBND"),
        ("inspector", "TTT"),
    }  # fmt: skip
    assert {who for who, status in seen.items() if status == 200} == may
    assert {who for who, status in seen.items() if status == 403} == {
        (role, part) for role, part in province.people if role == "guard"
    }
    assert set(seen.values()) == {200, 403, 404}


def test_reading_a_visit_is_in_the_ledger(desk, receive):
    from records.models import LedgerEntry

    visit = receive()
    desk.get(reverse("visit_detail", args=[visit.pk]))
    row = LedgerEntry.objects.filter(verb="read").get()
    assert (row.subject_kind, row.subject_id) == ("visit", visit.pk)


def test_the_citizen_was_told(desk, receive):
    visit = receive(arrived_at=NOW - timedelta(days=2))
    url = reverse("visit_tell", args=[visit.pk])
    for day, sentence in (
        ("2026-11-19", "Ngày thông báo kết quả không thể ở tương lai."),
        ("2026-11-15", "Ngày thông báo kết quả không thể trước ngày tiếp."),
    ):
        response = desk.post(url, {"told_on": day})
        assert response.status_code == 422
        assert response.context["form"].errors == {"told_on": [sentence]}
    assert desk.post(url, {"told_on": "2026-11-17"}).status_code == 302
    assert Clock.objects.get().finished_on == date(2026, 11, 17)
    visit.matter.refresh_from_db()
    assert visit.matter.next_due_on is None
    again = desk.post(url, {"told_on": "2026-11-18"})
    assert "đã được ghi trước đó" in again.content.decode()


def test_a_notice_of_a_later_visit_goes_on(receive, province):
    first = receive(arrived_at=NOW - timedelta(days=5))
    receive(matter=first.matter)
    tell_result(
        visit_id=first.pk, told_on=date(2026, 11, 16), by=province.person("officer", "SKHCN"),
        now=NOW,
    )  # fmt: skip
    finished = Clock.objects.order_by("started_on").values_list("started_on", "finished_on")
    assert list(finished) == [
        (date(2026, 11, 13), date(2026, 11, 16)),
        (date(2026, 11, 18), None),
    ]


def test_who_only_reads_cannot_say_that_the_citizen_was_told(province, sign_in, receive):
    head = sign_in(province.person("head", "SKHCN"))
    assert (
        head.post(reverse("visit_tell", args=[receive().pk]), {"told_on": "2026-11-18"}).status_code
        == 403
    )


def test_visits_of_a_matter_as_page_and_as_panel(desk, receive):
    visit = receive(head_count=12, representatives=["Lý Một"])
    url = reverse("matter_visits", args=[visit.matter_id])
    page, part = desk.get(url).content.decode(), desk.get(url, headers=HTMX).content.decode()
    assert part.strip() in page
    assert "Lượt tiếp số 01/2026" in part
    assert "đoàn đông người" in part


def test_today_in_figures_that_open_their_rows(desk, receive):
    receive()
    receive(head_count=12, representatives=["Lý Một"])
    receive(arrived_at=NOW - timedelta(days=1))
    page = desk.get(reverse("panel_visits_today"))
    totals = page.context["totals"]
    assert (totals.visits, totals.people, totals.groups) == (2, 13, 1)
    rows = desk.get(reverse("visit_list") + "?tu=2026-11-18&den=2026-11-18")
    assert len(listed(rows)) == totals.visits
    assert "?tu=2026-11-18&amp;den=2026-11-18&amp;doan=co" in page.content.decode()


def test_navigation_goes_to_those_who_use_it(province):
    from reception import navigation

    def shown(role, part):
        items = navigation.items(province.person(role, part))
        return [item["url_name"] for item in sorted(items, key=lambda item: item["order"])]

    reach = ["visit_list", "session_list", "duty_roster"]
    assert shown("officer", "SKHCN") == ["visit_new", "room", *reach]
    assert shown("head", "SKHCN") == ["room_count", *reach]
    assert shown("inspector", "TTT") == reach
    assert shown("custodian", "SKHCN") == ["paper_list", "look_up_list"]
    assert shown("admin", "UBND") == []


def test_home_panels_go_to_those_who_use_them(province):
    from reception import panels

    def shown(role, part):
        found = panels.home(province.person(role, part))
        return [panel["url_name"] for panel in sorted(found, key=lambda panel: panel["order"])]

    days = ["panel_visits_today", "panel_heads_day", "panel_duty", "panel_conclusion_tasks"]
    assert shown("officer", "SKHCN") == shown("head", "SKHCN") == days
    assert shown("inspector", "TTT") == [days[0], *days[2:]]
    assert shown("custodian", "SKHCN") == shown("admin", "UBND") == []
