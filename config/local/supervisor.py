"""Starts the parts in order, watches them, stops them all: on Ctrl-C, or when one of them dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from types import FrameType

import psycopg2

from config.environment import text
from config.local import assets, parts, postgres, redis_server, state
from config.local.environment import prepare
from config.local.failure import Unavailable
from config.local.places import CHECKOUT
from config.local.ports import is_free
from config.local.processes import Part


class Stopped(Exception):
    """Someone asked us to stop."""


def run(port: int) -> None:
    """Serve until told to stop. Raises Unavailable with the sentence when something cannot run."""
    with state.single():
        if not is_free(port):
            raise Unavailable(
                f"Cổng {port} đang được dùng; hãy chọn cổng khác: make run PORT=8001."
            )
        running = state.Running(pid=os.getpid(), port=port)
        state.write(running)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        embedded = not text("DATABASE_URL")
        started: list[Part] = []
        undo: list[Callable[[], object]] = []
        try:
            _start_all(port, started, undo)
            _announce(running)
            state.write(replace(running, ready=True))
            _watch(started, embedded=embedded)
        except Stopped:
            print("\nĐang dừng…", flush=True)
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            _stop_all(started, undo)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _start_all(port: int, started: list[Part], undo: list[Callable[[], object]]) -> None:
    own_queue = not text("REDIS_URL")
    own_keeper = text("IDENTITY_MODE") == "apart" and not text("IDENTITY_SOCKET")
    was_running = postgres.is_running()
    prepare(["run"])
    if not was_running:
        undo.append(postgres.stop_if_unused)
    print("Đang chuẩn bị cơ sở dữ liệu…", flush=True)
    _manage("migrate", "--no-input", "-v", "0", sentence="Không cập nhật được lược đồ dữ liệu")
    if not assets.are_collected():
        _manage("collectstatic", "--no-input", "-v", "0", sentence="Không gom được tệp tĩnh")
        assets.mark_collected()

    def launch(*group: Part) -> None:
        for part in group:
            started.append(part)
            part.start()
        for part in group:
            part.wait_until_ready()

    if own_keeper:  # sample data are sealed as well
        launch(parts.keeper(os.environ))
    if os.environ.get("DEMO") != "0" and _is_empty():
        print("Đang nạp dữ liệu mẫu, mất một hai phút…", flush=True)
        _manage("load_demo", sentence="Không nạp được dữ liệu mẫu")
    print("Đang khởi động các tiến trình…", flush=True)
    if own_queue:
        launch(parts.queue(os.environ))
        os.environ["REDIS_URL"] = redis_server.url()  # the port may have changed
    environment = {
        name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"
    }
    launch(parts.web(environment, port), parts.worker(environment), parts.beat(environment))


def _is_empty() -> bool:
    """True when no unit was ever entered: only then sample data may come in."""
    url = os.environ.get("DATABASE_OWNER_URL") or text("DATABASE_URL")
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT NOT EXISTS (SELECT FROM agencies_agency)")
            row = cursor.fetchone()
    finally:
        connection.close()
    return bool(row and row[0])


def _manage(*arguments: str, sentence: str) -> None:
    done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=CHECKOUT, check=False)
    if done.returncode:
        raise Unavailable(f"{sentence} (lệnh {arguments[0]} dừng với mã {done.returncode}).")


def _announce(running: state.Running) -> None:
    shown = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if shown.returncode == 0:  # a database of real work has no sample accounts to show
        print(f"\n{shown.stdout.strip()}")
    print(f"\nHệ thống đang chạy tại {running.address} — nhấn Ctrl-C để dừng.\n", flush=True)


def _watch(started: list[Part], *, embedded: bool) -> None:
    while True:
        for part in started:
            part.ensure_alive()
        if embedded and not postgres.is_running():
            raise Unavailable("PostgreSQL nhúng đã dừng, xem nhật ký của nó trong thư mục dữ liệu.")
        time.sleep(0.5)


def _stop_all(started: list[Part], undo: list[Callable[[], object]]) -> None:
    """Those who use the queue and the database first, together; then what they used."""
    users = [part for part in started if part.name not in {"redis", "keeper"}]
    for group in (users, [part for part in started if part not in users]):
        for part in group:
            part.ask_to_stop()
        for part in group:
            part.stop()
    for step in reversed(undo):
        step()
