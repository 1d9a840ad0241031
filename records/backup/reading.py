"""A backup as it lies in its folder, proven whole before anything is changed for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from agencies.refusals import Refused
from records.backup import copying, manifest
from records.backup.manifest import DUMP, FILES, LIST, Manifest


@dataclass(frozen=True, slots=True)
class Backup:
    """A proven backup: every part has the hash that the manifest names."""

    folder: Path
    manifest: Manifest
    files: dict[str, int]

    @property
    def dump(self) -> Path:
        return self.folder / DUMP

    def file(self, sha256: str) -> Path:
        return self.folder / FILES / sha256[:2] / sha256


def proven(folder: Path) -> Backup:
    """The backup in `folder`. Raises Refused for one that is broken, or newer than this software."""
    if not folder.is_dir():
        raise Refused(f"Không có thư mục sao lưu {folder}.")
    found = manifest.read(folder)
    _ensure_not_newer(found.moment.migrations)
    for name in (DUMP, LIST):
        _ensure_whole(folder / name, name, found.part(name).sha256)
    backup = Backup(folder, found, _listed(folder / LIST))
    for sha256 in backup.files:
        _ensure_whole(backup.file(sha256), f"tệp {sha256[:16]}…", sha256)
    return backup


def _ensure_whole(path: Path, name: str, sha256: str) -> None:
    try:
        whole = copying.sha256_of(path) == sha256
    except FileNotFoundError:
        raise Refused(f"Bản sao lưu thiếu {name}, không khôi phục từ bản này.") from None
    except OSError as error:
        raise Refused(f"Không đọc được {name} của bản sao lưu: {error.strerror}.") from None
    if not whole:
        raise Refused(f"Mã kiểm tra của {name} không khớp, bản sao lưu đã hỏng hoặc bị sửa.")


def _listed(path: Path) -> dict[str, int]:
    lines = path.read_text(encoding="ascii").splitlines()
    return {sha256: int(size) for sha256, size in (line.split(" ") for line in lines)}


def _ensure_not_newer(migrations: list[str]) -> None:
    """A backup of an older schema is brought forward; a newer one knows what this software does not."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := [name for name in migrations if name not in known]:
        raise Refused(
            f"Bản sao lưu của phiên bản phần mềm mới hơn (có bước {unknown[-1]}); hãy nâng cấp phần "
            "mềm rồi khôi phục."
        )
