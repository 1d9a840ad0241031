"""Files (tệp): checked by content, kept by hash, attached to a parent that guards them."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from agencies.models import User
from agencies.refusals import Refused
from records.actions import ledger, scanning
from records.enums import FileKind, FileState, Verb
from records.files import apart, checking
from records.files.kinds import ALLOWED, Accepted, Bad, Checked
from records.files.names import clean_name
from records.models import StoredFile

__all__ = [
    "ALLOWED", "Accepted", "accepted_type", "checked_file", "path_of", "store", "store_made",
    "texts_of",
]  # fmt: skip

_LONGEST_REMOVED = 300


def accepted_type(*, name: str, content: bytes) -> str:
    """Content type proven by the bytes. Raises Refused with the reason."""
    return checked_file(name=name, content=content).content_type


def checked_file(*, name: str, content: bytes, private: bool = False) -> Checked:
    """The file as it may be kept: rewritten without what acts by itself. Raises Refused.

    Bytes that somebody sent are parsed in a process of its own. `private`: nothing that tells who made
    the file stays in it either (Luật Tố cáo 2018, art. 56).
    """
    asked: dict[str, Any] = {"name": name, "content": content, "limit": settings.MAX_UPLOAD_BYTES}
    try:
        _suffix, kind = checking.kind_of(**asked)
        if kind.content_type.startswith("text/"):
            return checking.checked(**asked, private=private)
        return apart.check(**asked, private=private)
    except Bad as bad:
        raise Refused(bad.sentence) from None


def texts_of(*, name: str, made: Checked) -> str:
    """What can be read in a checked file, for a look at what it tells. Raises Refused."""
    try:
        return "\n".join(apart.texts(made.content, name))
    except Bad as bad:
        raise Refused(bad.sentence) from None


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def _write(content: bytes, sha256: str) -> None:
    """Writes the bytes durably before the row is committed; the same hash is never overwritten."""
    path = path_of(sha256)
    if path.exists():
        os.utime(path)  # wanted again: the sweep of bytes without a row leaves it (loose_bytes.py)
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

    `content_type` is given for bytes that this house wrote or has read whole; all else is checked,
    rewritten and scanned. Bytes that are there already under this parent are that file.
    """
    if known := _attached(parent, content):
        return known
    if content_type:
        made = Checked(content, content_type)
        return store_made(parent=parent, name=name, made=made, by=by, now=now)
    kept = checked_file(name=name, content=content, private=bool(getattr(parent, "secrecy", 0)))
    state = scanning.ensure_clean(content)
    return store_made(parent=parent, name=name, made=kept, by=by, now=now, state=state)


def store_made(
    *,
    parent: Any,
    name: str,
    made: Checked,
    by: User | None,
    now: datetime,
    kind: FileKind = FileKind.FILE,
    state: FileState = FileState.OK,
) -> StoredFile:
    """Keeps bytes that were checked, sealed or made here; what is held is scanned later."""
    sha256 = hashlib.sha256(made.content).hexdigest()
    _write(made.content, sha256)
    stored, is_new = StoredFile.objects.get_or_create(
        parent_kind=parent._meta.model_name,
        parent_id=parent.pk,
        sha256=sha256,
        defaults={
            "name": clean_name(name),
            "content_type": made.content_type,
            "size": len(made.content),
            "stored_at": now,
            "stored_by": by,
            "kind": kind,
            "state": state,
            "removed": "; ".join(made.removed)[:_LONGEST_REMOVED],
        },
    )
    if is_new:
        ledger.write(by=by, verb=Verb.CREATE, subject=stored, now=now)
        if state == FileState.HELD:
            scanning.ask(stored, now=now)
    return stored


def _attached(parent: Any, content: bytes) -> StoredFile | None:
    found = StoredFile.objects.filter(
        parent_kind=parent._meta.model_name,
        parent_id=parent.pk,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return found.first()
