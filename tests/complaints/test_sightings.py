"""Vượt cấp: the cause of the day, counted once, its result, corrected, taken back; counted by period."""

from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from agencies.actions.calendar import add_event
from agencies.enums import EventKind
from agencies.refusals import Refused
from complaints.actions.sightings import (
    Seen,
    correct_cause,
    note_result,
    report_sighting,
    void_sighting,
)
from complaints.enums import Field, PetitionKind, ReturnWay, SeenAt, SkipCause
from complaints.models import MatterFact, Sighting
from complaints.skipping import Cause, DutyDay, Handled, cause_of
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitResult
from records.models import LedgerEntry, Notice
from tests.complaints.conftest import THANH
from tests.complaints.doors import client_of, statements
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def day(number: int) -> date:
    return date(2026, 11, number)


LIMIT = DutyDay("thụ lý", day(10))


def done(number: int) -> DutyDay:
    return DutyDay("thụ lý", day(10), day(number))


def handled(*duties: DutyDay, received: int = 2, ended: int | None = None) -> Handled:
    return Handled("Xã", day(received), day(ended) if ended else None, duties)


NOTHING = "chưa ghi nhận đơn nào về vụ việc này ở cơ quan cấp dưới có thẩm quyền"
LATE = "Xã đã quá hạn 8 ngày: thụ lý, hạn 10/11/2026"
IN_TIME = "Xã đang giải quyết đơn nhận ngày 02/11/2026, chưa quá hạn"
ENDED = "Xã đã giải quyết, trả lời ngày 12/11/2026"
CAUSES = {
    "nothing below": ([], SkipCause.UNKNOWN, NOTHING),
    "came later": ([handled(received=19)], SkipCause.UNKNOWN, NOTHING),
    "late": ([handled(LIMIT, DutyDay("trả lời", day(15)))], SkipCause.LATE, LATE),
    "late that morning": ([handled(done(18))], SkipCause.LATE, LATE),
    "done late before": ([handled(done(17))], SkipCause.UNANSWERED, IN_TIME),
    "last day": (
        [handled(DutyDay("thụ lý", day(18)))],
        SkipCause.UNANSWERED,
        f"{IN_TIME}, hạn 18/11/2026",
    ),
    "answered": ([handled(done(12), ended=12)], SkipCause.ANSWERED, ENDED),
    "answered, not carried out": ([handled(LIMIT, ended=5)], SkipCause.LATE, LATE),
    "one answered, one late": ([handled(ended=12), handled(LIMIT)], SkipCause.LATE, LATE),
}


@pytest.mark.parametrize("name", CAUSES)
def test_the_cause_is_how_the_level_below_stood_that_day(name):
    known, cause, said = CAUSES[name]
    assert cause_of(known, day(18)) == Cause(cause, f"Ngày 18/11/2026, {said}.")


@pytest.fixture
def petition(register):
    """A recommendation of the department, received two days ago and in time."""
    return register(kind=PetitionKind.RECOMMENDATION)


@pytest.fixture
def report(petition, province):
    def made(part="TTT", role="inspector", matter=None, **changes):
        told = {
            "seen_at": SeenAt.PROVINCE, "seen_on": TODAY, "people_count": 4,
            "reported_by": "Ban Tiếp công dân tỉnh",
        }  # fmt: skip
        return report_sighting(
            matter_id=(matter or petition.matter).pk, seen=Seen(**{**told, **changes}),
            by=province.person(role, part), now=NOW,
        )  # fmt: skip

    return made


def test_it_is_counted_once_and_told_to_the_body_that_keeps_the_matter(report, province, petition):
    add_event(
        name="Kỳ họp thứ 12", kind=EventKind.ASSEMBLY_SESSION, agency=province["UBND"],
        window=(day(10), day(30)), days=(day(12), day(28)), by=province.person("head", "UBND"),
        now=NOW,
    )  # fmt: skip
    first, is_new = report()
    again, twice = report("SKHCN", "officer", people_count=9)
    assert (is_new, twice, again) == (True, False, first)
    assert (first.cause, first.event.name) == (SkipCause.UNANSWERED, "Kỳ họp thứ 12")
    assert first.cause_sentence.startswith(
        "Ngày 18/11/2026, Sở Khoa học và Công nghệ đang giải quyết đơn nhận ngày 16/11/2026"
    )
    fact = MatterFact.objects.get(reference_id=first.pk)
    assert (fact.kind, fact.amount, fact.reference_kind, fact.sentence) == (
        "skipped_level", 4, "sighting",
        "4 người đến Trụ sở tiếp công dân cấp tỉnh; cấp dưới chưa trả lời, còn trong thời hạn.",
    )  # fmt: skip
    told = Notice.objects.filter(url_name="sighting_detail", user=province.person("head", "SKHCN"))
    assert told.count() == 1
    assert report(seen_on=day(17))[1]
    assert report(seen_at=SeenAt.CENTRAL_HANOI)[1]
    assert Sighting.objects.count() == 3
    assert not LedgerEntry.objects.filter(details__icontains="Thành").exists()


