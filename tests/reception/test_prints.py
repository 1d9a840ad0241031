"""Prints from the desk: what each paper says, its number, its preview, nobody's name when sealed."""

import re
import subprocess
import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from complaints.actions.deciding import process_petition
from complaints.enums import Field, Outcome, PetitionKind
from complaints.models import Clock
from complaints.petitioner import Petitioner
from reception.enums import Capacity, RefusalGround, VisitResult
from reception.lookup_code import grouped
from reception.next_steps import due_lines, how_to_complain, level_up
from reception.prints import Print, prints_for, refusal_of
from reception.told import FurtherInput, MandateInput, PetitionInput, RefusalInput
from records.actions.files import path_of
from records.enums import Book, DocumentKind, Verb
from records.models import IssuedDocument, LedgerEntry
from tests.factories import NOW
from tests.house.crawl import close_file
from tests.reception.conftest import HOA

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
RECEIPT = {
    "received": "2026-11-18T09:20", "giver_role": "người kiến nghị, phản ánh", "made": "2",
    "items_name": ["Đơn kiến nghị", "Ảnh chụp đoạn đường sạt lở", ""],
    "items_pages": ["02", "05", ""], "items_condition": ["Bản gốc", "Tệp điện tử", ""],
}  # fmt: skip


def words(content: bytes, tmp_path) -> str:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return " ".join(done.stdout.split())


def flowing(content: bytes, tmp_path) -> str:
    path = tmp_path / "y.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True
    )
    return " ".join(done.stdout.split())


def printed(client, visit, what, tmp_path, **typed) -> tuple[IssuedDocument, str]:
    answer = client.post(
        f"{reverse('visit_print', args=[visit.pk])}?loai={what}",
        {"key": str(uuid.uuid4()), **typed},
    )
    assert answer.status_code == 302, answer.content.decode()
    document = IssuedDocument.objects.select_related("file").get(
        pk=answer["Location"].split("/")[-2]
    )
    return document, flowing(path_of(document.file.sha256).read_bytes(), tmp_path)


def pages(document: IssuedDocument) -> int:
    return len(PdfReader(BytesIO(path_of(document.file.sha256).read_bytes())).pages)


def test_the_receipt_says_what_form_02_says_and_what_follows(desk, receive, tmp_path):
    visit = receive()
    document, text = printed(desk, visit, "receipt", tmp_path, **RECEIPT)
    assert document.full_number == "01/GBN-SKHCN"
    assert pages(document) == 1
    for sentence in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 01/GBN-SKHCN Lạng Sơn, ngày 18 tháng 11 năm 2026",
        "GIẤY BIÊN NHẬN Thông tin, tài liệu",
        "Vào 09 giờ 20 phút, ngày 18 tháng 11 năm 2026, tại: Nơi tiếp công dân của Sở Khoa học và "
        "Công nghệ.",
        "đã nhận của ông (bà): Bế Thị Hòa (người kiến nghị, phản ánh).",
        "Địa chỉ: thôn Nà Lầu, xã Tân Thanh",
        "các thông tin, tài liệu sau:",
        "1 Đơn kiến nghị 02 Bản gốc 2 Ảnh chụp đoạn đường sạt lở 05 Tệp điện tử",
        "Giấy biên nhận thông tin, tài liệu được lập thành 02 bản, giao cho người cung cấp thông "
        "tin, tài liệu 01 bản.",
        "NGƯỜI CUNG CẤP THÔNG TIN, TÀI LIỆU (Ký, ghi rõ họ tên)",
        f"Mã tra cứu: {grouped(visit.lookup_code)}",
        # Ten working days; Tuesday 24/11 is a day off whose decree is still to be compared.
        "Thông báo kết quả tiếp công dân 03/12/2026 Luật Tiếp công dân 2013, điều 28 khoản 1 (cần "
        "đối chiếu)",
    ):
        assert sentence in text


def test_the_code_in_the_qr_is_the_code_on_the_paper(receive):
    from reception.print_texts import qr_of

    visit = receive()
    assert qr_of(visit.lookup_code) == qr_of(visit.lookup_code) != qr_of("0" * 12)
    assert qr_of(visit.lookup_code).startswith(b"<svg")


