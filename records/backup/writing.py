"""Sao lưu: writes a backup beside its final place and gives it its name when it is whole."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from agencies.refusals import Refused
from records.actions import ledger
from records.actions.files import path_of
from records.backup import copying, keys, manifest, programs, snapshot
from records.backup.manifest import DUMP, FILES, LIST, Manifest, Part
from records.enums import Verb

Tell = Callable[[str], None]
_UNDER_WAY = ".dang-ghi-"
_SURELY_OVER = timedelta(days=1)


def make_backup(
    *, folder: Path, key_folder: Path | None, now: datetime, tell: Tell, without_files: bool = False
) -> Manifest:
    """A whole backup in `folder`, or nothing there. Raises Refused with one sentence.

    `without_files` goes on when rows name files that are lost, and says so in the manifest.
    """
    _ensure_free(folder)
    if key_folder is not None:
        _ensure_apart(folder, key_folder)
    draft = folder.with_name(f".{folder.name}{_UNDER_WAY}{os.getpid()}")
    _clear_torn(folder.parent, now)
    try:
        draft.mkdir(mode=0o700, parents=True)
        made = _fill(draft, now, tell, without_files)
        if key_folder is not None:
            keys.copy_keys(key_folder)
            tell(f"Đã chép khóa vào {key_folder}; hãy cất ở nơi khác với bản sao lưu.")
        copying.settle_below(draft)
        draft.rename(folder)
        copying.settle(folder.parent)
    except OSError as error:
        raise Refused(_cannot_write(folder, error)) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    told = {
        "tables": len(made.moment.tables),
        "manifest": copying.sha256_of(folder / manifest.NAME),
    }
    ledger.write(by=None, verb=Verb.EXPORT, subject=None, now=now, details={"backup": told})
    return made


def _clear_torn(folder: Path, now: datetime) -> None:
    """Removes what killed backups left here: it holds names of citizens and serves nobody."""
    for left in folder.glob(f".*{_UNDER_WAY}*"):
        if left.is_dir() and left.stat().st_mtime < (now - _SURELY_OVER).timestamp():
            shutil.rmtree(left, ignore_errors=True)


def _ensure_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} đã có nội dung; hãy chỉ một thư mục mới cho bản sao lưu.")


def _ensure_apart(folder: Path, key_folder: Path) -> None:
    """The key beside what it opens would open it for whoever carries the copy away."""
    one, other = folder.resolve(), key_folder.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise Refused(
            "Khóa phải để ở thư mục tách rời thư mục sao lưu, không thư mục nào nằm trong."
        )


def _cannot_write(folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"Ổ đĩa của {folder} đã đầy nên chưa sao lưu được; không để lại bản dở dang."
    return f"Không ghi được bản sao lưu vào {folder}: {error.strerror}."


def _fill(draft: Path, now: datetime, tell: Tell, without_files: bool) -> Manifest:
    """Database first, then every file it names: files are only ever added, so both are one moment."""
    database = str(connection.settings_dict["NAME"])
    with snapshot.opened(database) as reader:
        seen = snapshot.exported(reader)
        found = snapshot.moment(reader)
        programs.run(
            "pg_dump",
            *("--format=custom", "--compress=gzip:3", "--no-password", f"--snapshot={seen}"),
            f"--file={draft / DUMP}",
            database=database,
            what="Sao lưu cơ sở dữ liệu",
        )
    tell(f"Đã sao lưu cơ sở dữ liệu: {len(found.tables)} bảng, {sum(found.tables.values())} dòng.")
    missing = _copy_files(draft, found.files, without_files)
    tell(f"Đã sao lưu {len(found.files) - len(missing)} tệp.")
    made = Manifest(
        made_at=now.isoformat(),
        server=str(connection.pg_version),
        moment=found,
        parts=tuple(_part(draft / name) for name in (DUMP, LIST)),
        keys={key.name: key.id() for key in keys.kept_keys()},
        missing=tuple(missing),
    )
    if lost := [key.label for key in keys.kept_keys() if not made.keys[key.name]]:
        raise Refused(f"Không đọc được {lost[0]}; bản sao lưu sẽ không mở được nếu mất khóa này.")
    manifest.write(draft, made)
    return made


def _part(path: Path) -> Part:
    return Part(path.name, path.stat().st_size, copying.sha256_of(path))


def _copy_files(draft: Path, files: dict[str, int], without_files: bool) -> list[str]:
    """Copies each file and proves its hash; gives those that are lost, when that was agreed."""
    missing = []
    (draft / FILES).mkdir()
    for sha256 in files:
        target = draft / FILES / sha256[:2] / sha256
        try:
            whole = copying.carry(path_of(sha256), target, sha256=sha256)
        except FileNotFoundError:
            whole = False
        if whole:
            continue
        if not without_files:
            raise Refused(
                f"Tệp lưu {sha256[:16]}… mất hoặc hỏng nên bản sao lưu sẽ thiếu; tìm lại tệp, hoặc "
                "thêm --thieu-tep để sao lưu phần còn lại."
            )
        missing.append(sha256)
    lines = [f"{sha256} {size}" for sha256, size in files.items() if sha256 not in set(missing)]
    (draft / LIST).write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    return missing