def test_who_may_not_and_what_is_not_taken(report, province):
    with pytest.raises(Refused, match="không thể ở tương lai"):
        report(seen_on=day(19))
    with pytest.raises(Refused, match="từ 1 trở lên"):
        report(people_count=0)
    with pytest.raises(Refused, match="cơ quan báo tin"):
        report(reported_by="  ")
    sighting, _ = report()
    custodian = province.person("custodian", "SKHCN")
    with pytest.raises(Sighting.DoesNotExist):
        note_result(sighting_id=sighting.pk, was_heard=False, by=custodian, now=NOW)


def test_a_return_is_written_only_as_a_voluntary_one(report, province):
    sighting, _ = report(seen_on=day(16))
    client = client_of(province.person("handler", "SKHCN"))
    address = reverse("sighting_result", args=[sighting.pk])
    told = {"was_heard": "co", "told": "Đã giải thích điều 9.", "return_way": "together",
            "returned_on": "2026-11-17"}  # fmt: skip
    refused = client.post(address, told)
    assert refused.status_code == 409
    assert "Việc trở về chỉ ghi khi công dân tự nguyện" in refused.content.decode()
    assert "Đã giải thích điều 9." in refused.content.decode()
    assert client.post(address, {**told, "told": "", "is_voluntary": "on"}).status_code == 409
    told |= {"is_voluntary": "on"}
    assert client.post(address, {**told, "returned_on": "2026-11-15"}).status_code == 409
    assert client.post(address, told).status_code == 302
    sighting.refresh_from_db()
    assert (sighting.was_heard, sighting.returned_on, sighting.is_voluntary) == (
        True,
        day(17),
        True,
    )
    stayed = {"was_heard": "co", "told": "Đã hẹn đối thoại.", "return_way": "stayed"}
    assert client.post(address, stayed).status_code == 302
    sighting.refresh_from_db()
    assert (sighting.return_way, sighting.returned_on, sighting.is_voluntary) == (
        ReturnWay.STAYED, None, None,
    )  # fmt: skip


def test_a_correction_stands_beside_what_was_written_and_a_mistake_takes_its_fact_back(
    report, province
):
    sighting, _ = report()
    head = province.person("head", "SKHCN")
    kept = sighting.cause_sentence
    correct_cause(
        sighting_id=sighting.pk, cause=SkipCause.ANSWERED, reason="Đã trả lời tại 5/TB-SKHCN.",
        by=head, now=NOW,
    )  # fmt: skip
    sighting.refresh_from_db()
    assert (sighting.cause, sighting.cause_sentence) == (SkipCause.ANSWERED, kept)
    assert sighting.cause_note == (
        "Đính chính ngày 18/11/2026: Đã trả lời tại 5/TB-SKHCN. Trước đó ghi “Cấp dưới chưa trả "
        "lời, còn trong thời hạn”."
    )
    assert MatterFact.objects.get(reference_id=sighting.pk).sentence.endswith(
        "đã giải quyết, trả lời."
    )
    client = client_of(head)
    address = reverse("sighting_detail", args=[sighting.pk])
    assert client.post(address, {"viec": "bo", "bo-reason": ""}).status_code == 422
    assert client.post(address, {"viec": "bo", "bo-reason": "Nhầm vụ việc."}).status_code == 302
    assert "Lượt này đã bỏ vì ghi nhầm" in client.get(address).content.decode()
    assert not MatterFact.objects.filter(reference_id=sighting.pk).exists()
    with pytest.raises(Refused, match="đã bỏ vì ghi nhầm"):
        void_sighting(sighting_id=sighting.pk, reason="Lại", by=head, now=NOW)
    assert report()[1]


def test_through_the_pages(petition, province):
    client = client_of(province.person("officer", "SKHCN"))
    address = reverse("sighting_new", args=[petition.matter_id])
    assert "Cấp dưới chưa trả lời, còn trong thời hạn" in client.get(address).content.decode()
    told = {"seen_at": "hanoi", "seen_on": "2026-11-17", "people_count": "12",
            "reported_by": "Ban Tiếp công dân Trung ương"}  # fmt: skip
    refused = client.post(address, {**told, "people_count": "0"})
    assert refused.status_code == 422
    assert "Ban Tiếp công dân Trung ương" in refused.content.decode()
    made = client.post(address, told)
    assert made.status_code == 302
    again = client.post(address, told, follow=True)
    assert "Đây là lượt đã ghi" in again.content.decode()
    assert Sighting.objects.count() == 1
    panel = client.get(
        reverse("matter_skips", args=[petition.matter_id]), headers={"HX-Request": "true"}
    )
    assert "Trụ sở tiếp công dân Trung ương tại Hà Nội, 17/11/2026" in panel.content.decode()
    page = client.get(reverse("matter_detail", args=[petition.matter_id]))
    assert "Vượt cấp, phối hợp" in page.content.decode()
    stranger = client_of(province.person("officer", "XA"))
    for name in ("sighting_new", "matter_skips"):
        assert stranger.get(reverse(name, args=[petition.matter_id])).status_code == 404


