"""Which files are taken in, and the sentences of those that are not (ADR 0039)."""

from dataclasses import dataclass

from records.media_types import DOCX, XLSX


class Bad(Exception):
    """The file is not taken in; `sentence` tells the person why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Accepted:
    """A kind of file that is taken in: by suffix and by what the bytes really are."""

    content_type: str
    starts_with: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it may be kept. `removed`: what was taken out of it, in words of the reader."""

    content: bytes
    content_type: str
    removed: tuple[str, ...] = ()


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
# Kinds that have pages to look at, and so can be redacted.
DRAWN = frozenset({".pdf", ".png", ".jpg", ".jpeg"})

# What the process that opens a file may use (child.py).
SECONDS = 20
MEMORY = 512 * 1024 * 1024
# A part of a page: x, y, width, height in percent of it, from its upper left corner.
Area = tuple[float, float, float, float]

EMPTY = "Tệp trống, không có nội dung để lưu."
NOT_TAKEN = "Chỉ nhận tệp PDF, PNG, JPG, DOCX, XLSX, TXT, MD."
NOT_WHAT_IT_SAYS = "Nội dung tệp không đúng với phần mở rộng của tên tệp."
TOO_HARD = "Tệp quá phức tạp hoặc bị hỏng, không kiểm tra được nên không nhận."


def too_large(limit: int) -> str:
    return f"Tệp lớn hơn {limit // (1024 * 1024)} MB, hãy tách hoặc nén ảnh rồi gửi lại."
