"""A matter ends by the word of a person, and opens again when anybody comes back about it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from complaints.actions.ending_matters import end_matter
from complaints.actions.hotspots import raise_hotspot, reject_hotspot
from complaints.actions.matters import exclude
from complaints.actions.petitions import process_petition
from complaints.enums import HotLevel, Outcome, PetitionKind
from complaints.models import Matter, MatterEnding
from records.models import Job, LedgerEntry
from tests.complaints.doors import client_of
from tests.complaints.test_constraints import violates
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
REASON = "Đã sửa xong đường, người dân thống nhất."


@pytest.fixture
def settled(register, province) -> Matter:
    """A recommendation that was answered on the 17th; nothing of it runs any more."""
    petition = register(kind=PetitionKind.RECOMMENDATION)
    process_petition(
        petition_id=petition.pk, outcome=Outcome.GUIDE, is_competent=False, note="Hướng dẫn.",
        processed_on=date(2026, 11, 17), version=petition.version,
        by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    petition.matter.clocks.filter(finished_on=None).update(finished_on=date(2026, 11, 17))
    return petition.matter


@pytest.fixture
def ended(settled, province) -> Matter:
    end_matter(
        matter_id=settled.pk, ended_on=TODAY, reason=REASON,
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    settled.refresh_from_db()
    return settled


def test_what_still_runs_is_told_and_keeps_it_open(register, province):
    petition = register()
    spot = raise_hotspot(
        matter_id=petition.matter_id, level=HotLevel.WATCH, note="Đông người.",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    handler = client_of(province.person("handler", "SKHCN"))
    address = reverse("matter_end", args=[petition.matter_id])
    body = handler.get(address).content.decode()
    said = ("còn đơn chưa giải quyết", "còn thời hạn đang tính", "còn cờ điểm nóng")
    assert [sentence in body for sentence in said] == [True] * 3
    assert "<form class=" not in body
    refused = handler.post(address, {"ended_on": "2026-11-18", "reason": REASON})
    assert (refused.status_code, MatterEnding.objects.count()) == (409, 0)
    reject_hotspot(
        hotspot_id=spot.pk, note="Chưa đến mức.", by=province.person("head", "SKHCN"), now=NOW
    )
    assert "cờ điểm nóng" not in handler.get(address).content.decode().split("data-main")[0]


def test_it_ends_on_a_day_with_why_and_is_taken_up_by_hand(settled, province):
    handler = client_of(province.person("handler", "SKHCN"))
    address = reverse("matter_end", args=[settled.pk])
    for typed, said, status in (
        ({"ended_on": "2026-11-18", "reason": " "}, "Hãy ghi vì sao vụ việc kết thúc.", 422),
        ({"ended_on": "", "reason": REASON}, "Hãy ghi ngày.", 422),
        # The petition was answered on the 17th.
        ({"ended_on": "2026-11-16", "reason": REASON}, "từ ngày 17/11/2026 đến hôm nay", 409),
        ({"ended_on": "2026-11-19", "reason": REASON}, "từ ngày 17/11/2026 đến hôm nay", 409),
    ):
        answer = handler.post(address, typed)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), typed
        assert not typed["reason"].strip() or REASON in answer.content.decode()
    assert handler.post(address, {"ended_on": "17/11/2026", "reason": REASON}).status_code == 302
    settled.refresh_from_db()
    assert settled.closed_on == date(2026, 11, 17)
    page = handler.get(reverse("matter_detail", args=[settled.pk])).content.decode()
    assert [said in page for said in ("kết thúc ngày 17/11/2026", REASON, "Mở lại vụ việc")] == [
        True
    ] * 3
    head = client_of(province.person("head", "SKHCN"))
    assert head.post(reverse("matter_assess", args=[settled.pk])).status_code == 409
    # The form of a tab opened before the end.
    assert handler.post(address, {"ended_on": "17/11/2026", "reason": ""}).status_code == 422
    assert handler.post(address, {"reason": "Người dân gửi thêm chứng cứ."}).status_code == 302
    settled.refresh_from_db()
    ending = MatterEnding.objects.get()
    assert (settled.closed_on, ending.reopened_by.full_name) == (
        None, province.person("handler", "SKHCN").full_name,
    )  # fmt: skip
    page = handler.get(reverse("matter_detail", args=[settled.pk])).content.decode()
    assert "Người dân gửi thêm chứng cứ." in page
    steps = LedgerEntry.objects.filter(subject_id=settled.pk, verb="change").order_by("id")
    assert [row.details["buoc"] for row in steps] == ["ket_thuc_vu_viec", "mo_lai_vu_viec"]


def test_a_new_petition_opens_it_and_its_signals_are_weighed(
    ended, register, django_capture_on_commit_callbacks
):
    assert ended.closed_on == TODAY
    with django_capture_on_commit_callbacks(execute=True):
        register(matter=ended, kind=PetitionKind.RECOMMENDATION)
    ended.refresh_from_db()
    ending = MatterEnding.objects.get()
    assert (ended.closed_on, ending.reopened_by) == (None, None)
    assert ending.reopened_reason == "Bắt đầu thời hạn mới từ ngày 16/11/2026."
    assert Job.objects.filter(kind="assess_matter", arguments__matter=str(ended.pk)).exists()


def test_a_matter_loaded_as_ended_is_taken_up_too(settled, province):
    """Volumes are loaded with the day alone."""
    Matter.objects.filter(pk=settled.pk).update(closed_on=TODAY)
    handler = client_of(province.person("handler", "SKHCN"))
    address = reverse("matter_end", args=[settled.pk])
    assert handler.post(address, {"reason": "Có chứng cứ mới."}).status_code == 302
    settled.refresh_from_db()
    assert (settled.closed_on, MatterEnding.objects.count()) == (None, 0)


def test_who_may_not_know_or_may_not_end_is_kept_out(ended, register, province):
    address = reverse("matter_end", args=[ended.pk])
    assert client_of(province.person("officer", "SKHCN")).get(address).status_code == 403
    assert client_of(province.person("inspector", "TTT")).post(address).status_code == 403
    assert client_of(province.person("handler", "XA")).post(address).status_code == 404
    sealed = register(kind=PetitionKind.DENUNCIATION).matter
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    exclude(matter=sealed, users=[head], reason="Liên quan", by=handler, now=NOW)
    hidden = reverse("matter_end", args=[sealed.pk])
    assert client_of(head).get(hidden).status_code == 404
    endings = MatterEnding.objects
    assert list(endings.visible_to(handler)) == [ended.endings.get()]
    assert not endings.visible_to(province.person("handler", "XA")).exists()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("matter_ending_says_why", {"reason": ""}),
        ("matter_taken_up_again_says_why_and_when", {"reopened_reason": "Vì thế."}),
        ("matter_taken_up_again_says_why_and_when", {"reopened_at": NOW}),
        (
            "matter_taken_up_again_says_why_and_when",
            {"reopened_at": NOW - timedelta(days=1), "reopened_reason": "Vì thế."},
        ),
    ],
)
def test_the_database_keeps_the_reason(ended, name, columns):
    violates(name, MatterEnding, **columns)


def test_one_ending_stands_at_a_time(ended, province):
    row = ended.endings.get()
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError, match="standing_ending"), transaction.atomic():
        row.save(force_insert=True)
