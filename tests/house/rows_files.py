"""Rows of sealed originals: one that waits to be blacked out, one with its copy."""

from complaints.actions.originals import keep_original
from complaints.models import RedactedCopy, SealedOriginal
from records.actions.files import store_made
from records.enums import FileKind
from records.files.kinds import Checked
from tests.factories import NOW, Province
from tests.scans import scan


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    """Two originals in the sealed matter, brought by the handler of the department."""
    matter, handler = found["sealed_matter"], province.person("handler", "SKHCN")
    waiting, done = (
        SealedOriginal.objects.get(
            file=keep_original(
                matter=matter, name="don.pdf", content=scan(words), by=handler, now=NOW
            )
        )
        for words in ("don", "don thu hai")
    )
    stored = store_made(
        parent=matter, name="ban-luoc-bo.pdf", made=Checked(scan(), "application/pdf"), by=handler,
        now=NOW, kind=FileKind.REDACTED,
    )  # fmt: skip
    copy = RedactedCopy.objects.create(original=done, file=stored, made_by=handler, made_at=NOW)
    return {"original": waiting, "redacted_copy": copy}
