"""Bytes of a text file become text: UTF-8, UTF-16 with or without its mark, Windows-1258, legacy fonts."""

from plans.parser.errors import PlanReadError
from plans.parser.readers.legacy import Converted, to_unicode, usual_words

_UNKNOWN = "Không nhận ra định dạng tệp; hãy dùng DOCX, PDF có chữ, TXT hoặc Markdown."
_SAMPLE = 4000  # bytes that show whether every second one is empty
_MANY = 0.3
# Quotes and dashes of Windows, where Latin-1 has control characters.
_SIGNS = {n: bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0xA0)}


def decode(data: bytes) -> Converted:
    """The text of a file, and the encoding that a reviewer should hear about.

    Raises:
        PlanReadError: the bytes are no text, or a legacy text that no table makes plain.
    """
    if wide := _utf16(data):
        return Converted(to_unicode(_decoded(data, wide)).text, "UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _one_byte(data)
    if "\x00" in text:
        raise PlanReadError(_UNKNOWN)
    return to_unicode(text)


def _utf16(data: bytes) -> str | None:
    """The UTF-16 codec that fits, or nothing; without its mark every second byte is mostly empty."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > _MANY * half and even * 10 < odd:
        return "utf-16-le"
    if half and even > _MANY * half and odd * 10 < even:
        return "utf-16-be"
    return None


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise PlanReadError(_UNKNOWN) from error


def _one_byte(data: bytes) -> Converted:
    if b"\x00" in data:
        raise PlanReadError(_UNKNOWN)
    typed = to_unicode(data.decode("latin-1").translate(_SIGNS))
    if typed.encoding:
        return typed
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError as error:
        raise PlanReadError(_UNKNOWN) from error
    if not usual_words(text):
        raise PlanReadError(_UNKNOWN)
    return Converted(text, "Windows-1258")
