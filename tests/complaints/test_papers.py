"""A paper from draft to sent: who may, in which order, once; what the book and the file then say."""

import hashlib
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from agencies.refusals import NotAllowed, Refused
from complaints.actions.paper_forms import confirm_form
from complaints.actions.paper_sends import note_received, send_paper
from complaints.actions.papers import SignedBy, draft_paper, save_draft
from complaints.enums import PaperState, PetitionKind, SendWay
from complaints.models import CasePaper, FormConfirmation, PaperSend, Petition
from complaints.papers.flow import Move
from complaints.papers.setting import text_of
from complaints.papers.signing import Capacity, authority_of, lines_for
from records.actions.files import path_of
from records.documents import number_for
from records.enums import Book
from records.models import IssuedDocument, LedgerEntry, RegisterEntry
from tests.factories import NOW, Province
from tests.house.rows_papers import drafted, issued, moved

TODAY = NOW.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.fixture
def head(province):
    return province.person("head", "SKHCN")


@pytest.fixture
def petition(register):
    return register()


def approved(petition, handler, head):
    paper = moved(drafted(petition, handler), Move.SUBMIT, handler)
    return moved(paper, Move.APPROVE, head)


def test_a_paper_goes_from_draft_to_the_book_with_number_symbol_and_hash(petition, handler, head):
    paper = issued(petition, handler, head)
    document = paper.issued

    assert paper.state == PaperState.ISSUED
    assert document.full_number == "01/TB-SKHCN"
    assert (document.book, document.subject_kind, document.subject_id) == (
        Book.DOCUMENTS, "petition", petition.pk,
    )  # fmt: skip
    assert document.signer_name == "Lương Quốc Bảo"
    content = path_of(document.file.sha256).read_bytes()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == document.file.sha256
    assert paper.title == "Thông báo về việc thụ lý giải quyết khiếu nại"


def test_an_issued_paper_says_the_same_whatever_the_case_became(petition, handler, head):
    paper = issued(petition, handler, head)
    before = text_of(paper, by=handler, today=TODAY)
    Petition.objects.filter(pk=petition.pk).update(petitioner_label="Bế Thị Hòa")

    paper = CasePaper.objects.get(pk=paper.pk)

    assert text_of(paper, by=handler, today=TODAY + timedelta(days=9)) == before
    assert "Lý Văn Thành" in before.blocks[0].text


def test_two_clicks_on_issue_give_one_number(petition, handler, head):
    paper = approved(petition, handler, head)
    first = moved(paper, Move.ISSUE, handler)

    again = moved(paper, Move.ISSUE, handler)

    assert again.issued_id == first.issued_id
    assert IssuedDocument.objects.count() == 1
    assert RegisterEntry.objects.filter(book=Book.DOCUMENTS).count() == 1


def test_nobody_approves_what_they_wrote(petition, head):
    paper = moved(drafted(petition, head), Move.SUBMIT, head)

    with pytest.raises(Refused, match="không tự duyệt văn bản của mình"):
        moved(paper, Move.APPROVE, head)


def test_whoever_wrote_last_is_the_one_who_cannot_approve(petition, handler, head):
    paper = drafted(petition, handler)
    save_draft(
        paper_id=paper.pk, answers={"ve_viec": "Thu hồi đất ruộng"}, version=1, by=head, now=NOW,
        signed_by=SignedBy("Lương Quốc Bảo"),
    )  # fmt: skip
    paper = moved(paper, Move.SUBMIT, handler)

    with pytest.raises(Refused, match="không tự duyệt"):
        moved(paper, Move.APPROVE, head)


@pytest.mark.parametrize("move", [Move.APPROVE, Move.RETURN])
def test_a_handler_does_not_decide(petition, handler, move):
    paper = moved(drafted(petition, handler), Move.SUBMIT, handler)

    with pytest.raises(NotAllowed):
        moved(paper, move, handler, note="Sửa lại.")


@pytest.mark.parametrize("role", ["officer", "custodian"])
def test_others_of_the_agency_do_not_draft(province, petition, role):
    with pytest.raises((NotAllowed, type(petition).DoesNotExist)):
        drafted(petition, province.person(role, "SKHCN"))
    assert CasePaper.objects.count() == 0


