"""The end of a document: recipients (nơi nhận) and signer (người ký)."""

import re

from plans.parser.markers import split_marker
from plans.parser.structure import Paragraph, Recipient, Signer
from plans.parser.words import is_caps, tidy

_RECIPIENTS = re.compile(r"(?:Nơi nhận|NƠI NHẬN)\s*:?\s*")
_AUTHORITY = re.compile(
    r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ)\s*[./]\s*\S|(?:TM|T/M|KT|TL|TUQ)\s+[A-ZĐ]"
)
_POSITION = re.compile(
    r"(?:Q\s*\.\s*)?(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|BÍ THƯ|CHÁNH|TRƯỞNG|TỔNG|CHỦ NHIỆM|HIỆU TRƯỞNG|VỤ TRƯỞNG"
    r"|CỤC TRƯỞNG|VIỆN TRƯỞNG|THỦ TRƯỞNG|BỘ TRƯỞNG)"
)
_MARK = re.compile(r"\s*\((?P<mark>[^()]{2,25})\)$")
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,5}$")
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?=$|[\s:.])")


def is_annex(text: str) -> bool:
    """Whether a line heads an annex (phụ lục)."""
    return bool(_ANNEX.match(text)) and len(text) < 150


def closing_range(paragraphs: list[Paragraph]) -> tuple[int, int]:
    """Where recipients and signature start and end; an annex may follow."""
    start = next((n for n, p in enumerate(paragraphs) if _starts(p)), len(paragraphs))
    end = next(
        (n for n in range(start, len(paragraphs)) if is_annex(paragraphs[n].text)), len(paragraphs)
    )
    return start, end


def _starts(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if paragraph.cells:
        return False
    signs = (
        is_caps(text) and len(text) < 80 and bool(_AUTHORITY.match(text) or _POSITION.match(text))
    )
    return bool(_RECIPIENTS.match(text)) or (signs and split_marker(text).kind == "none")


def recipients_in(paragraphs: list[Paragraph]) -> list[Recipient]:
    """The lines of "Nơi nhận", each with its mark."""
    start = next((n for n, p in enumerate(paragraphs) if _RECIPIENTS.match(p.text)), None)
    if start is None:
        return []
    lines = [_RECIPIENTS.sub("", paragraphs[start].text, count=1)]
    for paragraph in paragraphs[start + 1 :]:
        text = paragraph.text
        listed = split_marker(text).kind in ("dash", "plus")
        if not listed and (is_caps(text) or not lines[-1] or lines[-1].endswith((";", "."))):
            break
        lines = [*lines, text] if listed else [*lines[:-1], f"{lines[-1]} {text}"]
    items = [x for line in lines for x in re.split(r";\s*-\s+|;\s+(?=-)", line)]
    return [_recipient(x) for x in items if x.strip()]


def _recipient(text: str) -> Recipient:
    marker = split_marker(text)
    bare = tidy(marker.rest if marker.kind in ("dash", "plus") else text).rstrip(" ;.,")
    found = _MARK.search(bare)
    if found and not bare.startswith("Lưu"):
        return Recipient(bare[: found.start()], tidy(found["mark"]))
    return Recipient(bare)


def signer_in(paragraphs: list[Paragraph]) -> Signer:
    """Who signed; blanks where the file does not say."""
    caps = [p.text for p in paragraphs if is_caps(p.text) and not _RECIPIENTS.match(p.text)]
    authority = [x for x in caps if _AUTHORITY.match(x)]
    titles = [x for x in caps if not _AUTHORITY.match(x) and _POSITION.match(x)]
    names = [p.text for p in paragraphs if not is_caps(p.text) and _NAME.fullmatch(p.text)]
    return Signer(
        names[-1] if names else None, titles[-1] if titles else None, ", ".join(authority) or None
    )
