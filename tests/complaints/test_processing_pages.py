"""Pages of processing through the door: what is offered, kept, refused, and what nobody may notice."""

import re
import uuid

import pytest
from django.urls import reverse

from complaints.actions.deciding import process_petition
from complaints.actions.linking import link_petitions
from complaints.actions.proposals import Plan, propose
from complaints.eligibility import Checklist, lines_of
from complaints.enums import LinkKind, Outcome, PetitionKind, PetitionState
from complaints.models import Assessment, PetitionLink, Proposal
from tests.complaints.doors import client_of, statements
from tests.complaints.test_likeness import ONE, TYPED_AGAIN
from tests.factories import NOW, Province

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def handler(province):
    return client_of(province.person("handler", "SKHCN"))


@pytest.fixture
def head(province):
    return client_of(province.person("head", "SKHCN"))


def answers(checklist=Checklist.COMPLAINT_1, **changes):
    told = {line.code: line.wanted or "khong" for line in lines_of(checklist)} | changes
    return {f"line_{code}": answer for code, answer in told.items()} | {"version": 1}


def typed(**changes):
    told = {"version": 1, "competent": "co", "outcome": "accept", "note": "Đủ điều kiện thụ lý"}
    return {**told, **changes}


def at(name, pk):
    return reverse(name, args=[pk])


def test_from_receipt_to_acceptance_by_two_people(handler, head, register):
    petition = register()
    page = handler.get(at("petition_assess", petition.pk)).content.decode()
    assert "Luật Khiếu nại 2011, điều 11 khoản 7" in page
    assert "cần đối chiếu" in page
    done = handler.post(at("petition_assess", petition.pk), answers(), follow=True)
    assert "Đủ điều kiện: đề xuất thụ lý." in done.content.decode()
    form = done.context["form"]
    assert (form["outcome"].value(), form["competent"].value()) == (Outcome.ACCEPT, "co")
    assert "processed_on" not in form.fields
    sent = handler.post(at("petition_propose", petition.pk), typed())
    assert sent.url == at("petition_detail", petition.pk)
    rows = head.get(reverse("proposal_list")).context["rows"]
    assert [(row.proposal.petition, row.may_decide) for row in rows] == [(petition, True)]
    address = at("proposal_decide", rows[0].proposal.pk)
    assert "Đủ điều kiện thụ lý" in head.get(address).content.decode()
    head.post(
        address,
        {"version": 1, "decision": "duyet", "processed_on": "2026-11-18", "document": "5/TB"},
    )
    petition.refresh_from_db()
    assert (petition.state, petition.proceeding.acceptance_document) == ("accepted", "5/TB")
    assert head.get(reverse("proposal_list")).context["rows"] == []
    assert "Đã duyệt" in head.get(address).content.decode()


def test_a_checklist_may_be_left_half_done(handler, register):
    petition = register()
    answer = handler.post(
        at("petition_assess", petition.pk),
        {"version": 1, "line_ky_ten": "khong", "note_ky_ten": "Chỉ có bản chụp."},
    )
    assert answer.url == at("petition_assess", petition.pk)
    kept = Assessment.objects.get()
    assert (kept.answers, kept.notes) == ({"ky_ten": "khong"}, {"ky_ten": "Chỉ có bản chụp."})
    page = handler.get(at("petition_assess", petition.pk)).content.decode()
    assert "Chỉ có bản chụp." in page
    assert "is-failed" in page


