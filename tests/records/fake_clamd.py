"""A scanner for tests: speaks INSTREAM on a Unix socket and knows one virus."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.records.hostile_files import eicar


def _whole(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        got += line.recv(size - len(got))
    return got


def _serve(door: socket.socket, answers: list[bytes]) -> None:
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        with line:
            assert _whole(line, 10) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack("!I", _whole(line, 4))[0]:
                content += _whole(line, size)
            found = (
                b"stream: Eicar-Test-Signature FOUND\0" if eicar() in content else b"stream: OK\0"
            )
            line.sendall(answers[0] if answers else found)


@contextmanager
def clamd(path: Path, *answers: bytes) -> Iterator[str]:
    """The address of a scanner that listens while the block runs; `answers`: what it says instead."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.bind(str(path))
    door.listen()
    serving = threading.Thread(target=_serve, args=(door, list(answers)), daemon=True)
    serving.start()
    try:
        yield str(path)
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        serving.join(5)
        path.unlink()
