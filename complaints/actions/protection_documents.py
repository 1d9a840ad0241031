"""Papers of a protection file (tài liệu trong hồ sơ bảo vệ, Luật Tố cáo 2018, art. 55): put away as they
came, encrypted; opened like the identity they tell of.

The bytes lie in the store of files under a name that says nothing; their key and the name they came
under are texts of the step that brought them in, so a rotation follows them with the others (ADR 0043).
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from complaints.actions.protection_names import approved_request
from complaints.models import ProtectionFile, ProtectionStep
from complaints.protection.names import Step
from complaints.protection.workflow import Part
from complaints.protection_rights import parts_of
from complaints.protection_texts import keeps_names, texts_of
from records.actions import files, ledger, scanning
from records.enums import FileKind, FileState, Verb
from records.files.kinds import Checked
from records.files.names import clean_name, suffix_of
from records.models import StoredFile

_NONCE = 12
_SEALED_TYPE = "application/octet-stream"
# Who brought a paper in has it in hand: a look whether it is the right one.
BRINGERS_TIME = timedelta(hours=24)
MAY_NOT = (
    "Tài liệu của hồ sơ bảo vệ chỉ mở cho người giữ bí mật, người có yêu cầu mở danh tính đã được duyệt và "
    "còn hạn, hoặc người vừa đưa tài liệu vào."
)
ON_PAPER = (
    "Danh tính ở cơ quan này giữ trong phong bì niêm phong: cất tài liệu vào phong bì, chỉ ghi số, ngày, "
    "loại tài liệu ở đây."
)
_HELD = "Tài liệu đang chờ quét mã độc hoặc đã bị giữ lại, chưa mở được."
BROKEN = "Không mở được tài liệu bằng khóa hiện tại; hãy báo người giữ bí mật và quản trị."


def keep_paper(
    *, file: ProtectionFile, name: str, content: bytes, by: User, now: datetime
) -> tuple[StoredFile, dict[str, str]]:
    """The stored bytes, and the texts that open them, for the step to seal. Raises Refused."""
    if not keeps_names():
        raise Refused(ON_PAPER)
    files.checked_file(name=name, content=content, private=True)
    state = scanning.ensure_clean(content)
    key, nonce = AESGCM.generate_key(bit_length=256), secrets.token_bytes(_NONCE)
    cipher = nonce + AESGCM(key).encrypt(nonce, content, _bound_to(file.pk))
    bare = f"tai-lieu-{secrets.token_hex(3)}{suffix_of(clean_name(name)).lower()}"
    stored = files.store_made(
        parent=file, name=bare, made=Checked(cipher, _SEALED_TYPE), by=by, now=now,
        kind=FileKind.ORIGINAL, state=state,
    )  # fmt: skip
    return stored, {"key": key.hex(), "name": clean_name(name)}


def may_open(file: ProtectionFile, step: ProtectionStep, by: User, now: datetime) -> bool:
    """For somebody who sees the file; the rule of sealed originals (ADR 0039)."""
    brought = step.entered_by_id == by.pk and now - step.entered_at <= BRINGERS_TIME
    return (
        Part.KEEPER in parts_of(by, file) or brought or approved_request(file, by, now) is not None
    )


def open_paper(
    *, file_id: UUID, step_id: UUID, by: User, now: datetime
) -> tuple[StoredFile, Checked]:
    """The paper, cleaned as any file. The ledger row is committed before a byte is opened."""
    with transaction.atomic(durable=True):
        file = ProtectionFile.objects.visible_to(by).get(pk=file_id)
        step = file.steps.filter(step=Step.FILE).get(pk=step_id)
        if not may_open(file, step, by, now):
            raise NotAllowed(MAY_NOT)
        stored = _stored(step)
        if stored.state != FileState.OK:
            raise Refused(_HELD)
        ledger.write(
            by=by, verb=Verb.OPEN_ORIGINAL, subject=file, now=now,
            details={"viec": "mở tài liệu hồ sơ bảo vệ"},
        )  # fmt: skip
    name, content = _opened(step, stored)
    return stored, files.checked_file(name=name, content=content)


def bytes_for_scanner(*, stored: StoredFile) -> bytes:
    """Guard of Kind.SEALED_BYTES: for the scanner alone, nobody reads them."""
    step = ProtectionStep.objects.get(file=stored.parent_id, data__file=str(stored.pk))
    return _opened(step, stored)[1]


def _stored(step: ProtectionStep) -> StoredFile:
    found: StoredFile = StoredFile.objects.get(
        pk=step.data["file"], parent_kind="protectionfile", parent_id=step.file_id
    )
    return found


def _opened(step: ProtectionStep, stored: StoredFile) -> tuple[str, bytes]:
    try:
        told = texts_of(step)
        sealed = files.path_of(stored.sha256).read_bytes()
        plain = AESGCM(bytes.fromhex(told["key"])).decrypt(
            sealed[:_NONCE], sealed[_NONCE:], _bound_to(step.file_id)
        )
    except (ValueError, InvalidTag, KeyError, OSError):
        raise Refused(BROKEN) from None
    return told["name"], plain


def _bound_to(file_id: UUID) -> bytes:
    return f"protection|{file_id}|1".encode()
