"""What was acknowledged is there after the server was killed, again and again (make soak)."""

import os
import signal
import threading
from pathlib import Path

import psycopg2
import pytest

from config.local import cluster, postgres

ROUNDS = 8


def write_until_cut(url: str, first: int) -> list[int]:
    """Numbers whose commit was acknowledged."""
    acknowledged: list[int] = []
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for number in range(first, first + 1_000_000):
                cursor.execute("INSERT INTO cut (number) VALUES (%s)", [number])
                acknowledged.append(number)
    except psycopg2.Error:
        return acknowledged
    finally:
        connection.close()
    raise AssertionError("the server was not cut")


def kill_soon() -> None:
    pid = int((cluster.folder() / "postmaster.pid").read_text().splitlines()[0])
    threading.Timer(0.5, os.kill, (pid, signal.SIGKILL)).start()
    # The children end by themselves, as they do when the kernel kills the parent.


@pytest.mark.soak
def test_no_acknowledged_row_is_lost(data_folder: Path) -> None:
    url = postgres.ensure().owner
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE cut (number bigint PRIMARY KEY)")
    connection.close()
    acknowledged: list[int] = []
    for turn in range(ROUNDS):
        kill_soon()
        acknowledged += write_until_cut(postgres.urls().owner, turn * 1_000_000)
        connection = psycopg2.connect(postgres.ensure().owner)
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT number FROM cut")
            kept = {row[0] for row in cursor.fetchall()}
        connection.close()
        assert set(acknowledged) - kept == set()
        assert (
            len(kept) - len(acknowledged) <= turn + 1
        )  # committed, its answer lost with the server
    assert len(acknowledged) > ROUNDS
