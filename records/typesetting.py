"""PDF of wide registers by typst: thousands of lines where WeasyPrint needs a minute (ADR 0010)."""

import json
import logging
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from django.conf import settings

from agencies.refusals import Refused
from records.faces import can_write, face_file
from records.pdf import MISSING_FACE

log = logging.getLogger(__name__)
_CHILD = Path(__file__).with_name("typst_child.py")
_SECONDS = 120


def typeset(template: str, parts: Iterable[dict[str, Any]]) -> bytes:
    """One PDF of `parts`, each set by the template with its data, in their order; two at a time.

    Texts of the data are set as they are: nothing in them is read as markup. Raises Refused when
    the official face is not on this machine.
    """
    program = (settings.BASE_DIR / "templates" / template).read_text(encoding="utf-8")
    fonts = str(face_file().parent)
    whole = pypdfium2.PdfDocument.new()
    try:
        for pdf in _two_at_a_time(partial(_set, program, fonts), parts):
            _append(whole, pdf)
        kept = BytesIO()
        whole.save(kept)
        return kept.getvalue()
    finally:
        whole.close()


def _two_at_a_time(
    make: Callable[[dict[str, Any]], bytes], parts: Iterable[dict[str, Any]]
) -> Iterator[bytes]:
    """What `make` gives for each part, in order; no third part is read before the first is done."""
    waiting: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(max_workers=2) as workers:
        for part in parts:
            waiting.append(workers.submit(make, part))
            if len(waiting) == 2:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def archival(template: str, data: dict[str, Any]) -> bytes:
    """The PDF/A-3 of the template with its data, tagged (ADR 0027). Raises Refused when the official
    face is not on this machine or has no sign for a letter of the data."""
    program = (settings.BASE_DIR / "templates" / template).read_text(encoding="utf-8")
    if not can_write(json.dumps(data, ensure_ascii=False)):
        raise Refused(MISSING_FACE)
    return _set(program, str(face_file().parent), data, standard="a-3a")


def _set(program: str, fonts: str, data: dict[str, Any], standard: str = "") -> bytes:
    """One part, set by a child that gets no environment and may not take long."""
    told = json.dumps(
        {"template": program, "fonts": fonts, "data": data, "standard": standard},
        ensure_ascii=False,
    )
    done = subprocess.run(  # noqa: S603 - our own file, run by our own interpreter
        [sys.executable, "-I", str(_CHILD)],
        input=told.encode(),
        capture_output=True,
        env={},
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        # The message may quote what was set: the log gets its length alone.
        log.error("typesetting failed: code %s, %s bytes", done.returncode, len(done.stderr))
        raise RuntimeError("a part of the document could not be set")
    return done.stdout


def _append(whole: pypdfium2.PdfDocument, pdf: bytes) -> None:
    part = pypdfium2.PdfDocument(pdf)
    try:
        whole.import_pages(part)
    finally:
        part.close()
