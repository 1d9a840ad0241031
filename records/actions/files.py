"""Files (tệp): checked by content, kept by hash, attached to a parent that guards them."""

import hashlib
import io
import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from agencies.models import User
from agencies.refusals import Refused
from records.actions import ledger
from records.enums import Verb
from records.media_types import DOCX, XLSX
from records.models import StoredFile


@dataclass(frozen=True, slots=True)
class Accepted:
    """A kind of file that is taken in: by suffix and by what the bytes really are."""

    content_type: str
    starts_with: tuple[bytes, ...]


ALLOWED = {
    ".pdf": Accepted("application/pdf", (b"%PDF-",)),
    ".png": Accepted("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": Accepted("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": Accepted("image/jpeg", (b"\xff\xd8\xff",)),
    ".docx": Accepted(DOCX, (b"PK\x03\x04",)),
    ".xlsx": Accepted(XLSX, (b"PK\x03\x04",)),
    ".txt": Accepted("text/plain", ()),
    ".md": Accepted("text/markdown", ()),
}
# What an office file must hold to be one, and what it is called.
_OFFICE = {
    ".docx": ("word/document.xml", "Word"),
    ".xlsx": ("xl/workbook.xml", "Excel"),
}
_PROPER = {"Word": "văn bản Word", "Excel": "bảng tính Excel"}
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_RATIO = 100


def accepted_type(*, name: str, content: bytes) -> str:
    """Content type proven by the bytes. Raises Refused with the reason."""
    if not content:
        raise Refused("Tệp trống, không có nội dung để lưu.")
    if len(content) > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        raise Refused(f"Tệp lớn hơn {limit} MB, hãy tách hoặc nén ảnh rồi gửi lại.")
    kind = ALLOWED.get(Path(name).suffix.lower())
    if kind is None:
        raise Refused("Chỉ nhận tệp PDF, PNG, JPG, DOCX, XLSX, TXT, MD.")
    if kind.starts_with and not content.startswith(kind.starts_with):
        raise Refused("Nội dung tệp không đúng với phần mở rộng của tên tệp.")
    if office := _OFFICE.get(Path(name).suffix.lower()):
        _ensure_plain_office(content, *office)
    if kind.content_type.startswith("text/"):
        _ensure_text(content)
    return kind.content_type


def _ensure_text(content: bytes) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("Tệp văn bản không ở dạng UTF-8, hãy lưu lại rồi gửi.") from None
    if "\x00" in text:
        raise Refused("Tệp văn bản có ký tự không hợp lệ.")


def _ensure_plain_office(content: bytes, main_part: str, what: str) -> None:
    """A Word or Excel file without macros that does not unpack into a bomb; only its directory is
    read."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise Refused(f"Tệp {what} hỏng, không mở được.") from None
    names = {m.filename for m in members}
    if main_part not in names:
        raise Refused(f"Tệp không phải {_PROPER[what]}.")
    if any("vbaproject" in n.lower() for n in names):
        raise Refused(f"Tệp {what} có macro, không nhận.")
    unpacked = sum(m.file_size for m in members)
    if unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(len(content), 1):
        raise Refused(f"Tệp {what} giải nén quá lớn, không nhận.")


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def _write(content: bytes, sha256: str) -> None:
    """Writes the bytes durably before the row is committed; the same hash is never overwritten."""
    path = path_of(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Makes the new name durable too, as fsync made the bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def store(
    *,
    parent: Any,
    name: str,
    content: bytes,
    by: User | None,
    now: datetime,
    content_type: str = "",
) -> StoredFile:
    """Keeps `content` under `parent` and says so in the ledger. Raises Refused for bad files.

    `content_type` is given for bytes that this house wrote or has read whole; all else is sniffed.
    """
    content_type = content_type or accepted_type(name=name, content=content)
    sha256 = hashlib.sha256(content).hexdigest()
    _write(content, sha256)
    stored, made = StoredFile.objects.get_or_create(
        parent_kind=parent._meta.model_name,
        parent_id=parent.pk,
        sha256=sha256,
        defaults={
            "name": Path(name).name[:200],
            "content_type": content_type,
            "size": len(content),
            "stored_at": now,
            "stored_by": by,
        },
    )
    if made:
        ledger.write(by=by, verb=Verb.CREATE, subject=stored, now=now)
    return stored
