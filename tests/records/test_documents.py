"""Issued documents: numbers, the sealed book apart, prints counted, the signed copy, a void number."""

import hashlib
import io
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from agencies.enums import Level
from agencies.refusals import NotAllowed, Refused
from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitResult
from records.actions.documents import (
    attach_signed,
    issue_document,
    preview_document,
    void_document,
)
from records.actions.files import path_of
from records.documents import Signer, lines, number_for
from records.enums import Book, DocumentKind, Verb
from records.models import IssuedDocument, LedgerEntry, RegisterCounter, RegisterEntry
from records.register import check
from tests.factories import NOW, Province, make_agency
from tests.records.hostile_files import png

pytestmark = pytest.mark.django_db
PNG = png()


@pytest.fixture
def province(db):
    with time_machine.travel(NOW, tick=False):
        yield Province()


def received(province, part="SKHCN", **changes):
    told = {
        "agency": province[part], "arrived_at": NOW, "head_count": 1, "content": "Nội dung.",
        "petitioner": Petitioner(full_name="Bế Thị Hòa", address="xã Tân Thanh"),
        "tension": Tension.CALM, "result": VisitResult.GUIDED, "result_note": "Đã hướng dẫn.",
        "is_first_time": True, "kind": PetitionKind.RECOMMENDATION, "field": Field.LAND,
        "title": "Đường vào khu sản xuất", "by": province.person("officer", part), "now": NOW,
    }  # fmt: skip
    return register_visit(**{**told, **changes})


def denounced(province, part="SKHCN", **changes):
    return received(province, part, kind=PetitionKind.DENUNCIATION, title="Tố cáo", **changes)


def issued(visit, by, **changes):
    said = {
        "agency": visit.agency, "kind": DocumentKind.GUIDANCE, "subject": visit,
        "title": "Hướng dẫn gửi kiến nghị", "template": "records/pdf/official.html",
        "context": {}, "sealed": bool(visit.secrecy), "signer": None, "by": by, "now": NOW,
    }  # fmt: skip
    return issue_document(**{**said, **changes})


