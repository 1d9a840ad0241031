"""A database of its own beside the one of the house: made, filled, measured, dropped."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from config.local import postgres
from config.local.environment import prepare
from config.local.places import CHECKOUT


def environment(name: str) -> dict[str, str]:
    """Environment of a process that works on the database `name` of the embedded server."""
    prepare(["check"])
    urls = postgres.ensure()
    return {
        **os.environ,
        "DATABASE_URL": _other(urls.runtime, name),
        "DATABASE_OWNER_URL": _other(urls.owner, name),
    }


def _other(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def fresh(name: str) -> dict[str, str]:
    """An empty migrated database `name`, whatever was there before; gives its environment."""
    found = environment(name)
    drop(name)
    _as_owner(f'CREATE DATABASE "{name}"')
    manage(found, "migrate", "--verbosity", "0", "--skip-checks")
    return found


def empty(name: str) -> tuple[str, str]:
    """An empty database without tables; its address for the owner, and the name of the runtime role."""
    urls = postgres.ensure()
    drop(name)
    _as_owner(f'CREATE DATABASE "{name}"')
    return _other(urls.owner, name), urlsplit(urls.runtime).username or ""


def drop(name: str) -> None:
    """Drops the database, with whoever is still connected."""
    _as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _as_owner(statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(postgres.ensure().owner)
    connection.autocommit = True  # CREATE DATABASE refuses a transaction
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def manage(env: dict[str, str], *arguments: str) -> str:
    """Runs manage.py on that database; its output, or its error raised."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout


def exists(name: str) -> bool:
    """True when the database is there."""
    return name in {row[0] for row in _as_owner("SELECT datname FROM pg_database")}


def analyze(name: str) -> None:
    """Fresh statistics: a loaded database is measured as one that has lived."""
    connection = psycopg2.connect(_other(postgres.ensure().owner, name))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    finally:
        connection.close()
