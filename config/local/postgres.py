"""Embedded PostgreSQL: runs when asked for, by our own small launcher (ADR 0001)."""

import time
from dataclasses import dataclass
from pathlib import Path

from config.local import cluster, keys, ports, programs
from config.local.failure import Unavailable
from config.local.lock import alone
from config.local.places import home, peek

START_SECONDS = 60
CRASH_SECONDS = 15
LOG_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses for the two database roles (ADR 0004)."""

    runtime: str
    owner: str


def urls() -> Urls:
    """Addresses of the running server."""
    here = f"{ports.HOST}:{port()}"

    def url(role: str) -> str:
        return f"postgresql://{role}:{keys.password(role)}@{here}/{cluster.DATABASE}"

    return Urls(runtime=url(cluster.RUNTIME), owner=url(cluster.OWNER))


def port() -> int:
    """The port of the server, kept between starts."""
    return ports.kept(_port_file())


def ensure() -> Urls:
    """Start the server unless it runs, make the database when it is new, say where it is."""
    if not (cluster.is_provisioned() and is_ready()):
        with alone("postgres"):
            _start_if_needed()
            if not cluster.is_provisioned():
                cluster.provision(port())
    return urls()


def is_ready() -> bool:
    """True when our own server accepts connections."""
    lines = _pid_lines()
    return len(lines) > 7 and lines[7].strip() == "ready" and _is_ours(lines[0])


def is_running() -> bool:
    """True when our own server process is there, ready or not; creates nothing."""
    if peek() is None:
        return False
    lines = _pid_lines()
    return bool(lines) and _is_ours(lines[0])


def stop() -> bool:
    """Stop the server; False when it was not running."""
    if not is_running():
        return False
    with alone("postgres"):
        done = programs.run("pg_ctl", "stop", f"--pgdata={cluster.folder()}", "-m", "fast", "-w")
    if done.returncode:
        raise Unavailable(f"Không dừng được PostgreSQL nhúng, xem nhật ký {_log()}.")
    return True


def stop_if_unused() -> bool:
    """Stop the server, but never under somebody else's work; False when nothing was stopped."""
    return is_running() and cluster.clients(port()) == 0 and stop()


def _start_if_needed() -> None:
    if not cluster.folder().is_dir():
        cluster.create()
    if is_ready():
        return
    if not is_running():
        _clear_after_a_crash()
        _start()
    elif programs.run("pg_ctl", "status", f"--pgdata={cluster.folder()}").returncode:
        raise Unavailable(f"PostgreSQL nhúng đang dừng dở, xem nhật ký {_log()}.")


def _clear_after_a_crash() -> None:
    """Remove the mark of a dead server: its number may belong to any process by now.

    Never while a child of that server still writes: a second server would destroy the data.
    """
    end = time.monotonic() + CRASH_SECONDS
    while programs.anyone_in(cluster.folder()):
        if time.monotonic() > end:
            raise Unavailable(f"PostgreSQL nhúng đang dừng dở, xem nhật ký {_log()}.")
        time.sleep(0.1)
    (cluster.folder() / "postmaster.pid").unlink(missing_ok=True)


def _start() -> None:
    if not ports.is_free(port()):
        ports.renew(_port_file())
    cluster.configure(port())
    _shorten_log()
    started = programs.run(
        "pg_ctl",
        "start",
        f"--pgdata={cluster.folder()}",
        f"--log={_log()}",
        "-w",
        f"--timeout={START_SECONDS}",
    )
    if started.returncode:
        raise Unavailable(
            f"PostgreSQL nhúng không khởi động được ({_reason()}), xem nhật ký {_log()}."
        )


def _reason() -> str:
    """The last complaint in the server's log."""
    try:
        lines = _log().read_text(errors="replace").splitlines()
    except OSError:
        return "không có nhật ký"
    complaints = [line for line in lines if "FATAL" in line or "PANIC" in line]
    return (complaints or lines or ["nhật ký trống"])[-1].split("  ", 1)[-1].strip()


def _shorten_log() -> None:
    log = _log()
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))


def _log() -> Path:
    return home() / "postgres" / "server.log"


def _port_file() -> Path:
    return home() / "postgres-port"


def _pid_lines() -> list[str]:
    try:
        return (cluster.folder() / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _is_ours(pid: str) -> bool:
    """True when the process runs on our data directory."""
    try:
        command = Path("/proc", pid.strip(), "cmdline").read_bytes()
    except OSError:
        return False
    return str(cluster.folder()).encode() in command.split(b"\0")
