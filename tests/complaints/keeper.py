"""A keeper of identities as an operator runs it: a process of its own with key and database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PATIENCE = 60.0


@contextmanager
def running(folder: Path, key: str = "ef" * 32) -> Iterator[Path]:
    """The socket of a keeper whose files lie in `folder`."""
    key_file, socket = folder / "keeper-key", folder / "keeper.sock"
    key_file.write_text(key)
    env = {**os.environ, "IDENTITY_KEY_FILE": str(key_file), "IDENTITY_MODE": "server"}
    words = ["identity_keeper", "--socket", str(socket), "--database", str(folder / "keeper.db")]
    with subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=env,
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            _wait_for(socket, process)
            yield socket
        finally:
            process.terminate()


def _wait_for(socket: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while not socket.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the keeper did not start")
        time.sleep(0.05)
