"""make bench: pages and jobs at 10,000 and 200,000 petitions, as a ratio to the floor page."""

import json
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path

from benchmarks import database
from config.local.environment import prepare
from config.local.places import CHECKOUT

HERE = Path(__file__).parent
SIZES = (10_000, 200_000)
AGENCY = "LS-06385"


def main() -> None:
    parser = ArgumentParser(description="Đo các trang và việc chạy nền so với trang sàn.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ĐƠN")
    parser.add_argument("--keep", action="store_true", help="dùng lại cơ sở dữ liệu của lần trước")
    options = parser.parse_args()
    results: list[dict[str, object]] = []
    for size in options.sizes:
        env = _filled(size, keep=options.keep)
        results += _measured(env, size)
        if not options.keep:
            database.drop(_name(size))
    _write(results)


def _name(size: int) -> str:
    return f"tcd_bench_{size}"


def _filled(size: int, *, keep: bool) -> dict[str, str]:
    """A database with `size` petitions and half as many visits."""
    env = database.environment(_name(size))
    if keep and database.exists(_name(size)):
        return env
    begun = time.monotonic()
    database.fresh(_name(size))
    database.manage(env, "load_demo", "--petitions", str(size), "--visits", str(size // 2))
    database.analyze(_name(size))
    print(f"Đã nạp {size} đơn trong {time.monotonic() - begun:.0f} giây.", flush=True)
    return env


def _measured(env: dict[str, str], size: int) -> list[dict[str, object]]:
    """In a process of its own: Django is bound to one database."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", "one_size", AGENCY],
        cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    rows: list[dict[str, object]] = json.loads(done.stdout)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    ).stdout.strip()  # fmt: skip
    return [{**row, "rows": size, "commit": commit} for row in rows]


def _write(results: list[dict[str, object]]) -> None:
    order = ("name", "kind", "rows", "median_ms", "floor_ms", "ratio", "statements", "commit")
    tidy = [{key: row[key] for key in order} for row in results]
    text = json.dumps({"results": tidy}, ensure_ascii=False, indent=1)
    (HERE / "results.json").write_text(text + "\n", encoding="utf-8")
    table = _table(tidy)
    print(table)
    head, mark, _ = (HERE / "README.md").read_text(encoding="utf-8").partition("<!-- kết quả -->\n")
    (HERE / "README.md").write_text(f"{head}{mark}\n{table}\n", encoding="utf-8")


def _table(rows: list[dict[str, object]]) -> str:
    """One line a page, both sizes beside each other, and how much the larger costs more."""
    sizes = sorted({int(str(row["rows"])) for row in rows})
    heads = [f"{size:,} đơn: ms | tỷ lệ sàn | câu lệnh".replace(",", ".") for size in sizes]
    lines = [f"| trang, việc | {' | '.join(heads)} | tăng |",
             "|" + "---|" * (3 * len(sizes) + 2)]  # fmt: skip
    for name in dict.fromkeys(str(row["name"]) for row in rows):
        mine = {int(str(row["rows"])): row for row in rows if row["name"] == name}
        cells = [
            f"{mine[size]['median_ms']} | {mine[size]['ratio']} | {mine[size]['statements']}"
            for size in sizes
        ]
        ratios = [float(str(mine[size]["ratio"])) for size in sizes]
        lines.append(f"| {name} | {' | '.join(cells)} | {ratios[-1] / ratios[0]:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    prepare(["check"])
    main()
