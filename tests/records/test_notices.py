"""One inbox: what one is told of, by whom it is seen, read, counted."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from agencies.registry import Kind, entries
from complaints.actions.assigning import assign_petitions
from complaints.actions.matters import exclude
from complaints.actions.warnings import warn_of_due_dates
from complaints.enums import PetitionKind
from complaints.models import CaseNotice, Clock
from records.actions.notices import give
from records.enums import NoticeTopic
from records.models import Notice
from tests.complaints.doors import client_of, statements
from tests.factories import NOW
from tests.house.crawl import routes

pytestmark = pytest.mark.django_db
HERE = settings.BASE_DIR
INBOX = "notices"


@pytest.fixture
def head(province):
    return province.person("head", "SKHCN")


def tell(user, petition, key="a", topic=NoticeTopic.URGED) -> int:
    return give(
        users=[user], key=key, sentence="Đôn đốc giải quyết đơn.", url_name="petition_detail",
        subject_id=petition.pk, now=NOW, topic=topic,
    )  # fmt: skip


def warned(petition) -> None:
    """The one clock of the petition is late today; its head is told."""
    Clock.objects.filter(petition=petition).update(finished_on=NOW.date())
    late = Clock.objects.filter(petition=petition).order_by("rule_code").first()
    late.finished_on, late.due_on = None, NOW.date().replace(day=17)
    late.save()
    warn_of_due_dates(today=NOW.date(), now=NOW)


def shown(client, query="") -> list[str]:
    return [line.topic for line in client.get(reverse(INBOX) + query).context["lines"]]


def test_all_one_is_told_of_stands_in_one_inbox_and_is_read_at_once(register, head):
    petition = register(summary="Thu hồi đất ruộng")
    tell(head, petition)
    warned(petition)
    client = client_of(head)

    page = client.get(reverse(INBOX)).content.decode()
    assert "Thông báo (2)" in page
    assert "Có 2 thông báo." in page
    assert "Thu hồi đất ruộng" in page
    assert sorted(shown(client)) == ["Bị đôn đốc", "Quá hạn: báo thủ trưởng"]
    assert shown(client, "?loai=overdue") == ["Quá hạn: báo thủ trưởng"]
    assert shown(client, "?loai=urged&doc=chua") == ["Bị đôn đốc"]
    assert len(shown(client, "?loai=khong-co")) == 2

    case = reverse("petition_detail", args=[petition.pk])
    address = reverse("notice_read", args=[CaseNotice.objects.get(user=head).pk])
    assert client.post(address, {"mo": "1"})["Location"] == case
    assert "Thông báo (1)" in client.get(reverse(INBOX)).content.decode()
    assert client.post(reverse("notices_read"))["Location"] == reverse(INBOX)
    page = client.get(reverse(INBOX)).content.decode()
    assert "Đã đánh dấu 1 thông báo là đã đọc." in page
    assert "Thông báo (" not in page
    assert shown(client, "?doc=chua") == []
    assert Notice.objects.get().read_at == NOW


def test_pages_of_both_kinds_follow_each_other(register, head, monkeypatch):
    monkeypatch.setattr("records.views.notices._SIZE", 2)
    petitions = [register(summary=f"Đơn {n}") for n in range(2)]
    for n, petition in enumerate(petitions):
        tell(head, petition, key=str(n))
        warned(petition)
    client = client_of(head)
    first = client.get(reverse(INBOX)).context["page"]
    second = client.get(reverse(INBOX) + first.next_url).context["page"]
    assert len({row.pk for row in first.rows} | {row.pk for row in second.rows}) == 4
    assert second.next_url is None
    back = client.get(reverse(INBOX) + second.prev_url).context["page"]
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]


def test_who_may_not_know_any_more_has_an_inbox_without_it(register, province, head):
    petition, other = register(kind=PetitionKind.DENUNCIATION), register(summary="Khác")
    tell(head, petition)
    tell(head, other, key="b")
    notice = Notice.objects.get(subject_id=petition.pk)
    warned(petition)
    client = client_of(head)
    assert "Thông báo (3)" in client.get(reverse(INBOX)).content.decode()

    exclude(
        matter=petition.matter, users=[head], reason="Người bị khiếu nại.",
        by=province.person("inspector", "TTT"), now=NOW,
    )  # fmt: skip

    page = client.get(reverse(INBOX)).content.decode()
    assert "Thông báo (1)" in page
    assert "Có 1 thông báo." in page
    assert shown(client) == ["Bị đôn đốc"]
    panel = client.get(reverse(INBOX), headers={"HX-Request": "true"}).content.decode()
    assert panel.count("<li>") == 1
    assert client.post(reverse("notice_open", args=[notice.pk])).status_code == 404
    client.post(reverse("notices_read"))
    notice.refresh_from_db()
    assert notice.read_at is None
    assert tell(head, petition, key="c") == 0


def test_nothing_is_told_of_what_one_may_not_see(register, province, head):
    petition = register()
    stranger = province.person("officer", "XA")
    assert tell(stranger, petition) == 0
    assert tell(head, petition) == 1
    assert tell(head, petition) == 0


def test_a_new_holder_is_told_and_of_a_sealed_case_no_more_than_that(register, province, head):
    handler = province.person("handler", "SKHCN")
    desk = province.person("officer", "SKHCN")
    petition, sealed = (
        register(kind=kind, by=desk) for kind in (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)
    )
    for one in (petition, sealed):
        assign_petitions(petition_ids=[one.pk], to_user=handler, by=head, now=NOW)
    told = dict(Notice.objects.filter(user=handler).values_list("subject_id", "sentence"))
    assert told == {
        petition.pk: f"Bạn được phân công thụ lý đơn số {petition.register_number}.",
        sealed.pk: "Bạn được phân công thụ lý một việc trong sổ kín.",
    }
    assert set(Notice.objects.values_list("topic", flat=True)) == {NoticeTopic.ASSIGNED}


def test_the_inbox_costs_the_same_for_one_and_four_of_each_kind(register, head):
    client, costs = client_of(head), []
    for many in (1, 3):
        for _ in range(many):
            petition = register()
            tell(head, petition, key=str(petition.pk))
            warned(petition)
        costs.append(statements(client, reverse(INBOX)))
    assert costs[0] == costs[1] <= 15


def test_every_page_a_notice_leads_to_says_who_may_see_it():
    """Of a page that has no guard (Kind.NOTICE_SUBJECT) nobody would be told."""
    named = set()
    for path in sorted(HERE.glob("*/**/*.py")):
        if {"tests", ".venv", "node_modules"} & set(path.relative_to(HERE).parts):
            continue
        named |= _pages_in(path)
    assert "petition_detail" in named
    assert sorted(named - set(entries(Kind.NOTICE_SUBJECT))) == []


def _pages_in(path: Path) -> set[str]:
    """Names of pages in a module that gives notices: some hand them to a function of their own."""
    text = path.read_text(encoding="utf-8")
    if "actions" not in path.parts or "url_name=" not in text or "give(" not in text:
        return set()
    said = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
    return said & {name for name, _ in routes()}
