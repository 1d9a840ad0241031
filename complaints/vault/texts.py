"""Texts of any row under a key of their own, on this server or at the keeper apart (ADR 0043).

The cipher never changes; a rotation wraps the row's key anew, so that append-only rows stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from complaints.vault import apart, ciphers, is_apart

_PURPOSE = "texts"


def seal_texts(*, row_id: UUID, texts: Mapping[str, str]) -> tuple[bytes, bytes]:
    """(wrapped key, cipher), both bound to this row."""
    data_key = AESGCM.generate_key(bit_length=256)
    plain = json.dumps(dict(texts), ensure_ascii=False, sort_keys=True).encode()
    return _wrapped(row_id, data_key), ciphers.seal_with(data_key, plain, _place(row_id, "texts"))


def open_texts(
    *, row_id: UUID, wrapped_key: bytes, cipher: bytes, key_file: str = ""
) -> dict[str, str]:
    """The texts. Raises ValueError when key, row or bytes are not those of the sealing."""
    data_key = _data_key(row_id, wrapped_key, key_file)
    opened: dict[str, str] = json.loads(
        ciphers.unseal_with(data_key, cipher, _place(row_id, "texts"))
    )
    return opened


def rewrapped(*, row_id: UUID, wrapped_key: bytes) -> bytes:
    """The row's key under the present key. Raises ValueError as `open_texts` does."""
    return _wrapped(row_id, _data_key(row_id, wrapped_key, ""))


def key_id_of(wrapped_key: bytes) -> str:
    """Which key wrapped it: it stands in its head."""
    return wrapped_key[1:9].hex()


def _wrapped(row_id: UUID, data_key: bytes) -> bytes:
    seal = apart.seal if is_apart() else ciphers.seal
    return seal(_PURPOSE, data_key, _place(row_id, "key"))


def _data_key(row_id: UUID, wrapped_key: bytes, key_file: str) -> bytes:
    if is_apart() and not key_file:
        return apart.unseal(_PURPOSE, wrapped_key, _place(row_id, "key"))
    return ciphers.unseal(_PURPOSE, wrapped_key, _place(row_id, "key"), key_file)


def _place(row_id: UUID, what: str) -> str:
    return f"row|{row_id}|{what}|1"
