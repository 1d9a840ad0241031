"""Encryption of sealed identities and of paper numbers. The key lies outside the database."""

import hashlib
import hmac
import json
import os
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_NONCE = 12


@lru_cache(maxsize=2)
def _master(path: str) -> bytes:
    """The 32-byte key-encryption key. Raises ImproperlyConfigured with one sentence."""
    if not path:
        raise ImproperlyConfigured("Thiếu khóa danh tính: đặt biến IDENTITY_KEY_FILE.")
    try:
        key = bytes.fromhex(Path(path).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        raise ImproperlyConfigured(
            f"Không đọc được khóa danh tính trong tệp IDENTITY_KEY_FILE ({path})."
        ) from None
    if len(key) != 32:
        raise ImproperlyConfigured("Khóa danh tính phải dài 32 byte (64 chữ số hex).")
    return key


def _derived(purpose: str, key_file: str = "") -> bytes:
    """A key for one purpose, so that no key serves two; of `key_file` when a copy is proven."""
    return _derived_from(key_file or settings.IDENTITY_KEY_FILE, purpose)


@lru_cache(maxsize=16)
def _derived_from(path: str, purpose: str) -> bytes:
    """Made once: a printed register opens thousands of numbers."""
    hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
    return hkdf.derive(_master(path))


def key_id(key_file: str = "") -> str:
    """Short name of the present key (or of that in `key_file`), for rotation and backups."""
    return hashlib.sha256(b"id" + _derived("identity", key_file)).hexdigest()[:16]


def _seal(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _open(key: bytes, cipher: bytes, context: str) -> bytes:
    return AESGCM(key).decrypt(bytes(cipher[:_NONCE]), bytes(cipher[_NONCE:]), context.encode())


def seal_identity(*, matter_id: UUID, identity: dict[str, str]) -> tuple[bytes, bytes]:
    """(wrapped key, cipher) of `identity`; both are bound to this matter and cannot be swapped."""
    data_key = AESGCM.generate_key(bit_length=256)
    plain = json.dumps(identity, ensure_ascii=False, sort_keys=True).encode()
    return (
        _seal(_derived("identity"), data_key, f"sealed|{matter_id}|key|1"),
        _seal(data_key, plain, f"sealed|{matter_id}|identity|1"),
    )


def open_identity(
    *, matter_id: UUID, wrapped_key: bytes, cipher: bytes, key_file: str = ""
) -> dict[str, str]:
    """The identity. Raises ValueError when key, place or bytes are not those of the sealing."""
    try:
        data_key = _open(_derived("identity", key_file), wrapped_key, f"sealed|{matter_id}|key|1")
        opened: dict[str, str] = json.loads(
            _open(data_key, cipher, f"sealed|{matter_id}|identity|1")
        )
    except InvalidTag:
        raise ValueError("sealed identity does not open with this key and matter") from None
    return opened


def seal_again(
    *, from_matter: UUID, to_matter: UUID, wrapped_key: bytes, cipher: bytes
) -> tuple[bytes, bytes]:
    """The same identity bound to another matter; what was opened leaves this module only sealed.
    Raises ValueError as `open_identity` does."""
    identity = open_identity(matter_id=from_matter, wrapped_key=wrapped_key, cipher=cipher)
    return seal_identity(matter_id=to_matter, identity=identity)


def number_hash(number: str) -> str:
    """Keyed hash of the number of an identity paper, for equality only."""
    return hmac.new(_derived("number-index"), number.encode(), hashlib.sha256).hexdigest()


def seal_number(*, person_id: UUID, number: str) -> bytes:
    """The number, encrypted and bound to the person's row."""
    return _seal(_derived("number"), number.encode(), f"person|{person_id}|number|1")


def seal_draft(*, user_id: UUID, key: UUID, text: str) -> bytes:
    """What an officer has typed and not sent yet, bound to the officer and the form (ADR 0015)."""
    return _seal(_derived("draft"), text.encode(), f"draft|{user_id}|{key}|1")


def open_draft(*, user_id: UUID, key: UUID, cipher: bytes) -> str:
    """The text again. Raises ValueError when user, form or key are not those of the sealing."""
    try:
        return _open(_derived("draft"), cipher, f"draft|{user_id}|{key}|1").decode()
    except InvalidTag:
        raise ValueError("draft does not open for this user and form") from None


def device_key(*, user_id: UUID, day: str) -> bytes:
    """Key for drafts that a browser may keep: released after sign-in, another one each day."""
    return hmac.new(_derived("device-draft"), f"{user_id}|{day}".encode(), hashlib.sha256).digest()


def open_number(*, person_id: UUID, cipher: bytes, key_file: str = "") -> str:
    """The number of a person's paper. Raises ValueError when key, row or bytes are not its own."""
    try:
        return _open(_derived("number", key_file), cipher, f"person|{person_id}|number|1").decode()
    except InvalidTag:
        raise ValueError("number of a paper does not open with this key and person") from None
