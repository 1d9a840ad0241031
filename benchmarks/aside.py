"""A job measured in a process of its own, and the line it leaves in benchmarks/*.json."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from config.local.places import CHECKOUT

HERE = Path(__file__).parent
Row = dict[str, object]


def inside(env: dict[str, str], program: str, *arguments: str) -> str:
    """What `benchmarks.PROGRAM` prints on the database of `env`; CalledProcessError when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", program, *arguments],
        cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def line(name: str, count: int, printed: str) -> Row:
    """One line of benchmarks/*.json; the floor page is that of the last `make bench`."""
    found = json.loads(printed)
    floor = _floor()
    took = round(found.pop("ms"), 1)
    return {
        "name": name, "kind": "job", "rows": count, "median_ms": took, "floor_ms": floor,
        "ratio": round(took / floor, 2), **found, "commit": _commit(),
    }  # fmt: skip


def stamped(row: Row) -> Row:
    """The line with the commit at which it was measured."""
    return {**row, "commit": _commit()}


def keep(file: str, rows: Iterable[Row], told: Callable[[Row], str]) -> None:
    """Writes the lines to `file` of this folder and tells each."""
    rows = list(rows)
    text = json.dumps({"results": rows}, ensure_ascii=False, indent=1)
    (HERE / file).write_text(text + "\n", encoding="utf-8")
    for row in rows:
        print(told(row))


def _commit() -> str:
    return subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    ).stdout.strip()  # fmt: skip


def _floor() -> float:
    rows = json.loads((HERE / "results.json").read_text(encoding="utf-8"))["results"]
    return float(next(row["median_ms"] for row in rows if row["name"] == "trang sàn"))
