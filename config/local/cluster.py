"""A new PostgreSQL cluster: initdb, settings, roles, extensions, database."""

import shutil
from pathlib import Path

from config.local import keys, programs
from config.local.failure import Unavailable
from config.local.places import home

SUPERUSER, OWNER, RUNTIME, DATABASE = "postgres", "tcd_owner", "tcd_runtime", "tcd"
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist")
PROVISIONED = "2"

# Parameters never reach the log: they are names and addresses of citizens.
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
        # The wheel has no ICU; the builtin provider folds Vietnamese case the same everywhere.
        made = programs.run(
            "initdb",
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            f"--pwfile={secret}",
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


def as_superuser(port: int, database: str, *statements: str) -> list[tuple[object, ...]]:
    """Run the statements one by one; rows of the last one."""
    import psycopg2  # noqa: PLC0415 - only the first start needs it, every command passes here

    connection = psycopg2.connect(
        host="127.0.0.1",
        port=port,
        dbname=database,
        user=SUPERUSER,
        password=keys.password("postgres-superuser"),
    )
    connection.autocommit = True  # CREATE DATABASE refuses a transaction
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def clients(port: int) -> int:
    """How many others are connected."""
    rows = as_superuser(
        port,
        "postgres",
        "SELECT 1 FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    )
    return len(rows)


def provision(port: int) -> None:
    """Make roles, extensions and the database; may be run again at any time."""
    roles = {row[0] for row in as_superuser(port, "postgres", "SELECT rolname FROM pg_roles")}
    databases = {
        row[0] for row in as_superuser(port, "postgres", "SELECT datname FROM pg_database")
    }
    for role, rights in ((OWNER, "CREATEDB"), (RUNTIME, "NOCREATEDB")):
        verb = "ALTER" if role in roles else "CREATE"
        as_superuser(
            port,
            "postgres",
            f"{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEROLE {rights}"
            f" PASSWORD '{keys.password(role)}'",
        )
    # Tests lower themselves to the runtime role.
    as_superuser(port, "postgres", f"GRANT {RUNTIME} TO {OWNER}")
    extensions = [f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS]
    as_superuser(port, "template1", *extensions)  # databases of tests inherit them
    if DATABASE not in databases:
        as_superuser(port, "postgres", f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    as_superuser(port, DATABASE, *extensions)
    as_superuser(
        port,
        "postgres",
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {RUNTIME}",
        f"ALTER ROLE {RUNTIME} SET idle_in_transaction_session_timeout = '60s'",
    )
    (home() / "postgres-provisioned").write_text(f"{PROVISIONED}\n")
