"""The search and the lists that ask it, as a ratio to the floor page, at three sizes."""

import json
from argparse import ArgumentParser

from benchmarks import aside, database
from config.local.environment import prepare

PROGRAM = "search_inside"
AGENCY = "LS-06385"
SIZES = (10_000, 200_000, 1_000_000)


def main() -> None:
    parser = ArgumentParser(description="Đo trang tra cứu và danh sách có tìm theo từ.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="ĐƠN")
    parser.add_argument("--keep", action="store_true", help="dùng lại cơ sở dữ liệu của lần trước")
    asked = parser.parse_args()
    rows: list[aside.Row] = []
    for size in asked.sizes:
        name = f"tcd_bench_{size}"
        env = database.environment(name)
        if not (asked.keep and database.exists(name)):
            env = database.fresh(name)
            database.manage(env, "load_demo", "--petitions", str(size), "--visits", str(size // 2))
            database.analyze(name)
        try:
            found = json.loads(aside.inside(env, PROGRAM, AGENCY))
        finally:
            if not asked.keep:
                database.drop(name)
        rows += [aside.stamped({**row, "rows": size}) for row in found]
    aside.keep("search.json", rows, _told)
    print(_growth(rows))


def _told(row: aside.Row) -> str:
    return (
        f"{row['name']}, {row['rows']} đơn: {row['median_ms']} ms, {row['ratio']} lần trang sàn, "
        f"{row['statements']} câu lệnh"
    )


def _growth(rows: list[aside.Row]) -> str:
    """How much each ratio grew from the second size to the last."""
    sizes = sorted({int(str(row["rows"])) for row in rows})[-2:]
    ratios = {(row["name"], row["rows"]): float(str(row["ratio"])) for row in rows}
    names = dict.fromkeys(row["name"] for row in rows)
    lines = [f"{n}: tăng {ratios[n, sizes[-1]] / ratios[n, sizes[0]]:.2f}" for n in names]
    return "\n".join(lines)


if __name__ == "__main__":
    prepare(["check"])
    main()
