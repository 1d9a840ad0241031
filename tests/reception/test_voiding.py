"""A void line: its number stays, its figures, facts and duties go."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints.enums import PetitionKind, PetitionState
from complaints.models import Clock, MatterFact, Petition
from law.periods import week_of
from reception.actions.voiding import void_visit
from reception.enums import NOTICE, REFUSAL_NOTICE, RefusalGround, VisitResult
from reception.intake import PetitionInput, RefusalInput
from reception.models import Visit
from reception.selectors import last_visitor, recognised, sessions_with_counts, totals_of_day
from records.enums import Book
from records.models import LedgerEntry, RegisterEntry
from records.register import check
from reports import tally_reading
from reports.catalogue import FIGURES
from reports.checking import check_overview, check_weekly
from reports.spans import Span
from tests.factories import NOW

pytestmark = pytest.mark.django_db
WHY = "Ghi trùng với lượt tiếp trước."


@pytest.fixture
def void(province):
    def made(visit, **changes):
        told = {"reason": WHY, "by": province.person("officer", "SKHCN"),
                "now": NOW + timedelta(hours=1)}  # fmt: skip
        return void_visit(visit_id=visit.pk, **{**told, **changes})

    return made


def test_the_number_stays_with_the_reason(receive, void, province):
    first, second = receive(), receive()
    void(first)
    third = receive()
    assert [visit.number for visit in (first, second, third)] == [1, 2, 3]
    entry = RegisterEntry.objects.get(subject_id=first.pk)
    assert (entry.number, entry.void_reason) == (1, WHY)
    first.refresh_from_db()
    assert (first.void_reason, first.voided_by) == (WHY, province.person("officer", "SKHCN"))
    found = check(agency_id=province["SKHCN"].pk, book=Book.VISITS, year=2026)
    assert (found.is_whole, found.last) == (True, 3)
    row = LedgerEntry.objects.filter(verb="void").get()
    assert (row.subject_kind, row.subject_id, row.details) == ("visit", first.pk, {})


def test_every_figure_is_that_of_its_list_afterwards(receive, void, province):
    receive(head_count=2)
    crowd = receive(head_count=7, representatives=["Lý Một"])
    today, home = NOW.date(), province["SKHCN"]
    head = province.person("head", "SKHCN")
    void(crowd)
    span = Span.of(week_of(today), today)
    values = {name: FIGURES[name].value(FIGURES[name].of(home, span))
              for name in ("visits", "people", "groups", "group_people")}  # fmt: skip
    assert values == {"visits": 1, "people": 2, "groups": 0, "group_people": 0}
    days = tally_reading.days("week", week_of(today).start, week_of(today).end)
    found = tally_reading.tallies_of(
        path=home.path, level="", stretches=days, columns=["visits", "people", "groups"]
    )
    assert found[home.pk]["week"] == {"visits": 1, "people": 2, "groups": 0}
    assert check_overview(user=head, today=today).broken == []
    assert check_weekly(agency=home, period=week_of(today), today=today).broken == []
    totals = totals_of_day(head, today)
    assert (totals.visits, totals.people, totals.groups) == (1, 2, 0)
    session = sessions_with_counts(head).get()
    assert (session.visits_seen, session.people_seen) == (1, 2)


def test_facts_and_the_notice_go(receive, void):
    visit = receive(head_count=6, representatives=["Lý Một"])
    assert MatterFact.objects.filter(matter=visit.matter).count() == 2
    void(visit)
    assert not MatterFact.objects.filter(matter=visit.matter).exists()
    assert not Clock.objects.filter(matter=visit.matter).exists()
    visit.matter.refresh_from_db()
    assert (visit.matter.next_due_on, visit.matter.next_duty) == (None, "")


def test_another_visit_of_that_day_keeps_the_notice(receive, void):
    first = receive()
    second = receive(matter=first.matter, arrived_at=NOW - timedelta(hours=1))
    void(first)
    assert Clock.objects.filter(matter=first.matter, rule_code=NOTICE).count() == 1
    assert MatterFact.objects.filter(matter=first.matter).count() == 1
    void(second)
    assert not Clock.objects.filter(matter=first.matter).exists()


def test_the_duty_to_tell_of_a_refusal_goes_too(receive, void):
    visit = receive(
        result=VisitResult.REFUSED,
        refusal=RefusalInput(RefusalGround.L9_3, "Đã rà soát, thông báo bằng văn bản."),
    )
    assert Clock.objects.filter(matter=visit.matter, rule_code=REFUSAL_NOTICE).exists()
    void(visit)
    assert not Clock.objects.filter(matter=visit.matter).exists()


def test_a_petition_is_dealt_with_first(receive, void):
    visit = receive(
        kind=PetitionKind.COMPLAINT,
        result=VisitResult.PETITION,
        petition=PetitionInput("Đơn khiếu nại."),
    )
    with pytest.raises(Refused) as refused:
        void(visit)
    assert "có đơn số 01/2026 đã vào sổ; hãy xử lý đơn đó trước" in refused.value.sentence
    visit.refresh_from_db()
    assert visit.voided_at is None
    Petition.objects.update(state=PetitionState.WITHDRAWN, outcome="file", processed_on=NOW.date())
    void(visit)


@pytest.mark.parametrize("reason", ["", "   ", "nhầm"])
def test_a_reason_is_needed(receive, void, reason):
    with pytest.raises(Refused, match="lý do"):
        void(receive(), reason=reason)


def test_once_and_by_keepers_only(receive, void, province):
    visit = receive()
    with pytest.raises(NotAllowed):
        void(visit, by=province.person("head", "SKHCN"))
    void(visit)
    with pytest.raises(Refused, match="đã hủy"):
        void(visit)


def test_nobody_is_recognised_by_a_visit_that_never_was(receive, void, province):
    officer, home = province.person("officer", "SKHCN"), province["SKHCN"]
    visit = receive()
    assert [known.person for known in recognised(officer, home, "be thi hoa")] == [visit.person]
    void(visit)
    assert recognised(officer, home, "be thi hoa") == []
    assert last_visitor(officer, visit.matter) is None


def test_a_sealed_line_is_void_by_who_received(receive, void, province):
    visit = receive(
        kind=PetitionKind.DENUNCIATION, title="Tố cáo sai phạm", content="Sai phạm đấu thầu."
    )
    with pytest.raises(NotAllowed):
        void(visit, by=province.person("handler", "SKHCN"))
    void(visit)
    entry = RegisterEntry.objects.get(subject_id=visit.pk)
    assert (entry.book, entry.void_reason) == (Book.SEALED_VISITS, WHY)


# Pages


def test_the_page_strikes_the_line(desk, receive):
    visit = receive()
    url = reverse("visit_void", args=[visit.pk])
    assert "Dòng sẽ hủy" in desk.get(url).content.decode()
    short = desk.post(url, {"reason": "nhầm"})
    assert short.status_code == 422
    assert ">nhầm</textarea>" in short.content.decode().replace("\n", "")
    answer = desk.post(url, {"reason": WHY})
    assert answer["Location"] == reverse("visit_detail", args=[visit.pk])
    detail = desk.get(answer["Location"]).content.decode()
    assert "Số này đã hủy" in detail
    assert WHY in detail
    assert reverse("visit_correct", args=[visit.pk]) not in detail
    listed = desk.get(reverse("visit_list")).content.decode()
    assert '<tr class="is-void">' in listed
    assert f"HỦY SỐ ngày 18/11/2026: {WHY}" in listed
    assert Visit.objects.get(pk=visit.pk).register_number in listed


def test_the_page_says_what_hinders(desk, receive):
    visit = receive(
        kind=PetitionKind.COMPLAINT,
        result=VisitResult.PETITION,
        petition=PetitionInput("Đơn khiếu nại."),
    )
    page = desk.get(reverse("visit_void", args=[visit.pk])).content.decode()
    assert "hãy xử lý đơn đó trước" in page
    assert "<textarea" not in page
