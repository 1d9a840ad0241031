"""Sealed originals: put away as they came, opened for those who may know, carried to the receiver.

Luật Tố cáo 2018, art. 8, 49, 56. The bytes lie encrypted in the store of files; their key and the name
they came under lie where identities lie (ADR 0038, 0039).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from complaints import name_check, originals, vault
from complaints.enums import IdentityPlace, Secrecy
from complaints.models import Matter, SealedOriginal
from records.actions import files, ledger, scanning
from records.enums import FileKind, FileState, Verb
from records.files.kinds import Checked
from records.files.names import clean_name, suffix_of
from records.models import StoredFile

_NONCE = 12
_CONTEXT = b"original|1"
_SEALED_TYPE = "application/octet-stream"
BROKEN = "Không mở được bản gốc bằng khóa hiện tại; hãy báo người giữ bí mật và quản trị."
ON_PAPER = (
    "Danh tính ở cơ quan này giữ trong phong bì niêm phong: cất bản gốc vào phong bì, chỉ đính kèm bản đã "
    "lược bỏ danh tính."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An original for one reader: `content` as it may be handed out."""

    name: str
    content: bytes
    content_type: str


def attach(
    *, matter: Matter, name: str, content: bytes, redacted: bool, by: User, now: datetime
) -> StoredFile:
    """Đính kèm: of a sealed matter only what is said to be blacked out, and tells no name, is read by
    those who handle it; all else is kept as an original."""
    if matter.secrecy >= Secrecy.SEALED and not redacted:
        return keep_original(matter=matter, name=name, content=content, by=by, now=now)
    if matter.secrecy >= Secrecy.SEALED:
        made = files.checked_file(name=name, content=content, private=True)
        said = files.texts_of(name=name, made=made)
        name_check.ensure_unnamed(
            matter=matter, texts={"Tên tệp": clean_name(name), "Nội dung tệp": said}
        )
    return files.store(parent=matter, name=name, content=content, by=by, now=now)


def keep_original(
    *, matter: Matter, name: str, content: bytes, by: User, now: datetime
) -> StoredFile:
    """Puts the file away as it came, under a name that says nothing. Raises Refused for bad files."""
    if matter.secrecy < Secrecy.SEALED:
        raise Refused("Vụ việc ở sổ thường không có bản gốc giữ kín.")
    if vault.place() is IdentityPlace.PAPER:
        raise Refused(ON_PAPER)
    files.checked_file(name=name, content=content, private=True)
    state = scanning.ensure_clean(content)
    key = AESGCM.generate_key(bit_length=256)
    cipher = _sealed(key, content)
    row_id = uuid4()
    with transaction.atomic():
        kept = vault.put(matter_id=row_id, identity={"key": key.hex(), "name": clean_name(name)})
        stored = files.store_made(
            parent=matter, name=_bare_name(name), made=Checked(cipher, _SEALED_TYPE), by=by, now=now,
            kind=FileKind.ORIGINAL, state=state,
        )  # fmt: skip
        SealedOriginal(
            id=row_id, file=stored, matter=matter, key_id=kept.key_id, wrapped_key=kept.wrapped_key,
            cipher=kept.cipher, sealed_at=now,
        ).save(force_insert=True)  # fmt: skip
    return stored


def open_original(
    *, original_id: UUID, by: User, now: datetime, why: str, exact: bool = False
) -> Opened:
    """The original, for those who may know. The ledger row is committed before a byte is opened.

    What is handed out is rewritten as any file is; `exact`: byte for byte as it came, as evidence.
    """
    with transaction.atomic(durable=True):
        original = openable(original_id=original_id, by=by, now=now)
        ledger.write(
            by=by, verb=Verb.OPEN_ORIGINAL, subject=original, now=now, details={"viec": why}
        )
    name, content = _opened(original)
    if exact:
        return Opened(name, content, _SEALED_TYPE)
    made = files.checked_file(name=name, content=content)
    return Opened(name, made.content, made.content_type)


def openable(*, original_id: UUID, by: User, now: datetime) -> SealedOriginal:
    """The row, if this person may open it now. DoesNotExist for what they may not know."""
    original: SealedOriginal = originals.seen_originals(by, now).get(pk=original_id)
    if not originals.may_open(original, by, now):
        raise NotAllowed(originals.MAY_NOT)
    if original.file.state != FileState.OK:
        raise Refused("Bản gốc đang chờ quét mã độc hoặc đã bị giữ lại, chưa mở được.")
    return original


def bytes_behind(original: SealedOriginal) -> bytes:
    """What was put away, for whoever has noted the reading already."""
    return _opened(original)[1]


def bytes_for_scanner(*, stored: StoredFile) -> bytes:
    """Guard of Kind.SEALED_BYTES: for the scanner alone, nobody reads them."""
    return bytes_behind(SealedOriginal.objects.select_related("file").get(file=stored))


def copy_original(
    *, original: SealedOriginal, file: StoredFile, target: Matter, now: datetime
) -> SealedOriginal:
    """The same sealed bytes under the receiver's matter, their key sealed anew and shown to nobody."""
    row_id = uuid4()
    try:
        kept = vault.copied(from_matter=original.pk, kept=_kept(original), to_matter=row_id)
    except ValueError:
        raise Refused(BROKEN) from None
    made = SealedOriginal(
        id=row_id, file=file, matter=target, key_id=kept.key_id, wrapped_key=kept.wrapped_key,
        cipher=kept.cipher, sealed_at=now,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def _kept(original: SealedOriginal) -> vault.Kept:
    """A row without bytes lies where the setting says."""
    cipher = bytes(original.cipher)
    return vault.Kept(
        place=IdentityPlace.SERVER if cipher else vault.place(),
        key_id=original.key_id,
        wrapped_key=bytes(original.wrapped_key),
        cipher=cipher,
    )


def _opened(original: SealedOriginal) -> tuple[str, bytes]:
    try:
        told = vault.get(matter_id=original.pk, kept=_kept(original), why="open_original")
        sealed = files.path_of(original.file.sha256).read_bytes()
        plain = AESGCM(bytes.fromhex(told["key"])).decrypt(
            sealed[:_NONCE], sealed[_NONCE:], _CONTEXT
        )
    except (ValueError, InvalidTag, KeyError, OSError):
        raise Refused(BROKEN) from None
    return told["name"], plain


def _sealed(key: bytes, content: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, _CONTEXT)


def _bare_name(name: str) -> str:
    return f"ban-goc-{secrets.token_hex(3)}{suffix_of(clean_name(name)).lower()}"
