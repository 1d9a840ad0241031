"""Yêu cầu phối hợp: asked of a liaison, taken in, declined, answered, late, taken back; who reads what."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.refusals import NotAllowed, Refused
from complaints import law_book
from complaints.actions.coordination import (
    Asked,
    accept_request,
    answer_request,
    decline_request,
    request_coordination,
    take_back_request,
)
from complaints.actions.coordination_notices import receivers_of, remind_of_requests
from complaints.actions.liaisons import end_liaison, name_liaison
from complaints.actions.matters import exclude
from complaints.coordination_time import usual_accept_by, usual_answer_by
from complaints.enums import CoordinationKind, CoordinationState, PetitionKind
from complaints.models import CoordinationRequest, Liaison
from plans import evidence_refs
from plans.enums import EvidenceKind
from records.models import Notice
from tests.complaints.doors import client_of, statements
from tests.factories import HANOI, NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("asked", "accept", "answer"),
    [
        (at(18, 9, 30), at(18, 13, 30), at(19, 17)),
        (at(18, 6), at(18, 11, 30), at(19, 17)),
        (at(18, 13), at(18, 17), at(19, 17)),
        (at(18, 13, 1), at(19, 9), at(20, 17)),
        # Friday evening; Saturday; 24/11 is a day off of the year 2026.
        (at(20, 18), at(23, 9), at(25, 17)),
        (at(21, 8), at(23, 9), at(25, 17)),
    ],
)
def test_the_usual_hours(asked, accept, answer):
    calendar = law_book.calendar()
    assert usual_accept_by(asked, calendar) == accept
    assert usual_answer_by(accept, calendar) == answer


@pytest.fixture
def petition(register):
    return register(kind=PetitionKind.RECOMMENDATION)


@pytest.fixture
def ask(petition, province):
    """The board asks nothing it cannot see: the inspectorate asks the commune about the department's."""

    def made(by=("inspector", "TTT"), matter=None, **changes):
        told = {
            "kind": CoordinationKind.SEND_STAFF, "to_agency": province["XA"],
            "subject": "Vụ việc về đất ở xã Tân Thanh", "asked": "Cử một cán bộ đến Trụ sở tỉnh.",
            "accept_by": NOW + 4 * HOUR, "answer_by": NOW + 30 * HOUR,
        }  # fmt: skip
        return request_coordination(
            matter_id=(matter or petition.matter).pk, asked=Asked(**{**told, **changes}),
            by=province.person(*by), now=NOW,
        )  # fmt: skip

    return made


def names(url_name="coordination_detail"):
    told = Notice.objects.filter(url_name=url_name).order_by("user__username")
    return list(told.values_list("user__username", flat=True))


def test_the_liaison_hears_of_it_else_the_head(ask, province):
    head, officer = province.person("head", "XA"), province.person("officer", "XA")
    ask()
    assert names() == ["head.xa.ls"]
    liaison = name_liaison(
        agency=province["XA"], user=officer, from_on=NOW.date(), by=head, now=NOW
    )
    assert receivers_of(province["XA"], NOW.date()) == [officer]
    with pytest.raises(Refused, match="đang là đầu mối"):
        name_liaison(agency=province["XA"], user=officer, from_on=NOW.date(), by=head, now=NOW)
    guard = province.person("guard", "XA")
    with pytest.raises(Refused, match="không giữ vai trò"):
        name_liaison(agency=province["XA"], user=guard, from_on=NOW.date(), by=head, now=NOW)
    with pytest.raises(NotAllowed):
        end_liaison(liaison_id=liaison.pk, to_on=NOW.date(), by=officer, now=NOW)
    end_liaison(liaison_id=liaison.pk, to_on=NOW.date(), by=head, now=NOW)
    assert receivers_of(province["XA"], NOW.date() + timedelta(days=1)) == [head]
    ended = liaison.from_on - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Liaison.objects.update(to_on=ended)


