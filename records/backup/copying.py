"""Bytes carried from one folder to another: hashed on the way, durable before they have a name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_STEP = 1024 * 1024


def sha256_of(path: Path) -> str:
    """Hash of a file, read in steps."""
    found = hashlib.sha256()
    with path.open("rb") as reader:
        while step := reader.read(_STEP):
            found.update(step)
    return found.hexdigest()


def carry(source: Path, target: Path, *, sha256: str) -> bool:
    """Copies one file; False, and nothing there, when its bytes are not those of `sha256`."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    found = hashlib.sha256()
    try:
        with source.open("rb") as reader, draft.open("xb") as writer:
            while step := reader.read(_STEP):
                found.update(step)
                writer.write(step)
            writer.flush()
            os.fsync(writer.fileno())
        if found.hexdigest() != sha256:
            return False
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return True


def settle(folder: Path) -> None:
    """Makes the names in a folder durable, as fsync makes bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_below(folder: Path) -> None:
    """Every file and folder of a tree made by others (pg_dump) and by us."""
    for path in folder.iterdir():
        if path.is_dir():
            settle_below(path)
        else:
            with path.open("rb") as reader:
                os.fsync(reader.fileno())
    settle(folder)
