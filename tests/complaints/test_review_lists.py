"""Danh sách rà soát: criteria, snapshot, issue, progress by two hands, the last list, paper and workbook."""

from datetime import date, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from agencies.refusals import NotAllowed, Refused
from complaints.actions import review_lists
from complaints.actions.matters import exclude, note_fact
from complaints.actions.review_jobs import filling_of
from complaints.actions.review_lists import issue_list, make_list
from complaints.enums import FactKind, PetitionKind, ReviewKind
from complaints.models import Clock, Matter, ReviewItem, ReviewList
from complaints.review_criteria import Criteria, months_before
from records.actions import jobs
from records.models import Job, LedgerEntry, Notice
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NAME = "Lý Văn Thành"


@pytest.fixture
def matters(register, province):
    """One crowded, one complex, one long, one late, one of none; one sealed and crowded."""
    found = {
        name: register(summary=f"Vụ việc {name}").matter
        for name in ("crowd", "complex", "long", "backlog", "none")
    }
    found["sealed"] = register(
        kind=PetitionKind.DENUNCIATION, summary="Tố cáo cán bộ", locality="thôn Nà Lầu"
    ).matter
    many = Matter.objects.filter(pk__in=[found["crowd"].pk, found["sealed"].pk])
    many.update(people_count=5)
    note_fact(
        matter=found["complex"], kind=FactKind.COMPLEX, happened_on=TODAY, amount=2,
        sentence="Ghi nhận 2 tiêu chí.", reference=None, now=NOW,
    )  # fmt: skip
    Matter.objects.filter(pk=found["long"].pk).update(opened_on=date(2025, 11, 18))
    Clock.objects.filter(matter=found["backlog"]).update(
        due_on=date(2026, 11, 8), started_on=date(2026, 10, 20)
    )
    return found


@pytest.fixture
def make(province):
    def made(part="TTT", role="inspector", **changes) -> ReviewList:
        told = {
            "title": "Danh sách rà soát năm 2026", "criteria": Criteria(), "as_of": TODAY,
            "agency": province[part], "by": province.person(role, part), "now": NOW,
        }  # fmt: skip
        return make_list(**{**told, **changes})

    return made


@pytest.fixture
def issue(province, django_capture_on_commit_callbacks):
    def issued(made: ReviewList, role="inspector", **changes) -> ReviewList:
        told = {"decision_number": "45/QĐ-TTr", "decision_on": TODAY, **changes}
        by = province.person(role, made.agency.code.rsplit("-", 1)[-1])
        found = issue_list(list_id=made.pk, **told, by=by, now=NOW)
        for job in Job.objects.filter(kind="review_told"):
            jobs.run(job_id=job.pk, now=NOW)
        return found

    return issued


def test_each_criterion_takes_in_its_own_and_the_snapshot_names_nobody(matters, make):
    made = make()
    kinds = {item.matter_id: item.kinds for item in made.items.all()}
    assert kinds == {
        matters["crowd"].pk: ["crowd"], matters["sealed"].pk: ["crowd"],
        matters["complex"].pk: ["complex"], matters["long"].pk: ["long"],
        matters["backlog"].pk: ["backlog"],
    }  # fmt: skip
    late = made.items.get(matter=matters["backlog"]).snapshot
    assert (late["days_late"], late["people"], late["content"]) == (10, 1, "Vụ việc backlog")
    sealed = made.items.get(matter=matters["sealed"]).snapshot
    assert (sealed["title"], sealed["content"], sealed["place"], sealed["number"]) == (
        "Vụ việc kín danh tính", "", "", "",
    )  # fmt: skip
    assert NAME not in str([item.snapshot for item in made.items.all()])
    with pytest.raises(Refused, match="Không có vụ việc nào"):
        make(criteria=Criteria(kinds=("long",), min_months=13))
    settled = {"state": "processed", "outcome": "guide", "processed_on": date(2026, 11, 17)}
    matters["crowd"].petitions.update(**settled)
    matters["backlog"].petitions.update(**settled)
    left = make().items.values_list("matter", flat=True)
    assert set(left) == {matters[name].pk for name in ("sealed", "complex", "long")}
    ended = make(criteria=Criteria(kinds=("crowd",), ended_since=date(2026, 11, 1)))
    assert ended.items.get(matter=matters["crowd"]).snapshot["ended_on"] == "17/11/2026"
    # What was decided, and is complained of again, stays long.
    note_fact(
        matter=matters["crowd"], kind=FactKind.RETURNED, happened_on=TODAY, amount=1,
        sentence="Công dân tiếp tục đến.", reference=None, now=NOW,
    )  # fmt: skip
    again = make(criteria=Criteria(kinds=("long",))).items.get(matter=matters["crowd"])
    assert again.kinds == ["long"]
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)


