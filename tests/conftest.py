"""Guards that every test falls under."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from tests.scans import open_files_here

# Tests make and drop millions of small objects: looked through less often, a tenth of the time is won.
gc.set_threshold(50_000, 25, 25)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: it is not looked through again and again."""
    gc.freeze()


def _template(config: pytest.Config) -> str:
    """Made by the process that starts the others, before they ask for their databases."""
    from tests.database import ensure_template, template_name

    return template_name() if hasattr(config, "workerinput") else ensure_template()


def pytest_configure(config: pytest.Config) -> None:
    """Tests render the real templates without a collected manifest and hash passwords quickly."""
    from django.conf import settings

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Collected files are the product's business; without them whitenoise would warn in a fresh clone.
    settings.STATIC_ROOT = settings.BASE_DIR / "static" / "app"
    # What tests commit need not outlive the machine: no waiting for the disk.
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Copied whole, so there is nothing left to migrate.
    settings.DATABASES["default"]["TEST"] |= {"TEMPLATE": _template(config), "MIGRATE": False}
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = _Undefined()
    from tests.flushing import let_tests_empty_tables

    let_tests_empty_tables()


class _Undefined(str):
    """Makes an undefined template variable fail the test instead of printing nothing."""

    def __mod__(self, missing: object) -> str:
        raise AssertionError(f"template uses an undefined variable: {missing}")

    def __contains__(self, item: object) -> bool:
        return item == "%s"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the test database is dropped, ends what a closed browser left open on it."""
    from django.db import connection

    yield
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND backend_type = 'client backend'"
            )
        connection.close()  # after a browser Django does not find this one again


@pytest.fixture
def province() -> Any:
    """One province with its agencies and people, for tests marked for the database."""
    from tests.factories import Province

    return Province()


@pytest.fixture(autouse=True)
def _files_of_this_test(settings: Any, tmp_path: Any) -> None:
    """Stored files of a test vanish with it."""
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture(autouse=True)
def _law_as_shipped() -> None:
    """No text adopted by another test; a request reads the law anew by itself."""
    from agencies import law_in_force

    law_in_force.remember(law_in_force.SHIPPED)


@pytest.fixture(autouse=True)
def _files_are_opened_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was sent is opened by the same code without a process of its own, but where the test
    is about that process."""
    if request.node.get_closest_marker("own_process") is None:
        open_files_here(monkeypatch)


@pytest.fixture(autouse=True)
def _jobs_are_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network edge: no broker is needed, the row is what counts."""
    from celery import Celery

    monkeypatch.setattr(Celery, "send_task", lambda *args, **kwargs: None)


@pytest.fixture(autouse=True)
def _runtime_role(request: pytest.FixtureRequest) -> Iterator[None]:
    """Database tests run with the rights of the runtime role, as the product does (ADR 0004)."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("db")
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{settings.RUNTIME_DATABASE_ROLE}"')
    yield
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture(autouse=True)
def _get_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GET may read, and write the ledger; any other write fails the test (design.md section 4)."""
    from django.test import Client

    from tests.house.read_only import reading

    get = Client.get

    def guarded(self: Any, *args: Any, **kwargs: Any) -> Any:
        with reading():
            return get(self, *args, **kwargs)

    monkeypatch.setattr(Client, "get", guarded)


@pytest.fixture(autouse=True)
def _changes_are_told(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A change tells the ledger what was before and after (docs/ledger.md)."""
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
    from tests.house.told_pairs import told_pairs

    with told_pairs(monkeypatch):
        yield
