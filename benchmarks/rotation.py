"""make bench-rotation: the key of 100,000 sealed identities is turned while ten people work, the command
is killed in the middle and run again, the old key thrown away; no error, nothing left on it (ADR 0038)."""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from benchmarks import aside, database
from config.local.environment import prepare

NAME = f"tcd_rotation_{os.getpid()}"
WHAT = "xoay khóa danh tính khi mười người đang làm việc"
OLD, NEW = "ab" * 32, "cd" * 32


def main() -> int:
    parser = ArgumentParser(description="Xoay khóa danh tính khi hệ thống đang phục vụ.")
    parser.add_argument("--rows", type=int, default=100_000, metavar="DÒNG")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="xoay-khoa-") as folder:
        key, new = Path(folder) / "identity-key", Path(folder) / "new-key"
        key.write_text(OLD)
        new.write_text(NEW)
        env = {**database.fresh(NAME), "IDENTITY_KEY_FILE": str(key), "FILES_DIR": folder}
        try:
            said = aside.inside(env, "rotation_inside", str(rows), str(new))
        except subprocess.CalledProcessError as failed:
            sys.stdout.write(failed.stdout)
            return 1
        finally:
            database.drop(NAME)
    aside.keep("rotation.json", [aside.line(WHAT, rows, said)], _told)
    return 0


def _told(row: aside.Row) -> str:
    seconds = round(float(str(row["median_ms"])) / 1000, 1)
    return (
        f"{row['name']}: {row['rows']} danh tính, {seconds} giây; bị dừng đột ngột khi còn "
        f"{row['killed_with_left']} dòng; {row['answers']}, lỗi {row['errors']}, chậm nhất "
        f"{row['slowest_ms']} ms; {row['left']} dòng còn dùng khóa cũ."
    )


if __name__ == "__main__":
    prepare(["check"])
    sys.exit(main())
