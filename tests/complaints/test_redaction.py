"""Sealed originals and their redacted copies, through the door: who reads what, and what is left."""

import io
import re
import subprocess
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from complaints.actions import sealing
from complaints.enums import PetitionKind
from complaints.models import RedactedCopy, SealedOriginal
from records.actions.files import path_of
from records.enums import Verb
from records.models import LedgerEntry, StoredFile
from tests.complaints import keeper
from tests.complaints.doors import client_of
from tests.factories import NOW
from tests.scans import scan
from tests.texts import pdf_text

pytestmark = pytest.mark.django_db
WORDS = "Ly Van Thanh, thon Na Lau"
# 20, 100 points from the lower left of 200 × 200: in percent from the upper left.
OVER_THE_WORDS = "5 40 90 12"


@pytest.fixture
def matter(register, province):
    """A denunciation; the custodian of the department was told of it, as the law wants."""
    return register(kind=PetitionKind.DENUNCIATION).matter


@pytest.fixture
def handler(province):
    return client_of(province.person("handler", "SKHCN"))


@pytest.fixture
def head(province):
    return client_of(province.person("head", "SKHCN"))


@pytest.fixture
def original(matter, handler) -> SealedOriginal:
    attach(handler, matter)
    return SealedOriginal.objects.get()


def attach(client, matter, name="don_Ly_Van_Thanh.pdf", content=None, **more):
    address = reverse("matter_file_add", args=[matter.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content or scan(WORDS)), **more})


def redact(client, original, areas=OVER_THE_WORDS, **more):
    told = {"trang-1": areas, "looked": "on", **more}
    return client.post(reverse("redaction", args=[original.pk]), told)


def page(client, matter) -> str:
    return client.get(reverse("matter_detail", args=[matter.pk])).content.decode()


def opened(client, original, **told):
    return client.post(reverse("original_open", args=[original.pk]), told)


def test_what_is_attached_to_a_sealed_matter_is_kept_as_an_original_nobody_reads(
    original, matter, handler, head
):
    stored = original.file
    sealed = path_of(stored.sha256).read_bytes()
    assert re.fullmatch(r"ban-goc-[0-9a-f]{6}\.pdf", stored.name)
    assert stored.kind == "original"
    assert (b"Thanh" in sealed, b"%PDF" in sealed) == (False, False)
    assert b"Thanh" not in bytes(original.cipher)
    for client in (handler, head):
        assert client.get(reverse("file_download", args=[stored.pk])).status_code == 404
        assert "Thanh" not in page(client, matter)
    assert (opened(head, original).status_code, opened(handler, original).status_code) == (403, 200)


def test_the_verifier_gets_the_copy_and_nothing_is_below_the_black(original, matter, handler, head):
    assert redact(handler, original).url == reverse("matter_detail", args=[matter.pk])
    copy = RedactedCopy.objects.get()
    address = reverse("file_download", args=[copy.file_id])
    assert address in page(head, matter)
    answer = head.get(address)
    content = b"".join(answer.streaming_content)
    assert "ban-luoc-bo-" in answer["Content-Disposition"]
    assert pdf_text(content).strip() == ""
    assert (b"Thanh" in content, content.count(b"/Info")) == (False, 0)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pictures = pdf.pages[0].obj.Resources.XObject
        assert ("/Metadata" in pdf.Root, list(pictures.keys())) == (False, ["/Trang"])
        image = pictures["/Trang"].read_raw_bytes()
    picture = Image.open(io.BytesIO(image)).convert("L")
    wide, high = picture.size
    black = picture.crop((int(wide * 0.06), int(high * 0.41), int(wide * 0.94), int(high * 0.51)))
    rest = picture.crop((0, int(high * 0.6), wide, high))
    assert (black.getextrema()[1] < 8, rest.getextrema()[0] > 240) == (True, True)
    # The one who brought the paper in held it long enough.
    assert opened(handler, original).status_code == 403
    assert redact(handler, original).status_code == 403


def test_what_was_not_blacked_out_would_be_seen(original, handler, tmp_path):
    """The proof that the test above can fail: with a stroke elsewhere the words are there to see."""
    redact(handler, original, "0 0 1 1")
    content = path_of(RedactedCopy.objects.get().file.sha256).read_bytes()
    (tmp_path / "a.pdf").write_bytes(content)
    subprocess.run(["pdfimages", "-all", "a.pdf", "trang"], cwd=tmp_path, check=True)
    picture = Image.open(tmp_path / "trang-000.jpg").convert("L")
    assert picture.getextrema()[0] < 100


@pytest.mark.parametrize(
    ("areas", "sentence"),
    [
        ("", "Chưa đánh dấu vùng nào."),
        ("5 40 90", "Dòng 1: mỗi vùng một dòng, bốn số"),
        ("1 1 2 2\n5 40 nan 9", "Dòng 2: vùng phải có bề rộng"),
        ("50 50 60 10", "Dòng 1: vùng phải có bề rộng"),
    ],
)
def test_wrong_areas_are_told_and_kept(original, handler, areas, sentence):
    answer = redact(handler, original, areas)
    html = answer.content.decode()
    assert (answer.status_code in (409, 422), sentence in html, areas in html) == (True, True, True)
    assert "Hãy xem từng trang" in redact(handler, original, looked="").content.decode()
    assert RedactedCopy.objects.count() == 0


