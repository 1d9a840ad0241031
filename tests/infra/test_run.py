"""make run: refuses in one sentence, serves, and goes down as a whole when one part dies."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.local import postgres, state
from config.local.failure import Unavailable
from config.local.ports import any_free
from config.local.run import port_from
from tests.infra.commands import python, spawn

# Servers of this file are started once, so its tests stay in one process.
pytestmark = pytest.mark.xdist_group("run")

RUN = ("-m", "config.local.run")


def children(pid: int) -> dict[str, int]:
    """Name of each part → process number."""
    listing = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    names = ("redis-server", "gunicorn", "worker", "beat")
    lines = listing.stdout.splitlines()
    return {
        name: int(line.split()[0]) for name in names for line in lines if f"{name} " in f"{line} "
    }


def wait_for(question: object, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end
        time.sleep(0.2)


@pytest.fixture(scope="module")
def served(data_folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    port, said = any_free(), data_folder / "said"
    variables = {"TCD_DATA_DIR": data_folder, "DEMO": "0"}
    process = spawn(sys.executable, *RUN, "serve", port, output=said, **variables)
    try:
        wait_for(lambda: process.poll() is not None or (state.read() and state.read().ready))
        yield process, port, said
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(120)


def test_a_port_in_use_starts_nothing(empty_folder: Path) -> None:
    with socket.socket() as rival:
        rival.bind(("127.0.0.1", 0))
        rival.listen()
        port = rival.getsockname()[1]
        failed = python(*RUN, "serve", port, TCD_DATA_DIR=empty_folder)
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert failed.stderr == (
        f"Cổng {port} đang được dùng; hãy chọn cổng khác: make run PORT=8001.\n"
    )
    assert not (empty_folder / "postgres").exists()


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "８０", ""])
def test_a_wrong_port_is_refused(port: str) -> None:
    with pytest.raises(Unavailable) as caught:
        port_from(port)
    assert str(caught.value) == f"PORT phải là số từ 1 đến 65535, không phải «{port}»."


def test_a_wrong_port_is_one_sentence(empty_folder: Path) -> None:
    failed = python(*RUN, "serve", "abc", TCD_DATA_DIR=empty_folder)
    assert failed.returncode == 1
    assert failed.stderr == "PORT phải là số từ 1 đến 65535, không phải «abc».\n"
    assert not empty_folder.exists()


def test_stop_with_nothing_running_says_so(empty_folder: Path) -> None:
    done = python(*RUN, "stop", TCD_DATA_DIR=empty_folder)
    assert (done.returncode, done.stdout) == (0, "Không có gì đang chạy.\n")


def test_serves_with_every_part_a_process_of_its_own(served: tuple) -> None:
    process, port, said = served
    assert process.poll() is None, said.read_text()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as answer:
        assert json.load(answer) == {"ok": True}
    assert set(children(process.pid)) == {"redis-server", "gunicorn", "worker", "beat"}
    assert f"http://127.0.0.1:{port}/" in said.read_text()


def test_parts_do_not_know_the_owner_of_the_schema(served: tuple) -> None:
    process, _, _ = served
    parts = children(process.pid)
    for name in ("gunicorn", "worker", "beat"):
        variables = Path("/proc", str(parts[name]), "environ").read_bytes().split(b"\0")
        assert [line for line in variables if line.startswith(b"DATABASE_OWNER_URL")] == []


def test_a_second_run_is_refused(served: tuple, data_folder: Path) -> None:
    _, port, _ = served
    failed = python(*RUN, "serve", any_free(), TCD_DATA_DIR=data_folder)
    assert failed.returncode == 1
    assert failed.stderr == (
        f"Hệ thống đang chạy rồi ở http://127.0.0.1:{port}/; dừng bằng «make stop».\n"
    )


def test_one_dead_part_takes_all_down(served: tuple, data_folder: Path) -> None:
    process, _, said = served
    parts = children(process.pid)
    os.kill(parts["beat"], signal.SIGKILL)
    assert process.wait(180) == 1
    last = said.read_text().strip().splitlines()[-1]
    log = data_folder / "log" / "beat.log"
    assert last == f"Tiến trình «beat» đã dừng (mã -9), xem nhật ký {log}."
    assert [pid for pid in parts.values() if Path("/proc", str(pid)).exists()] == []
    assert not postgres.is_running()