def test_a_rival_with_papers_of_their_own_sees_none_of_ours(petition, handler, head):
    paper = issued(petition, handler, head)
    elsewhere = Province("CB", "Cao Bằng")
    rival = elsewhere.person("handler", "SKHCN")

    assert list(CasePaper.objects.visible_to(rival)) == []
    assert list(IssuedDocument.objects.visible_to(rival)) == []
    with pytest.raises(CasePaper.DoesNotExist):
        moved(paper, Move.DROP, rival)


@pytest.mark.parametrize(
    ("before", "move", "why"),
    [
        ((), Move.APPROVE, "Văn bản còn là dự thảo nên không thể duyệt."),
        ((), Move.ISSUE, "Văn bản còn là dự thảo nên không thể lấy số, phát hành."),
        ((Move.SUBMIT,), Move.SUBMIT, "Văn bản đang chờ duyệt nên không thể trình duyệt."),
        ((Move.DROP,), Move.SUBMIT, "Văn bản đã bỏ nên không thể trình duyệt."),
    ],
)
def test_a_move_out_of_order_is_refused_in_one_sentence(petition, handler, head, before, move, why):
    paper = drafted(petition, handler)
    for one in before:
        paper = moved(paper, one, handler)

    with pytest.raises(Refused) as refused:
        moved(paper, move, head)

    assert refused.value.sentence == why


def test_a_returned_paper_says_why_and_may_be_submitted_again(petition, handler, head):
    paper = approved(petition, handler, head)

    paper = moved(paper, Move.RETURN, head, note="Ghi rõ địa chỉ.")

    assert (paper.state, paper.approved_by, paper.returned_note) == (
        PaperState.DRAFT, None, "Ghi rõ địa chỉ.",
    )  # fmt: skip
    assert moved(paper, Move.SUBMIT, handler).returned_note == ""


def test_a_return_needs_its_reason(petition, handler, head):
    paper = moved(drafted(petition, handler), Move.SUBMIT, handler)

    with pytest.raises(Refused, match="Hãy ghi lý do trả lại"):
        moved(paper, Move.RETURN, head, note="  ")


def test_a_submitted_paper_is_not_edited(petition, handler):
    paper = moved(drafted(petition, handler), Move.SUBMIT, handler)

    with pytest.raises(Refused, match="Chỉ sửa được dự thảo"):
        save_draft(
            paper_id=paper.pk, answers={}, signed_by=SignedBy(), version=paper.version,
            by=handler, now=NOW,
        )  # fmt: skip


def test_the_second_of_two_writers_hears_who_came_first(petition, handler, head):
    paper = drafted(petition, handler)
    told = {"paper_id": paper.pk, "signed_by": SignedBy("A"), "version": 1, "now": NOW}
    save_draft(answers={"ve_viec": "Một"}, by=handler, **told)

    with pytest.raises(Refused, match="vừa được người khác cập nhật"):
        save_draft(answers={"ve_viec": "Hai"}, by=head, **told)

    paper.refresh_from_db()
    assert paper.values["ve_viec"] == "Một"


def test_a_paper_without_a_signer_is_not_submitted(petition, handler):
    paper = draft_paper(
        petition_id=petition.pk, form_code="124-03", answers={"ve_viec": "Thu hồi đất"},
        signed_by=SignedBy(), key=uuid.uuid4(), by=handler, now=NOW,
    )  # fmt: skip

    with pytest.raises(Refused, match="Hãy ghi người ký"):
        moved(paper, Move.SUBMIT, handler)


def test_a_signed_paper_leaves_nothing_open_that_its_form_requires(petition, handler):
    paper = draft_paper(
        petition_id=petition.pk, form_code="124-04", answers={}, key=uuid.uuid4(), by=handler,
        signed_by=SignedBy("Lương Quốc Bảo"), now=NOW,
    )  # fmt: skip

    with pytest.raises(Refused, match=r"Dự thảo còn để trống: Không đủ điều kiện thụ lý vì\."):
        moved(paper, Move.SUBMIT, handler)


