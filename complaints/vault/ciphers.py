"""AES-256-GCM bound to its place; every cipher says by which key it was made.

Layout: one byte of version, eight of the key's id, twelve of nonce, then cipher and tag. What was made
before keys were named begins with the nonce: every key of the ring is tried on it (ADR 0038).
"""

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from complaints.vault import keyring
from complaints.vault.keyring import Key

_VERSION = b"\x01"
_HEAD, _NONCE = 9, 12


def head(key: Key) -> bytes:
    """How everything that `key` sealed begins."""
    return head_of(key.id)


def head_of(key_id: str) -> bytes:
    """The same by the id of the key."""
    return _VERSION + bytes.fromhex(key_id)


def seal(purpose: str, plain: bytes, context: str) -> bytes:
    """Encrypted under the present key and bound to `context` (table, row, field)."""
    key = keyring.present()
    return head(key) + seal_with(key.derived(purpose), plain, context)


def unseal(purpose: str, cipher: bytes, context: str, key_file: str = "") -> bytes:
    """The plain bytes. Raises ValueError when key, place or bytes are not those of the sealing."""
    for key, body in _attempts(bytes(cipher), key_file):
        try:
            return unseal_with(key.derived(purpose), body, context)
        except ValueError:
            continue
    raise ValueError("what is sealed does not open with these keys in this place")


def _attempts(cipher: bytes, key_file: str) -> Iterator[tuple[Key, bytes]]:
    known = keyring.ring(key_file)
    yield from ((key, cipher[_HEAD:]) for key in known if cipher.startswith(head(key)))
    yield from ((key, cipher) for key in known)


def seal_with(key: bytes, plain: bytes, context: str) -> bytes:
    """Encrypted under this very key."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal_with(key: bytes, cipher: bytes, context: str) -> bytes:
    """Raises ValueError when key, place or bytes are not those of the sealing."""
    try:
        return AESGCM(key).decrypt(cipher[:_NONCE], cipher[_NONCE:], context.encode())
    except InvalidTag:
        raise ValueError("what is sealed does not open with this key in this place") from None
