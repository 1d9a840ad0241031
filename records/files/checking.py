"""One file on its way in: size, kind, content; then as it may be kept."""

from records.files import authors, images, offices, pages, pdfs
from records.files.kinds import (
    ALLOWED,
    DRAWN,
    EMPTY,
    NOT_TAKEN,
    NOT_WHAT_IT_SAYS,
    Accepted,
    Bad,
    Checked,
    too_large,
)
from records.files.names import clean_name, suffix_of
from records.files.texts import ensure_text


def kind_of(*, name: str, content: bytes, limit: int) -> tuple[str, Accepted]:
    """Suffix and kind as name and first bytes say. Raises Bad."""
    if not content:
        raise Bad(EMPTY)
    if len(content) > limit:
        raise Bad(too_large(limit))
    suffix = suffix_of(clean_name(name)).lower()
    kind = ALLOWED.get(suffix)
    if kind is None:
        raise Bad(NOT_TAKEN)
    if kind.starts_with and not content.startswith(kind.starts_with):
        raise Bad(NOT_WHAT_IT_SAYS)
    return suffix, kind


def texts(*, name: str, content: bytes) -> list[str]:
    """What can be read in a file that was checked; pictures say nothing."""
    suffix = suffix_of(clean_name(name)).lower()
    if suffix in offices.MAIN:
        return list(offices.texts(content))
    if suffix == ".pdf":
        return list(pages.texts(content, suffix))
    return [] if suffix in DRAWN else [content.decode("utf-8-sig")]


def checked(*, name: str, content: bytes, limit: int, private: bool = False) -> Checked:
    """The file as it may be kept. `private`: nothing that tells who made it stays in it."""
    suffix, kind = kind_of(name=name, content=content, limit=limit)
    if suffix in offices.MAIN:
        offices.ensure_plain(content, suffix)
        if private:
            return Checked(authors.taken_out(content), kind.content_type, (authors.REMOVED,))
        return Checked(content, kind.content_type)
    if suffix == ".pdf":
        return pdfs.rewritten(content, private=private)
    if kind.content_type.startswith("image/"):
        return images.rewritten(content, suffix)
    ensure_text(content)
    return Checked(content, kind.content_type)
