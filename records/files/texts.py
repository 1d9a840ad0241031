"""Plain text (văn bản thuần): UTF-8, nothing in it that no text has."""

from records.files.kinds import Bad

_FINE = {"\t", "\n", "\r", "\f"}


def ensure_text(content: bytes) -> None:
    """Raises Bad for what is no text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Bad("Tệp văn bản không ở dạng UTF-8, hãy lưu lại rồi gửi.") from None
    if any(ord(c) < 32 and c not in _FINE for c in set(text)):
        raise Bad("Tệp văn bản có ký tự không hợp lệ.")