def test_counts_stand_beside_their_cause_in_the_order_of_names(report, register, province):
    """Three at the province and one in Hà Nội of the department, one of the commune; a share from
    three on; the window before is that of the event before."""
    head = province.person("head", "UBND")
    before = add_event(
        name="Kỳ họp thứ 11", kind=EventKind.ASSEMBLY_SESSION, agency=province["UBND"],
        window=(date(2026, 5, 1), date(2026, 5, 31)), days=(date(2026, 5, 10), date(2026, 5, 20)),
        by=head, now=NOW,
    )  # fmt: skip
    event = add_event(
        name="Kỳ họp thứ 12", kind=EventKind.ASSEMBLY_SESSION, agency=province["UBND"],
        window=(day(1), day(30)), days=(day(12), day(28)), by=head, now=NOW,
    )  # fmt: skip
    late = register(kind=PetitionKind.RECOMMENDATION, received_on=date(2026, 10, 1)).matter
    for number in (16, 17, 18):
        report(matter=late, seen_on=day(number))
    report(seen_at=SeenAt.CENTRAL_HANOI)
    report(seen_on=date(2026, 5, 12))
    other = register(
        agency=province["XA"], by=province.person("handler", "XA"), kind=PetitionKind.RECOMMENDATION
    )
    report(matter=other.matter)
    client = client_of(province.person("inspector", "TTT"))
    address = f"{reverse('sighting_counts')}?su_kien={event.pk}"
    counted = client.get(address).context["counted"]
    lines = {
        line.name: ([c.number for c in line.cells], line.total.number, line.share, line.people, line.before)
        for line in (*counted.units, *counted.places)
        if line.total.number
    }  # fmt: skip
    assert lines == {
        "Sở Khoa học và Công nghệ": ([3, 1, 0, 0], 4, "75%", 16, 1),
        "Ủy ban nhân dân xã Tân Thanh": ([0, 1, 0, 0], 1, "", 4, 0),
        "Trụ sở tiếp công dân cấp tỉnh": ([3, 1, 0, 0], 4, "75%", 16, 1),
        "Trụ sở tiếp công dân Trung ương tại Hà Nội": ([0, 1, 0, 0], 1, "", 4, 0),
    }
    assert [line.name for line in counted.units] == [
        "Sở Khoa học và Công nghệ", "Ủy ban nhân dân xã Tân Thanh",
    ]  # fmt: skip
    assert counted.before.label == before.name
    for line in (*counted.units, *counted.places, counted.total):
        for cell in (*line.cells, line.total):
            listed = client.get(cell.url).context["page"]
            assert len(listed.rows) == cell.number, cell
    price = statements(client, address)
    report(seen_on=day(15))
    assert statements(client, address) == price <= 15
    sheet = load_workbook(BytesIO(client.get(f"{address}&dang=xlsx").content))["Theo đơn vị"]
    assert [c.value for c in sheet[7]][:8] == [
        "Sở Khoa học và Công nghệ", 3, 1, 0, 1, 5, "60%", 20,
    ]  # fmt: skip
    assert statements(client, reverse("sighting_list")) <= 15


def test_the_database_refuses(report):
    sighting, _ = report()
    for changes in (
        {"people_count": 0},
        {"was_heard": True},
        {"return_way": "themselves"},
        {"return_way": "together", "returned_on": TODAY, "is_voluntary": False},
        {"return_way": "stayed", "returned_on": TODAY},
        {"return_way": "themselves", "returned_on": day(1), "is_voluntary": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sighting.objects.filter(pk=sighting.pk).update(**changes)
    sighting.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        sighting.save(force_insert=True)


def test_a_visit_at_the_province_only_suggests_it(province):
    """The board has received what is not its competence: a link with what is known, no row."""
    officer = province.person("officer", "BTCD")
    told = {
        "agency": province["BTCD"], "arrived_at": NOW, "head_count": 3, "petitioner": THANH,
        "representatives": [], "content": "Đề nghị xem lại việc cấp đất.", "is_first_time": True,
        "tension": Tension.CALM, "calming": "",
        "result": VisitResult.GUIDED, "result_note": "Hướng dẫn đến xã Tân Thanh.",
        "kind": PetitionKind.RECOMMENDATION, "field": Field.LAND, "title": "Cấp đất", "matter": None,
        "by": officer, "now": NOW,
    }  # fmt: skip
    visit = register_visit(**told, is_competent=False)
    client = client_of(officer)
    address = reverse("visit_detail", args=[visit.pk])
    link = reverse("sighting_new", args=[visit.matter_id])
    link += "?noi=province&amp;nguoi=3&amp;ngay=2026-11-18"
    assert link in client.get(address).content.decode()
    form = client.get(link.replace("&amp;", "&")).context["form"]
    assert (form["people_count"].value(), form["seen_on"].value()) == ("3", "2026-11-18")
    assert not Sighting.objects.exists()
