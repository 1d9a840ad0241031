"""The keys outside the database: one a line in a file, the present one first, older ones open only.

The file is looked at on every use, so that a rotation reaches every process without a restart.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_HEX = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """One key-encryption key; every purpose gets a key of its own derived from it."""

    master: bytes

    @property
    def id(self) -> str:
        """Short name that tells nothing of the key."""
        return hashlib.sha256(b"id" + self.derived("identity")).hexdigest()[:16]

    def derived(self, purpose: str) -> bytes:
        """A key for one purpose, so that no key serves two."""
        return _derived(self.master, purpose)

    def __repr__(self) -> str:
        """No key in a log or a traceback."""
        return f"Key({self.id})"


@lru_cache(maxsize=64)
def _derived(master: bytes, purpose: str) -> bytes:
    """Made once: a printed register opens thousands of numbers."""
    hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
    return hkdf.derive(master)


def ring(path: str = "") -> tuple[Key, ...]:
    """Every key of the file in use (or of `path`), the present one first.

    Raises ImproperlyConfigured with one sentence.
    """
    path = path or settings.IDENTITY_KEY_FILE
    if not path:
        raise ImproperlyConfigured("Thiếu khóa danh tính: đặt biến IDENTITY_KEY_FILE.")
    try:
        found = os.stat(path)
        return _read(path, (found.st_mtime_ns, found.st_ino, found.st_size))
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(
            f"Không đọc được khóa danh tính trong tệp IDENTITY_KEY_FILE ({path})."
        ) from None


@lru_cache(maxsize=4)
def _read(path: str, stamp: tuple[int, int, int]) -> tuple[Key, ...]:
    lines = Path(path).read_text(encoding="ascii").split()
    if not lines or not all(_HEX.fullmatch(line) for line in lines):
        raise ImproperlyConfigured(
            "Khóa danh tính phải dài 32 byte (64 chữ số hex), mỗi khóa một dòng."
        )
    return tuple(Key(bytes.fromhex(line)) for line in lines)


def present(path: str = "") -> Key:
    """The key that seals."""
    return ring(path)[0]


def write(path: Path, kept: tuple[Key, ...]) -> None:
    """Replaces the file in one step, readable by its owner only; a reader sees the old or the new.

    Raises OSError.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as writer:
        writer.writelines(f"{key.master.hex()}\n" for key in kept)
        writer.flush()
        os.fsync(writer.fileno())
    draft.chmod(mode)
    draft.replace(path)
