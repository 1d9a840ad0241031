"""A long-running part as a process of its own, with its log and its sign of readiness."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.local.failure import Unavailable
from config.local.places import CHECKOUT, folder

READY_SECONDS = 180
STOP_SECONDS = 25
PR_SET_PDEATHSIG = 1
LOG_BYTES = 10 * 1024 * 1024


def _die_with_parent() -> None:
    """Asked of the kernel, so that nothing outlives a supervisor that was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Part:
    """Name for people, command, environment, and a question that is true once it works."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    is_ready: Callable[["Part"], bool]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def log(self) -> Path:
        """Where the process writes."""
        return folder("log") / f"{self.name}.log"

    def start(self) -> None:
        """Start the process, in a session of its own: Ctrl-C reaches the supervisor alone."""
        keep = "ab" if self.log.exists() and self.log.stat().st_size < LOG_BYTES else "wb"
        with open(self.log, keep) as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    def wait_until_ready(self) -> None:
        """Return when it works; raise the sentence when it died or takes too long."""
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            self.ensure_alive()
            if self.is_ready(self):
                return
            time.sleep(0.2)
        raise Unavailable(
            f"Tiến trình «{self.name}» chưa sẵn sàng sau {READY_SECONDS} giây,"
            f" xem nhật ký {self.log}."
        )

    def ensure_alive(self) -> None:
        """Raise the sentence when the process is gone."""
        if self.process is not None and self.process.poll() is not None:
            raise Unavailable(
                f"Tiến trình «{self.name}» đã dừng (mã {self.process.returncode}),"
                f" xem nhật ký {self.log}."
            )

    def ask_to_stop(self) -> None:
        """Let it finish what it holds."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """Wait for the end that was asked for; after a while end it."""
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
