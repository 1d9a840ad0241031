"""Files through the door: taken in with a limit, held while nobody can scan them, given as attachments."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.urls import reverse

from records.actions import jobs, scanning
from records.models import Job, LedgerEntry, StoredFile
from records.upload_handler import BoundedUpload
from tests.complaints.doors import client_of
from tests.factories import NOW
from tests.records.fake_clamd import clamd
from tests.records.hostile_files import eicar, jpeg, located

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(province):
    return client_of(province.person("handler", "SKHCN"))


@pytest.fixture
def attach(handler, register):
    """Posts one file to an open matter; gives the answer."""
    petition = register()

    def post(name: str, content: bytes):
        address = reverse("matter_file_add", args=[petition.matter_id])
        return handler.post(address, {"file": SimpleUploadedFile(name, content)})

    return post


def said(answer) -> str:
    assert answer.status_code == 422
    return answer.content.decode()


def test_a_picture_is_kept_without_its_place_and_given_as_an_attachment(attach, handler):
    page = handler.get(attach("a\u202enh.jpg", located()).url).content.decode()
    stored = StoredFile.objects.get()
    assert (stored.name, stored.content_type, stored.state) == ("anh.jpg", "image/jpeg", "ok")
    assert f"Đã bỏ khi đưa vào: {stored.removed}." in page
    given = handler.get(reverse("file_download", args=[stored.pk]))
    assert b"Doc-Ma-Doc" not in b"".join(given.streaming_content)
    assert (
        given["Content-Disposition"],
        given["X-Content-Type-Options"],
        given["Content-Security-Policy"],
    ) == ('attachment; filename="anh.jpg"', "nosniff", "sandbox; default-src 'none'")


def test_the_same_file_twice_is_one_row(attach):
    for _ in range(2):
        assert attach("anh.jpg", jpeg()).status_code == 302
    assert StoredFile.objects.count() == 1


def test_without_a_scanner_nothing_waits_with_one_a_virus_is_refused(attach, settings, tmp_path):
    with clamd(tmp_path / "c") as settings.CLAMD_SOCKET:
        assert attach("sach.txt", b"sach").status_code == 302
        assert "Tệp có mã độc (Eicar-Test-Signature), không nhận." in said(attach("v.txt", eicar()))
    assert [(f.name, f.state) for f in StoredFile.objects.all()] == [("sach.txt", "ok")]


def test_while_the_scanner_is_down_files_wait_and_are_given_to_nobody(
    attach, handler, settings, tmp_path
):
    settings.CLAMD_SOCKET = str(tmp_path / "c")
    page = attach("sach.txt", b"sach").url
    attach("virut.txt", eicar())
    clean, bad = StoredFile.objects.order_by("name")
    assert (clean.state, bad.state) == ("held", "held")
    assert handler.get(page).content.decode().count("Đang chờ quét mã độc") == 2
    fetch = reverse("file_download", args=[clean.pk])
    refused = handler.get(fetch)
    assert (refused.status_code, "đang chờ quét mã độc" in refused.content.decode()) == (409, True)
    for job in Job.objects.filter(kind=scanning.KIND):
        jobs.run(job_id=job.pk, now=NOW)
    assert set(Job.objects.filter(kind=scanning.KIND).values_list("state", "error")) == {
        ("failed", scanning.DOWN)
    }
    assert scanning.ask_again(now=NOW) == 2
    with clamd(tmp_path / "c"):
        for job in Job.objects.filter(kind=scanning.KIND):
            jobs.run(job_id=job.pk, now=NOW)
    assert b"".join(handler.get(fetch).streaming_content) == b"sach"
    bad.refresh_from_db()
    assert (bad.state, scanning.ask_again(now=NOW)) == ("refused", 0)
    assert handler.get(reverse("file_download", args=[bad.pk])).status_code == 409
    results = LedgerEntry.objects.filter(details__viec="quét mã độc").values_list(
        "subject_id", "details__ket_qua"
    )
    assert dict(results) == {clean.pk: "Dùng được", bad.pk: "Có mã độc, không dùng"}


def test_a_scanner_that_gives_no_verdict_holds(attach, settings, tmp_path):
    with clamd(tmp_path / "c", b"INSTREAM size limit exceeded. ERROR\0") as settings.CLAMD_SOCKET:
        attach("a.txt", b"a")
    assert StoredFile.objects.get().state == "held"


def test_a_file_above_the_limit_is_thrown_away_while_it_comes_in(attach, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    assert "Tệp lớn hơn 1 MB, hãy tách hoặc nén ảnh rồi gửi lại." in said(
        attach("to.txt", b"a" * (1024 * 1024 + 1))
    )
    assert StoredFile.objects.count() == 0


class Endless(io.RawIOBase):
    """A body of ten gigabytes of which nothing exists."""

    def __init__(self, head: bytes, size: int, tail: bytes = b"") -> None:
        self.head, self.left, self.tail, self.given = head, size, tail, 0

    def read(self, size: int = -1) -> bytes:
        if self.head:
            part, self.head = self.head[:size], self.head[size:]
            return part
        if not self.left:
            part, self.tail = self.tail[:size], self.tail[size:]
            return part
        part = bytes(min(size, self.left, 1 << 20))
        self.left -= len(part)
        self.given += len(part)
        return part


def stream(size: int) -> tuple[MultiPartParser, Endless, list[int]]:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    tail = b"\r\n--x--\r\n"
    body, kept = Endless(head, size, tail), [0]

    class Counted(MemoryFileUploadHandler):
        def receive_data_chunk(self, raw_data, start):
            kept[0] += len(raw_data)
            return super().receive_data_chunk(raw_data, start)

    handlers = [BoundedUpload(), Counted()]
    meta = {
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": str(size + len(head + tail)),
    }
    return MultiPartParser(meta, body, handlers), body, kept


def test_of_a_long_stream_no_more_than_the_limit_is_kept(settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    parser, body, kept = stream(30 * 1024 * 1024)
    _, files = parser.parse()
    assert body.left == 0
    assert kept[0] <= settings.MAX_UPLOAD_BYTES
    assert files["file"].size > settings.MAX_UPLOAD_BYTES


def test_ten_gigabytes_are_refused_before_they_are_read(handler, register):
    address = reverse("matter_file_add", args=[register().matter_id])
    body = Endless(b"", 10 * 1024**3)
    answer = handler.generic(
        "POST", address, b"", content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(10 * 1024**3)},
    )  # fmt: skip
    assert (answer.status_code, answer["Connection"], body.given) == (413, "close", 0)
    assert "mỗi tệp tối đa 20 MB" in answer.content.decode()