def test_a_complaint_that_runs_tells_from_which_day_one_may_go_up(province, receive):
    handler = province.person("handler", "SKHCN")
    visit = receive(
        kind=PetitionKind.COMPLAINT, result=VisitResult.PETITION,
        petition=PetitionInput("Khiếu nại quyết định thu hồi đất."),
    )  # fmt: skip
    assert "khiếu nại lần hai hoặc khởi kiện" in level_up(handler, visit.matter, TODAY)
    petition = visit.visit_petitions.get().petition
    process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True, note="Đủ điều kiện.",
        processed_on=TODAY, version=petition.version, by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    # 18/11 is not counted; day 30 is Friday 18/12; 30 days more: Sunday 17/01, so Monday 18/01.
    assert Clock.objects.get(rule_code="KN_GQ1").due_on.isoformat() == "2026-12-18"
    sentence = level_up(handler, visit.matter, TODAY)
    assert sentence.startswith(
        "Nếu hết ngày 18/12/2026 chưa có quyết định giải quyết khiếu nại lần đầu thì từ ngày "
        "19/12/2026 ông (bà) có quyền khiếu nại lần hai"
    )
    assert "đến hết ngày 18/01/2027" in sentence
    assert "Giải quyết khiếu nại lần đầu" in [line.duty for line in due_lines(
        handler, visit.matter, TODAY)]  # fmt: skip


def test_the_receipt_names_the_mandate_and_the_group_and_each_duty_once(desk, receive, tmp_path):
    visit = receive(
        head_count=3, capacity=Capacity.LAWYER,
        mandate=MandateInput(
            Petitioner("Lương Văn Thành"), "Giấy yêu cầu luật sư số 12", date(2026, 11, 2)
        ),
        further=(
            FurtherInput(
                kind=PetitionKind.RECOMMENDATION, field=Field.LAND, title="Kiến nghị về mương",
                content="Mương bị lấp.", result=VisitResult.GUIDED,
                result_note="Hướng dẫn gửi UBND xã.",
            ),
        ),
    )  # fmt: skip
    _, text = printed(desk, visit, "receipt", tmp_path, **RECEIPT)
    assert "Bế Thị Hòa (người kiến nghị, phản ánh), cùng đoàn 03 người." in text
    assert (
        "Người đến nộp: Lương Văn Thành, luật sư, theo Giấy yêu cầu luật sư số 12 ngày 02/11/2026."
    ) in text
    assert text.count("Thông báo kết quả tiếp công dân") == 1


def refused(receive, ground, **changes):
    return receive(
        result=VisitResult.REFUSED,
        refusal=RefusalInput(ground, "Nội dung đã được trả lời tại Văn bản số 12 ngày 05/10/2026."),
        **changes,
    )


def test_the_refusal_notice_is_form_01_with_the_point_of_its_ground(
    desk, province, receive, tmp_path
):
    visit = refused(receive, RefusalGround.D4_H)
    assert prints_for(visit, refusal_of(visit))[0] is Print.REFUSAL
    clock = Clock.objects.get(matter=visit.matter, rule_code="TCD_TB_TUCHOI")
    assert (clock.due_on.isoformat(), clock.finished_on) == ("2026-11-23", None)
    head = province.person("head", "SKHCN")
    document, text = printed(
        desk, visit, "refusal", tmp_path, reason="Đã trả lời tại Văn bản số 12.", signed_by=str(head.pk),
        copies_to="Ủy ban nhân dân tỉnh", related="",
    )  # fmt: skip
    assert document.kind == DocumentKind.REFUSAL
    assert (document.signer_name, document.signer_title) == (head.full_name, "GIÁM ĐỐC")
    assert pages(document) == 1
    for sentence in (
        "THÔNG BÁO Về việc từ chối tiếp công dân",
        "Kính gửi: Bế Thị Hòa",
        "Ngày 18 tháng 11 năm 2026, ông (bà) Bế Thị Hòa, số căn cước/giấy chứng nhận căn cước/số "
        "định danh cá nhân/số hộ chiếu (hoặc giấy tờ tùy thân): 020171004567",
        "Lý do từ chối: Đã trả lời tại Văn bản số 12.",
        "Căn cứ điểm h khoản 1 điều 4 Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của "
        "Chính phủ quy định chi tiết một số điều và biện pháp tổ chức thi hành Luật Tiếp công dân, "
        "Sở Khoa học và Công nghệ từ chối tiếp nhận nội dung kiến nghị, phản ánh của ông (bà) Bế "
        "Thị Hòa và thông báo để ông (bà) được biết.",
        "- Như trên;",
        "- Ủy ban nhân dân tỉnh (để b/c);",
        "- Lưu: VT, hồ sơ.",
        "GIÁM ĐỐC",
        head.full_name,
    ):
        assert sentence in text
    assert how_to_complain(visit, TODAY) in text
    clock.refresh_from_db()
    assert clock.finished_on == TODAY