def test_what_is_not_asked(ask, register, province):
    ask()
    with pytest.raises(Refused, match="đang chờ; hãy mở yêu cầu ấy"):
        ask()
    with pytest.raises(Refused, match="cơ quan khác cơ quan của bạn"):
        ask(to_agency=province["TTT"])
    with pytest.raises(Refused, match="nội dung yêu cầu"):
        ask(kind=CoordinationKind.INFORM, asked=" ")
    with pytest.raises(Refused, match="trước bây giờ"):
        ask(kind=CoordinationKind.INFORM, accept_by=NOW - HOUR)
    with pytest.raises(Refused, match="trước hạn tiếp nhận"):
        ask(kind=CoordinationKind.INFORM, answer_by=NOW + HOUR)
    ended = province["XA"]
    ended.valid_to = NOW.date() - timedelta(days=1)
    ended.save()
    with pytest.raises(Refused, match="không còn hoạt động"):
        ask(kind=CoordinationKind.INFORM)


def test_a_sealed_matter_says_nothing_and_a_restricted_one_goes_by_letter(ask, register, province):
    handler = province.person("handler", "SKHCN")
    sealed = register(kind=PetitionKind.DENUNCIATION)
    request = ask(by=("handler", "SKHCN"), matter=sealed.matter, subject="Tố cáo ông A")
    assert request.subject == "Vụ việc kín danh tính"
    assert Notice.objects.get(url_name="coordination_detail").sentence == (
        "Có yêu cầu phối hợp chờ tiếp nhận."
    )
    officer = client_of(province.person("officer", "XA"))
    address = reverse("coordination_detail", args=[request.pk])
    assert officer.get(address).status_code == 404
    receiver = client_of(province.person("handler", "XA"))
    assert receiver.get(address).status_code == 200
    exclude(
        matter=sealed.matter, users=[province.person("head", "SKHCN")], reason="Người bị tố cáo",
        by=handler, now=NOW,
    )  # fmt: skip
    assert receiver.get(address).status_code == 404
    assert request.subject not in receiver.get(reverse("coordination_list")).content.decode()


def test_from_the_request_to_the_answer(petition, province):
    """The receiver reads the subject and never the matter; the asker hears; a task takes the answer."""
    inspector = province.person("inspector", "TTT")
    asker = client_of(inspector)
    new = reverse("coordination_new", args=[petition.matter_id])
    told = {
        "kind": "send_staff", "to_agency": str(province["XA"].pk), "subject": "Đất ở xã",
        "asked": "Cử hai cán bộ.", "accept_by": "2026-11-18T13:30", "answer_by": "2026-11-19T17:00",
    }  # fmt: skip
    assert asker.get(new).context["form"].initial["accept_by"] == at(18, 13, 30)
    late = asker.post(new, {**told, "accept_by": "2026-11-18T08:00"})
    assert late.status_code == 409
    assert "Cử hai cán bộ." in late.content.decode()
    assert asker.post(new, told).status_code == 302
    request = CoordinationRequest.objects.get()
    address = reverse("coordination_detail", args=[request.pk])
    receiver = client_of(province.person("officer", "XA"))
    page = receiver.get(address).content.decode()
    assert "Đất ở xã" in page
    assert reverse("matter_detail", args=[petition.matter_id]) not in page
    assert receiver.get(reverse("matter_detail", args=[petition.matter_id])).status_code == 404
    assert receiver.post(address, {"viec": "rut"}).status_code == 403
    assert receiver.post(address, {"viec": "nhan"}).status_code == 302
    assert receiver.post(address, {"viec": "nhan"}).status_code == 409
    answer = reverse("coordination_answer", args=[request.pk])
    assert asker.get(answer).status_code == 403
    empty = receiver.post(answer, {"is_done": "co", "staff_count": "2", "answer": ""})
    assert empty.status_code == 422
    done = {"is_done": "co", "staff_count": "2", "answer": "Đã cử hai cán bộ, công dân đã về."}
    assert receiver.post(answer, done).status_code == 302
    lost = receiver.post(answer, {**done, "answer": "Ghi sau một chút."})
    assert lost.status_code == 409
    assert "Ghi sau một chút." in lost.content.decode()
    request.refresh_from_db()
    assert (request.state, request.staff_count) == (CoordinationState.DONE, 2)
    assert names() == ["head.xa.ls", "inspector.ttt.ls", "inspector.ttt.ls"]
    assert "Đã cử hai cán bộ" in asker.get(address).content.decode()
    found = evidence_refs.find(EvidenceKind.COORDINATION, address, inspector)
    label = evidence_refs.label_of(EvidenceKind.COORDINATION, found, inspector)
    assert label == ("Yêu cầu phối hợp: cử cán bộ đến nơi tiếp công dân, trả lời ngày 18/11/2026")
    price = statements(asker, reverse("coordination_list") + "?chieu=di")
    assert price <= 15


