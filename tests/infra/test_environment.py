"""What a command gets before Django starts."""

import os
from pathlib import Path

import pytest

from config.local import environment, postgres
from tests.infra.commands import python


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", False),
        ("help", False),
        ("migrate --help", False),
        ("deadline TC_XLBD --from 2026-04-24", False),
        ("check_calendar 2026", False),
        ("collectstatic --no-input", False),
        ("import_plan ke-hoach.docx --json --dry-run", False),
        ("import_plan ke-hoach.docx --dry-run --agency LS-TTT", True),
        ("import_plan ke-hoach.docx", True),
        ("migrate", True),
        ("weekly_report --agency LS-TTT", True),
    ],
)
def test_needs_database(line: str, expected: bool) -> None:
    assert environment.needs_database(line.split()) is expected


@pytest.mark.parametrize(
    ("command", "role"),
    [("migrate", "owner"), ("load_demo", "owner"), ("test", "owner"), ("weekly_report", "runtime")],
)
def test_role_of_a_command(command: str, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@127.0.0.1/c")
    monkeypatch.setenv("TCD_DB_ROLE", "khác")
    environment.prepare([command])
    assert os.environ["TCD_DB_ROLE"] == role


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_URL_FILE"])
def test_a_server_of_ones_own_starts_and_makes_nothing(
    name: str, empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError("started the embedded server")

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(name, "x")
    monkeypatch.setattr(postgres, "ensure", refuse)
    before = dict(os.environ)
    environment.prepare(["weekly_report"])
    assert not empty_folder.exists()
    assert dict(os.environ) == before | {"TCD_DB_ROLE": "runtime"}


def test_a_command_without_database_starts_none(empty_folder: Path) -> None:
    done = python("manage.py", "version", TCD_DATA_DIR=empty_folder)
    assert done.returncode == 0
    assert not (empty_folder / "postgres").exists()


def test_production_without_secret_is_one_sentence(empty_folder: Path) -> None:
    url = "postgresql://a:b@127.0.0.1:1/c"
    failed = python("manage.py", "check", TCD_DATA_DIR=empty_folder, DATABASE_URL=url)
    assert failed.returncode == 1
    assert failed.stderr == ("Thiếu bí mật SECRET_KEY: đặt biến SECRET_KEY hoặc SECRET_KEY_FILE.\n")


def test_a_data_folder_of_somebody_else_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "tep"
    file.touch()
    failed = python("manage.py", "check", TCD_DATA_DIR=file / "data")
    assert failed.returncode == 1
    assert failed.stderr == (
        f"Không có thư mục dữ liệu dùng được ({file / 'data'}: Not a directory);"
        " hãy đặt biến TCD_DATA_DIR.\n"
    )