def test_a_refusal_explained_by_word_of_mouth_gets_a_slip_with_the_way_to_complain(
    desk, receive, tmp_path
):
    visit = refused(receive, RefusalGround.D4_C)
    assert prints_for(visit, refusal_of(visit))[0] is Print.REFUSAL_SLIP
    document, text = printed(desk, visit, "refusal-slip", tmp_path, reason="Tự ý ghi hình.")
    assert document.full_number == "01/PHD-SKHCN"
    assert "theo điểm c khoản 1 điều 4 Nghị định 154/2026/NĐ-CP." in text
    assert "Việc từ chối chỉ áp dụng cho lần đến này và nội dung này." in text
    # 18/11 not counted, 90 days end on Tuesday 16/02/2027.
    assert "90 ngày kể từ ngày biết việc từ chối, đến hết ngày 16/02/2027" in text
    answer = desk.get(f"{reverse('visit_print', args=[visit.pk])}?loai=refusal")
    assert answer.status_code == 409


def test_guidance_appointment_minutes_and_statement(desk, receive, tmp_path):
    visit = receive(directed_to="UBND xã Tân Thanh", result_note="Gửi đơn đến UBND xã.")
    _, text = printed(
        desk, visit, "guidance", tmp_path, directed_to="UBND xã Tân Thanh",
        steps="Gửi đơn kèm ảnh chụp.", papers="Bản sao trích lục thửa đất.",
    )  # fmt: skip
    assert "1. Nơi có thẩm quyền giải quyết, nơi gửi đơn: UBND xã Tân Thanh." in text
    assert "2. Việc cần làm: Gửi đơn kèm ảnh chụp." in text
    assert "3. Giấy tờ cần có: Bản sao trích lục thửa đất." in text
    _, text = printed(
        desk, visit, "appointment", tmp_path, on_date="2026-11-25", at_time="08:30",
        meet_at="Phòng tiếp công dân", bring="Căn cước", contact="Nguyễn Văn A",
    )  # fmt: skip
    assert "- Thời gian: 08 giờ 30 phút, Thứ Tư, ngày 25/11/2026." in text
    _, text = printed(
        desk, visit, "minutes", tmp_path, participants="- Nguyễn Văn A, Phó Giám đốc\nTrần B",
        content="Đường bị sạt lở.", request="", result="Hướng dẫn gửi đơn.", citizen_view="Đồng ý.",
        ended="10:05", made="3",
    )  # fmt: skip
    for sentence in (
        "I. THÀNH PHẦN", "- Nguyễn Văn A, Phó Giám đốc - Trần B", "II. NỘI DUNG",
        "1. Nội dung trình bày: Đường bị sạt lở.", "III. KẾT QUẢ", "2. Ý kiến của công dân: Đồng ý.",
        "Buổi tiếp kết thúc hồi 10 giờ 05 phút cùng ngày.", "được lập thành 03 bản",
        "Điểm chỉ của công dân (nếu không ký được):",
    ):  # fmt: skip
        assert sentence in text
    _, text = printed(
        desk, visit, "statement", tmp_path, content="Đường bị sạt lở.", request="Sửa đường.",
        evidence="",
    )  # fmt: skip
    assert (
        "Nội dung trên đã được ghi chép đầy đủ, trung thực, chính xác và đọc lại cho công dân nghe. "
        "Công dân xác nhận đúng nội dung đã trình bày và ký tên hoặc điểm chỉ."
    ) in text


def test_minutes_do_not_end_before_the_visitor_came(desk, receive):
    visit = receive()
    answer = desk.post(
        f"{reverse('visit_print', args=[visit.pk])}?loai=minutes",
        {"participants": "Cán bộ", "content": "Nội dung.", "result": "Xong.", "ended": "08:00",
         "made": "2", "key": str(uuid.uuid4())},
    )  # fmt: skip
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["ended"]
    assert sentence.startswith("Giờ kết thúc không thể trước giờ đến (09:")