def test_declined_or_taken_back_with_the_text_of_the_loser_kept(ask, province):
    request = ask()
    handler = province.person("handler", "XA")
    with pytest.raises(Refused, match="lý do không tiếp nhận"):
        decline_request(request_id=request.pk, reason=" ", by=handler, now=NOW)
    decline_request(request_id=request.pk, reason="Không thuộc xã.", by=handler, now=NOW)
    with pytest.raises(Refused, match="Không tiếp nhận, có lý do"):
        accept_request(request_id=request.pk, by=handler, now=NOW)
    second = ask()
    with pytest.raises(NotAllowed):
        take_back_request(request_id=second.pk, by=handler, now=NOW)
    take_back_request(request_id=second.pk, by=province.person("inspector", "TTT"), now=NOW + HOUR)
    with pytest.raises(Refused, match="Đã rút yêu cầu"):
        answer_request(request_id=second.pk, answer="Đã cử.", by=handler, now=NOW)


def test_both_sides_are_reminded_once(ask, province):
    request = ask()
    assert remind_of_requests(now=NOW + HOUR) == 0
    late = NOW + 5 * HOUR
    assert remind_of_requests(now=late) == 2
    assert remind_of_requests(now=late + HOUR) == 0
    page = client_of(province.person("inspector", "TTT"))
    assert page.get(reverse("coordination_list") + "?chieu=di&tre=co").context["rows"] == []
    CoordinationRequest.objects.update(asked_at=NOW - 9 * HOUR, accept_by=NOW - HOUR)
    for who, way in ((("inspector", "TTT"), "di"), (("officer", "XA"), "den")):
        shown = client_of(province.person(*who)).get(
            reverse("coordination_list") + f"?chieu={way}&tre=co"
        )
        assert "quá hạn tiếp nhận" in shown.content.decode()
    accept_request(request_id=request.pk, by=province.person("officer", "XA"), now=NOW)
    assert remind_of_requests(now=NOW + 31 * HOUR) == 2


def test_the_pages_of_liaisons(province):
    head = client_of(province.person("head", "XA"))
    officer = province.person("officer", "XA")
    told = {"user": str(officer.pk), "from_on": "2026-11-18"}
    assert head.post(reverse("liaison_new"), told).status_code == 302
    assert head.post(reverse("liaison_new"), told).status_code == 409
    liaison = Liaison.objects.get()
    assert officer.full_name in head.get(reverse("liaison_list")).content.decode()
    end = reverse("liaison_end", args=[liaison.pk])
    assert head.post(end, {"to_on": "2026-11-17"}).status_code == 409
    assert head.post(end, {"to_on": "2026-11-18"}).status_code == 302
    assert client_of(officer).get(end).status_code == 403
    assert client_of(province.person("officer", "SKHCN")).get(end).status_code == 404


def test_the_database_refuses(ask, province):
    request = ask()
    for changes in (
        {"asked": ""},
        {"accept_by": NOW - HOUR},
        {"answer_by": NOW + HOUR},
        {"state": "done"},
        {"state": "accepted"},
        {"to_agency": province["TTT"]},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CoordinationRequest.objects.filter(pk=request.pk).update(**changes)
