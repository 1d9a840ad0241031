"""Anchors (neo sổ vết): what a seal was, kept where whoever holds the database cannot reach."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC
from pathlib import Path

from agencies.refusals import Refused
from records.ledger.seals import Seal

FILE = "so-vet.jsonl"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the ledger after one seal. The number and the digest alone are enough to compare."""

    seal: int
    digest: str
    rows: int = 0
    sealed_at: str = ""
    root: str = ""
    public_key: str = ""
    signature: str = ""

    @classmethod
    def of(cls, seal: Seal, public_key: str) -> Anchor:
        moment = seal.sealed_at.astimezone(UTC).isoformat(timespec="seconds")
        return cls(
            seal.number, seal.digest, seal.total, moment, seal.root, public_key, seal.signature
        )

    @property
    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))

    @property
    def short(self) -> str:
        """What a printed QR code carries: as much as a comparison needs."""
        return json.dumps({"seal": self.seal, "rows": self.rows, "digest": self.digest})


def read_anchors(path: Path) -> list[Anchor]:
    """The anchors in a file, a line each. Raises Refused."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refused(f"Không đọc được tệp neo {path}.") from None
    found = [_read(line, path) for line in lines if line.strip()]
    if not found:
        raise Refused(f"Tệp neo {path} không có dòng nào.")
    return found


def _read(line: str, path: Path) -> Anchor:
    try:
        told = json.loads(line)
        known = {name: told[name] for name in Anchor.__dataclass_fields__ if name in told}
        anchor = Anchor(**known)
    except (ValueError, TypeError):
        raise Refused(f"Tệp neo {path} có dòng không đọc được.") from None
    if type(anchor.seal) is not int or type(anchor.digest) is not str:
        raise Refused(f"Tệp neo {path} có dòng không đọc được.")
    return anchor


def append_anchors(folder: Path, anchors: Iterable[Anchor]) -> int:
    """Adds the anchors that the file in `folder` lacks, durably; returns how many. Raises Refused.

    A seal that says otherwise than an earlier line of its number is added beside it, not over it.
    """
    path = folder / FILE
    try:
        there = {anchor.digest for anchor in read_anchors(path)} if path.exists() else set()
        new = [anchor for anchor in anchors if anchor.digest not in there]
        with path.open("a", encoding="utf-8") as file:
            file.writelines(anchor.line + "\n" for anchor in new)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Refused(f"Không ghi được neo sổ vết vào {folder}: {error.strerror}.") from None
    return len(new)
