"""Identities on this server: ciphers in the row, keys in a file of this machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from complaints.enums import IdentityPlace
from complaints.vault import ciphers, keyring, marks
from complaints.vault.kept import Kept
from complaints.vault.matching import Finding, found_in

Identity = dict[str, str]


def put(matter_id: UUID, identity: Mapping[str, str]) -> Kept:
    """Seals `identity` under a key of its own; it is bound to this matter and cannot be swapped."""
    data_key = AESGCM.generate_key(bit_length=256)
    plain = json.dumps(dict(identity), ensure_ascii=False, sort_keys=True).encode()
    key = keyring.present()
    return Kept(
        place=IdentityPlace.SERVER,
        key_id=key.id,
        wrapped_key=_wrapped(key, matter_id, data_key),
        cipher=ciphers.seal_with(data_key, plain, f"sealed|{matter_id}|identity|1"),
        number_mark=marks.mark_of_number(key, identity.get("id_number", "")),
        phone_mark=marks.mark_of_phone(key, identity.get("phone", "")),
    )


def get(matter_id: UUID, kept: Kept, key_file: str = "") -> Identity:
    """The identity. Raises ValueError when key, place or bytes are not those of the sealing."""
    data_key = _data_key(matter_id, kept, key_file)
    opened: Identity = json.loads(
        ciphers.unseal_with(data_key, kept.cipher, f"sealed|{matter_id}|identity|1")
    )
    return opened


def rewrapped(matter_id: UUID, kept: Kept) -> Kept:
    """The same under the present key: the identity's own key wrapped anew, the marks made anew."""
    key, data_key = keyring.present(), _data_key(matter_id, kept, "")
    identity = get(matter_id, kept)
    return Kept(
        place=kept.place,
        key_id=key.id,
        wrapped_key=_wrapped(key, matter_id, data_key),
        cipher=kept.cipher,
        number_mark=marks.mark_of_number(key, identity.get("id_number", "")),
        phone_mark=marks.mark_of_phone(key, identity.get("phone", "")),
    )


def copy(from_matter: UUID, kept: Kept, to_matter: UUID) -> Kept:
    """The same identity bound to another matter; what was opened leaves this module only sealed."""
    return put(to_matter, get(from_matter, kept))


def check(matter_id: UUID, kept: Kept, texts: Mapping[str, str]) -> list[Finding]:
    """Where the texts tell who it is."""
    return found_in(get(matter_id, kept), texts)


def _wrapped(key: keyring.Key, matter_id: UUID, data_key: bytes) -> bytes:
    body = ciphers.seal_with(key.derived("identity"), data_key, f"sealed|{matter_id}|key|1")
    return ciphers.head(key) + body


def _data_key(matter_id: UUID, kept: Kept, key_file: str) -> bytes:
    return ciphers.unseal("identity", kept.wrapped_key, f"sealed|{matter_id}|key|1", key_file)
