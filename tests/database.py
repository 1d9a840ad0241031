"""One migrated database for all test databases: copied by PostgreSQL, a second instead of a minute.

The template is named by the migrations it holds; another set of migrations makes another template.
`python -m tests.database NAME` makes it: migrations run in a process of their own, once a machine.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PREFIX = "test_tcd_template_"


def template_name() -> str:
    """Name of the template with the migrations of this checkout."""
    told = hashlib.sha256()
    for path in sorted(CHECKOUT.glob("*/migrations/*.py")):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return PREFIX + told.hexdigest()[:12]


def ensure_template() -> str:
    """The name of a template that is whole; makes it when it is not there."""
    name = template_name()
    variables = {**os.environ, "PYTHONWARNINGS": "ignore"}
    subprocess.run(
        [sys.executable, "-m", "tests.database", name], cwd=CHECKOUT, env=variables, check=True
    )
    return name


def make(name: str) -> None:
    """Migrates a new database and gives it its name last: a killed run leaves no half template."""
    import django

    django.setup()
    from django.db import connection

    creation = connection.creation
    with creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        there = {row[0] for row in cursor.fetchall()}
        for old in there - {name}:
            cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
        if name in there:
            return
        connection.settings_dict["TEST"]["NAME"] = draft = f"{PREFIX}draft"
        creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
        cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


if __name__ == "__main__":
    from config.local.environment import prepare

    prepare(["test"])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    make(sys.argv[1])