def test_a_double_click_makes_one_draft(petition, handler):
    key = uuid.uuid4()
    told = {
        "petition_id": petition.pk, "form_code": "124-03", "answers": {}, "key": key,
        "signed_by": SignedBy(), "by": handler, "now": NOW,
    }  # fmt: skip

    assert draft_paper(**told).pk == draft_paper(**told).pk
    assert CasePaper.objects.count() == 1


def test_a_form_of_the_past_is_not_drafted(petition, handler):
    with pytest.raises(Refused, match="hết hiệu lực sau ngày 30/06/2026; hãy dùng Mẫu số 03"):
        draft_paper(
            petition_id=petition.pk, form_code="124-03-2020", answers={}, signed_by=SignedBy(),
            key=uuid.uuid4(), by=handler, now=NOW,
        )  # fmt: skip


def unsure(petition, handler, head):
    paper = draft_paper(
        petition_id=petition.pk, form_code="154-02", answers={}, signed_by=SignedBy(),
        key=uuid.uuid4(), by=handler, now=NOW,
    )  # fmt: skip
    paper = moved(paper, Move.SUBMIT, handler)
    return moved(paper, Move.APPROVE, head)


def test_an_unsure_form_is_issued_only_after_an_administrator_confirmed_it(
    province, petition, handler, head
):
    paper = unsure(petition, handler, head)
    with pytest.raises(Refused, match="cần đối chiếu mẫu"):
        moved(paper, Move.ISSUE, handler)
    assert RegisterEntry.objects.filter(book=Book.DOCUMENTS).count() == 0

    admin = province.person("admin", "UBND")
    confirm_form(code="154-02", source="Công báo số 15/2026, trang 40", by=admin, now=NOW)
    again = confirm_form(code="154-02", source="khác", by=admin, now=NOW)

    assert again.source == "Công báo số 15/2026, trang 40"
    assert moved(paper, Move.ISSUE, handler).issued.full_number == "01/GBN-SKHCN"
    entry = LedgerEntry.objects.get(details__mau="154-02")
    assert entry.details["viec"] == "xác nhận mẫu"


def test_nobody_else_confirms_a_form_and_a_sure_one_needs_none(province, head):
    admin = province.person("admin", "UBND")
    with pytest.raises(NotAllowed):
        confirm_form(code="154-02", source="Công báo", by=head, now=NOW)
    with pytest.raises(Refused, match="không cần xác nhận"):
        confirm_form(code="124-03", source="Công báo", by=admin, now=NOW)
    with pytest.raises(Refused, match="đối chiếu với văn bản nào"):
        confirm_form(code="154-02", source=" ", by=admin, now=NOW)
    assert FormConfirmation.objects.count() == 0


def test_what_the_citizen_signs_is_never_submitted(petition, handler):
    paper = draft_paper(
        petition_id=petition.pk, form_code="124-01", answers={}, signed_by=SignedBy(),
        key=uuid.uuid4(), by=handler, now=NOW,
    )  # fmt: skip

    with pytest.raises(Refused, match="do công dân ký"):
        moved(paper, Move.SUBMIT, handler)


def test_a_sealed_case_issues_in_the_sealed_book_and_tells_its_number_to_keepers(
    register, province, handler, head
):
    sealed = register(kind=PetitionKind.DENUNCIATION)
    paper = draft_paper(
        petition_id=sealed.pk, form_code="31-05", answers=_all_said("31-05"), key=uuid.uuid4(),
        signed_by=SignedBy("Lương Quốc Bảo"), by=handler, now=NOW,
    )  # fmt: skip
    for move, by in ((Move.SUBMIT, handler), (Move.APPROVE, head), (Move.ISSUE, handler)):
        paper = moved(paper, move, by)

    assert paper.issued.book == Book.SEALED_DOCUMENTS
    assert number_for(paper.issued, handler) == "Kín"
    assert not RegisterEntry.objects.filter(book=Book.DOCUMENTS).exists()


def _all_said(code):
    from complaints.papers.form import AskKind
    from complaints.papers.registry import forms

    words = {AskKind.DAY: "2026-11-18", AskKind.NUMBER: 5, AskKind.LINES: ["một"]}
    return {ask.name: words.get(ask.kind, "Nội dung") for ask in forms()[code].asks}


