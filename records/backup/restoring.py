"""Khôi phục: proves the backup, fills a new database, proves that too, then lets it take over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.core.management import call_command

from agencies.refusals import Refused
from records.actions import ledger
from records.actions.files import path_of
from records.backup import copying, keys, programs, snapshot
from records.backup.keys import KeptKey
from records.backup.reading import Backup, proven
from records.backup.target import Target
from records.enums import Verb
from records.runtime_role import grant

Tell = Callable[[str], None]


def restore_backup(
    *, folder: Path, key_folder: Path | None, wipe: bool, now: datetime, tell: Tell
) -> Backup:
    """Puts the backup into use. Until the last step the database in use stays as it was.

    Raises Refused with one sentence.
    """
    target = Target()
    target.ensure_unused()
    if not wipe and target.holds_data():
        raise Refused(
            "Cơ sở dữ liệu đang có dữ liệu; thêm --wipe nếu muốn bỏ hết và thay bằng bản sao lưu."
        )
    backup = proven(folder)
    found = {key: _key(backup, key, key_folder) for key in keys.kept_keys()}
    tell(f"Bản sao lưu nguyên vẹn: {len(backup.files)} tệp, lập lúc {backup.manifest.made_at}.")
    try:
        target.prepare()
        _fill(backup, target, tell)
        with target.inside_new():
            opened = [key.label for key, path in found.items() if _opens(key, path)]
        tell(
            f"Mở thử bằng {', '.join(opened)}: được." if opened else "Không có gì được niêm phong."
        )
        _bring_files(backup)
        tell("Đã chép các tệp lưu và đối chiếu mã kiểm tra.")
        target.take_over()
    except BaseException:
        target.drop_new()
        raise
    for key, path in found.items():
        if aside := keys.install(key, path, stamp=f"{now:%Y%m%d-%H%M%S}"):
            tell(f"Đã thay {key.label}; khóa trước để ở {aside}.")
    told = {"restored": backup.manifest.made_at}
    ledger.write(by=None, verb=Verb.CHANGE, subject=None, now=now, details=told)
    return backup


def _key(backup: Backup, key: KeptKey, folder: Path | None) -> Path:
    wanted = backup.manifest.keys.get(key.name, "")
    if not wanted and key.since and key.since not in backup.manifest.moment.migrations:
        return key.path
    if not wanted:
        raise Refused(f"Bản sao lưu không ghi mã của {key.label}.")
    return keys.found_key(key, wanted=wanted, folder=folder)


def _opens(key: KeptKey, path: Path) -> bool:
    try:
        return key.opens(path)
    except ValueError:
        raise Refused(
            f"{key.label.capitalize()} không mở được dữ liệu niêm phong trong bản sao lưu."
        ) from None


def _fill(backup: Backup, target: Target, tell: Tell) -> None:
    """Rows, proof of the rows, later migrations, rights of the runtime role (ADR 0004)."""
    programs.run(
        "pg_restore",
        *("--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", "--no-password"),
        *("--jobs=2", f"--dbname={target.new}", str(backup.dump)),
        database=target.new,
        what="Khôi phục cơ sở dữ liệu",
    )
    with snapshot.opened(target.new) as reader:
        there = snapshot.moment(reader)
    _ensure_same(backup, there)
    rows = sum(there.tables.values())
    tell(f"Đã khôi phục cơ sở dữ liệu: {len(there.tables)} bảng, {rows} dòng, đúng bản sao lưu.")
    with target.inside_new():
        call_command("migrate", verbosity=0, interactive=False)
        grant("default")


def _ensure_same(backup: Backup, there: snapshot.Moment) -> None:
    """Counts of every table, the chain of the ledger, and the files that rows name."""
    wanted = backup.manifest.moment
    for table in sorted(wanted.tables.keys() | there.tables.keys()):
        if wanted.tables.get(table) != there.tables.get(table):
            raise Refused(
                f"Bảng {table} khôi phục được {there.tables.get(table, 0)} dòng, bản sao lưu ghi "
                f"{wanted.tables.get(table, 0)}."
            )
    if wanted.ledger != there.ledger:
        raise Refused("Sổ vết khôi phục được không khớp mã chuỗi ghi trong bản sao lưu.")
    if set(there.files) != set(backup.files) | set(backup.manifest.missing):
        raise Refused("Danh sách tệp của bản sao lưu không khớp cơ sở dữ liệu.")


def _bring_files(backup: Backup) -> None:
    """Adds what is missing; files already there under their hash are proven again."""
    try:
        for sha256 in backup.files:
            kept = path_of(sha256)
            if kept.exists() and copying.sha256_of(kept) == sha256:
                continue
            if not copying.carry(backup.file(sha256), kept, sha256=sha256):
                raise Refused(f"Tệp {sha256[:16]}… của bản sao lưu hỏng trong lúc chép.")
            copying.settle(kept.parent)
    except OSError as error:
        raise Refused(f"Không chép được tệp lưu: {error.strerror}.") from None
