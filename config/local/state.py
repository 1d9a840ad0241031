"""What runs from this checkout: one supervisor at a time, and where it listens."""

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from config.local.failure import Unavailable
from config.local.places import folder, peek


@dataclass(frozen=True, slots=True)
class Running:
    """The supervisor that holds the lock."""

    pid: int
    port: int
    ready: bool = False

    @property
    def address(self) -> str:
        """Where people reach it."""
        return f"http://127.0.0.1:{self.port}/"


def _file() -> Path:
    return folder("run") / "supervisor.json"


def write(running: Running) -> None:
    """Tell others; replaced whole, so a reader never sees half of it."""
    draft = _file().with_suffix(".new")
    draft.write_text(json.dumps(asdict(running)))
    draft.replace(_file())


def read() -> Running | None:
    """The supervisor that runs now, None when the lock is free."""
    if peek() is None:
        return None
    with open(folder("run") / "supervisor.lock", "a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _written()
    return None


def _written() -> Running | None:
    try:
        return Running(**json.loads(_file().read_text()))
    except (OSError, ValueError, TypeError):
        return None


@contextmanager
def single() -> Iterator[None]:
    """Hold the place of the one supervisor."""
    with open(folder("run") / "supervisor.lock", "a") as handle:
        if not _take(handle.fileno()):
            running = _written()
            where = f" ở {running.address}" if running else ""
            raise Unavailable(f"Hệ thống đang chạy rồi{where}; dừng bằng «make stop».")
        _file().unlink(missing_ok=True)
        try:
            yield
        finally:
            _file().unlink(missing_ok=True)


def _take(handle: int) -> bool:
    """Try for a second: someone who only reads holds the lock for a moment."""
    for _ in range(20):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return True
    return False
