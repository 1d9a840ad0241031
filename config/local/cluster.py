"""A new PostgreSQL cluster: initdb, settings, roles, extensions, database."""

import shutil
from pathlib import Path

from config.local import keys, ports, programs
from config.local.failure import Unavailable
from config.local.places import CHECKOUT, home

SUPERUSER, OWNER, RUNTIME, DATABASE = "postgres", "tcd_owner", "tcd_runtime", "tcd"
ROLES = CHECKOUT / "config" / "postgres" / "roles.sql"
PROVISIONED = "3"

# The wheel has no ICU; the builtin provider folds Vietnamese case the same everywhere.
INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
    "--lc-messages=C",
    "--text-search-config=simple",
    "--data-checksums",
)

# No message, statement, parameter or detail of an error reaches the log: they hold names of citizens.
SETTINGS = """\
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 2GB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
password_encryption = 'scram-sha-256'
fsync = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_line_prefix = '%m [%p] %u@%d '
"""


def folder() -> Path:
    """The data directory of the server."""
    return home() / "postgres" / "data"


def create() -> None:
    """initdb beside the final place, then one rename: no half-made cluster is taken for whole."""
    keys.identity_key(may_create=True)  # database and key are born together
    parent = home() / "postgres"
    parent.mkdir(mode=0o700, exist_ok=True)
    programs.own(parent)
    draft = parent / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    secret = parent / "initial-password"
    secret.touch(mode=0o600)
    secret.write_text(keys.password("postgres-superuser"))
    programs.own(secret)
    try:
        made = programs.run(
            "initdb",
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            f"--pwfile={secret}",
            *INITDB,
        )
    finally:
        secret.unlink()
    if made.returncode:
        reason = (made.stderr.strip().splitlines() or ["không rõ lý do"])[-1]
        raise Unavailable(f"Không tạo được cơ sở dữ liệu PostgreSQL nhúng ({reason}).")
    with open(draft / "postgresql.conf", "a") as handle:
        handle.write("\ninclude = 'tiep-cong-dan.conf'\n")
    draft.rename(folder())


def configure(port: int) -> None:
    """Write our settings; done at every start, so that a new version brings its own."""
    path = folder() / "tiep-cong-dan.conf"
    path.write_text(SETTINGS.format(port=port))
    programs.own(path)


def is_provisioned() -> bool:
    """True when roles, extensions and database are there."""
    marker = home() / "postgres-provisioned"
    return marker.exists() and marker.read_text().strip() == PROVISIONED


def clients(port: int) -> int:
    """How many others are connected."""
    import psycopg2  # noqa: PLC0415 - asked at the stop only, every command passes here

    connection = psycopg2.connect(
        host=ports.HOST,
        port=port,
        dbname="postgres",
        user=SUPERUSER,
        password=keys.password("postgres-superuser"),
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            row = cursor.fetchone()
    finally:
        connection.close()
    return int(row[0]) if row else 0


def provision(port: int) -> None:
    """Make roles, extensions and the database; may be run again at any time."""
    script = home() / "postgres" / "roles.sql"  # the server's user cannot read the checkout
    script.write_bytes(ROLES.read_bytes())
    programs.own(script)
    done = programs.run(
        "psql",
        *("--no-psqlrc", "--quiet", f"--host={ports.HOST}", f"--port={port}"),
        *(f"--username={SUPERUSER}", "--dbname=postgres", f"--file={script}"),
        PGPASSWORD=keys.password("postgres-superuser"),
        OWNER_PASSWORD=keys.password(OWNER),
        RUNTIME_PASSWORD=keys.password(RUNTIME),
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["không rõ lý do"])[-1]
        raise Unavailable(f"Không tạo được vai trò và cơ sở dữ liệu trong PostgreSQL ({reason}).")
    (home() / "postgres-provisioned").write_text(f"{PROVISIONED}\n")
