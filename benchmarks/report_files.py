"""Files of a report: a week of one unit beside bare WeasyPrint, periodic reports of many units.

`.venv/bin/python -m benchmarks.report_files`; each measurement in a process of its own.
"""

from benchmarks import aside, database
from config.local.environment import prepare

PROGRAM = "report_files_inside"
NAME = "tcd_bench_report_files"
CASES = (
    ("báo cáo tuần của một đơn vị, PDF/A-3", "weekly", 1),
    ("báo cáo định kỳ, PDF/A-3", "pdf", 1),
    ("báo cáo định kỳ, PDF/A-3", "pdf", 126),
    ("báo cáo định kỳ, XLSX", "xlsx", 126),
    ("báo cáo định kỳ, XLSX", "xlsx", 3400),
)


def main() -> None:
    env = database.fresh(NAME)
    try:
        aside.inside(env, PROGRAM, "fill", "0")
        rows = [
            aside.line(name, count, aside.inside(env, PROGRAM, what, str(count)))
            for name, what, count in CASES
        ]
    finally:
        database.drop(NAME)
    aside.keep("report_files.json", rows, _told)


def _told(row: dict[str, object]) -> str:
    parts = [f"{row['name']}: {row['rows']} đơn vị, {row['median_ms']} ms bộ xử lý"]
    if "to_bare" in row:
        parts.append(f"bằng {row['to_bare']} lần WeasyPrint trần ({row['bare_ms']} ms)")
    parts.append(f"{row['peak_mb']} MB, tệp {row['size_kb']} kB")
    if "verified" in row:
        parts.append(f"kiểm tra lại {row['verify_ms']} ms: {'đúng' if row['verified'] else 'SAI'}")
    return "; ".join(parts)


if __name__ == "__main__":
    prepare(["check"])
    main()
