"""make bench-statutory: 01/TCD over a million visits, and all tables of a report, beside each other."""

from argparse import ArgumentParser

from benchmarks import aside, database
from config.local.environment import prepare

PROGRAM = "statutory_inside"
NAME = "tcd_bench_statutory"
PROVINCE, COMMUNE = "LS-TTT", "LS-06385"
# What is measured: a name in the results, whose, and what of it.
MEASURED = (
    ("biểu 01/TCD, toàn tỉnh", PROVINCE, "01/TCD"),
    ("biểu 01/TCD, một xã", COMMUNE, "01/TCD"),
    ("số liệu báo cáo 6 tháng, toàn tỉnh", PROVINCE, "all"),
    ("số liệu báo cáo 6 tháng, một xã", COMMUNE, "all"),
)


def main() -> None:
    parser = ArgumentParser(description="Đo việc lập biểu thống kê trên số lượt tiếp lớn.")
    parser.add_argument("--visits", type=int, default=1_000_000, metavar="LƯỢT")
    count = parser.parse_args().visits
    env = database.fresh(NAME)
    try:
        aside.inside(env, PROGRAM, "fill", "", "", str(count))
        database.analyze(NAME)
        rows = [
            aside.line(name, count, aside.inside(env, PROGRAM, "measure", agency, what, str(count)))
            for name, agency, what in MEASURED
        ]
    finally:
        database.drop(NAME)
    aside.keep("statutory.json", rows, _told)


def _told(row: dict[str, object]) -> str:
    return (
        f"{row['name']}: {row['rows']} lượt tiếp, {row['median_ms']} ms (giữa của {row['runs']} lần), "
        f"{row['statements']} câu lệnh, {row['units']} đơn vị"
    )


if __name__ == "__main__":
    prepare(["check"])
    main()
