"""make bench-register: the register of 5,000 visits as PDF and workbook, in a process of its own each."""

from argparse import ArgumentParser

from benchmarks import aside, database
from config.local.environment import prepare

PROGRAM = "register_inside"
AGENCY = "LS-06385"
NAME = "tcd_bench_register"
FORMS = {"pdf": "sổ tiếp công dân, PDF", "xlsx": "sổ tiếp công dân, XLSX"}


def main() -> None:
    parser = ArgumentParser(description="Đo việc in sổ tiếp công dân của một năm.")
    parser.add_argument("--visits", type=int, default=5000, metavar="LƯỢT")
    count = parser.parse_args().visits
    env = database.fresh(NAME)
    try:
        aside.inside(env, PROGRAM, "fill", AGENCY, str(count))
        database.analyze(NAME)
        rows = [
            aside.line(name, count, aside.inside(env, PROGRAM, form, AGENCY, str(count)))
            for form, name in FORMS.items()
        ]
    finally:
        database.drop(NAME)
    aside.keep("register_book.json", rows, _told)


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
