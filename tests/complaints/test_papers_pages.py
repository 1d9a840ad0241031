"""Papers through the pages an officer uses: choose, write, submit, refuse with everything kept."""

import io
import re
import uuid

import docx
import pytest
from django.urls import reverse

from complaints.enums import PaperState, PetitionKind, SendWay
from complaints.models import CasePaper, FormConfirmation, PaperSend
from complaints.papers.flow import Move
from records.models import IssuedDocument, LedgerEntry
from tests.complaints.conftest import THANH
from tests.complaints.doors import client_of, statements
from tests.complaints.papers import pages_of
from tests.factories import NOW
from tests.house.rows_papers import drafted, issued, moved

pytestmark = pytest.mark.django_db
REFUSAL = {
    "nguoi_nhan": "Ông Lý Văn Thành", "ly_do": "Khiếu nại đã hết thời hiệu.",
    "signer_name": "Lương Quốc Bảo", "capacity": "deputy", "position": "Phó Giám đốc",
    "version": "0",
}  # fmt: skip


@pytest.fixture
def handler(province):
    return client_of(province.person("handler", "SKHCN"))


@pytest.fixture
def head(province):
    return client_of(province.person("head", "SKHCN"))


@pytest.fixture
def petition(register):
    return register()


def page(client, name, pk, **query):
    return client.get(reverse(name, args=[pk]), query)


def step(client, paper, move, **more):
    fresh = CasePaper.objects.get(pk=paper.pk)
    told = {"viec": move.value, "version": fresh.version, **more}
    return client.post(reverse("paper_step", args=[paper.pk]), told)


def write(client, petition, code, **answers):
    return client.post(
        f"{reverse('paper_new', args=[petition.pk])}?mau={code}",
        {"key": uuid.uuid4(), **REFUSAL, **answers},
    )


def test_the_choice_offers_forms_of_the_procedure_and_stage_first(handler, petition):
    html = page(handler, "paper_new", petition.pk).content.decode()
    usual, others = html.split("<h2>Mẫu khác của thủ tục")

    assert "Thông báo về việc thụ lý giải quyết khiếu nại" in usual
    assert "Quyết định về việc giải quyết khiếu nại lần đầu" in others
    assert "Quyết định về việc giải quyết khiếu nại lần hai" not in html
    assert "Kết luận nội dung tố cáo" not in html
    assert "124-03-2020" not in html


def test_a_new_paper_is_filled_from_the_case(handler, petition):
    html = page(handler, "paper_new", petition.pk, mau="124-03").content.decode()

    assert 'value="Lý Văn Thành"' in html
    assert "Khiếu nại quyết định thu hồi đất</textarea>" in html
    assert CasePaper.objects.count() == 0


def test_a_paper_is_written_submitted_approved_issued_and_sent(handler, head, petition):
    write(handler, petition, "124-04")
    paper = CasePaper.objects.get()
    step(handler, paper, Move.SUBMIT)
    step(head, paper, Move.APPROVE)
    step(handler, paper, Move.ISSUE)
    sending = reverse("paper_send", args=[paper.pk])
    handler.post(sending, {
        "key": uuid.uuid4(), "to_whom": "Ông Lý Văn Thành", "way": "post",
        "sent_on": "2026-11-18", "proof": "RR1",
    })  # fmt: skip

    html = page(handler, "paper_detail", paper.pk).content.decode()
    document = IssuedDocument.objects.get()
    assert document.signer_title == "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC"
    assert "Số 01/TB-SKHCN" in html
    assert "Bưu chính, ngày 18/11/2026 · RR1" in html
    assert "không đủ điều kiện để thụ lý giải quyết vì Khiếu nại đã hết thời hiệu." in html


def test_the_issued_file_says_the_same_and_is_served_as_it_was_kept(handler, head, petition):
    write(handler, petition, "124-04")
    paper = CasePaper.objects.get()
    for client, move in ((handler, Move.SUBMIT), (head, Move.APPROVE), (handler, Move.ISSUE)):
        step(client, paper, move)
    document = IssuedDocument.objects.get()

    answer = page(handler, "document_download", document.pk)

    (text,) = pages_of(b"".join(answer.streaming_content))
    assert "Số: 01/TB-SKHCN" in text
    assert "căn cứ Điều 11 của Luật Khiếu nại, Sở Khoa học và Công nghệ nhận thấy" in text
    assert "BẢN XEM TRƯỚC" not in text


def test_a_deputy_needs_a_title_and_what_was_typed_is_kept(handler, petition):
    answer = write(handler, petition, "124-04", position="")
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Hãy ghi chức vụ của người ký thay, ký thừa lệnh." in html
    assert "Khiếu nại đã hết thời hiệu.</textarea>" in html
    assert CasePaper.objects.count() == 0


def test_the_loser_of_two_writers_keeps_the_text(province, handler, petition):
    paper = drafted(petition, province.person("head", "SKHCN"))
    CasePaper.objects.filter(pk=paper.pk).update(version=4)

    answer = handler.post(
        reverse("paper_edit", args=[paper.pk]),
        {"key": uuid.uuid4(), "version": 1, "nguoi_nhan": "Bà Bế Thị Hòa", "capacity": "head"},
    )

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Văn bản vừa được người khác cập nhật" in html
    assert 'value="Bà Bế Thị Hòa"' in html


def test_a_refused_move_says_why_on_the_page_of_the_paper(province, head, petition):
    paper = drafted(petition, province.person("handler", "SKHCN"))
    moved(paper, Move.SUBMIT, province.person("handler", "SKHCN"))

    answer = step(head, paper, Move.RETURN, note=" ")

    assert answer.status_code == 409
    assert "Hãy ghi lý do trả lại" in answer.content.decode()


