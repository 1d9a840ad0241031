"""The supervisor in the background: start it and wait until it serves, or stop it."""

import os
import signal
import subprocess
import sys
import time

from config.local import postgres, state
from config.local.failure import Unavailable
from config.local.places import CHECKOUT, folder
from config.local.ports import is_free

START_SECONDS = 600
STOP_SECONDS = 60


def start(port: int) -> None:
    """Return when the product serves; its own sentence when it could not start."""
    if running := state.read():
        raise Unavailable(f"Hệ thống đang chạy rồi ở {running.address}; dừng bằng «make stop».")
    if not is_free(port):
        raise Unavailable(f"Cổng {port} đang được dùng; hãy chọn cổng khác: make up PORT=8001.")
    log = folder("log") / "supervisor.log"
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.local.run", "serve", str(port)],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        running = state.read()
        if running is not None and running.ready and running.pid == process.pid:
            print(log.read_text().replace("nhấn Ctrl-C để dừng", "dừng bằng «make stop»").strip())
            return
        time.sleep(0.3)
    if process.poll() is None:
        process.terminate()
        raise Unavailable(f"Hệ thống khởi động quá lâu nên đã dừng, xem nhật ký {log}.")
    lines = log.read_text().strip().splitlines()
    raise Unavailable(lines[-1] if lines else f"Hệ thống không khởi động được, xem nhật ký {log}.")


def stop() -> None:
    """Stop the product, wherever it was started, and the embedded PostgreSQL with it."""
    running = state.read()
    if running is not None:
        os.kill(running.pid, signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        while state.read() is not None:
            if time.monotonic() > end:
                raise Unavailable(
                    f"Hệ thống (tiến trình {running.pid}) chưa dừng sau {STOP_SECONDS} giây."
                )
            time.sleep(0.2)
    stopped = postgres.stop_if_unused()
    print("Đã dừng." if running or stopped else "Không có gì đang chạy.")
