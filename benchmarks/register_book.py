"""make bench-register: the register of 5,000 visits as PDF and workbook, in a process of its own each."""

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from benchmarks import database
from config.local.environment import prepare
from config.local.places import CHECKOUT

HERE = Path(__file__).parent
AGENCY = "LS-06385"
NAME = "tcd_bench_register"
FORMS = {"pdf": "sổ tiếp công dân, PDF", "xlsx": "sổ tiếp công dân, XLSX"}


def main() -> None:
    parser = ArgumentParser(description="Đo việc in sổ tiếp công dân của một năm.")
    parser.add_argument("--visits", type=int, default=5000, metavar="LƯỢT")
    count = parser.parse_args().visits
    database.fresh(NAME)
    env = database.environment(NAME)
    try:
        _inside(env, "fill", count)
        database.analyze(NAME)
        rows = [_row(env, form, count) for form in FORMS]
    finally:
        database.drop(NAME)
    text = json.dumps({"results": rows}, ensure_ascii=False, indent=1)
    (HERE / "register_book.json").write_text(text + "\n", encoding="utf-8")
    for row in rows:
        print(_told(row))


def _inside(env: dict[str, str], what: str, count: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", "register_inside", what, AGENCY, str(count)],
        cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def _row(env: dict[str, str], form: str, count: int) -> dict[str, object]:
    """One line of benchmarks/*.json; the floor page is that of the last `make bench`."""
    found = json.loads(_inside(env, form, count))
    floor = _floor()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    ).stdout.strip()  # fmt: skip
    took = round(found.pop("ms"), 1)
    return {
        "name": FORMS[form], "kind": "job", "rows": count, "median_ms": took, "floor_ms": floor,
        "ratio": round(took / floor, 2), **found, "commit": commit,
    }  # fmt: skip


def _floor() -> float:
    rows = json.loads((HERE / "results.json").read_text(encoding="utf-8"))["results"]
    return float(next(row["median_ms"] for row in rows if row["name"] == "trang sàn"))


def _told(row: dict[str, object]) -> str:
    parts = [
        f"{row['name']}: {row['rows']} lượt, {row['median_ms']} ms",
        f"{row['cpu_ms']} ms bộ xử lý, {row['peak_mb']} MB",
        f"{row['statements']} câu lệnh, tệp {row['size_mb']} MB",
    ]
    if "pages" in row:
        numbers = "liên tục" if row["consecutive"] else "KHÔNG liên tục"
        parts.append(f"{row['pages']} trang, số {numbers}")
    return "; ".join(parts)


if __name__ == "__main__":
    prepare(["check"])
    main()
