"""PDF parts joined into one document: pages, tags and what is attached to the first part stay.

Words come from WeasyPrint, tables from typst; large tables in parts, so that memory stays flat (ADR 0027).
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from records.pdf_tags import renamed, tables_of, with_names


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def joined(parts: Sequence[bytes]) -> bytes:
    """One PDF/A of tagged parts; metadata and attachments are those of the first."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(parts[0])) as whole:
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part)) as opened:
                _append(whole, opened)
        whole.remove_unreferenced_resources()
        whole.save(
            kept,
            linearize=False,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return kept.getvalue()


def _append(whole: pikepdf.Pdf, part: pikepdf.Pdf) -> None:
    """Pages with their tags: the elements of the part hang under the document of the whole."""
    before = len(whole.pages)
    whole.pages.extend(part.pages)
    root, added = whole.Root.StructTreeRoot, part.Root.StructTreeRoot
    document = root.K[0]
    copied = whole.copy_foreign(added)
    if "/IDTree" in copied:
        found = [n for t in tables_of(copied.K[0].K) for n in renamed(t, f"p{before}-")]
        with_names(root, found)
    for element in copied.K[0].K:
        element.P = document
        document.K.append(element)
    numbers = root.ParentTree.Nums
    told = copied.ParentTree.Nums
    for n in range(0, len(told), 2):
        numbers.append(before + int(told[n]))
        numbers.append(told[n + 1])
    for page in list(whole.pages)[before:]:
        page.obj.StructParents = int(page.obj.StructParents) + before
