"""manifest.json of a backup: what the copy holds, so that it can be proven whole without opening it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agencies.refusals import Refused
from records.backup.snapshot import Anchor, Moment

SCHEMA = 1
NAME = "manifest.json"
DUMP = "database.dump"
LIST = "files.txt"
FILES = "files"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`keys`: name -> id; the keys themselves never lie here. `missing`: files that rows name but
    nobody found, only when whoever asked for the backup agreed."""

    made_at: str
    server: str
    moment: Moment
    parts: tuple[Part, ...]
    keys: dict[str, str]
    missing: tuple[str, ...]

    def part(self, name: str) -> Part:
        """The part of this name. Raises Refused."""
        for part in self.parts:
            if part.name == name:
                return part
        raise Refused(f"Bản sao lưu không ghi phần {name}.")


def write(folder: Path, manifest: Manifest) -> None:
    """The last file of a backup, with a hash of its own."""
    body = _as_json(manifest)
    text = json.dumps({**body, "sha256": _hash(body)}, ensure_ascii=False, indent=1)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of the backup in `folder`. Raises Refused with one sentence."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        body = {name: value for name, value in found.items() if name != "sha256"}
        if found["schema"] != SCHEMA:
            raise Refused(
                f"Bản sao lưu ghi theo mẫu {found['schema']}, bản phần mềm này chỉ đọc mẫu {SCHEMA}."
            )
        if found["sha256"] != _hash(body):
            raise Refused(f"Tệp {NAME} của bản sao lưu đã bị sửa, không khôi phục từ bản này.")
        return _from_json(body)
    except FileNotFoundError:
        raise Refused(f"Thư mục {folder} không phải bản sao lưu: không có {NAME}.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Refused(f"Không đọc được tệp {NAME} của bản sao lưu {folder}.") from None


def _hash(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _as_json(manifest: Manifest) -> dict[str, Any]:
    found = manifest.moment
    return {
        "schema": SCHEMA,
        "made_at": manifest.made_at,
        "server": manifest.server,
        "migrations": found.migrations,
        "tables": found.tables,
        "ledger": asdict(found.ledger),
        "files": {"count": len(found.files), "bytes": sum(found.files.values())},
        "missing_files": list(manifest.missing),
        "keys": manifest.keys,
        "parts": [asdict(part) for part in manifest.parts],
    }


def _from_json(body: dict[str, Any]) -> Manifest:
    """Files are not named here: they stand in their own list, which is a part."""
    return Manifest(
        made_at=str(body["made_at"]),
        server=str(body["server"]),
        moment=Moment(
            tables={str(name): int(rows) for name, rows in body["tables"].items()},
            ledger=Anchor(**body["ledger"]),
            files={},
            migrations=list(body["migrations"]),
        ),
        parts=tuple(Part(**part) for part in body["parts"]),
        keys=dict(body["keys"]),
        missing=tuple(body["missing_files"]),
    )
