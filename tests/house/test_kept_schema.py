"""A database kept from before the steps of an app were made one goes on by `migrate` (ADR 0045)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from records.backup import programs
from tests import database

# Where the last version before stood, and the steps that came after it.
LANDED = [
    ("agencies", "0008_unit_ends"),
    ("complaints", "0018_matters_end_by_word"),
    ("plans", "0007_evidence_of_coordination"),
    ("reception", "0005_visits_by_matter"),
    ("records", "0009_notices_by_mail"),
    ("reports", "0012_own_and_further_matters"),
]
LATER = [
    ("agencies", "0009_sign_in"),
    ("records", "0010_ledger_seals"),
    ("records", "0011_files_checked"),
    ("records", "0012_retention"),
    ("complaints", "0019_identity_keys"),
    ("complaints", "0020_protection"),
    ("complaints", "0021_exclusions_lifted"),
    ("complaints", "0022_redacted_copies"),
]
Key = tuple[str, str]


@pytest.fixture(scope="module")
def at_once() -> dict[Key, list[Key]]:
    """Each migration that makes an app at once, and the steps it stands for."""
    found = MigrationLoader(None).disk_migrations
    return {key: migration.replaces for key, migration in found.items() if migration.replaces}


@pytest.fixture(scope="module")
def steps(at_once: dict[Key, list[Key]]) -> list[Key]:
    """Every step in the order in which a database lived through them."""
    graph = MigrationLoader(None, replace_migrations=False).graph
    lived: dict[Key, None] = {}
    for last in [*LANDED, *LATER]:
        lived.update(dict.fromkeys(graph.forwards_plan(last)))
    replaced = {step for replaces in at_once.values() for step in replaces}
    assert set(lived) & set(at_once) == set()
    return [step for step in lived if step in replaced]


def test_every_replaced_step_is_on_disk(at_once, steps):
    assert sorted(at_once) == [(app, "0001_all_tables") for app, _ in LANDED]
    assert sorted(steps) == sorted(step for replaces in at_once.values() for step in replaces)
    assert len(steps) == 67


def test_no_step_names_the_first_of_another_app():
    """Django takes the one that makes all at once for it, which an old database does not have."""
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if app in dict(LANDED):
            assert "__first__" not in {parent for _, parent in migration.dependencies}, (app, name)


def test_wherever_it_stopped_what_is_missing_is_planned(at_once, steps, monkeypatch):
    for count in range(len(steps) + 1):
        applied = set(steps[:count])
        # What Django notes at the end of a run, of a single app too.
        applied |= {key for key, replaces in at_once.items() if set(replaces) <= applied}
        monkeypatch.setattr(
            MigrationRecorder, "applied_migrations", lambda _, rows=applied: dict.fromkeys(rows)
        )
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        assert executor.loader.detect_conflicts() == {}
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        planned = {(migration.app_label, migration.name) for migration, _ in plan}
        missing: set[Key] = set()
        for key, replaces in at_once.items():
            begun = applied & set(replaces)
            missing |= set(replaces) - begun if begun else {key}
        assert planned & (set(steps) | set(at_once)) == missing, steps[count - 1]


@pytest.fixture
def kept(django_db_blocker: Any) -> Iterator[str]:
    """An empty database beside that of the tests; everything through Django works on it meanwhile."""
    before = connection.settings_dict["NAME"]
    name = f"{before}_kept"
    with django_db_blocker.unblock():
        connection.close()
        _alone(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _alone(f'CREATE DATABASE "{name}"')
        connection.settings_dict["NAME"] = name
        try:
            yield name
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            _alone(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _alone(statement: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.soak
def test_steps_and_all_at_once_make_the_same_database(kept, tmp_path):
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    executor.migrate(LANDED)
    ids = _filled()
    call_command("migrate", verbosity=0, interactive=False)
    assert _filled_since(ids) == [
        ("records_ledgerentry", "Sở X", None, None),
        ("records_storedfile", "don.txt", "file", "ok"),
    ]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_ledgerentry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM records_ledgerentry")
        cursor.execute("ALTER TABLE records_ledgerentry ENABLE TRIGGER USER")
        cursor.execute("DELETE FROM records_storedfile")
    rows, found = _rows(), _objects(kept, tmp_path)
    template = database.ensure_template()
    connection.close()
    connection.settings_dict["NAME"] = template
    assert found == _objects(template, tmp_path)
    assert rows == _rows()
    assert len(found) > 1500


def _filled() -> list[str]:
    """One row of the ledger and one file, as the last version before wrote them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_ledgerentry (at, user_label, verb, subject_kind, subject_label, details)"
            " VALUES (now(), 'an', 'create', 'agency', 'Sở X', '{}') RETURNING id::text"
        )
        entry = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO records_storedfile (id, parent_kind, parent_id, name, content_type, size, sha256,"
            " stored_at) VALUES (gen_random_uuid(), 'matter', gen_random_uuid(), 'don.txt', 'text/plain',"
            " 1, repeat('0', 64), now()) RETURNING id::text"
        )
        return [entry, cursor.fetchone()[0]]


def _filled_since(ids: list[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'records_ledgerentry', subject_label, before::text, agency_id::text"
            " FROM records_ledgerentry WHERE id::text = %s UNION ALL SELECT 'records_storedfile', name,"
            " kind, state FROM records_storedfile WHERE id::text = %s",
            ids,
        )
        return cursor.fetchall()


def _rows() -> list[tuple[Any, ...]]:
    """Content types, rights and names of migrations, as people know them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app_label, model, '' FROM django_content_type"
            " UNION ALL SELECT app_label, model, codename FROM auth_permission p"
            " JOIN django_content_type t ON t.id = p.content_type_id"
            " UNION ALL SELECT app, name, '-' FROM django_migrations ORDER BY 1, 2, 3"
        )
        return cursor.fetchall()


def _objects(name: str, folder: Path) -> dict[str, str]:
    """What the schema holds, by the head that pg_dump gives it; the columns of a table in order of name."""
    path = folder / f"{name}.sql"
    programs.run("pg_dump", "--schema-only", f"--file={path}", database=name, what="Đọc lược đồ")
    parts = re.split(r"\n--\n-- (?=Name: )", path.read_text(encoding="utf-8"))[1:]
    return {head: _sorted(body) for head, _, body in (part.partition("\n") for part in parts)}


def _sorted(body: str) -> str:
    statement = re.sub(r"\n--\n-- PostgreSQL database dump complete.*", "", body, flags=re.S)
    if "CREATE TABLE" not in statement:
        return statement.strip()
    return "\n".join(sorted(line.rstrip(",") for line in statement.splitlines()))
