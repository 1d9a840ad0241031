"""Registers at size: 20,000 petitions as PDF, 100,000 petitions and visits as a workbook."""

from argparse import ArgumentParser

from benchmarks import aside, database
from config.local.environment import prepare

PROGRAM = "lists_inside"
AGENCY = "LS-06385"
NAME = "tcd_bench_lists"


def main() -> None:
    parser = ArgumentParser(description="Đo việc lập sổ đơn, sổ tiếp công dân dài.")
    parser.add_argument("--printed", type=int, default=20_000, metavar="DÒNG")
    parser.add_argument("--rows", type=int, default=100_000, metavar="DÒNG")
    asked = parser.parse_args()
    env = database.fresh(NAME)
    try:
        aside.inside(env, PROGRAM, "fill", AGENCY, "petitions", str(asked.rows))
        aside.inside(env, PROGRAM, "fill", AGENCY, "visits", str(asked.rows))
        database.analyze(NAME)
        rows = [
            aside.line(f"{name}, {form.upper()}", count,
                       aside.inside(env, PROGRAM, form, AGENCY, kind, str(count)))
            for kind, name in (("petitions", "sổ đơn"), ("visits", "sổ tiếp công dân"))
            for form, count in (("pdf", asked.printed), ("xlsx", asked.rows))
        ]  # fmt: skip
    finally:
        database.drop(NAME)
    aside.keep("report_lists.json", rows, _told)


def _told(row: dict[str, object]) -> str:
    pages = f", {row['pages']} trang" if "pages" in row else ""
    return (
        f"{row['name']}: {row['rows']} dòng, {row['median_ms']} ms, {row['cpu_ms']} ms bộ xử lý; "
        f"{row['peak_mb']} MB (riêng việc này thêm {row['added_mb']} MB), tệp {row['size_mb']} MB{pages}"
    )


if __name__ == "__main__":
    prepare(["check"])
    main()
