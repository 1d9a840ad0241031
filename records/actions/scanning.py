"""The scanner (máy quét mã độc, ClamAV): asked when a file comes in; when it is down, files wait.

Without CLAMD_SOCKET there is none and nothing waits for it (docs/files.md).
"""

import logging
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from agencies.refusals import Refused
from agencies.registry import Kind, entries
from records.actions import jobs, ledger
from records.enums import FileKind, FileState, Verb
from records.files import clamd
from records.models import Job, StoredFile

KIND = "scan_file"
DOWN = "Máy quét mã độc chưa trả lời; tệp tiếp tục chờ quét."
_MOST_AGAIN = 200
log = logging.getLogger(__name__)


def ensure_clean(content: bytes) -> FileState:
    """OK for clean bytes, HELD when nobody could say. Raises Refused for malware."""
    if not settings.CLAMD_SOCKET:
        return FileState.OK
    try:
        malware = clamd.found_in(content, socket_path=settings.CLAMD_SOCKET)
    except clamd.Unavailable as error:
        log.warning("the scanner gives no answer, files are held: %s", error)
        return FileState.HELD
    if malware:
        raise Refused(f"Tệp có mã độc ({malware[:60]}), không nhận.")
    return FileState.OK


def ask(stored: StoredFile, *, now: datetime, again: bool = False) -> Job:
    """The job that scans a held file; the argument is its id alone."""
    return jobs.ask(
        kind=KIND, effect_key=f"{KIND}:{stored.pk}", agency=None, arguments={"file": str(stored.pk)},
        by=None, now=now, again=again,
    )  # fmt: skip


def ask_again(*, now: datetime) -> int:
    """Held files whose job gave up while the scanner was down are asked about again."""
    held = StoredFile.objects.filter(state=FileState.HELD).order_by("stored_at")[:_MOST_AGAIN]
    return len([ask(stored, now=now, again=True) for stored in held])


def run(*, job: Job, now: datetime) -> None:
    """Releases a held file or refuses it for good; a second run finds it decided."""
    stored = StoredFile.objects.get(pk=UUID(job.arguments["file"]))
    if stored.state != FileState.HELD:
        return
    try:
        state = ensure_clean(_bytes_of(stored))
    except Refused:
        state = FileState.REFUSED
    if state == FileState.HELD:
        raise Refused(DOWN)
    _decide(stored.pk, state, now)


@transaction.atomic
def _decide(pk: UUID, state: FileState, now: datetime) -> None:
    stored = StoredFile.objects.select_for_update().get(pk=pk)
    if stored.state != FileState.HELD:
        return
    stored.state = state
    stored.save(update_fields=["state"])
    ledger.write(
        by=None, verb=Verb.CHANGE, subject=stored, now=now,
        details={"viec": "quét mã độc", "ket_qua": state.label},
    )  # fmt: skip


def _bytes_of(stored: StoredFile) -> bytes:
    """What was sent: a sealed original is opened by the room that sealed it, for the scanner alone."""
    if stored.kind == FileKind.ORIGINAL:
        return bytes(entries(Kind.SEALED_BYTES)[stored.parent_kind](stored=stored))
    return (Path(settings.FILES_DIR) / stored.sha256[:2] / stored.sha256).read_bytes()