def test_a_long_statement_flows_over_pages_with_their_numbers(desk, receive, tmp_path):
    document, _ = printed(
        desk, receive(), "statement", tmp_path, content="Đường bị sạt lở, đi lại khó. " * 300,
        request="", evidence="",
    )  # fmt: skip
    read = PdfReader(BytesIO(path_of(document.file.sha256).read_bytes())).pages
    assert len(read) == 3
    assert [page.extract_text().split()[-1] for page in read] == ["lại", "2", "3"]


@pytest.mark.parametrize("what", ["receipt", "guidance", "appointment", "minutes", "statement"])
def test_a_sealed_visit_prints_nobody_and_no_number(desk, receive, tmp_path, what):
    visit = receive(
        kind=PetitionKind.DENUNCIATION, title="Tố cáo việc mua sắm", result=VisitResult.GUIDED,
        content="Có dấu hiệu chỉ định nhà cung cấp.", result_note="Hướng dẫn viết đơn.",
    )  # fmt: skip
    typed = {
        "steps": "Viết đơn.", "on_date": "2026-11-25", "at_time": "08:30", "meet_at": "Phòng 2",
        "participants": "Cán bộ", "content": "Nội dung.", "result": "Hướng dẫn.", "ended": "10:00",
        **RECEIPT,
    }  # fmt: skip
    document, text = printed(desk, visit, what, tmp_path, **typed)
    assert document.book == Book.SEALED_DOCUMENTS
    for secret in ("Hòa", "Nà Lầu", "020171004567", "0987654321", "Số: 01"):
        assert secret not in text
    assert HOA.full_name not in document.title


def test_an_unnamed_visitor_gets_a_dotted_line(desk, receive, tmp_path):
    visit = receive(is_anonymous=True, petitioner=Petitioner(full_name=""))
    _, text = printed(desk, visit, "guidance", tmp_path, steps="Gửi đơn có họ tên, địa chỉ.")
    assert "Kính gửi: ông (bà) Ngày 18/11/2026" in text


def test_the_preview_is_a_pdf_and_leaves_nothing(desk, receive, tmp_path):
    visit = receive()
    before = LedgerEntry.objects.count()
    answer = desk.post(
        f"{reverse('visit_preview', args=[visit.pk])}?loai=receipt",
        {"key": str(uuid.uuid4()), **RECEIPT},
    )
    text = flowing(answer.content, tmp_path)
    assert answer["Content-Disposition"] == 'attachment; filename="xem-truoc.pdf"'
    assert ("BẢN XEM TRƯỚC" in text, "Số: ……/GBN-SKHCN" in text) == (True, True)
    assert (IssuedDocument.objects.count(), LedgerEntry.objects.count()) == (0, before)


def test_a_double_click_makes_one_document(desk, receive):
    visit, typed = receive(), {"key": str(uuid.uuid4()), **RECEIPT}
    address = f"{reverse('visit_print', args=[visit.pk])}?loai=receipt"
    answers = {desk.post(address, typed)["Location"] for _ in range(2)}
    assert (len(answers), IssuedDocument.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("what", "typed", "sentence"),
    [
        ("receipt", {"items_name": [], "items_pages": [], "items_condition": []},
         "Hãy ghi ít nhất một thông tin, tài liệu đã nhận."),
        ("receipt", {"items_name": [""], "items_pages": ["3"], "items_condition": [""]},
         "Mỗi dòng phải ghi tên thông tin, tài liệu."),
        ("receipt", {"received": "2026-11-18T23:20"}, "Giờ nhận không thể ở sau"),
        ("appointment", {"on_date": "2026-11-22"}, "Chủ nhật 22/11/2026 là ngày nghỉ"),
        ("appointment", {"on_date": "2026-11-17"}, "Ngày hẹn không thể ở quá khứ."),
    ],
)  # fmt: skip
def test_bad_input_is_told_beside_the_field_and_kept(desk, receive, what, typed, sentence):
    answer = desk.post(
        f"{reverse('visit_print', args=[receive().pk])}?loai={what}",
        {"key": str(uuid.uuid4()), **RECEIPT, "at_time": "08:30", "meet_at": "Phòng 7", **typed},
    )
    text = answer.content.decode()
    assert (answer.status_code, sentence in text) == (422, True)
    assert ("Phòng 7" if what == "appointment" else "người kiến nghị, phản ánh") in text


