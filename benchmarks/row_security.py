"""What row-level security as a second wall costs the lists of petitions (ADR 0042).

`python -m benchmarks.row_security [--rows N]` makes a table of its own with the columns and indexes
that lists use, in a schema that goes again, and asks each list with the policy and without.
"""

import re
import statistics
from argparse import ArgumentParser
from typing import Any

import psycopg2

from benchmarks import database

SCHEMA = "row_security"
AGENCIES = 200
_TABLE = """
DROP SCHEMA IF EXISTS {schema} CASCADE;
CREATE SCHEMA {schema};
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE {schema}.petition AS
    SELECT gen_random_uuid() AS id, md5((n % {agencies})::text)::uuid AS agency_id,
           'LS/LS-' || lpad((n % {agencies})::text, 5, '0') || '/' AS scope_path,
           gen_random_uuid() AS matter_id,
           CASE WHEN n % 50 = 0 THEN 2 WHEN n % 10 = 0 THEN 1 ELSE 0 END AS secrecy,
           date '2026-11-18' - (n / 37 % 1500)::int AS received_on,
           'Đơn về ' || md5(n::text) || ' thu hồi đất' AS summary
    FROM generate_series(1, {rows}) AS n;
ALTER TABLE {schema}.petition ADD PRIMARY KEY (id);
CREATE INDEX ON {schema}.petition (agency_id, received_on DESC, id DESC);
CREATE INDEX ON {schema}.petition (received_on DESC, id DESC);
CREATE INDEX ON {schema}.petition (matter_id);
CREATE INDEX ON {schema}.petition USING gin (upper(summary) public.gin_trgm_ops);
ANALYZE {schema}.petition;
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT ON {schema}.petition TO {role};
"""
_POLICY = """
ALTER TABLE {schema}.petition ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON {schema}.petition FOR SELECT TO {role} USING (
    ((agency_id = ANY (string_to_array(current_setting('app.agencies'), ',')::uuid[])
      OR (scope_path >= current_setting('app.from') AND scope_path < current_setting('app.to')))
     AND secrecy <= current_setting('app.secrecy')::int)
    OR matter_id = ANY (string_to_array(current_setting('app.granted'), ',')::uuid[]));
"""
# (what, who asks: one agency or the tree, the statement the product sends)
QUESTIONS = (
    (
        "danh sách của cơ quan",
        "own",
        "SELECT * FROM petition WHERE agency_id = md5('7')::uuid AND secrecy <= 1 "
        "ORDER BY received_on DESC, id DESC LIMIT 31",
    ),
    (
        "danh sách cả tỉnh",
        "tree",
        "SELECT * FROM petition WHERE scope_path >= 'LS/' AND scope_path < 'LS0' AND secrecy <= 1 "
        "ORDER BY received_on DESC, id DESC LIMIT 31",
    ),
    (
        "đếm đến 1.001",
        "own",
        "SELECT count(*) FROM (SELECT 1 FROM petition WHERE agency_id = md5('7')::uuid "
        "AND secrecy <= 1 LIMIT 1001) AS first_ones",
    ),
    (
        "một đơn theo mã",
        "own",
        "SELECT * FROM petition WHERE agency_id = md5('7')::uuid AND secrecy <= 1 AND id = %(id)s",
    ),
    (
        "tìm theo từ",
        "tree",
        "SELECT * FROM petition WHERE scope_path >= 'LS/' AND scope_path < 'LS0' AND secrecy <= 1 "
        "AND upper(summary) LIKE '%%1A2B3C%%' ORDER BY received_on DESC, id DESC LIMIT 31",
    ),
)
_SETTINGS = {
    "own": {"agencies": "8f14e45f-ceea-367a-9a36-dedd4bea2543", "from": "~", "to": "~"},
    "tree": {"agencies": "", "from": "LS/", "to": "LS0"},
}


def main() -> None:
    parser = ArgumentParser(description="Đo giá của bảo mật theo dòng (RLS) trên danh sách đơn.")
    parser.add_argument("--rows", type=int, default=200_000, metavar="ĐƠN")
    rows = parser.parse_args().rows
    name = "tcd_bench_row_security"
    address, role = database.empty(name)
    connection = psycopg2.connect(address)
    connection.autocommit = True
    try:
        _measure(connection.cursor(), rows, role)
    finally:
        connection.close()
        database.drop(name)


def _measure(cursor: Any, rows: int, role: str) -> None:
    words = {"schema": SCHEMA, "role": role, "rows": rows, "agencies": AGENCIES}
    cursor.execute(_TABLE.format(**words))
    cursor.execute(f"SET search_path TO {SCHEMA}, public")
    cursor.execute("SELECT id FROM petition WHERE agency_id = md5('7')::uuid LIMIT 1")
    wanted = {"id": cursor.fetchone()[0]}
    plain = {what: _ask(cursor, role, who, text, wanted) for what, who, text in QUESTIONS}
    cursor.execute(_POLICY.format(**words))
    guarded = {what: _ask(cursor, role, who, text, wanted) for what, who, text in QUESTIONS}
    print(f"{rows} đơn, {AGENCIES} cơ quan; trung vị của 15 lần, ms")
    for what, _, _ in QUESTIONS:
        (before, index), (after, with_policy) = plain[what], guarded[what]
        print(f"{what}: {before:.2f} → {after:.2f} ({after / before:.1f} lần); "
              f"{index} → {with_policy}")  # fmt: skip


def _ask(cursor: Any, role: str, who: str, text: str, wanted: dict[str, Any]) -> tuple[float, str]:
    """Median milliseconds in the server, and how the plan reaches the table."""
    cursor.execute(f"SET ROLE {role}")
    for key, value in {**_SETTINGS[who], "secrecy": "1", "granted": ""}.items():
        cursor.execute("SELECT set_config(%s, %s, false)", [f"app.{key}", value])
    times, plan = [], ""
    for _ in range(15):
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {text}", wanted)
        plan = "\n".join(row[0] for row in cursor.fetchall())
        parts = re.findall(r"(?:Planning|Execution) Time: ([\d.]+) ms", plan)
        times.append(sum(map(float, parts)))
    cursor.execute("RESET ROLE")
    nodes = re.findall(r"((?:Bitmap Index|Index Only|Index|Seq) Scan[\w ]*?(?:on|using) \w+)", plan)
    return statistics.median(times), ", ".join(nodes)


if __name__ == "__main__":
    main()
