"""The embedded PostgreSQL: starts once, survives a power cut, says one sentence when it cannot."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from config.local import cluster, keys, postgres
from config.local.failure import Unavailable
from tests.infra.commands import environment, python

# Servers of this file are started once, so its tests stay in one process.
pytestmark = pytest.mark.xdist_group("postgres")

ENSURE = "from config.local import postgres; print(postgres.ensure().runtime)"


def pid() -> str:
    return (cluster.folder() / "postmaster.pid").read_text().splitlines()[0]


def ask(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()


def test_two_commands_at_once_start_one_server(data_folder: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", ENSURE],
            env=environment(TCD_DATA_DIR=data_folder),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=300)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1]
    assert postgres.is_ready()


def test_ensure_again_keeps_the_server(data_folder: Path) -> None:
    first = postgres.ensure()
    before = pid()
    assert postgres.ensure() == first
    assert pid() == before


def test_roles_have_exactly_their_rights(data_folder: Path) -> None:
    rights = (
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles"
        " WHERE rolname LIKE 'tcd%' ORDER BY 1"
    )
    assert ask(postgres.ensure().runtime, rights) == [
        ("tcd_owner", False, True, False, False),
        ("tcd_runtime", False, False, False, False),
    ]


def test_runtime_role_makes_no_table(data_folder: Path) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(postgres.ensure().runtime, "CREATE TABLE t (x int)")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(postgres.ensure().runtime, "CREATE TEMPORARY TABLE t (x int)")


def test_owner_lowers_itself_to_the_runtime_role(data_folder: Path) -> None:
    question = "SET ROLE tcd_runtime; SELECT current_user"
    assert ask(postgres.ensure().owner, question) == [("tcd_runtime",)]


def test_vietnamese_case_and_accents(data_folder: Path) -> None:
    question = "SELECT lower('ĐƠN Ở HỮU LŨNG'), unaccent('Đường Nguyễn'), 'ỨNG' ILIKE 'ứng'"
    assert ask(postgres.ensure().runtime, question) == [("đơn ở hữu lũng", "Duong Nguyen", True)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data_checksums", "on"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("password_encryption", "scram-sha-256"),
        ("listen_addresses", "127.0.0.1"),
        ("log_parameter_max_length", "0"),
        ("log_parameter_max_length_on_error", "0"),
        ("server_encoding", "UTF8"),
    ],
)
def test_server_setting(data_folder: Path, name: str, value: str) -> None:
    assert ask(postgres.ensure().runtime, f"SHOW {name}") == [(value,)]


def test_stranger_without_password_stays_out(data_folder: Path) -> None:
    url = postgres.ensure().runtime
    with pytest.raises(psycopg2.OperationalError):
        ask(url.replace(keys.password("tcd_runtime"), "sai"), "SELECT 1")


def test_secrets_are_closed_to_others(data_folder: Path) -> None:
    postgres.ensure()
    folder = data_folder / "secrets"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o400}
    assert stat.S_IMODE(cluster.folder().stat().st_mode) == 0o700


def test_starts_after_a_power_cut(data_folder: Path) -> None:
    postgres.ensure()
    postgres.stop()
    # The number in the file belongs to another process of the same machine by now.
    stale = cluster.folder() / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{cluster.folder()}\n0\n{postgres.port()}\n\n\n0\nready\n")
    assert not postgres.is_ready()
    assert ask(postgres.ensure().runtime, "SELECT 1") == [(1,)]


def test_takes_another_port_when_its_own_is_taken(data_folder: Path) -> None:
    postgres.ensure()
    postgres.stop()
    taken = postgres.port()
    with socket.socket() as rival:
        rival.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        rival.bind(("127.0.0.1", taken))
        rival.listen()
        assert ask(postgres.ensure().runtime, "SELECT 1") == [(1,)]
    assert postgres.port() != taken


def test_log_keeps_no_name_when_a_statement_fails(data_folder: Path) -> None:
    url = postgres.ensure().owner
    with pytest.raises(psycopg2.errors.InvalidTextRepresentation):
        ask(url, "SELECT 1 WHERE 'Hoàng Thị Mẩy' = 'x' AND 'số'::int = 1")
    with pytest.raises(psycopg2.errors.UniqueViolation):
        ask(
            url,
            "CREATE TEMP TABLE p (n text UNIQUE); INSERT INTO p VALUES ('Lù A Sử'), ('Lù A Sử')",
        )
    with pytest.raises(psycopg2.errors.InvalidTextRepresentation):
        ask(url, "SELECT 'Vi Thị Ngoạn'::int")  # here the message itself quotes the value
    log = (data_folder / "postgres" / "server.log").read_text()
    assert "database system is ready" in log
    assert [name for name in ("Hoàng Thị Mẩy", "Lù A Sử", "Ngoạn", "ERROR") if name in log] == []


def test_stop_leaves_the_server_to_others(data_folder: Path) -> None:
    other = psycopg2.connect(postgres.ensure().runtime)
    assert postgres.stop_if_unused() is False
    assert postgres.is_ready()
    other.close()


def test_a_server_that_cannot_start_is_one_sentence(data_folder: Path) -> None:
    postgres.ensure()
    postgres.stop()
    settings = cluster.folder() / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "\nkhong_co_tham_so = 1\n")
    try:
        with pytest.raises(Unavailable) as caught:
            postgres.ensure()
        failed = python("manage.py", "showmigrations", TCD_DATA_DIR=data_folder)
    finally:
        settings.write_text(good)
    assert str(caught.value).startswith("PostgreSQL nhúng không khởi động được (")
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert failed.stderr == f"{caught.value}\n"


def test_a_lost_identity_key_is_never_replaced(data_folder: Path) -> None:
    postgres.ensure()
    key = data_folder / "secrets" / "identity-key"
    aside = key.with_name("aside")
    key.rename(aside)
    try:
        failed = python("manage.py", "check", TCD_DATA_DIR=data_folder)
        assert not key.exists()
    finally:
        aside.rename(key)
    assert failed.returncode == 1
    assert failed.stderr == (
        f"Thiếu tệp khóa danh tính {key}: hãy khôi phục tệp này từ bản sao lưu rồi chạy lại.\n"
    )
