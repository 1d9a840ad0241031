"""Readers: a file of a known kind becomes lines. The kind is told by content, not by name."""

from collections.abc import Callable

from plans.parser.errors import PlanReadError
from plans.parser.readers import pdf, text, word
from plans.parser.structure import Reading

LARGEST_FILE = 20 * 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# A locked DOCX is such an old container with this stream inside (MS-OFFCRYPTO).
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes) -> Reading:
    """Lines of a TXT, Markdown, DOCX or PDF file.

    Raises:
        PlanReadError: the file is empty, too large, locked, scanned or of another kind.
    """
    if not data.strip():
        raise PlanReadError("Tệp trống, không có nội dung để đọc.")
    if len(data) > LARGEST_FILE:
        raise PlanReadError("Tệp lớn hơn 20 MB, vượt quá giới hạn của một kế hoạch.")
    reading = _reader(data)(data)
    if not reading.lines:
        raise PlanReadError("Tệp không có chữ nào đọc được.")
    return reading


def is_text(data: bytes) -> bool:
    """Whether the bytes are those of a text file, not of PDF or Word."""
    return not data.startswith((b"%PDF", b"PK", _OLD_OFFICE))


def _reader(data: bytes) -> Callable[[bytes], Reading]:
    if data.startswith(b"%PDF"):
        return pdf.read
    if data.startswith(b"PK"):
        return word.read
    if data.startswith(_OLD_OFFICE):
        if _LOCKED in data:
            raise PlanReadError("Tệp Word có mật khẩu; hãy bỏ mật khẩu rồi nhập lại.")
        raise PlanReadError(
            "Tệp Word thuộc định dạng cũ (.doc) hoặc có mật khẩu; hãy lưu lại thành .docx."
        )
    if data.startswith(b"{\\rtf"):
        raise PlanReadError("Tệp thuộc định dạng RTF; hãy lưu lại thành .docx rồi nhập lại.")
    return text.read
