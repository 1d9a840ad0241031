"""Gives a command its environment before Django starts; whatever is set already stays.

With DATABASE_URL (production, or a server of one's own) nothing is started and no key is made.
"""

import os
import secrets
from collections.abc import Callable, Sequence

from config.local import cluster, keys, places, postgres, redis_server, state

# Commands that change the schema or bypass the runtime role's limits (ADR 0004).
OWNER = frozenset(
    {
        "backup",
        "dbshell",
        "flush",
        "load_demo",
        "loaddata",
        "makemigrations",
        "migrate",
        "restore",
        "showmigrations",
        "sqlflush",
        "sqlmigrate",
        "squashmigrations",
        "test",
    }
)
# The process that keeps identities apart, and its backup (ADR 0038).
KEEPER = frozenset({"identity_keeper", "keeper_backup"})
# Commands that answer from the code alone: they must not wait for a server.
NO_DATABASE = frozenset(
    {
        "--help",
        "--version",
        "-h",
        "check",
        "check_calendar",
        "collectstatic",
        "deadline",
        "diffsettings",
        "findstatic",
        "help",
        "score_plans",
        "version",
    }
)


def needs_database(argv: Sequence[str]) -> bool:
    """True when the command reads or writes rows."""
    if not argv or argv[0] in NO_DATABASE | KEEPER or {"-h", "--help"} & set(argv):
        return False
    if argv[0] == "verify_report":
        return "--stored" in argv
    if argv[0] == "import_plan":
        return "--dry-run" not in argv or any(word.startswith("--agency") for word in argv)
    return True


def prepare(argv: Sequence[str]) -> None:
    """Set what is missing for the command `argv` (without the program's name); start what it needs.

    Raises Unavailable with one sentence when a part cannot be had.
    """
    command = argv[0] if argv else "help"
    if command in KEEPER:
        _use_key_alone()
        return
    os.environ["TCD_DB_ROLE"] = "owner" if command in OWNER else "runtime"
    if _is_set("DATABASE_URL"):
        _use_existing()
        return
    _use_local()
    if needs_database(argv):
        urls = postgres.ensure()
        os.environ["DATABASE_URL"] = urls.runtime
        os.environ["DATABASE_OWNER_URL"] = urls.owner


def _use_key_alone() -> None:
    """The keeper has its key and nothing else of the house; it signs no session."""
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    _default("IDENTITY_KEY_FILE", lambda: str(keys.identity_key(may_create=False)))


def _use_local() -> None:
    """Keys, files and the queue of this machine, for what the environment does not name."""
    if not _is_set("SECRET_KEY"):
        os.environ["SECRET_KEY_FILE"] = str(keys.secret_key())
    # Apart, the keeper alone holds the key (ADR 0038).
    if os.environ.get("IDENTITY_MODE") == "apart":
        _default("IDENTITY_SOCKET", lambda: str(places.folder("run") / "keeper.sock"))
    else:
        _default("IDENTITY_KEY_FILE", _identity_key)
    _default("LEDGER_KEY_FILE", lambda: str(keys.ledger_key()))
    _default("FILES_DIR", lambda: str(places.folder("files")))
    _default("BEAT_SCHEDULE_FILE", lambda: str(places.folder("run") / "beat-schedule"))
    _default("REDIS_URL", redis_server.url)
    _default("TCD_ADDRESS", _address)


def _address() -> str:
    """Where `make run` or `make up` serves now; the default port when nothing runs."""
    running = state.read()
    return running.address if running else "http://127.0.0.1:8000/"


def _identity_key() -> str:
    return str(keys.identity_key(may_create=not cluster.folder().is_dir()))


def _use_existing() -> None:
    """Beside a server of one's own, use the local keys if set-up made them; production has none."""
    home = places.peek()
    if home is not None and (home / "secrets" / "identity-key").exists():
        _use_local()


def _default(name: str, value: Callable[[], str]) -> None:
    if not _is_set(name):
        os.environ[name] = value()


def _is_set(name: str) -> bool:
    """True when the variable is there, or the path of a file that holds it."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))
