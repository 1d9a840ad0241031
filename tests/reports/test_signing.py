"""PAdES signatures: made with the key of the house, found broken when a byte changes."""

import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from agencies.refusals import Refused
from reports import signing
from reports.signing import is_configured, sign_pdf, signatures_of
from reports.verifying import verify
from tests.factories import Province
from tests.reports.report_pdfs import attached, unit_pdf
from tests.reports.signing_keys import make_keys
from tests.reports.statutory_figures import MADE_AT

pytestmark = pytest.mark.django_db
WHO = "Chữ ký số của Sở Khoa học và Công nghệ, lúc 09:30 ngày 15/06/2026: "


@pytest.fixture
def keys(settings, tmp_path) -> Path:
    for name, path in make_keys(tmp_path).items():
        setattr(settings, name, path)
    return tmp_path


@pytest.fixture
def pdf() -> bytes:
    return unit_pdf(Province()["SKHCN"])


def signed(pdf: bytes) -> bytes:
    return sign_pdf(pdf, reason="Ký ban hành báo cáo", now=MADE_AT, place="Lạng Sơn")


def refused(pdf: bytes) -> str:
    with pytest.raises(Refused) as error:
        signed(pdf)
    return error.value.sentence


def test_a_signed_report_keeps_its_data_and_is_right(keys, pdf):
    content = signed(pdf)
    assert content.startswith(pdf)
    assert attached(content) == attached(pdf)
    assert [s.sentence for s in signatures_of(content)] == [
        WHO + "tệp nguyên vẹn từ khi ký, chứng thư đáng tin cậy."
    ]
    assert verify(content).problems == []
    with pikepdf.open(io.BytesIO(content)) as opened:
        signature = opened.Root.AcroForm.Fields[0].V
        assert signature.SubFilter == pikepdf.Name("/ETSI.CAdES.detached")
        assert str(signature.Reason) == "Ký ban hành báo cáo"
        assert 'pdfaid:part="3"' in opened.Root.Metadata.read_bytes().decode()


def test_a_second_signature_leaves_the_first_good(keys, pdf):
    found = signatures_of(signed(signed(pdf)))
    assert [signature.is_good for signature in found] == [True, True]


def test_a_byte_changed_after_signing_is_found(keys, pdf):
    content = signed(pdf)
    at = content.index(b"stream") + 30
    broken = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    assert [s.sentence for s in signatures_of(broken)] == [
        WHO + "KHÔNG đúng, tệp đã bị sửa sau khi ký."
    ]
    assert not verify(broken).ok


def test_something_added_after_signing_is_found(keys, pdf):
    from pyhanko.pdf_utils.generic import NameObject, pdf_name
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed(pdf)))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Rotate")] = NameObject("/X")
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    (found,) = signatures_of(out.getvalue())
    assert not found.is_good


def test_without_a_root_the_certificate_is_not_judged(keys, pdf, settings):
    content = signed(pdf)
    settings.SIGNING_ROOTS_FILE = ""
    (found,) = signatures_of(content)
    assert (found.is_good, found.trusted) == (True, None)
    # A root of somebody else vouches for nobody here.
    other = keys / "khac"
    other.mkdir()
    settings.SIGNING_ROOTS_FILE = make_keys(other)["SIGNING_ROOTS_FILE"]
    assert [s.sentence for s in signatures_of(content)] == [
        WHO + "tệp nguyên vẹn từ khi ký, nhưng chứng thư không đáng tin cậy."
    ]


def test_every_bad_key_is_told_in_a_sentence(keys, pdf, settings, tmp_path):
    (keys / "mat-khau").write_text("sai")
    assert refused(pdf) == signing.BAD_KEY
    (keys / "khoa.p12").write_bytes(b"khong phai khoa")
    assert refused(pdf) == signing.BAD_KEY
    settings.SIGNING_KEY_FILE = str(tmp_path / "khong-co")
    assert refused(pdf) == signing.NO_KEY_FILE
    for name, path in make_keys(tmp_path, until=MADE_AT - timedelta(days=1)).items():
        setattr(settings, name, path)
    assert (
        refused(pdf) == "Chứng thư số hết hạn ngày 14/06/2026, không ký được; hãy thay chứng thư."
    )
    settings.SIGNING_KEY_FILE = ""
    assert not is_configured()
    assert refused(pdf) == signing.NOT_CONFIGURED


def test_what_is_no_pdf_is_not_signed(keys):
    assert refused(b"%PDF-1.7 hong") == signing.BAD_PDF