def sent(paper, by, **more):
    told = {
        "paper_id": paper.pk, "to_whom": "Ông Lý Văn Thành", "way": SendWay.POST,
        "sent_on": TODAY, "proof": "RR123456789VN", "key": uuid.uuid4(), "by": by, "now": NOW,
    }  # fmt: skip
    return send_paper(**{**told, **more})


def test_a_sending_is_noted_once_and_its_receipt_later(petition, handler, head):
    paper, key = issued(petition, handler, head), uuid.uuid4()

    first = sent(paper, handler, key=key)
    assert sent(paper, handler, key=key).pk == first.pk
    later = NOW + timedelta(days=3)
    note_received(
        send_id=first.pk, received_on=TODAY + timedelta(days=2), proof="", by=handler, now=later
    )

    row = PaperSend.objects.get()
    assert (row.to_whom, row.proof, row.received_on) == (
        "Ông Lý Văn Thành", "RR123456789VN", TODAY + timedelta(days=2),
    )  # fmt: skip
    with pytest.raises(Refused, match="Đã ghi ngày nhận"):
        note_received(send_id=row.pk, received_on=TODAY, proof="", by=handler, now=later)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ({"sent_on": TODAY + timedelta(days=1)}, "không thể ở tương lai"),
        ({"sent_on": TODAY - timedelta(days=1)}, "không thể trước ngày phát hành"),
        ({"received_on": TODAY + timedelta(days=1)}, "không thể ở tương lai"),
    ],
)
def test_days_of_a_sending_follow_each_other(petition, handler, head, days, why):
    paper = issued(petition, handler, head)

    with pytest.raises(Refused, match=why):
        sent(paper, handler, **days)
    assert PaperSend.objects.count() == 0


def test_only_an_issued_paper_is_sent(petition, handler):
    with pytest.raises(Refused, match="Chỉ ghi việc gửi của văn bản đã phát hành"):
        sent(drafted(petition, handler), handler)


@pytest.mark.parametrize(
    ("code", "capacity", "position", "lines"),
    [
        ("UBND", Capacity.HEAD, "", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("UBND", Capacity.DEPUTY, "Phó Chủ tịch",
         ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("SKHCN", Capacity.ACTING, "", ("Q. GIÁM ĐỐC",)),
        ("SKHCN", Capacity.BY_ORDER, "Chánh Thanh tra", ("TL. GIÁM ĐỐC", "CHÁNH THANH TRA")),
        ("SKHCN", Capacity.AUTHORISED, "Trưởng phòng", ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
    ],
)  # fmt: skip
def test_the_capacity_stands_over_the_signature(province, code, capacity, position, lines):
    assert lines_for(province[code], capacity, position) == lines


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("UBND", "Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn"),
        ("SKHCN", "Giám đốc Sở Khoa học và Công nghệ"),
        ("TTT", "Chánh Thanh tra tỉnh"),
        ("BTCD", "Trưởng Ban Tiếp công dân tỉnh"),
    ],
)
def test_the_authority_is_named_without_saying_a_word_twice(province, code, words):
    assert authority_of(province[code]) == words


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "issued", "approved_by": "head"}, "paper_issued_has_its_document"),
        ({"state": "approved"}, "paper_approved_says_by_whom"),
        ({"state": "draft", "approved_by": "handler"}, "paper_is_approved_by_a_second_person"),
    ],
)
def test_a_paper_cannot_contradict_itself(petition, handler, head, changes, constraint):
    paper = drafted(petition, handler)
    if who := changes.get("approved_by"):
        changes = {**changes, "approved_by": {"handler": handler, "head": head}[who]}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CasePaper.objects.filter(pk=paper.pk).update(**changes)


def test_a_paper_is_not_received_before_it_was_sent(petition, handler, head):
    paper = issued(petition, handler, head)

    with pytest.raises(IntegrityError, match="received_after"), transaction.atomic():
        PaperSend.objects.create(
            paper=paper, to_whom="UBND xã", way=SendWay.HAND, sent_on=TODAY,
            received_on=date(2026, 11, 1), sent_by=handler, entered_at=NOW,
        )  # fmt: skip
