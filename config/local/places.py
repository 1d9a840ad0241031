"""Where the local data live: one folder per checkout, so that two clones never meet."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from config.local.failure import Unavailable

CHECKOUT = Path(__file__).resolve().parents[2]


def mark(checkout: Path = CHECKOUT) -> str:
    """Short name of a checkout, taken from its path."""
    return hashlib.sha256(str(checkout).encode()).hexdigest()[:10]


def candidates() -> Iterator[Path]:
    """Folders to try, best first.

    PostgreSQL refuses root and its user cannot enter /root, so root keeps the data elsewhere.
    """
    if chosen := os.environ.get("TCD_DATA_DIR"):
        yield Path(chosen).absolute()
    elif os.geteuid() == 0:
        yield Path("/var/lib") / f"tiep-cong-dan-{mark()}"
    else:
        yield CHECKOUT / ".local"
        yield Path("/var/tmp") / f"tiep-cong-dan-{os.geteuid()}-{mark()}"  # noqa: S108  # nosec B108 - owner checked


def peek() -> Path | None:
    """The data folder when it is already there; creates nothing."""
    return next((path for path in candidates() if path.is_dir()), None)


def home() -> Path:
    """The data folder, created when missing and proven to be ours."""
    reasons = []
    for path in candidates():
        try:
            path.mkdir(mode=0o711, parents=True, exist_ok=True)
        except OSError as error:
            reasons.append(f"{path}: {error.strerror}")
            continue
        if path.is_symlink() or path.stat().st_uid != os.geteuid():
            reasons.append(f"{path}: thuộc về người dùng khác")
            continue
        if not os.access(path, os.W_OK | os.X_OK):
            reasons.append(f"{path}: không ghi được")
            continue
        return path
    raise Unavailable(
        f"Không có thư mục dữ liệu dùng được ({'; '.join(reasons)}); hãy đặt biến TCD_DATA_DIR."
    )


def folder(*names: str, mode: int = 0o700) -> Path:
    """A folder below the data folder, created when missing."""
    path = home().joinpath(*names)
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    return path
