"""The key that signs seals (khóa niêm phong): Ed25519, in a file outside the database.

First line: the private key in hex. Further lines, `pub` and a public key in hex: keys of the past.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from agencies.refusals import Refused

_NO_KEY = "Thiếu khóa niêm phong sổ vết: đặt biến LEDGER_KEY_FILE."
_BAD_KEY = "Không đọc được khóa niêm phong sổ vết trong tệp LEDGER_KEY_FILE."
_PUBLIC = "pub "


@dataclass(frozen=True, slots=True)
class Signer:
    """The key in use."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        return self.private.public_key().public_bytes_raw().hex()

    @property
    def key_id(self) -> str:
        return id_of(self.public)

    def sign(self, digest: str) -> str:
        return self.private.sign(bytes.fromhex(digest)).hex()


def id_of(public: str) -> str:
    """Short name of a public key."""
    return sha256(bytes.fromhex(public)).hexdigest()[:16]


def signer(path: Path | None = None) -> Signer:
    """The key in use, or that of the file `path`. Raises Refused."""
    return Signer(Ed25519PrivateKey.from_private_bytes(_bytes(_lines(path)[0])))


def known_keys(path: Path | None = None) -> dict[str, str]:
    """Public keys by their short name: the one in use and those of the past. Raises Refused."""
    past = [line.removeprefix(_PUBLIC) for line in _lines(path)[1:] if line.startswith(_PUBLIC)]
    keys = [signer(path).public, *(_bytes(line).hex() for line in past)]
    return {id_of(public): public for public in keys}


def is_signed(digest: str, signature: str, public: str) -> bool:
    """True when the holder of this key signed the digest."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), bytes.fromhex(digest))
    except (InvalidSignature, ValueError):
        return False
    return True


def _lines(path: Path | None) -> list[str]:
    if path is None and not settings.LEDGER_KEY_FILE:
        raise Refused(_NO_KEY)
    try:
        text = (path or Path(settings.LEDGER_KEY_FILE)).read_text(encoding="ascii")
    except (OSError, ValueError):
        raise Refused(_BAD_KEY) from None
    return [line.strip() for line in text.splitlines() if line.strip()] or [""]


def _bytes(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        raise Refused(_BAD_KEY) from None
    if len(key) != 32:
        raise Refused(_BAD_KEY)
    return key
