"""The database that is restored into: a new one beside it, which takes its name when it is proven."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg2 import errors, sql

from agencies.refusals import Refused
from records.backup import snapshot
from records.backup.server import connect

_NEW, _OLD = "dang_khoi_phuc", "truoc_khoi_phuc"
# What a migrated database holds before anybody works with it.
_BORN_WITH = {"django_migrations", "django_content_type", "auth_permission"}
_MAINTENANCE = "postgres"


class Target:
    """The database of the product on its server, and how a restored one takes its place."""

    def __init__(self) -> None:
        self.name = str(connection.settings_dict["NAME"])
        self.new = f"{self.name}_{_NEW}"
        self.old = f"{self.name}_{_OLD}"

    def exists(self) -> bool:
        with _maintenance() as admin:
            return _exists(admin, self.name)

    def holds_data(self) -> bool:
        """True when somebody has worked in it."""
        if not self.exists():
            return False
        with snapshot.opened(self.name) as reader:
            names = [name for name in snapshot.table_names(reader) if name not in _BORN_WITH]
            return any(_has_rows(reader, name) for name in names)

    def ensure_unused(self) -> None:
        """Raises Refused while the product, or anybody else, is connected."""
        connection.close()
        with _maintenance() as admin, admin.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = %s "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
                [self.name],
            )
            if others := cursor.fetchone()[0]:
                raise Refused(
                    f"Còn {others} kết nối đang dùng cơ sở dữ liệu; hãy dừng hệ thống (make stop) "
                    "rồi khôi phục."
                )

    def prepare(self) -> None:
        """An empty database beside the one in use; what a killed restore left is dropped."""
        with _maintenance() as admin:
            for name in (self.new, self.old):
                _drop(admin, name)
            new = sql.Identifier(self.new)
            _do(admin, sql.SQL("CREATE DATABASE {}").format(new))
            _do(admin, sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(new))
            if _role_exists(admin):
                role = sql.Identifier(settings.RUNTIME_DATABASE_ROLE)
                _do(admin, sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(new, role))

    def drop_new(self) -> None:
        """Leaves no half restored database behind."""
        with _maintenance() as admin:
            _drop(admin, self.new)

    @contextmanager
    def inside_new(self) -> Iterator[None]:
        """Everything that goes through Django meanwhile works on the new database."""
        connection.close()
        connection.settings_dict["NAME"] = self.new
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = self.name

    def take_over(self) -> None:
        """One transaction gives the name to the new database; then the one before is dropped."""
        self.ensure_unused()
        with _maintenance() as admin:
            admin.autocommit = False
            with admin, admin.cursor() as cursor:
                if _exists(admin, self.name):
                    cursor.execute(_rename(self.name, self.old))
                cursor.execute(_rename(self.new, self.name))
            admin.autocommit = True
            _drop(admin, self.old)


@contextmanager
def _maintenance() -> Iterator[Any]:
    """A connection to no database of the product, for what is done to databases as a whole."""
    admin = connect(_MAINTENANCE)
    admin.autocommit = True
    try:
        yield admin
    except errors.InsufficientPrivilege:
        raise Refused(
            "Vai trò cơ sở dữ liệu này không có quyền tạo cơ sở dữ liệu; hãy đặt DATABASE_OWNER_URL."
        ) from None
    except errors.ObjectInUse:
        raise Refused(
            "Cơ sở dữ liệu đang có người dùng; hãy dừng hệ thống (make stop) rồi khôi phục."
        ) from None
    finally:
        admin.close()


def _do(admin: Any, statement: sql.Composable) -> None:
    with admin.cursor() as cursor:
        cursor.execute(statement)


def _drop(admin: Any, name: str) -> None:
    _do(admin, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _rename(name: str, other: str) -> sql.Composable:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
        sql.Identifier(name), sql.Identifier(other)
    )


def _exists(admin: Any, name: str) -> bool:
    with admin.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)", [name])
        return bool(cursor.fetchone()[0])


def _role_exists(admin: Any) -> bool:
    with admin.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)",
            [settings.RUNTIME_DATABASE_ROLE],
        )
        return bool(cursor.fetchone()[0])


def _has_rows(reader: Any, table: str) -> bool:
    with reader.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
        return bool(cursor.fetchone()[0])
