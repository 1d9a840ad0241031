"""make kill-reports: 500 reports are asked for; the worker is killed, Redis comes back empty, PostgreSQL
is cut off and started again. Then each report is there once, with its whole file."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

PROGRAM = "kill_reports_inside"
# What a process of the checkout would bring along; here everything is our own.
_FOREIGN = (
    "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "FILES_DIR", "SECRET_KEY_FILE",
    "IDENTITY_KEY_FILE", "BEAT_SCHEDULE_FILE", "TCD_ADDRESS", "TCD_DB_ROLE",
)  # fmt: skip
LIMIT_SECONDS = 300


@dataclass
class Stage:
    """The running parts and what happened to them."""

    environment: dict[str, str]
    parts: dict[str, object] = field(default_factory=dict)
    restarts: int = 0

    def start(self, name: str, make: Callable[[dict[str, str]], object]) -> None:
        part = make(self.environment)
        part.start()
        part.wait_until_ready()
        self.parts[name] = part

    def kill(self, name: str) -> None:
        """kill -9 of a part with its children."""
        process = self.parts[name].process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def keep_alive(self) -> None:
        """A part that gave up is started again, as the container would be."""
        for part in self.parts.values():
            if part.process.poll() is not None:
                part.start()
                self.restarts += 1

    def stop(self) -> None:
        for part in reversed(self.parts.values()):
            part.ask_to_stop()
        for part in reversed(self.parts.values()):
            part.stop()


def main() -> int:
    parser = ArgumentParser(
        description="Lập báo cáo trong lúc tiến trình và máy chủ bị dừng đột ngột."
    )
    parser.add_argument("--reports", type=int, default=500)
    asked = parser.parse_args().reports
    folder = Path(tempfile.mkdtemp(prefix="tcd-kill-", dir="/var/tmp"))
    folder.chmod(0o711)
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ["TCD_DATA_DIR"] = str(folder)
    from config.local import postgres  # noqa: PLC0415 - reads the folder just named

    stage = Stage({})
    try:
        _prepare(stage)
        return _blow(stage, asked)
    finally:
        stage.stop()
        postgres.stop()
        shutil.rmtree(folder)


def _prepare(stage: Stage) -> None:
    from config.local import parts, redis_server  # noqa: PLC0415 - as above
    from config.local.environment import prepare  # noqa: PLC0415 - as above

    prepare(["run"])
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0", "--skip-checks"], check=True)
    stage.environment = dict(os.environ)
    stage.start("redis", parts.queue)
    os.environ["REDIS_URL"] = redis_server.url()
    stage.environment = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"}
    stage.start("worker", parts.worker)
    stage.start("beat", parts.beat)


def _blow(stage: Stage, asked: int) -> int:
    from config.local import parts  # noqa: PLC0415 - as above

    begun = time.monotonic()
    _inside("ask", str(asked))
    faults = [
        ("tiến trình nền bị dừng đột ngột", lambda: _kill_worker(stage, parts.worker)),
        ("Redis khởi động lại, hàng đợi trống", lambda: _empty_redis(stage, parts.queue)),
        ("PostgreSQL bị cắt và khởi động lại", lambda: _cut_postgres()),
    ]
    for number, (words, fault) in enumerate(faults, start=1):
        _wait(stage, asked * number // 5)
        fault()
        print(f"{time.monotonic() - begun:6.1f} giây: {words}; {_inside('verify')}", flush=True)
    last = time.monotonic()
    _wait(stage, asked)
    took = time.monotonic() - last
    told = _inside("verify")
    print(f"Xong sau {took:.1f} giây kể từ sự cố cuối, {stage.restarts} lần khởi động lại; {told}")
    return 0 if took < LIMIT_SECONDS and told == _inside("expected", str(asked)) else 1


def _kill_worker(stage: Stage, worker: Callable[..., object]) -> None:
    stage.kill("worker")
    stage.start("worker", worker)


def _empty_redis(stage: Stage, queue: Callable[..., object]) -> None:
    from config.local.places import home  # noqa: PLC0415 - as above

    stage.kill("redis")
    shutil.rmtree(home() / "redis")
    stage.start("redis", queue)


def _cut_postgres() -> None:
    from config.local import cluster, postgres  # noqa: PLC0415 - as above

    lines = (cluster.folder() / "postmaster.pid").read_text().splitlines()
    os.kill(int(lines[0]), signal.SIGKILL)
    time.sleep(1)
    postgres.ensure()


def _wait(stage: Stage, done: int) -> None:
    """Until so many reports are made."""
    end = time.monotonic() + 2 * LIMIT_SECONDS
    while (so_far := _done()) < done:
        stage.keep_alive()
        if time.monotonic() > end:
            raise SystemExit(f"Chỉ mới xong {so_far} báo cáo.")
        time.sleep(0.5)


def _done() -> int:
    """Asked of the database itself: a process of ours would take the time of the workers."""
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM records_job WHERE state = 'done'")
            return int(cursor.fetchone()[0])
    finally:
        connection.close()


def _inside(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", PROGRAM, *arguments],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