def test_pages_are_shown_only_to_who_opened_the_page_around_them(original, handler, province):
    html = handler.get(reverse("redaction", args=[original.pk])).content.decode()
    entry = LedgerEntry.objects.get(verb=Verb.OPEN_ORIGINAL)
    assert (entry.subject_id, entry.details) == (original.pk, {"viec": "xem để làm bản lược bỏ"})
    picture = re.search(r'src="([^"]+/trang/[^"]+)"', html).group(1).replace("&amp;", "&")
    answer = handler.get(picture)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(answer.content)).size == (417, 417)
    assert handler.get(picture.replace("so=1", "so=2")).status_code == 404
    assert handler.get(picture.split("?")[0]).status_code == 403
    custodian = client_of(province.person("custodian", "SKHCN"))
    assert custodian.get(picture).status_code == 403


def test_the_original_opens_for_an_approved_request_and_is_noted_first(
    original, matter, head, province
):
    asked = sealing.ask_identity(
        matter_id=matter.pk, reason="Cần đối chiếu chữ ký trên đơn.",
        by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip
    assert opened(head, original).status_code == 403
    sealing.decide_identity(
        request_id=asked.pk,
        approve=True,
        note="",
        by=province.person("custodian", "SKHCN"),
        now=NOW,
    )
    answer = opened(head, original)
    assert pdf_text(answer.content).strip() == WORDS
    assert "Thanh" not in answer["Content-Disposition"]
    assert opened(head, original, **{"nguyen-trang": "1"}).content == scan(WORDS)
    assert LedgerEntry.objects.filter(verb=Verb.OPEN_ORIGINAL, subject_id=original.pk).count() == 2
    with time_machine.travel(NOW + timedelta(minutes=31), tick=False):
        late = client_of(province.person("head", "SKHCN"))
        assert opened(late, original).status_code == 403


def test_an_excluded_person_finds_neither_original_nor_copy(register, province, handler):
    matter = register(
        kind=PetitionKind.DENUNCIATION, excluded_users=[province.person("head", "SKHCN")]
    ).matter
    attach(handler, matter)
    original = SealedOriginal.objects.get()
    redact(handler, original)
    copy = RedactedCopy.objects.get()
    accused = client_of(province.person("head", "SKHCN"))
    for name, pk in (
        ("redaction", original.pk),
        ("redaction_picture", original.pk),
        ("redaction_withdraw", copy.pk),
        ("file_download", copy.file_id),
    ):
        assert accused.get(reverse(name, args=[pk])).status_code == 404, name
    assert opened(accused, original).status_code == 404


def test_a_copy_in_which_something_was_overlooked_is_withdrawn(original, matter, handler, head):
    redact(handler, original, "0 0 1 1")
    copy = RedactedCopy.objects.get()
    address = reverse("redaction_withdraw", args=[copy.pk])
    assert head.post(address, {"why": "Sót chữ ký."}).status_code == 403
    assert "Hãy ghi vì sao thu hồi." in handler.post(address, {"why": " "}).content.decode()
    assert handler.post(address, {"why": "Sót chữ ký."}).status_code == 302
    assert head.get(reverse("file_download", args=[copy.file_id])).status_code == 409
    assert copy.file.name not in page(head, matter)
    assert handler.post(address, {"why": "Sót chữ ký."}).status_code == 409
    same = redact(handler, original, "0 0 1 1")
    assert "giống hệt bản đã thu hồi" in same.content.decode()
    assert redact(handler, original).status_code == 302


def test_what_is_said_to_be_blacked_out_is_read_for_names_first(matter, handler, head):
    named = attach(handler, matter, "bien-ban.txt", "Ông Lý Văn Thành".encode(), carries="luoc-bo")
    assert "Nội dung tệp có họ tên của người được giữ kín" in named.content.decode()
    in_name = attach(handler, matter, "don-ly-van-thanh.txt", b"x", carries="luoc-bo")
    assert "Tên tệp có họ tên của người được giữ kín" in in_name.content.decode()
    assert StoredFile.objects.count() == 0
    assert (
        attach(handler, matter, "bien-ban.txt", b"Bien ban", carries="luoc-bo").status_code == 302
    )
    stored = StoredFile.objects.get()
    given = head.get(reverse("file_download", args=[stored.pk]))
    assert b"".join(given.streaming_content) == b"Bien ban"


def test_with_a_keeper_apart_the_key_of_an_original_lies_there(
    settings, register, handler, tmp_path_factory
):
    with keeper.running(tmp_path_factory.mktemp("kho")) as socket:
        settings.IDENTITY_MODE, settings.IDENTITY_KEY_FILE = "apart", ""
        settings.IDENTITY_SOCKET = str(socket)
        attach(handler, register(kind=PetitionKind.DENUNCIATION).matter)
        row = SealedOriginal.objects.get()
        assert (row.key_id, bytes(row.cipher), bytes(row.wrapped_key)) == ("", b"", b"")
        assert pdf_text(opened(handler, row).content).strip() == WORDS
        settings.IDENTITY_SOCKET = str(socket.with_name("away"))
        away = opened(handler, row)
        assert (away.status_code, b"%PDF" in away.content) == (503, False)
        settings.IDENTITY_SOCKET = str(socket)
        assert redact(handler, row).status_code == 302


def test_on_paper_no_original_is_taken_in(settings, register, handler):
    settings.IDENTITY_MODE = "paper"
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    answer = attach(handler, matter)
    assert "cất bản gốc vào phong bì" in answer.content.decode()
    assert (answer.status_code, StoredFile.objects.count()) == (422, 0)
    assert attach(handler, matter, "a.txt", b"Bien ban", carries="luoc-bo").status_code == 302
