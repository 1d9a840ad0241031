"""make bench-recompute: 200,000 running cases computed anew after a change of the calendar."""

from argparse import ArgumentParser

from benchmarks import aside, database
from config.local.environment import prepare

PROGRAM = "recompute_inside"
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
        aside.inside(env, PROGRAM, "open")
        database.analyze(NAME)
        rows = [
            aside.line(name, count, aside.inside(env, PROGRAM, what)) for what, name in WHAT.items()
        ]
    finally:
        database.drop(NAME)
    aside.keep("recompute.json", rows, _told)


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
