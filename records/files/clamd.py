"""Asks ClamAV on a Unix socket about bytes (INSTREAM): clean, or what was found."""

import socket
import struct

_CHUNK = 64 * 1024
_SECONDS = 15
_LONGEST_ANSWER = 4096


class Unavailable(Exception):
    """The scanner gave no answer: nobody knows what the bytes are."""


def found_in(content: bytes, *, socket_path: str) -> str:
    """The name of the malware, or "" for clean bytes. Raises Unavailable."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_SECONDS)
            line.connect(socket_path)
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            said = _answer(line)
    except OSError as error:
        raise Unavailable(str(error)) from None
    verdict = said.removeprefix("stream:").strip()
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND").strip() or "?"
    raise Unavailable(verdict or "no answer")


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        part = line.recv(_LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
