"""Encryption of sealed identities and of paper numbers (ADR 0038). One door, three places behind it:
this server, a process apart, or a sealed envelope; the setting IDENTITY_MODE says where new ones go.
"""

import hashlib
import hmac
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from complaints.enums import IdentityPlace
from complaints.vault import apart, ciphers, here, keyring, marks, paper
from complaints.vault.kept import Kept, OnPaper
from complaints.vault.matching import Finding

__all__ = ["Finding", "Kept", "OnPaper"]


def place() -> IdentityPlace:
    """Where new identities go."""
    return IdentityPlace(settings.IDENTITY_MODE)


def is_apart() -> bool:
    """This process holds no key."""
    return place() is IdentityPlace.APART


def key_id(key_file: str = "") -> str:
    """Short name of the present key (or of that in `key_file`), for rotation and backups."""
    return keyring.present(key_file).id


def present_id() -> str:
    """Id of the key that seals now, wherever it lies."""
    return str(apart.status()["key_id"]) if is_apart() else key_id()


def head() -> bytes:
    """How every number sealed by the present key begins."""
    return ciphers.head_of(present_id())


def put(*, matter_id: UUID, identity: Mapping[str, str]) -> Kept:
    """Puts an identity away where the setting says; it is bound to this matter."""
    backend = {"server": here.put, "apart": apart.put, "paper": paper.put}[place()]
    return backend(matter_id, identity)


def get(*, matter_id: UUID, kept: Kept, why: str, key_file: str = "") -> dict[str, str]:
    """The identity from where it lies. Raises OnPaper, or ValueError when it does not open."""
    if kept.place == IdentityPlace.APART:
        return apart.get(matter_id, kept, why)
    if kept.place == IdentityPlace.PAPER:
        return paper.get(matter_id, kept)
    _ensure_key_here(key_file)
    return here.get(matter_id, kept, key_file)


def copied(*, from_matter: UUID, kept: Kept, to_matter: UUID) -> Kept:
    """The same identity bound to another matter; it passes through nobody's hands. ValueError."""
    if kept.place == IdentityPlace.SERVER:
        _ensure_key_here()
    backend = {"server": here.copy, "apart": apart.copy, "paper": paper.copy}[kept.place]
    return backend(from_matter, kept, to_matter)


def check(*, matter_id: UUID, kept: Kept, texts: Mapping[str, str]) -> list[Finding]:
    """Where the texts tell who it is. Raises OnPaper, or ValueError when it does not open."""
    if kept.place == IdentityPlace.APART:
        return apart.check(matter_id, kept, texts)
    if kept.place == IdentityPlace.PAPER:
        return paper.get(matter_id, kept)
    _ensure_key_here()
    return here.check(matter_id, kept, texts)


def _ensure_key_here(key_file: str = "") -> None:
    """Sealed on this server before the mode was changed: its key went to the keeper with the file."""
    if is_apart() and not key_file:
        raise ValueError("sealed on this server, whose key now lies apart")


def seal_identity(*, matter_id: UUID, identity: dict[str, str]) -> tuple[bytes, bytes]:
    """(wrapped key, cipher) of an identity on this server."""
    kept = here.put(matter_id, identity)
    return kept.wrapped_key, kept.cipher


def open_identity(
    *, matter_id: UUID, wrapped_key: bytes, cipher: bytes, key_file: str = ""
) -> dict[str, str]:
    """The identity; of a row without bytes from where the setting says. Raises ValueError."""
    where = IdentityPlace.SERVER if bytes(cipher) else place()
    kept = Kept(place=where, wrapped_key=bytes(wrapped_key), cipher=bytes(cipher))
    return get(matter_id=matter_id, kept=kept, why="open_identity", key_file=key_file)


def number_hash(number: str) -> str:
    """Keyed hash of the number of an identity paper, for equality only."""
    return number_hashes(number)[0]


def number_hashes(number: str) -> list[str]:
    """The same under every key, the present one first: a rotation may be running."""
    if is_apart():
        return [found.hex() for found in apart.macs("number-index", number)]
    return [marks.mac(key, "number-index", number).hex() for key in keyring.ring()]


def seal_number(*, person_id: UUID, number: str) -> bytes:
    """The number, encrypted and bound to the person's row."""
    return _seal("number", number, f"person|{person_id}|number|1")


def open_number(*, person_id: UUID, cipher: bytes, key_file: str = "") -> str:
    """The number of a person's paper. Raises ValueError when key, row or bytes are not its own."""
    return _open("number", cipher, f"person|{person_id}|number|1", key_file)


def seal_draft(*, user_id: UUID, key: UUID, text: str) -> bytes:
    """What an officer has typed and not sent yet, bound to the officer and the form (ADR 0015)."""
    return _seal("draft", text, f"draft|{user_id}|{key}|1")


def open_draft(*, user_id: UUID, key: UUID, cipher: bytes) -> str:
    """The text again. Raises ValueError when user, form or key are not those of the sealing."""
    return _open("draft", cipher, f"draft|{user_id}|{key}|1")


def device_key(*, user_id: UUID, day: str) -> bytes:
    """Key for drafts that a browser may keep: released after sign-in, another one each day."""
    if is_apart():
        return apart.macs("device-draft", f"{user_id}|{day}")[0]
    secret = keyring.present().derived("device-draft")
    return hmac.new(secret, f"{user_id}|{day}".encode(), hashlib.sha256).digest()


def _seal(purpose: str, text: str, context: str) -> bytes:
    seal = apart.seal if is_apart() else ciphers.seal
    return seal(purpose, text.encode(), context)


def _open(purpose: str, cipher: bytes, context: str, key_file: str = "") -> str:
    if is_apart() and not key_file:
        return apart.unseal(purpose, bytes(cipher), context).decode()
    return ciphers.unseal(purpose, bytes(cipher), context, key_file).decode()
