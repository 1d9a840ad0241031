"""make drill: backup, wipe, restore, verify on a database and folders of its own; prints seconds."""

import json
import os
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks import database
from benchmarks.hanoi import add_today
from config.local import keys
from config.local.environment import prepare
from law.periods import week_of

T = TypeVar("T")
NAME = f"tcd_drill_{os.getpid()}"
AGENCY, WEEKS = "LS-BTCD", (1, 2)


def main() -> int:
    parser = ArgumentParser(description="Diễn tập: sao lưu, xóa, khôi phục, kiểm tra dữ liệu mẫu.")
    parser.add_argument("--petitions", default="0", metavar="N", help="thêm N đơn")
    add_today(parser, "kiểm tra số liệu của các tuần trước ngày này")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dien-tap-") as folder:
        try:
            return _drill(Path(folder), options.petitions, options.today)
        finally:
            database.drop(NAME)


def _drill(folder: Path, petitions: str, today: date) -> int:
    """Every step through the commands that an administrator types."""
    copy, safe, key = folder / "ban-sao", folder / "khoa", folder / "identity-key"
    key.write_bytes(keys.identity_key(may_create=False).read_bytes())
    own = {"FILES_DIR": str(folder / "files"), "IDENTITY_KEY_FILE": str(key)}
    env = _timed("nạp dữ liệu mẫu", lambda: _filled(own, petitions))
    before = _figures(env, today)
    _timed("sao lưu", lambda: database.manage(env, "backup", str(copy), "--keys", str(safe)))
    size = sum(path.stat().st_size for path in copy.rglob("*") if path.is_file())
    _timed("xóa sạch", lambda: _wipe(folder, key))
    told = _timed(
        "khôi phục", lambda: database.manage(env, "restore", str(copy), "--keys", str(safe))
    )
    print(told.strip())
    after = _timed("kiểm tra số liệu", lambda: _figures(env, today))
    if before != after:
        print("Số liệu sau khôi phục khác trước khi sao lưu.")
        return 1
    if key.read_bytes() != (safe / "identity-key").read_bytes():
        print("Khóa danh tính sau khôi phục không phải khóa đã sao lưu.")
        return 1
    print(f"Bản sao lưu {size / 1024 / 1024:.1f} MB; số liệu, tệp, sổ vết, khóa đúng như trước.")
    return 0


def _filled(own: dict[str, str], petitions: str) -> dict[str, str]:
    env = {**database.fresh(NAME), **own}
    database.manage(env, "load_demo", "--petitions", petitions)
    return env


def _wipe(folder: Path, key: Path) -> None:
    """As after a fire: a bare server, no files, and a machine that made itself another key."""
    database.drop(NAME)
    shutil.rmtree(folder / "files")
    key.write_text("0" * 64 + "\n")


def _figures(env: dict[str, str], today: date) -> list[dict[str, object]]:
    """What the check says of every figure of two weeks."""
    asked = ("check_figures", "--agency", AGENCY, "--json", "--period")
    weeks = [week_of(today - timedelta(weeks=back)).code for back in WEEKS]
    return [json.loads(database.manage(env, *asked, week)) for week in weeks]


def _timed(name: str, step: Callable[[], T]) -> T:
    begun = time.monotonic()
    found = step()
    print(f"{name}: {time.monotonic() - begun:.1f} giây", flush=True)
    return found


if __name__ == "__main__":
    prepare(["check"])
    sys.exit(main())
