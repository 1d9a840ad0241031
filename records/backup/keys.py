"""Keys that lie outside the database: their owners register them, a backup names them by id."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agencies.refusals import Refused
from agencies.registry import Kind, entries


@dataclass(frozen=True, slots=True)
class KeptKey:
    """One key file. `id_of(path)`: short name that tells nothing of the key; ValueError when the
    file is none. `opens(path)`: True when something sealed was opened with it, False when there is
    nothing sealed; ValueError when it does not open. Neither shows what was opened.
    """

    name: str
    label: str
    path: Path
    id_of: Callable[[Path], str]
    opens: Callable[[Path], bool]
    ids_of: Callable[[Path], list[str]] | None = None  # of a file that holds older keys as well
    since: str = ""  # the migration it came with; a backup of before names no such key

    def id(self, path: Path | None = None) -> str:
        """Id of the key at `path`, of the one in use by default; "" when there is none to read."""
        try:
            return self.id_of(path or self.path)
        except (OSError, ValueError):
            return ""

    def ids(self, path: Path | None = None) -> list[str]:
        """Ids of every key at `path`; none when there is none to read."""
        try:
            return (
                self.ids_of(path or self.path) if self.ids_of else [self.id_of(path or self.path)]
            )
        except (OSError, ValueError):
            return []


def kept_keys() -> list[KeptKey]:
    """Every key the product cannot read its data without, as far as this machine holds it."""
    found = [entry() for entry in entries(Kind.KEPT_KEY).values()]
    return [key for key in found if key is not None]


def copy_keys(folder: Path) -> None:
    """Writes the keys in use into `folder`, each readable by its owner only; never overwrites another.

    Raises Refused.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for key in kept_keys():
            _copy(key, folder / key.name)
    except OSError as error:
        raise Refused(f"Không ghi được khóa vào thư mục {folder}: {error.strerror}.") from None


def _copy(key: KeptKey, target: Path) -> None:
    if not (here := key.id()):
        raise Refused(f"Không đọc được {key.label} ở {key.path}.")
    # A key that was turned since: the file in use opens all that the copy opens.
    if not target.exists() or set(key.ids(target)) < set(key.ids()):
        write_secret(target, key.path.read_bytes())
    elif key.id(target) != here:
        raise Refused(f"Thư mục {target.parent} đã có {key.label} khác, không ghi đè.")
    target.chmod(0o600)


def write_secret(target: Path, content: bytes) -> None:
    """Writes a key durably, never readable by others, never half written."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as writer:
        writer.write(content)
        writer.flush()
        os.fsync(writer.fileno())
    draft.replace(target)


def found_key(key: KeptKey, *, wanted: str, folder: Path | None) -> Path:
    """Where the key with the id `wanted` lies: in use here, or in `folder`. Raises Refused."""
    places = [key.path] + ([folder / key.name] if folder else [])
    for place in places:
        if key.id(place) == wanted or wanted in key.ids(place):
            return place
    where = f"thư mục {folder}" if folder else "máy này; hãy chỉ thư mục giữ khóa bằng --keys"
    raise Refused(f"Bản sao lưu cần {key.label} có mã {wanted}, không có ở {where}.")


def install(key: KeptKey, found: Path, *, stamp: str) -> Path | None:
    """Puts the key into use; the one in use before stays beside it, and its place is the answer."""
    if found == key.path:
        return None
    aside = key.path.with_name(f"{key.path.name}.truoc-{stamp}")
    try:
        if key.path.exists():
            write_secret(aside, key.path.read_bytes())
        write_secret(key.path, found.read_bytes())
    except OSError as error:
        raise Refused(
            f"Không đặt được {key.label} vào {key.path} ({error.strerror}); hãy chép tay từ {found}."
        ) from None
    return aside if aside.exists() else None