def test_what_is_refused(matters, make, province):
    for changes, said in (
        ({"criteria": Criteria(kinds=())}, "ít nhất một tiêu chí"),
        ({"criteria": Criteria(min_people=4)}, "từ 5 người"),
        ({"as_of": TODAY + timedelta(days=1)}, "tương lai"),
        ({"title": " "}, "tên danh sách"),
        ({"as_of": date(2020, 1, 1)}, "Không có vụ việc nào"),
    ):
        with pytest.raises(Refused, match=said):
            make(**changes)
    with pytest.raises(NotAllowed):
        make("SKHCN", "handler")
    with pytest.raises(NotAllowed):
        make(by=province.person("head", "SKHCN"))
    made = make()
    for broken in ({"state": "issued"}, {"previous_id": made.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewList.objects.filter(pk=made.pk).update(**broken)
    for broken in ({"result": "ended"}, {"result_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            made.items.update(**broken)


def test_a_long_list_is_filled_by_a_job_that_goes_on_where_it_stopped(
    matters, make, monkeypatch, province
):
    monkeypatch.setattr(review_lists, "AT_ONCE", 1)
    monkeypatch.setattr(review_lists, "CHUNK", 2)
    made = make()
    assert made.items.count() == 0
    page = client_of(province.person("inspector", "TTT"))
    address = reverse("review_list_detail", args=[made.pk])
    assert "đang được lập" in page.get(address).content.decode()
    with pytest.raises(Refused, match="đang được lập"):
        issue_list(
            list_id=made.pk, decision_number="1/QĐ", decision_on=TODAY, by=made.made_by, now=NOW
        )
    jobs.run(job_id=filling_of(made).pk, now=NOW)
    assert sorted(made.items.values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    assert review_lists.fill_list(review_list=made) == 5
    assert made.items.count() == 5


def test_the_list_is_issued_its_people_are_told_once_and_its_snapshot_stands(
    matters, make, issue, province
):
    made = make()
    head, officer = province.person("head", "SKHCN"), province.person("officer", "SKHCN")
    detail = reverse("review_list_detail", args=[made.pk])
    assert client_of(head).get(detail).status_code == 404
    with pytest.raises(Refused, match="Ngày quyết định"):
        issue(made, decision_on=TODAY - timedelta(days=1))
    issue(made)
    with pytest.raises(Refused, match="đã chốt"):
        issue(made)
    told = Notice.objects.filter(url_name="review_list_detail", subject_id=made.pk)
    assert {n.user_id for n in told} == {head.pk, province.person("handler", "SKHCN").pk}
    Matter.objects.filter(pk=matters["crowd"].pk).update(people_count=90)
    assert made.items.get(matter=matters["crowd"]).snapshot["people"] == 5
    # The unit below sees its own; the officer nothing that is sealed.
    assert "Vụ việc kín danh tính" in client_of(head).get(detail).content.decode()
    seen = client_of(officer).get(detail).content.decode()
    assert "Vụ việc crowd" in seen
    assert "Vụ việc kín danh tính" not in seen
    assert client_of(province.person("head", "XA")).get(detail).status_code == 404
    assert not LedgerEntry.objects.filter(details__icontains="Thành").exists()


def test_two_write_at_once_and_the_loser_keeps_the_text(matters, make, issue, province):
    made = make()
    issue(made)
    item = made.items.get(matter=matters["crowd"])
    address = reverse("review_item_edit", args=[item.pk])
    handler = client_of(province.person("handler", "SKHCN"))
    inspector = client_of(province.person("inspector", "TTT"))
    typed = {"version": "1", "plan": "Đối thoại với các hộ.", "result": "pending",
             "leader": "không được ghi"}  # fmt: skip
    assert handler.post(address, typed).status_code == 302
    item.refresh_from_db()
    assert (item.plan, item.leader, item.version) == ("Đối thoại với các hộ.", "", 2)
    given = {**typed, "plan": "Tổ chức kiểm tra.", "leader": "Phó Chủ tịch", "in_charge":
             str(province["XA"].pk), "deadline": "2026-11-17"}  # fmt: skip
    late = inspector.post(address, given)
    body = late.content.decode()
    assert late.status_code == 409
    assert "Tổ chức kiểm tra." in body
    assert "Đối thoại với các hộ." in body
    assert 'name="version" value="2"' in body
    assert inspector.post(address, {**given, "version": "2"}).status_code == 302
    item.refresh_from_db()
    assert (item.plan, item.in_charge, item.deadline) == (
        "Tổ chức kiểm tra.", province["XA"], date(2026, 11, 17),
    )  # fmt: skip
    given_to = Notice.objects.filter(url_name="review_item_edit", subject_id=item.pk)
    assert {n.user for n in given_to} == {
        province.person("head", "XA"), province.person("handler", "XA"),
    }  # fmt: skip
    # In charge of it, the commune reads the item; the matter itself stays where it was.
    commune = client_of(province.person("handler", "XA"))
    assert reverse("matter_detail", args=[item.matter_id]) not in commune.get(
        address
    ).content.decode()  # fmt: skip
    overdue = reverse("review_list_detail", args=[made.pk]) + "?han=qua"
    assert "Vụ việc crowd" in inspector.get(overdue).content.decode()
    ended = {**given, "version": "3", "result": "ended"}
    assert "ngày của kết quả" in inspector.post(address, ended).content.decode()
    assert inspector.post(address, {**ended, "result_on": "2026-11-18"}).status_code == 302
    assert inspector.get(overdue).content.decode().count("Vụ việc crowd") == 0
    beside = client_of(province.person("officer", "SKHCN"))
    assert beside.get(address).status_code == 200
    assert beside.post(address, {**typed, "version": "4"}).status_code == 403


def test_compared_with_the_last_list_which_it_carries_over(matters, make, issue, province):
    first = make()
    first.items.filter(matter=matters["long"]).update(
        plan="Đối thoại", leader="Phó Chủ tịch", deadline=date(2026, 12, 1)
    )
    issue(first)
    Matter.objects.filter(pk=matters["complex"].pk).update(closed_on=TODAY)
    Matter.objects.filter(pk=matters["none"].pk).update(people_count=6)
    second = make(previous=ReviewList.objects.get(pk=first.pk))
    kept = second.items.get(matter=matters["long"])
    assert (kept.plan, kept.leader, kept.deadline) == (
        "Đối thoại", "Phó Chủ tịch", date(2026, 12, 1),
    )  # fmt: skip
    second.items.filter(pk=kept.pk).update(deadline=date(2027, 1, 15))
    client = client_of(province.person("inspector", "TTT"))
    address = reverse("review_list_compare", args=[second.pk])
    still = client.get(address).content.decode()
    for said in ("Mới vào danh sách (1)", "Không còn trong danh sách (1)", "Vẫn còn (4)",
                 "kỳ trước 01/12/2026: đã dời"):  # fmt: skip
        assert said in still, said
    assert "Vụ việc none" in client.get(f"{address}?xem=moi").content.decode()
    left = client.get(f"{address}?xem=ra").content.decode()
    assert "giải quyết xong ngày 18/11/2026" in left


def test_made_through_the_page_printed_and_exported(matters, province, register, issue):
    client = client_of(province.person("inspector", "TTT"))
    new = reverse("review_list_new")
    assert "Lập danh sách rà soát" in client.get(new).content.decode()
    typed = {
        "agency": str(province["TTT"].pk), "title": "=Danh sách theo yêu cầu",
        "kinds": ["crowd", "backlog"], "min_people": "5", "min_months": "12",
        "as_of": "2026-11-18", "asked_by": "Tỉnh ủy, Công văn số 9-CV/TU",
        "khoa": "6f1d1a52-2f6c-4f0e-9f3a-0d3b5d3c2a11",
    }  # fmt: skip
    ahead = client.post(new, {**typed, "viec": "xem"})
    assert (ahead.status_code, ReviewList.objects.count()) == (200, 0)
    assert "Có <strong>3</strong> vụ việc" in ahead.content.decode()
    assert client.post(new, {**typed, "kinds": []}).status_code == 422
    made = client.post(new, typed)
    assert client.post(new, typed).url == made.url
    found = ReviewList.objects.get()
    files = reverse("review_list_file", args=[found.pk])
    book = load_workbook(BytesIO(b"".join(client.get(f"{files}?dang=xlsx").streaming_content)))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[1][0] == "=Danh sách theo yêu cầu"
    heads = next(i for i, row in enumerate(rows) if row[0] == "STT")
    assert [row[0] for row in rows[heads + 1 :]] == [1, 2, 3]
    pdf = pypdfium2.PdfDocument(client.get(f"{files}?dang=pdf").content)
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    for said in ("Vụ việc crowd", "Tỉnh ủy, Công văn số 9-CV/TU", "Trang 2/2", "Quá hạn 10"):
        assert said in text, said
    assert NAME not in text
    one = statements(client, made.url)
    for number in range(3):
        Matter.objects.filter(pk=register(summary=f"Thêm {number}").matter_id).update(
            people_count=8
        )
    issue(found)
    more = client.post(new, {**typed, "khoa": "6f1d1a52-2f6c-4f0e-9f3a-0d3b5d3c2a12"})
    assert statements(client, more.url) == one <= 15
    item = ReviewList.objects.exclude(pk=found.pk).get().items.first()
    drop = client.post(reverse("review_item_edit", args=[item.pk]), {"viec": "dua_ra"})
    assert drop.url == more.url
    assert not ReviewItem.objects.filter(pk=item.pk).exists()
    kept = reverse("review_item_edit", args=[found.items.first().pk])
    assert client.post(kept, {"viec": "dua_ra"}).status_code == 409


def test_a_restricted_matter_enters_no_list_and_leaves_one_without_a_trace(
    matters, make, issue, province
):
    head, inspector = province.person("head", "SKHCN"), province.person("inspector", "TTT")
    made = make(criteria=Criteria(kinds=(ReviewKind.CROWD,)))
    issue(made)
    address = reverse("review_list_detail", args=[made.pk])
    before = client_of(inspector).get(address).content.decode()
    exclude(
        matter=Matter.objects.get(pk=matters["sealed"].pk), users=[head],
        reason="Là người bị tố cáo.", by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    after = client_of(inspector).get(address).content.decode()
    assert ("kín danh tính" in before, "kín danh tính" in after) == (True, False)
    again = make(criteria=Criteria(kinds=(ReviewKind.CROWD,)))
    assert [item.matter_id for item in again.items.all()] == [matters["crowd"].pk]
