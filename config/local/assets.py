"""Are the collected static files those of the checkout? Collecting them takes seconds."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from config.local.places import CHECKOUT

SOURCES = (CHECKOUT / "static" / "app", CHECKOUT / "static" / "vendor")
COLLECTED = CHECKOUT / "static" / "collected"
LOCK = CHECKOUT / "config" / "lock" / "requirements.txt"


def are_collected() -> bool:
    """True when nothing changed since the last time."""
    try:
        return _stamp().read_text() == _state()
    except OSError:
        return False


def mark_collected() -> None:
    """Remember what was collected."""
    _stamp().write_text(_state())


def _stamp() -> Path:
    return COLLECTED / ".stamp"


def _state() -> str:
    """Names, sizes and times of all sources; packages of the lock bring static files too."""
    return hashlib.sha256("\n".join(_lines()).encode()).hexdigest()


def _lines() -> Iterator[str]:
    for root in SOURCES:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                facts = path.stat()
                yield f"{path} {facts.st_size} {facts.st_mtime_ns}"
    yield LOCK.read_text()