def words(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_number_letters_hash_and_file_of_an_issued_document(province):
    officer = province.person("officer", "SKHCN")
    document = issued(received(province), officer)
    assert (document.full_number, document.year) == ("01/PHD-SKHCN", 2026)
    assert (document.book, document.issued_on) == (Book.DOCUMENTS, NOW.date())
    content = path_of(document.file.sha256).read_bytes()
    assert hashlib.sha256(content).hexdigest() == document.file.sha256
    assert "Số: 01/PHD-SKHCN" in words(content)
    assert document.file.name == "01-phd-skhcn-2026.pdf"
    entry = RegisterEntry.objects.get(subject_kind="issueddocument", subject_id=document.pk)
    assert (entry.book, entry.number) == (Book.DOCUMENTS, 1)


def test_letters_of_each_kind(province):
    officer, visit = province.person("officer", "SKHCN"), received(province)
    found = [issued(visit, officer, kind=kind).full_number for kind in DocumentKind]
    assert found == [
        "01/GBN-SKHCN", "02/TB-SKHCN", "03/PHD-SKHCN", "04/PH-SKHCN", "05/BB-SKHCN",
        "06/BG-SKHCN", "07/TB-SKHCN", "08/GM-SKHCN", "09/LT-SKHCN", "10/TB-SKHCN",
        "11/QĐ-SKHCN", "12/KL-SKHCN", "13/BC-SKHCN", "14/SKHCN", "15/BB-SKHCN", "16/PĐX-SKHCN",
        "17/PC-SKHCN", "18/SKHCN", "19/KH-SKHCN",
    ]  # fmt: skip


def test_a_party_body_writes_its_number_its_own_way(province):
    party = make_agency("LS-DU", name="Đảng ủy xã", level=Level.PARTY)
    document = IssuedDocument(number=5, symbol="TB/ĐU", agency=party)
    assert document.full_number == "05-TB/ĐU"


def test_the_sealed_book_counts_on_its_own_and_the_open_one_has_no_hole(province):
    officer = province.person("officer", "SKHCN")
    visit, sealed = received(province), denounced(province)
    assert issued(visit, officer).number == 1
    assert issued(sealed, officer).number == 1
    assert issued(visit, officer).number == 2
    for book, last in ((Book.DOCUMENTS, 2), (Book.SEALED_DOCUMENTS, 1)):
        findings = check(agency_id=province["SKHCN"].pk, book=book, year=2026)
        assert (findings.is_whole, findings.last) == (True, last)


def test_a_sealed_paper_leaves_room_for_the_number_and_names_it_nowhere(province):
    officer, custodian = (province.person(r, "SKHCN") for r in ("officer", "custodian"))
    document = issued(denounced(province), officer)
    text = words(path_of(document.file.sha256).read_bytes())
    assert "01" not in text.replace(f"{NOW:%d}", "")
    assert "/PHD-SKHCN" in text
    assert document.file.name == "phieu-huong-dan-20261118.pdf"
    assert document.ledger_label == "Văn bản kín"
    assert number_for(document, officer) == "Kín"
    assert number_for(document, custodian) == "01/PHD-SKHCN"


def test_a_failed_print_takes_no_number(province):
    officer, visit = province.person("officer", "SKHCN"), received(province)
    with pytest.raises(LookupError), transaction.atomic():
        issued(visit, officer, context={"span": _Torn()})
    assert not RegisterCounter.objects.filter(book=Book.DOCUMENTS).exists()
    assert issued(visit, officer).number == 1


class _Torn:
    def __str__(self) -> str:
        raise LookupError("a picture is missing")


def test_a_preview_numbers_and_writes_nothing(province):
    officer, visit = province.person("officer", "SKHCN"), received(province)
    before = LedgerEntry.objects.count()
    content = preview_document(
        agency=visit.agency, kind=DocumentKind.GUIDANCE, subject=visit, title="",
        template="records/pdf/official.html", context={}, sealed=False, signer=None, by=officer,
        now=NOW,
    )  # fmt: skip
    text = words(content)
    assert "Số: ……/PHD-SKHCN" in text
    assert "BẢN XEM TRƯỚC" in text
    assert (IssuedDocument.objects.count(), LedgerEntry.objects.count()) == (0, before)
    assert not RegisterCounter.objects.filter(book=Book.DOCUMENTS).exists()


def test_the_signer_stands_under_the_capacity(province):
    signer = Signer("Hoàng Văn Páo", "KT. GIÁM ĐỐC\nPhó Giám đốc")
    document = issued(received(province), province.person("officer", "SKHCN"), signer=signer)
    assert (document.signer_name, document.signer_title) == (
        "Hoàng Văn Páo",
        "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC",
    )
    text = words(path_of(document.file.sha256).read_bytes())
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Hoàng Văn Páo" in text


@pytest.mark.parametrize(
    ("role", "part"),
    [("officer", "XA"), ("inspector", "TTT"), ("custodian", "SKHCN"), ("head", "UBND")],
)
def test_who_may_not_issue(province, role, part):
    visit = received(province)
    with pytest.raises(NotAllowed):
        issued(visit, province.person(role, part))


def test_a_sealed_document_is_issued_only_by_who_knows_of_it(province):
    visit = denounced(province, excluded_users=(province.person("handler", "SKHCN"),))
    with pytest.raises(NotAllowed):
        issued(visit, province.person("handler", "SKHCN"))
    assert issued(visit, province.person("officer", "SKHCN")).book == Book.SEALED_DOCUMENTS


def test_reprint_is_the_same_bytes_and_is_counted(province):
    officer = province.person("officer", "SKHCN")
    document = issued(received(province), officer)
    client = signed_in(officer)
    page = client.get(reverse("document_detail", args=[document.pk]))
    assert "chưa in lần nào" in page.content.decode()
    address = reverse("document_download", args=[document.pk])
    copies = [b"".join(client.get(address).streaming_content) for _ in range(3)]
    assert copies == [path_of(document.file.sha256).read_bytes()] * 3
    assert lines([document], officer)[0].prints == 3
    assert LedgerEntry.objects.filter(subject_id=document.pk, verb=Verb.PRINT).count() == 3
    page = client.get(reverse("document_detail", args=[document.pk]))
    assert "đã in 3 lần" in page.content.decode()
    answer = client.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="01-phd-skhcn-2026.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_the_signed_copy_is_attached_and_a_newer_one_shown(province):
    officer = province.person("officer", "SKHCN")
    document = issued(received(province), officer)
    client = signed_in(officer)
    for name, content in (("quet-1.png", PNG), ("quet-2.png", png(size=(2, 1)))):
        answer = client.post(
            reverse("document_signed", args=[document.pk]), {"file": _upload(name, content)}
        )
        assert answer.status_code == 302
    document.refresh_from_db()
    assert document.signed_file.name == "quet-2.png"
    answer = client.get(reverse("file_download", args=[document.signed_file.pk]))
    kept = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert (kept.format, kept.size) == ("PNG", (2, 1))
    stranger = signed_in(province.person("officer", "XA"))
    answer = stranger.get(reverse("file_download", args=[document.signed_file.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("don.txt", b"abc", "Bản đã ký phải là tệp PDF, JPG hoặc PNG."),
        ("anh.png", b"abc", "Nội dung tệp không đúng với phần mở rộng của tên tệp."),
        ("trong.pdf", b"", "Tệp trống, không có nội dung để lưu."),
    ],
)
def test_a_bad_signed_copy_is_refused_beside_the_field(province, name, content, sentence):
    officer = province.person("officer", "SKHCN")
    document = issued(received(province), officer)
    with pytest.raises(Refused, match=sentence[:20]):
        attach_signed(document_id=document.pk, name=name, content=content, by=officer, now=NOW)
    if content:
        answer = signed_in(officer).post(
            reverse("document_signed", args=[document.pk]), {"file": _upload(name, content)}
        )
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_the_issued_file_itself_is_no_signed_copy(province):
    officer = province.person("officer", "SKHCN")
    document = issued(received(province), officer)
    content = path_of(document.file.sha256).read_bytes()
    with pytest.raises(Refused, match="chưa có chữ ký"):
        attach_signed(document_id=document.pk, name="a.pdf", content=content, by=officer, now=NOW)


def test_the_signed_paper_of_a_sealed_document_is_not_scanned(province):
    """The citizen wrote their name on it by hand: identities lie in the vault, nowhere else."""
    officer = province.person("officer", "SKHCN")
    document = issued(denounced(province), officer)
    with pytest.raises(Refused, match="lưu trong hồ sơ mật"):
        attach_signed(document_id=document.pk, name="a.png", content=PNG, by=officer, now=NOW)
    page = signed_in(officer).get(reverse("document_detail", args=[document.pk]))
    assert 'type="file"' not in page.content.decode()


def test_a_sealed_subject_never_reaches_the_open_book(province):
    with pytest.raises(ValueError, match="sealed book"):
        issued(denounced(province), province.person("officer", "SKHCN"), sealed=False)


def test_a_void_number_stays_in_the_book_with_its_reason(province):
    officer, visit = province.person("officer", "SKHCN"), received(province)
    document = issued(visit, officer)
    void_document(document_id=document.pk, reason="Ghi nhầm tên xã.", by=officer, now=NOW)
    assert RegisterEntry.objects.get(subject_id=document.pk).void_reason == "Ghi nhầm tên xã."
    assert issued(visit, officer).number == 2
    with pytest.raises(Refused, match="đã được hủy trước đó"):
        void_document(document_id=document.pk, reason="Nữa", by=officer, now=NOW)
    with pytest.raises(Refused, match="đã hủy số"):
        attach_signed(document_id=document.pk, name="a.png", content=PNG, by=officer, now=NOW)
    page = signed_in(officer).get(reverse("document_list")).content.decode()
    assert "Lý do hủy: Ghi nhầm tên xã." in page


def test_a_void_without_a_reason_is_refused(province):
    officer = province.person("officer", "SKHCN")
    document = issued(received(province), officer)
    answer = signed_in(officer).post(reverse("document_void", args=[document.pk]), {"reason": " "})
    assert (answer.status_code, "Hãy ghi lý do hủy số." in answer.content.decode()) == (422, True)


def test_an_intruder_with_documents_of_their_own_finds_nothing(province):
    document = issued(received(province), province.person("officer", "SKHCN"))
    rival = province.person("officer", "XA")
    own = issued(received(province, "XA"), rival)
    client = signed_in(rival)
    for name in ("document_detail", "document_download"):
        assert client.get(reverse(name, args=[document.pk])).status_code == 404
    for name in ("document_signed", "document_void"):
        assert client.post(reverse(name, args=[document.pk])).status_code == 404
    page = client.get(reverse("document_list")).content.decode()
    assert (str(own.pk) in page, str(document.pk) in page) == (True, False)


def test_the_sealed_book_is_shown_to_its_keeper_alone_and_only_what_they_were_told_of(province):
    officer, custodian = (province.person(r, "SKHCN") for r in ("officer", "custodian"))
    sealed = issued(denounced(province), officer)
    pages = {
        user: signed_in(user).get(reverse("document_list") + "?so=kin").content.decode()
        for user in (officer, custodian, province.person("custodian", "XA"))
    }
    assert [str(sealed.pk) in page for page in pages.values()] == [False, True, False]
    assert "01/PHD-SKHCN" in pages[custodian]


def test_the_head_above_chooses_the_agency_whose_book_is_shown(province):
    document = issued(received(province), province.person("officer", "SKHCN"))
    client = signed_in(province.person("head", "UBND"))
    assert str(document.pk) not in client.get(reverse("document_list")).content.decode()
    address = f"{reverse('document_list')}?co_quan={province['SKHCN'].pk}"
    assert str(document.pk) in client.get(address).content.decode()


def test_the_list_costs_the_same_for_one_and_for_four(province, django_assert_max_num_queries):
    officer, visit = province.person("officer", "SKHCN"), received(province)
    client = signed_in(officer)
    issued(visit, officer)
    with django_assert_max_num_queries(15) as one:
        client.get(reverse("document_list"))
    for minute in range(3):
        issued(visit, officer, now=NOW + timedelta(minutes=minute))
    with django_assert_max_num_queries(15) as four:
        client.get(reverse("document_list"))
    assert len(one) == len(four)


def test_the_database_keeps_documents_in_document_books_once(province):
    document = issued(received(province), province.person("officer", "SKHCN"))
    for changes in ({"book": Book.VISITS}, {"pk": None}):
        again = IssuedDocument.objects.get(pk=document.pk)
        for name, value in changes.items():
            setattr(again, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=again.pk is None)


def _upload(name: str, content: bytes) -> io.BytesIO:
    upload = io.BytesIO(content)
    upload.name = name
    return upload
