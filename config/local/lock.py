"""One set-up at a time: two commands that start together wait for one another."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from config.local.places import home


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold the lock NAME of this checkout; the kernel frees it when the process dies."""
    with open(home() / f"{name}.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
