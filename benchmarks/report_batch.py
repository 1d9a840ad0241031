"""make bench-batch: a Monday with 3,400 units, one weekly report each, by two workers."""

import json
import shutil
import tempfile
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks import aside, database
from config.local.environment import prepare

PROGRAM = "report_batch_inside"
NAME = "tcd_bench_batch"
# A busy year: on average one visit and half a petition for each unit and week.
VISITS, PETITIONS = 170_000, 85_000


def main() -> None:
    parser = ArgumentParser(description="Đo một đợt lập báo cáo tuần cho mọi đơn vị.")
    parser.add_argument("--units", type=int, default=3400, metavar="ĐƠN_VỊ")
    parser.add_argument("--workers", type=int, default=2, metavar="TIẾN_TRÌNH")
    parser.add_argument("--reports", type=int, default=0, metavar="N", help="chỉ lập N báo cáo đầu")
    parser.add_argument("--keep", action="store_true", help="giữ lại dữ liệu cho lần đo sau")
    options = parser.parse_args()
    files = Path(tempfile.mkdtemp(prefix="tcd-batch-", dir="/var/tmp"))
    try:
        env = {**_filled(options.units, is_kept=options.keep), "FILES_DIR": str(files)}
        rows = [_measured(env, options.workers, options.reports)]
    finally:
        shutil.rmtree(files)
        if not options.keep:
            database.drop(NAME)
    if options.reports:
        print(_told(rows[0]))
    else:
        aside.keep("report_batch.json", rows, _told)


def _measured(env: dict[str, str], workers: int, reports: int) -> aside.Row:
    asked = int(aside.inside(env, PROGRAM, "ask", str(reports)))
    begun = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        work = partial(aside.inside, env, PROGRAM, "work")
        told = [json.loads(one.result()) for one in [pool.submit(work) for _ in range(workers)]]
    took = time.perf_counter() - begun
    made = json.loads(aside.inside(env, PROGRAM, "count"))
    if made != {"reports": asked, "files": asked, "parked": 0}:
        raise SystemExit(f"Chưa đủ báo cáo: yêu cầu {asked}, có {made}.")
    printed = {
        "ms": took * 1000,
        "units": asked,
        "seconds": round(took, 1),
        "workers": workers,
        "cpu_seconds": round(sum(one["cpu"] for one in told), 1),
        "statements": round(sum(one["statements"] for one in told) / asked, 1),
        "rss_mb_start": max(one["rss_mb_start"] for one in told),
        "rss_mb_end": max(one["rss_mb_end"] for one in told),
    }
    return aside.line("lập báo cáo tuần cho mọi đơn vị trong một đợt", asked, json.dumps(printed))


def _filled(units: int, *, is_kept: bool) -> dict[str, str]:
    """A database with the units and a year of work; with `is_kept` the one of the last time."""
    if is_kept and database.exists(NAME):
        env = database.environment(NAME)
        database.manage(env, "migrate", "--verbosity", "0", "--skip-checks")
        aside.inside(env, PROGRAM, "forget")
        return env
    env = database.fresh(NAME)
    database.manage(
        env, "load_demo", "--units", str(units), "--visits", str(VISITS),
        "--petitions", str(PETITIONS),
    )  # fmt: skip
    database.analyze(NAME)
    return env


def _told(row: dict[str, object]) -> str:
    return (
        f"{row['name']}: {row['units']} đơn vị, {row['seconds']} giây với {row['workers']} tiến "
        f"trình ({row['cpu_seconds']} giây bộ xử lý), {row['statements']} câu lệnh mỗi báo cáo, "
        f"bộ nhớ {row['rss_mb_start']} MB lúc đầu, {row['rss_mb_end']} MB lúc cuối"
    )


if __name__ == "__main__":
    prepare(["check"])
    main()
