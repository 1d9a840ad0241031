"""A sealed identity from the request to the reading, through the door."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.models import Membership
from agencies.roles import Role
from complaints.enums import IdentityRequestState, PetitionKind
from complaints.models import IdentityRequest
from records.models import LedgerEntry
from tests.complaints.doors import client_of, statements
from tests.factories import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
REASON = {"reason": "Cần mời người tố cáo làm việc để xác minh chứng cứ."}


@pytest.fixture
def custodian(province) -> Client:
    return client_of(province.person("custodian", "SKHCN"))


@pytest.fixture
def sealed(register):
    return register(kind=PetitionKind.DENUNCIATION)


def ask(client: Client, sealed) -> IdentityRequest:
    client.post(reverse("identity_ask", args=[sealed.matter_id]), REASON)
    return IdentityRequest.objects.get()


def approve(client: Client, asked: IdentityRequest):
    return client.post(reverse("identity_decide", args=[asked.pk]), {"decision": "co", "note": ""})


@pytest.mark.opens_identity
def test_asked_approved_opened_and_told_in_the_ledger(handler, custodian, sealed, province):
    asked = ask(handler, sealed)
    waiting = custodian.get(reverse("identity_requests")).context["rows"]
    assert [(row["request"], row["may_decide"]) for row in waiting] == [(asked, True)]
    assert (
        REASON["reason"]
        in custodian.get(reverse("identity_decide", args=[asked.pk])).content.decode()
    )
    assert approve(custodian, asked).url == reverse("identity_requests")
    address = reverse("identity_open", args=[asked.pk])
    assert (
        address in handler.get(reverse("matter_detail", args=[sealed.matter_id])).content.decode()
    )
    answer = handler.post(address)
    body = answer.content.decode()
    assert answer.status_code == 200
    for said in ("Lý Văn Thành", "thôn Nà Lầu, xã Tân Thanh", "020068001234",
                 "Được xem đến 10:00:00 18/11/2026",
                 'data-seconds-left="1800"',
                 "xem lúc 09:30:00 18/11/2026"):  # fmt: skip
        assert said in body, said
    assert "Lý Văn Thành" not in body.partition("<title>")[2].partition("</title>")[0]
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Refresh"] == f"1800; url={reverse('identity_requests')}"
    opened = LedgerEntry.objects.filter(verb="open_identity")
    assert [row.user_id for row in opened] == [province.person("handler", "SKHCN").pk]


def test_opening_is_never_a_get(handler, custodian, sealed):
    asked = ask(handler, sealed)
    approve(custodian, asked)
    assert handler.get(reverse("identity_open", args=[asked.pk])).status_code == 405
    assert not LedgerEntry.objects.filter(verb="open_identity").exists()


def test_before_approval_and_after_the_time_nothing_opens(handler, custodian, sealed, province):
    asked = ask(handler, sealed)
    address = reverse("identity_open", args=[asked.pk])
    early = handler.post(address)
    assert (early.status_code, "Lý Văn Thành" in early.content.decode()) == (409, False)
    approve(custodian, asked)
    with time_machine.travel(NOW + timedelta(minutes=30), tick=False):
        late = client_of(province.person("handler", "SKHCN")).post(address)
    assert late.status_code == 409
    assert "Thời gian xem danh tính đã hết" in late.content.decode()
    assert not LedgerEntry.objects.filter(verb="open_identity").exists()


def test_another_person_cannot_use_the_approval(handler, custodian, sealed, province):
    asked = ask(handler, sealed)
    approve(custodian, asked)
    address = reverse("identity_open", args=[asked.pk])
    assert client_of(province.person("head", "SKHCN")).post(address).status_code == 404
    assert custodian.post(address).status_code == 403


def test_nobody_approves_their_own_request(province, sealed):
    both = province.person("custodian", "SKHCN")
    Membership.objects.create(
        user=both, agency=province["SKHCN"], role=Role.HANDLER, valid_from=LONG_AGO
    )
    client = client_of(both)
    asked = ask(client, sealed)
    answer = approve(client, asked)
    assert answer.status_code == 409
    assert "Không tự duyệt yêu cầu của mình" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == IdentityRequestState.ASKED


def test_a_reason_is_needed_to_ask_and_to_refuse(handler, custodian, sealed):
    address = reverse("identity_ask", args=[sealed.matter_id])
    short = handler.post(address, {"reason": "cần"})
    assert short.status_code == 409
    assert "Hãy ghi rõ lý do cần biết danh tính" in short.content.decode()
    asked = ask(handler, sealed)
    decide = reverse("identity_decide", args=[asked.pk])
    assert custodian.post(decide, {"decision": "khong", "note": ""}).status_code == 409
    assert custodian.post(decide, {"decision": "khong", "note": "Chưa cần"}).status_code == 302
    said = handler.get(reverse("identity_requests")).content.decode()
    assert "Chưa cần" in said


def test_roles_without_the_right_are_refused(province, sealed, handler):
    asked = ask(handler, sealed)
    officer = client_of(province.person("officer", "SKHCN"))
    assert officer.get(reverse("identity_requests")).status_code == 403
    assert officer.get(reverse("sealed_register")).status_code == 403
    assert handler.get(reverse("identity_decide", args=[asked.pk])).status_code == 403
    elsewhere = client_of(province.person("custodian", "XA"))
    assert elsewhere.get(reverse("identity_decide", args=[asked.pk])).status_code == 404
    assert elsewhere.get(reverse("sealed_register")).context["rows"] == []


def test_lists_of_identities_have_one_price(handler, custodian, register, sealed, province):
    ask(handler, sealed)
    pages = reverse("identity_requests"), reverse("sealed_register")
    one = [statements(custodian, address) for address in pages]
    for _ in range(3):
        more = register(kind=PetitionKind.DENUNCIATION)
        handler.post(reverse("identity_ask", args=[more.matter_id]), REASON)
    assert len(custodian.get(pages[0]).context["rows"]) == 4
    assert (one, [statements(custodian, address) for address in pages]) == (
        [7, 8],
        [7, 8],
    )
