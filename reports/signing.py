"""Digital signature of a report (chữ ký số): PAdES B-B over the whole PDF with the key of the house.

The key is a PKCS#12 file named by SIGNING_KEY_FILE, its password the content of
SIGNING_KEY_PASSWORD_FILE; without them the scan of the signed paper is kept instead. Signing adds to
the file and changes nothing before it, so so-lieu.json and its hash stay (ADR 0027).
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from agencies.refusals import Refused

FIELD = "ChuKySo"
NOT_CONFIGURED = (
    "Máy chủ chưa có khóa ký số; hãy ký bản giấy rồi tải bản quét lên, hoặc nhờ quản trị đặt "
    "SIGNING_KEY_FILE."
)
BAD_KEY = (
    "Không mở được khóa ký số: tệp khóa không phải PKCS#12 hoặc mật khẩu không đúng; hãy nhờ quản trị "
    "kiểm tra SIGNING_KEY_FILE và SIGNING_KEY_PASSWORD_FILE."
)
NO_KEY_FILE = "Không đọc được tệp khóa ký số hoặc tệp mật khẩu của khóa; hãy nhờ quản trị kiểm tra."
EXPIRED = "Chứng thư số {what} ngày {day:%d/%m/%Y}, không ký được; hãy thay chứng thư."
BAD_PDF = "Tệp PDF hỏng nên không ký được; hãy lập lại văn bản rồi ký."


@dataclass(frozen=True, slots=True)
class Signature:
    """What was found of one signature. `trusted` None: no root to judge the certificate by."""

    signer: str
    at: datetime | None
    intact: bool
    covers_all: bool
    trusted: bool | None

    @property
    def sentence(self) -> str:
        """One Vietnamese sentence."""
        when = f", lúc {self.at.astimezone():%H:%M ngày %d/%m/%Y}" if self.at else ""
        who = f"Chữ ký số của {self.signer}{when}"
        if not self.intact:
            return f"{who}: KHÔNG đúng, tệp đã bị sửa sau khi ký."
        if not self.covers_all:
            return f"{who}: đúng với phần đã ký, nhưng tệp có phần thêm vào sau khi ký."
        if self.trusted is None:
            return f"{who}: tệp nguyên vẹn từ khi ký; chưa kiểm tra được chứng thư (không có gốc tin cậy)."
        if not self.trusted:
            return f"{who}: tệp nguyên vẹn từ khi ký, nhưng chứng thư không đáng tin cậy."
        return f"{who}: tệp nguyên vẹn từ khi ký, chứng thư đáng tin cậy."

    @property
    def is_good(self) -> bool:
        return self.intact and self.covers_all and self.trusted is not False


class _SignedAt(signers.PdfSigner):
    """A signer that is told the moment instead of reading the clock."""

    moment: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


def is_configured() -> bool:
    """True when this server has a key of its own."""
    return bool(settings.SIGNING_KEY_FILE)


def sign_pdf(pdf: bytes, *, reason: str, now: datetime, place: str = "") -> bytes:
    """`pdf` signed as PAdES B-B; a further signature keeps those before it. Raises Refused."""
    signer = _signer(now)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        meta = signers.PdfSignatureMetadata(
            field_name=_free_field(writer.prev),
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            location=place or None,
        )
        pdf_signer = _SignedAt(meta, signer)
        pdf_signer.moment = now
        out: io.BytesIO = pdf_signer.sign_pdf(writer)
    except (PdfError, SigningError, ValueError) as error:
        logging.getLogger(__name__).warning("signing failed: %s", type(error).__name__)
        raise Refused(BAD_PDF) from None
    return out.getvalue()


def signatures_of(pdf: bytes) -> list[Signature]:
    """Every signature in the file with what it proves; nothing is fetched."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        # A certificate without a root is told to the reader in a sentence.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    judged = [_judged(found) for found in reader.embedded_signatures]
    if judged and judged[-1].covers_all:
        # What came after an earlier signature is under the last one, which covers every byte.
        judged = [replace(signature, covers_all=True) for signature in judged]
    return judged


def _judged(found: EmbeddedPdfSignature) -> Signature:
    roots = _roots()
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    name, at = _name_of(found.signer_cert), found.self_reported_timestamp
    try:
        # Comparing revisions object by object takes minutes on a tagged file; coverage says enough.
        status = validate_pdf_signature(found, signer_validation_context=context, skip_diff=True)
    except (SignatureValidationError, PdfError, ValueError):
        return Signature(name, at, intact=False, covers_all=False, trusted=None)
    return Signature(
        name,
        at,
        intact=bool(status.intact and status.valid),
        covers_all=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        trusted=bool(status.trusted) if roots else None,
    )


def _name_of(cert: x509.Certificate) -> str:
    """The common name in the certificate."""
    told = cert.subject.native
    return str(told.get("common_name") or cert.subject.human_friendly)


def _signer(now: datetime) -> signers.SimpleSigner:
    if not is_configured():
        raise Refused(NOT_CONFIGURED)
    try:
        key = Path(settings.SIGNING_KEY_FILE).read_bytes()
        password = _password()
    except OSError:
        raise Refused(NO_KEY_FILE) from None
    try:
        signer: signers.SimpleSigner = signers.SimpleSigner.load_pkcs12_data(
            key, other_certs=(), passphrase=password
        )
    except (ValueError, TypeError, AttributeError):
        # A PKCS#12 without a key or certificate surfaces as one of the last two.
        raise Refused(BAD_KEY) from None
    validity = signer.signing_cert["tbs_certificate"]["validity"].native
    if now.astimezone(UTC) > validity["not_after"]:
        raise Refused(EXPIRED.format(what="hết hạn", day=validity["not_after"]))
    if now.astimezone(UTC) < validity["not_before"]:
        raise Refused(EXPIRED.format(what="có hiệu lực từ", day=validity["not_before"]))
    return signer


def _password() -> bytes | None:
    path = settings.SIGNING_KEY_PASSWORD_FILE
    return Path(path).read_text(encoding="utf-8").strip().encode() if path else None


def _roots() -> list[x509.Certificate]:
    """Certificates trusted to vouch for signers, from SIGNING_ROOTS_FILE (PEM)."""
    path = settings.SIGNING_ROOTS_FILE
    if not path:
        return []
    try:
        told = Path(path).read_bytes()
        return [x509.Certificate.load(der) for _, _, der in pem.unarmor(told, multiple=True)]
    except (OSError, ValueError):
        return []


def _free_field(reader: PdfFileReader) -> str:
    """ChuKySo, ChuKySo2…: each signature has a field of its own."""
    taken = len(list(reader.embedded_signatures))
    return FIELD if not taken else f"{FIELD}{taken + 1}"