def test_buttons_are_those_of_the_reader(province, handler, head, petition):
    paper = drafted(petition, province.person("handler", "SKHCN"))
    moved(paper, Move.SUBMIT, province.person("handler", "SKHCN"))

    def buttons(client):
        html = page(client, "paper_detail", paper.pk).content.decode()
        return re.findall(r'name="viec" value="(\w+)"', html)

    assert buttons(handler) == ["recall", "drop"]
    assert buttons(head) == ["recall", "approve", "drop", "return"]
    assert buttons(client_of(province.person("inspector", "TTT"))) == []


def test_the_preview_is_marked_and_says_when_the_text_is_not_sure(province, handler, petition):
    write(handler, petition, "154-02")
    paper = CasePaper.objects.get()

    answer = page(handler, "paper_preview", paper.pk)

    (text,) = pages_of(answer.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="xem-truoc.pdf"'
    assert "BẢN XEM TRƯỚC" in text
    assert "Mẫu cần đối chiếu với bản chính thức" in text
    assert paper.state == PaperState.DRAFT


def test_the_word_copy_comes_down_and_is_in_the_ledger(handler, petition):
    write(handler, petition, "124-04")
    paper = CasePaper.objects.get()

    answer = page(handler, "paper_docx", paper.pk)

    document = docx.Document(io.BytesIO(answer.content))
    assert "THÔNG BÁO" in [p.text for p in document.paragraphs]
    row = LedgerEntry.objects.filter(subject_id=paper.pk).latest("id")
    assert (row.verb, row.subject_label) == ("download", "Văn bản theo mẫu 124-04")


def test_a_sealed_case_shows_no_name_on_any_page_of_its_papers(register, handler):
    sealed = register(kind=PetitionKind.DENUNCIATION)
    new = page(handler, "paper_new", sealed.pk, mau="31-05").content.decode()
    write(handler, sealed, "31-05")
    paper = CasePaper.objects.get()
    shown = page(handler, "paper_detail", paper.pk).content.decode()

    assert "Không ghi những thông tin đó vào các ô dưới đây." in new
    for html in (new, shown):
        assert THANH.full_name not in html
        assert THANH.address not in html


def test_the_panel_lists_papers_newest_first_with_state_and_number(province, handler, petition):
    officer, boss = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    issued(petition, officer, boss)
    drafted(petition, officer)

    address = reverse("petition_papers", args=[petition.pk])
    panel = handler.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "<h1" not in panel
    assert "số 01/TB-SKHCN" in panel
    assert "Đã phát hành" in panel
    assert "Dự thảo" in panel


def test_the_panel_costs_the_same_for_one_and_four_papers(province, handler, petition):
    officer = province.person("handler", "SKHCN")
    address = reverse("petition_papers", args=[petition.pk])
    drafted(petition, officer)
    one = statements(handler, address)
    for _ in range(3):
        drafted(petition, officer)

    assert statements(handler, address) == one
    assert one <= 15


def test_the_receipt_of_a_sending_is_noted_later(province, handler, petition):
    officer = province.person("handler", "SKHCN")
    paper = issued(petition, officer, province.person("head", "SKHCN"))
    sending = PaperSend.objects.create(
        paper=paper, to_whom="UBND xã", way=SendWay.HAND, sent_on=NOW.date(), sent_by=officer,
        entered_at=NOW,
    )  # fmt: skip
    address = f"{reverse('paper_send', args=[paper.pk])}?gui={sending.pk}"

    late = handler.post(address, {"received_on": "2026-11-20"})
    handler.post(address, {"received_on": "2026-11-18", "proof": "Ký nhận"})

    sending.refresh_from_db()
    assert late.status_code == 409
    assert "không thể ở tương lai" in late.content.decode()
    assert (str(sending.received_on), sending.proof) == ("2026-11-18", "Ký nhận")


def test_an_administrator_confirms_a_form_beside_its_empty_text(province, handler):
    admin = client_of(province.person("admin", "UBND"))
    address = f"{reverse('form_confirm')}?mau=154-02"
    before = admin.get(reverse("form_list")).content.decode()
    shown = admin.get(address).content.decode()

    empty = admin.post(address, {"source": ""})
    admin.post(address, {"source": "Công báo số 15/2026"})

    assert address in before
    assert "Giấy biên nhận thông tin, tài liệu được lập thành" in shown
    assert empty.status_code == 422
    assert FormConfirmation.objects.get().form_code == "154-02"
    assert address not in admin.get(reverse("form_list")).content.decode()
    assert reverse("form_confirm") not in handler.get(reverse("form_list")).content.decode()


@pytest.mark.parametrize("mau", ["khong-co", "124-03-2020"])
def test_an_unknown_form_is_not_there_and_an_old_one_says_what_took_its_place(
    handler, petition, mau
):
    answer = page(handler, "paper_new", petition.pk, mau=mau)

    assert answer.status_code == (404 if mau == "khong-co" else 409)
    if answer.status_code == 409:
        assert "hãy dùng Mẫu số 03" in answer.content.decode()


@pytest.mark.parametrize(
    "told", [{"viec": "issue_all", "version": "1"}, {"viec": "submit", "version": "một"}, {}]
)
def test_a_move_that_no_button_sends_is_not_found(province, handler, petition, told):
    paper = drafted(petition, province.person("handler", "SKHCN"))

    assert handler.post(reverse("paper_step", args=[paper.pk]), told).status_code == 404
