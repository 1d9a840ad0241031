"""Readers: a file of a known kind becomes lines. The kind is told by content, not by name."""

from collections.abc import Callable

from plans.parser.errors import PlanReadError
from plans.parser.readers import pdf, text, word
from plans.parser.structure import Line

LARGEST_FILE = 20 * 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read(data: bytes) -> list[Line]:
    """Lines of a TXT, Markdown, DOCX or PDF file.

    Raises:
        PlanReadError: the file is empty, too large, locked, scanned or of another kind.
    """
    if not data.strip():
        raise PlanReadError("Tệp trống, không có nội dung để đọc.")
    if len(data) > LARGEST_FILE:
        raise PlanReadError("Tệp lớn hơn 20 MB, vượt quá giới hạn của một kế hoạch.")
    lines = _reader(data)(data)
    if not lines:
        raise PlanReadError("Tệp không có chữ nào đọc được.")
    return lines


def _reader(data: bytes) -> Callable[[bytes], list[Line]]:
    if data.startswith(b"%PDF"):
        return pdf.read
    if data.startswith(b"PK"):
        return word.read
    if data.startswith(_OLD_OFFICE):
        raise PlanReadError(
            "Tệp Word này có mật khẩu hoặc thuộc định dạng cũ (.doc); hãy lưu lại thành .docx."
        )
    return text.read
