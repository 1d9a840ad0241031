"""The protocol between the web process and the keeper: one JSON object a line, both ways."""

from __future__ import annotations

import base64
import json
from typing import Any, BinaryIO

LONGEST = 4 * 1024 * 1024  # the longest draft of the desk is a third of it


class Broken(ValueError):
    """What came over the socket is no message."""


def write(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Sends one message."""
    stream.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    stream.flush()


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message; None when the other side has gone. Raises Broken."""
    line = stream.readline(LONGEST)
    if not line:
        return None
    if not line.endswith(b"\n"):
        raise Broken("message is cut off or too long")
    try:
        message = json.loads(line)
    except ValueError:
        raise Broken("message is no JSON") from None
    if not isinstance(message, dict):
        raise Broken("message is no object")
    return message


def packed(content: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(content).decode()


def unpacked(text: str) -> bytes:
    """The bytes again. Raises Broken."""
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        raise Broken("bytes are not base64") from None
