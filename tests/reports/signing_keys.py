"""A certificate authority of one's own and keys it vouches for, made for a test."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from tests.reports.statutory_figures import MADE_AT

PASSWORD = "mat-khau-khoa"


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(common, key, issuer, issuer_key, *, ca: bool, until: datetime) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=ca, crl_sign=ca,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(MADE_AT - timedelta(days=30))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def make_keys(folder: Path, *, until: datetime | None = None) -> dict[str, str]:
    """Settings that name a key, its password and the root, written into `folder`."""
    until = until or MADE_AT + timedelta(days=3650)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("Gốc thử nghiệm", root_key, _name("Gốc thử nghiệm"), root_key, ca=True,
                        until=MADE_AT + timedelta(days=3650))  # fmt: skip
    leaf = _certificate(
        "Sở Khoa học và Công nghệ", key, root.subject, root_key, ca=False, until=until
    )
    sealed = serialization.BestAvailableEncryption(PASSWORD.encode())
    (folder / "khoa.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"khoa", key, leaf, [root], sealed)
    )
    (folder / "mat-khau").write_text(PASSWORD + "\n")
    (folder / "goc.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    return {
        "SIGNING_KEY_FILE": str(folder / "khoa.p12"),
        "SIGNING_KEY_PASSWORD_FILE": str(folder / "mat-khau"),
        "SIGNING_ROOTS_FILE": str(folder / "goc.pem"),
    }
