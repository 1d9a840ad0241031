"""Ports on this machine: chosen once, kept in a file, tried before use."""

import socket
from pathlib import Path

HOST = "127.0.0.1"


def is_free(port: int, host: str = HOST) -> bool:
    """True when nothing listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def kept(path: Path) -> int:
    """The port written in the file; a new one is chosen and written when there is none."""
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return renew(path)


def renew(path: Path) -> int:
    """Choose another port and keep it."""
    port = any_free()
    path.write_text(f"{port}\n")
    return port
