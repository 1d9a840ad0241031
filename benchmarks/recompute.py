"""make bench-recompute: 200,000 running cases computed anew after a change of the calendar."""

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from benchmarks import database
from config.local.environment import prepare
from config.local.places import CHECKOUT

HERE = Path(__file__).parent
NAME = "tcd_bench_recompute"
WHAT = {
    "preview": "thử một ngày nghỉ bên các vụ việc đang chạy",
    "recompute": "tính lại mọi thời hạn sau khi đổi lịch làm việc",
    "again": "chạy lại việc tính lại",
}


def main() -> None:
    parser = ArgumentParser(description="Đo việc tính lại thời hạn sau khi lịch làm việc thay đổi.")
    parser.add_argument("--cases", type=int, default=200_000, metavar="VỤ")
    count = parser.parse_args().cases
    env = database.fresh(NAME)
    try:
        database.manage(env, "load_demo", "--petitions", str(count))
        _inside(env, "open")
        database.analyze(NAME)
        rows = [_row(env, what, count) for what in WHAT]
    finally:
        database.drop(NAME)
    text = json.dumps({"results": rows}, ensure_ascii=False, indent=1)
    (HERE / "recompute.json").write_text(text + "\n", encoding="utf-8")
    for row in rows:
        print(_told(row))


def _inside(env: dict[str, str], what: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", "recompute_inside", what],
        cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def _row(env: dict[str, str], what: str, count: int) -> dict[str, object]:
    """One line of benchmarks/*.json; the floor page is that of the last `make bench`."""
    found = json.loads(_inside(env, what))
    floor = _floor()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    ).stdout.strip()  # fmt: skip
    took = round(found.pop("ms"), 1)
    return {
        "name": WHAT[what], "kind": "job", "rows": count, "median_ms": took, "floor_ms": floor,
        "ratio": round(took / floor, 2), **found, "commit": commit,
    }  # fmt: skip


def _floor() -> float:
    rows = json.loads((HERE / "results.json").read_text(encoding="utf-8"))["results"]
    return float(next(row["median_ms"] for row in rows if row["name"] == "trang sàn"))


def _told(row: dict[str, object]) -> str:
    seconds = round(float(str(row["median_ms"])) / 1000, 1)
    return (
        f"{row['name']}: {row['rows']} vụ việc, {row['clocks']} thời hạn đang chạy, {seconds} giây "
        f"({row['cpu_ms']} ms bộ xử lý), {row['peak_mb']} MB, {row['statements']} câu lệnh, "
        f"{row['moved']} thời hạn dời"
    )


if __name__ == "__main__":
    prepare(["check"])
    main()