def test_the_panel_suggests_first_what_fits_and_counts_prints(desk, receive):
    visit = receive(result=VisitResult.PETITION, petition=PetitionInput("Đơn kiến nghị."))
    assert prints_for(visit, None)[0] is Print.RECEIPT
    desk.post(
        f"{reverse('visit_print', args=[visit.pk])}?loai=receipt",
        {"key": str(uuid.uuid4()), **RECEIPT},
    )
    document = IssuedDocument.objects.get()
    close_file(desk.get(reverse("document_download", args=[document.pk])))
    address = reverse("visit_documents", args=[visit.pk])
    whole, part = desk.get(address), desk.get(address, headers={"HX-Request": "true"})
    for page in (whole.content.decode(), part.content.decode()):
        assert "Giấy biên nhận số 01/GBN-SKHCN" in page
        assert "đã in 1 lần · chưa có bản đã ký" in page
    assert ("<html" in whole.content.decode(), "<html" in part.content.decode()) == (True, False)
    assert LedgerEntry.objects.filter(verb=Verb.PRINT).count() == 1


def test_the_panel_costs_the_same_for_one_and_for_four(
    desk, receive, django_assert_max_num_queries
):
    visit = receive()
    address = reverse("visit_documents", args=[visit.pk])
    counts = []
    for times in (1, 3):
        for _ in range(times):
            desk.post(
                f"{reverse('visit_print', args=[visit.pk])}?loai=receipt",
                {"key": str(uuid.uuid4()), **RECEIPT},
            )
        with django_assert_max_num_queries(15) as seen:
            desk.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_intruder_prints_nothing(province, sign_in, receive):
    visit = receive()
    own = receive(agency=province["XA"], by=province.person("officer", "XA"))
    rival = sign_in(province.person("officer", "XA"))
    for name in ("visit_documents", "visit_print"):
        assert rival.get(reverse(name, args=[visit.pk])).status_code == 404
        assert rival.get(reverse(name, args=[own.pk])).status_code == 200
    address = f"{reverse('visit_print', args=[visit.pk])}?loai=receipt"
    assert rival.post(address, {"key": str(uuid.uuid4()), **RECEIPT}).status_code == 404
    assert rival.post(reverse("visit_preview", args=[visit.pk]), RECEIPT).status_code == 404
    assert IssuedDocument.objects.count() == 0


def test_an_excluded_person_finds_no_paper_and_the_open_numbers_have_no_hole(
    province, sign_in, desk, receive, tmp_path
):
    handler = province.person("handler", "SKHCN")
    open_visit = receive()
    printed(desk, open_visit, "receipt", tmp_path, **RECEIPT)
    hidden = receive(
        kind=PetitionKind.DENUNCIATION, title="Tố cáo", excluded_users=(handler,),
        arrived_at=NOW - timedelta(minutes=3),
    )  # fmt: skip
    document, _ = printed(desk, hidden, "receipt", tmp_path, **RECEIPT)
    second, _ = printed(desk, open_visit, "receipt", tmp_path, **RECEIPT)
    assert second.full_number == "02/GBN-SKHCN"
    client = sign_in(handler)
    assert client.get(reverse("document_detail", args=[document.pk])).status_code == 404
    assert client.get(reverse("visit_documents", args=[hidden.pk])).status_code == 404
    assert str(document.pk) not in client.get(reverse("document_list")).content.decode()


def test_a_sealed_paper_is_the_same_whether_or_not_a_hidden_one_was_issued_before_it(
    province, sign_in, desk, receive, tmp_path
):
    """Two numbers of the sealed book in one hand would tell of the paper between them."""
    handler = province.person("handler", "SKHCN")
    sealed = receive(kind=PetitionKind.DENUNCIATION, title="Tố cáo việc mua sắm")
    client = sign_in(handler)
    before, first = printed(client, sealed, "guidance", tmp_path, steps="Viết đơn.")
    hidden = receive(kind=PetitionKind.DENUNCIATION, title="Tố cáo", excluded_users=(handler,))
    printed(desk, hidden, "guidance", tmp_path, steps="Viết đơn.")
    after, second = printed(client, sealed, "guidance", tmp_path, steps="Viết đơn.")
    assert (before.number, after.number) == (1, 3)
    assert first == second
    pages = [
        client.get(reverse("document_detail", args=[one.pk])).content.decode()
        for one in (before, after)
    ]
    masked = [re.sub(r"[\w-]{32,}", "", page) for page in pages]
    assert masked[0] == masked[1]
