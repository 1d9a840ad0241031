"""What the window of an event does to warnings, to the order of work and to the lists."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.actions.calendar import add_event, close_event
from agencies.enums import EventKind
from agencies.models import Event
from complaints.actions.assigning import assign_petitions
from complaints.actions.hotspots import raise_hotspot
from complaints.actions.warnings import warn_of_due_dates
from complaints.enums import HotLevel, PetitionKind
from complaints.models import CaseNotice, Clock, Petition
from complaints.subjects import ABOUT_PERSONNEL, is_leaf
from tests.complaints.doors import client_of, statements
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
TODAY = NOW.date()  # Wednesday 18/11/2026
ELECTION = EventKind.ELECTION


def window(agency, by, kind=ELECTION, name="Bầu cử", around=TODAY, **more) -> Event:
    """Ten days before, the day itself, five days after."""
    return add_event(
        name=name, kind=kind, agency=agency, days=(around, around),
        window=(around - timedelta(days=10), around + timedelta(days=5)), by=by, now=NOW, **more,
    )  # fmt: skip


@pytest.fixture
def head(province):
    return province.person("head", "UBND")


@pytest.fixture
def about_candidate(register):
    """A petition about a candidate, held by who registered it; due far away."""

    def made(summary="Về người ứng cử", **told) -> Petition:
        petition = register(summary=summary, **told)
        Petition.objects.filter(pk=petition.pk).update(
            subject_code="cong_chuc.ung_cu", next_due_on=TODAY + timedelta(days=60)
        )
        return petition

    return made


@pytest.fixture
def due(register, province):
    """One open clock of a petition that is due in so many days; the others are done."""

    def made(days: int, **told) -> Clock:
        petition = register(**told)
        Clock.objects.filter(petition=petition).update(finished_on=TODAY)
        return Clock.objects.create(
            matter=petition.matter, petition=petition, agency=petition.agency,
            scope_path=petition.scope_path, secrecy=petition.secrecy, rule_code="KN_THULY",
            started_on=date(2026, 9, 1), due_on=TODAY + timedelta(days=days),
        )  # fmt: skip

    return made


@pytest.mark.parametrize(("days", "notices"), [(3, 1), (4, 1), (5, 1), (6, 0)])
def test_the_window_tells_of_due_dates_so_many_days_earlier(due, province, head, days, notices):
    """Three days before is usual; two more inside the window."""
    window(province["UBND"], head, warn_days=2)
    due(days)
    assert warn_of_due_dates(today=TODAY, now=NOW) == notices
    assert warn_of_due_dates(today=TODAY + timedelta(days=1), now=NOW) == 1 - notices


def test_only_agencies_of_the_event_are_told_earlier_and_not_once_it_is_closed(due, province, head):
    rival = Province("CB", "Cao Bằng")
    event = window(rival["UBND"], rival.person("head", "UBND"), warn_days=9)
    due(5)
    assert warn_of_due_dates(today=TODAY, now=NOW) == 0
    ours = window(province["UBND"], head, warn_days=9)
    close_event(event_id=ours.pk, by=head, now=NOW)
    assert warn_of_due_dates(today=TODAY, now=NOW) == 0
    Event.objects.filter(pk=event.pk).update(agency=None, scope_path="")
    assert warn_of_due_dates(today=TODAY, now=NOW) == 1


def test_a_notice_that_came_early_says_why(due, province, head):
    window(province["UBND"], head, warn_days=2)
    due(5, summary="Đến hạn muộn")
    due(2, summary="Đến hạn thường")
    warn_of_due_dates(today=TODAY, now=NOW)
    client = client_of(province.person("handler", "SKHCN"))

    rows = client.get(reverse("notice_list")).context["rows"]

    told = {row["title"]: row["early"] for row in rows}
    assert told == {
        "Đến hạn muộn": "báo sớm hơn 2 ngày trong thời gian theo dõi sự kiện “Bầu cử”",
        "Đến hạn thường": "",
    }
    assert CaseNotice.objects.count() == 2


def groups(client) -> dict[str, list[str]]:
    context = client.get(reverse("work_today")).context
    return {g.key: [line.summary for line in g.lines] for g in context["groups"] if g.lines}


def test_petitions_about_candidates_come_first_while_people_are_chosen(
    register, about_candidate, province, head
):
    about_candidate()
    late = register(summary="Quá hạn")
    Petition.objects.filter(pk=late.pk).update(next_due_on=TODAY - timedelta(days=1))
    handler = client_of(province.person("handler", "SKHCN"))
    assert list(groups(handler)) == ["qua-han"]

    event = window(province["UBND"], head)

    assert groups(handler) == {"nhan-su-ung-cu": ["Về người ứng cử"], "qua-han": ["Quá hạn"]}
    assert next(iter(groups(handler))) == "nhan-su-ung-cu"
    # The head, who decides, sees those of the whole agency.
    assert groups(client_of(province.person("head", "SKHCN")))["nhan-su-ung-cu"] == [
        "Về người ứng cử"
    ]
    text = handler.get(reverse("work_today"), headers={"HX-Request": "true"}).content.decode()
    assert text.index("Về người ứng cử") < text.index("Quá hạn")
    close_event(event_id=event.pk, by=head, now=NOW)
    assert list(groups(handler)) == ["qua-han"]


@pytest.mark.parametrize(
    "told",
    [
        {"kind": EventKind.ASSEMBLY_SESSION},
        {"kind": EventKind.TET},
        {"around": TODAY + timedelta(days=11)},
        {"around": TODAY - timedelta(days=6)},
    ],
)
def test_other_events_and_other_days_change_no_order(about_candidate, province, head, told):
    about_candidate()
    window(province["UBND"], head, **told)
    assert groups(client_of(province.person("handler", "SKHCN"))) == {}
    page = client_of(head).get(reverse("petition_list"))
    assert page.context["first"] == []


def test_an_election_of_one_commune_concerns_that_commune_alone(about_candidate, province):
    chairman = province.person("head", "XA")
    window(province["XA"], chairman)
    about_candidate()
    about_candidate(summary="Ở xã", agency=province["XA"], by=province.person("handler", "XA"))
    rows = client_of(province.person("head", "UBND")).get(reverse("petition_list"))
    assert [row.summary for row in rows.context["first"]] == ["Ở xã"]


def test_the_list_shows_them_above_its_first_page_and_keeps_its_order(
    register, about_candidate, province, head
):
    window(province["UBND"], head)
    about_candidate(received_on=TODAY - timedelta(days=30))
    done = about_candidate(summary="Đã xử lý")
    Petition.objects.filter(pk=done.pk).update(
        state="processed", outcome="archive", processed_on=TODAY
    )
    for n in range(21):
        register(summary=f"Đơn thường {n}")
    client, address = client_of(province.person("handler", "SKHCN")), reverse("petition_list")

    page = client.get(address)

    assert [(row.summary, row.badge) for row in page.context["first"]] == [("Về người ứng cử", "")]
    assert "Về người ứng cử" not in [row.summary for row in page.context["rows"]]
    following = client.get(address + page.context["page"].next_url)
    assert following.context["first"] == []
    assert [row.badge for row in following.context["rows"] if row.summary == "Về người ứng cử"] == [
        "Nhân sự, ứng cử"
    ]


def test_a_sealed_petition_about_a_candidate_is_seen_by_who_may_know_alone(
    about_candidate, province, head
):
    """A denunciation of a candidate: the excluded head sees the page of a day without it."""
    window(province["UBND"], head)
    accused, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    about_candidate(kind=PetitionKind.DENUNCIATION, excluded_users=[accused], by=handler)
    assert groups(client_of(accused)) == {}
    assert client_of(accused).get(reverse("petition_list")).context["first"] == []
    first = client_of(handler).get(reverse("petition_list")).context["first"]
    assert [row.sealed for row in first] == [True]


def summaries(client, query: str) -> list[str]:
    rows = client.get(f"{reverse('petition_list')}?{query}").context["rows"]
    return sorted(row.summary for row in rows)


def test_choosing_an_event_sets_the_days_of_its_window_or_of_a_phase(register, province, head):
    event = window(province["UBND"], head, kind=EventKind.TET, name="Tết", around=date(2026, 2, 17))
    for name, day in (
        ("trước hẳn", date(2026, 2, 6)), ("trước", date(2026, 2, 7)), ("trong", date(2026, 2, 17)),
        ("sau", date(2026, 2, 22)), ("sau hẳn", date(2026, 2, 23)),
    ):  # fmt: skip
        register(summary=name, received_on=day)
    client = client_of(province.person("handler", "SKHCN"))

    assert summaries(client, f"su_kien={event.pk}") == ["sau", "trong", "trước"]
    assert summaries(client, f"su_kien={event.pk}&ky_sk=before") == ["trước"]
    assert summaries(client, f"su_kien={event.pk}&ky_sk=during") == ["trong"]
    # Days typed beside an event give way to its days, and the page says so.
    page = client.get(f"{reverse('petition_list')}?su_kien={event.pk}&tu=2026-02-17")
    assert len(page.context["rows"]) == 3
    assert "từ 07/02/2026 đến 22/02/2026" in page.content.decode()
    assert summaries(client, f"su_kien={event.pk}&loai=denunciation") == []


def test_an_event_that_one_does_not_see_cuts_nothing_out(register, province, head):
    register()
    rival = Province("CB", "Cao Bằng")
    theirs = window(rival["UBND"], rival.person("head", "UBND"), name="Của Cao Bằng")
    window(province["UBND"], head, name="Của ta")
    client = client_of(province.person("handler", "SKHCN"))

    page = client.get(f"{reverse('petition_list')}?su_kien={theirs.pk}")

    assert page.context["rows"] == []
    assert "Của Cao Bằng" not in page.content.decode()
    assert client.get(f"{reverse('petition_list')}?su_kien=x").context["rows"] == []


def test_visits_hot_spots_and_the_overview_are_cut_to_the_window_too(register, province, head):
    event = window(province["UBND"], head)
    before = window(province["UBND"], head, name="Kỳ trước", around=date(2026, 5, 24))
    spot = raise_hotspot(
        matter_id=register().matter_id, level=HotLevel.WATCH, note="Nhiều hộ quan tâm.",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    client = client_of(head)

    def page(name: str, chosen: Event):
        return client.get(f"{reverse(name)}?su_kien={chosen.pk}")

    assert [row.pk for row in page("hotspot_list", event).context["page"].rows] == [spot.pk]
    assert page("hotspot_list", before).context["page"].rows == []
    assert page("visit_list", before).context["form"].data["tu"] == "2026-05-14"
    overview = page("overview", before)
    assert overview.context["period"].code == "2026-05-14..2026-05-29"
    assert "Theo sự kiện “Kỳ trước”" in overview.content.decode()


def test_lists_without_any_event_have_no_such_filter(register, province):
    register()
    client = client_of(province.person("handler", "SKHCN"))
    for name in ("petition_list", "visit_list", "hotspot_list"):
        assert "su_kien" not in client.get(reverse(name)).content.decode(), name


def test_the_price_in_a_window_is_the_same_for_one_and_four(about_candidate, province, head):
    person = province.person("head", "SKHCN")
    client, costs = client_of(person), []
    for many in (1, 3):
        for n in range(many):
            window(province["UBND"], head, name=f"Bầu cử {many}.{n}")
            petition = about_candidate(summary=f"Đơn {many}.{n}")
            assign_petitions(petition_ids=[petition.pk], to_user=person, by=person, now=NOW)
        costs.append([statements(client, reverse(n)) for n in ("petition_list", "work_today")])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 15


def test_the_subjects_are_what_an_officer_can_pick():
    assert all(is_leaf(code) for code in ABOUT_PERSONNEL)