def test_the_second_of_two_keeps_the_text(handler, head, province, register):
    petition = register()
    process_petition(
        petition_id=petition.pk, outcome=Outcome.FILE, is_competent=True, note="Trùng.",
        processed_on=TODAY, version=1, by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    answer = handler.post(
        at("petition_propose", petition.pk), typed(outcome="file", note="Lưu vì trùng đơn cũ")
    )
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Hồ sơ vừa được" in body
    assert "Lưu vì trùng đơn cũ" in body
    assert 'name="version" value="2"' in body


def test_a_refusal_is_a_sentence_on_the_form(handler, register):
    petition = register()
    address = at("petition_propose", petition.pk)
    answer = handler.post(address, typed(outcome="transfer", competent="khong", note="Của xã."))
    assert answer.status_code == 409
    assert "Hãy ghi cơ quan, tổ chức nơi nhận." in answer.content.decode()
    assert "Của xã." in answer.content.decode()
    empty = handler.post(address, {"version": 1})
    assert empty.status_code == 422
    assert not Proposal.objects.exists()


def test_the_head_decides_at_once_and_what_goes_away_is_followed(head, register, province):
    petition = register(kind=PetitionKind.RECOMMENDATION)
    answer = head.post(
        at("petition_propose", petition.pk),
        typed(
            outcome="transfer", competent="khong", note="Của xã.", to_agency=province["XA"].pk,
            processed_on="2026-11-18", document="9/PC", answer_due_on="2026-12-18",
        ),
    )  # fmt: skip
    assert answer.status_code == 302
    transfer = petition.transfers.get()
    assert (transfer.to_agency, transfer.document) == (province["XA"], "9/PC")
    assert transfer.answer_due_on.isoformat() == "2026-12-18"
    tomorrow = head.post(
        at("petition_propose", register().pk),
        typed(outcome="file", note="Trùng.", processed_on="2026-11-19"),
    )
    assert "Ngày xử lý không thể ở tương lai." in tomorrow.content.decode()


def test_a_proposal_is_sent_back_taken_up_and_taken_back(handler, head, register):
    petition = register()
    handler.post(at("petition_propose", petition.pk), typed(outcome="file", note="Trùng đơn cũ."))
    proposal = Proposal.objects.get()
    address = at("proposal_decide", proposal.pk)
    empty = head.post(address, {"version": 1, "decision": "tra_lai", "processed_on": "2026-11-18"})
    assert (empty.status_code, "Hãy ghi lý do trả lại" in empty.content.decode()) == (409, True)
    head.post(
        address,
        {
            "version": 1,
            "decision": "tra_lai",
            "processed_on": "2026-11-18",
            "note": "Nêu số đơn cũ.",
        },
    )
    mine = handler.get(reverse("proposal_list"))
    assert [row.proposal.state for row in mine.context["rows"]] == ["returned"]
    form = handler.get(at("petition_propose", petition.pk)).context["form"]
    assert (form["outcome"].value(), form["note"].value()) == ("file", "Trùng đơn cũ.")
    handler.post(at("petition_propose", petition.pk), typed(outcome="file", note="Đơn số 01/2026."))
    second = Proposal.objects.get(state="proposed")
    handler.post(at("proposal_decide", second.pk), {"decision": "rut_lai"})
    second.refresh_from_db()
    assert second.state == "taken_back"


def test_lists_and_pages_have_one_price(handler, head, register, province):
    def proposed(number):
        petition = register(content=f"{ONE} Lần {number}.")
        propose(
            petition_id=petition.pk, plan=Plan(Outcome.FILE, True, "Trùng."), version=1,
            by=province.person("handler", "SKHCN"), now=NOW,
        )  # fmt: skip
        return petition

    first = proposed(0)
    pages = (
        (head, reverse("proposal_list")),
        (handler, at("petition_links", first.pk)),
        (handler, at("petition_assess", first.pk)),
        (handler, at("petition_propose", first.pk)),
    )
    prices = []
    for _ in range(2):
        prices.append([statements(client, address) for client, address in pages])
        for number in range(1, 4):
            proposed(number)
    assert prices[0] == prices[1]
    assert max(prices[0]) <= 15


def test_links_are_seen_from_both_sides_and_undone_with_a_reason(handler, register, province):
    first, second = register(), register()
    answer = handler.post(
        f"{at('link_new', second.pk)}?don={first.pk}",
        {"kind": "duplicate", "reason": "Cùng thửa đất."},
    )
    assert answer.url == at("petition_links", second.pk)
    link = PetitionLink.objects.get()
    for here, other in ((second, first), (first, second)):
        row = handler.get(at("petition_links", here.pk)).context["rows"][0]
        assert (row.other, row.label, row.may_undo) == (other, "Đơn trùng", True)
    panel = handler.get(at("petition_links", first.pk), headers={"HX-Request": "true"})
    assert "<html" not in panel.content.decode()
    assert handler.post(at("link_undo", link.pk), {"reason": ""}).status_code == 409
    handler.post(at("link_undo", link.pk), {"reason": "Ghi nhầm đơn."})
    page = handler.get(at("petition_links", first.pk)).content.decode()
    assert "Ghi nhầm đơn." in page
    officer = client_of(province.person("officer", "SKHCN"))
    assert officer.get(at("link_undo", link.pk)).status_code == 403


def test_a_link_by_number_stays_within_the_register_one_may_see(handler, register, province):
    first, second = register(), register()
    sealed = register(kind=PetitionKind.DENUNCIATION)
    address = at("link_new", second.pk)
    told = {"kind": "related", "reason": "Cùng nơi."}
    assert handler.post(address, {**told, "number": "1/2026"}).status_code == 302
    assert PetitionLink.objects.get().other == first
    rival = Province("CB", "Cao Bằng")
    theirs = register(agency=rival["SKHCN"], by=rival.person("handler", "SKHCN"))
    for wrong in (f"{theirs.number + 40}/2026", "một/2026", "", "9" * 12):
        answer = handler.post(address, {**told, "number": wrong})
        assert answer.status_code == 422
        assert "Không thấy đơn số này" in answer.content.decode()
    for hidden in (theirs.pk, uuid.uuid4(), "abc"):
        page = handler.get(f"{address}?don={hidden}")
        assert page.context["offered"] is None
    refused = handler.post(f"{address}?don={sealed.pk}", told)
    assert (refused.status_code, "sổ kín" in refused.content.decode()) == (409, True)


def similar(client, **typed):
    answer = client.post(reverse("petition_similar"), typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_petitions_alike_are_offered_while_one_is_typed(handler, province, register):
    petition = register(content=ONE)
    hit = similar(handler, kind="complaint", content=TYPED_AGAIN)
    assert "Có 1 đơn có thể trùng." in hit
    assert at("petition_detail", petition.pk) in hit
    miss = similar(handler, kind="complaint", content="Xin cấp lại giấy tờ đã mất ở cơ quan cũ")
    assert "Có 0 đơn có thể trùng." in miss
    whole = handler.post(reverse("petition_similar"), {"content": TYPED_AGAIN})
    assert "<html" in whole.content.decode()
    head = client_of(province.person("head", "SKHCN"))
    assert head.post(reverse("petition_similar"), {}).status_code == 403
    assert handler.get(reverse("petition_similar")).status_code == 405


def test_an_excluded_person_searches_the_same_world(province, register):
    """With and without a matter kept from them: the same answers, links and counts."""
    told = {"kind": PetitionKind.DENUNCIATION, "content": ONE}
    excluded = province.person("handler", "SKHCN")
    client = client_of(excluded)
    openly = register(content=ONE)
    sealed = register(**told)

    def world():
        asked = [
            similar(client, content=TYPED_AGAIN),
            similar(client, content=TYPED_AGAIN, kind="denunciation"),
            similar(client, content=TYPED_AGAIN, keep_sealed="on"),
        ]
        pages = [at("petition_links", one.pk) for one in (openly, sealed)]
        pages += [reverse("proposal_list"), reverse("transfer_list"), reverse("petition_list")]
        return asked + [client.get(page).content.decode().split("<main")[1] for page in pages]

    without = world()
    officer = province.person("officer", "SKHCN")
    secret = register(**told, accused_agency=province["SKHCN"], excluded_users=[excluded],
                      by=officer)  # fmt: skip
    beside = register(**told, matter=secret.matter, by=province.person("handler", "TTT"),
                      agency=province["TTT"])  # fmt: skip
    inspector = province.person("handler", "TTT")
    link_petitions(
        petition_id=beside.pk, other_id=secret.pk, kind=LinkKind.DUPLICATE, reason="Trùng.",
        by=inspector, now=NOW,
    )  # fmt: skip
    plan = Plan(Outcome.TRANSFER, False, "Chuyển.", to_name="Công an tỉnh")
    propose(petition_id=beside.pk, plan=plan, version=1, by=inspector, now=NOW)
    assert [mask(page) for page in world()] == [mask(page) for page in without]
    assert client.get(at("petition_links", secret.pk)).status_code == 404


def mask(page):
    """Tokens of forms change with every answer."""
    return re.sub(r'(csrfmiddlewaretoken" value="|nonce=")[^"]+', r"\1*", page)


def test_what_was_accepted_has_no_door_to_processing(handler, head, register, province):
    petition = register()
    process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True, note="",
        processed_on=TODAY, version=1, by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    for name in ("petition_propose", "petition_withdraw"):
        page = handler.get(at(name, petition.pk)).content.decode()
        assert "<textarea" not in page, name
    assert petition.__class__.objects.get().state == PetitionState.ACCEPTED
    assert "chỉ còn để xem" in handler.get(at("petition_assess", petition.pk)).content.decode()
