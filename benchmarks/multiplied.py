"""A large database from a small one: every bulk row copied many times inside PostgreSQL.

`load_demo` invents row by row and takes its time at a million; here a filled database is the template
and its petitions, visits and what hangs on them are copied with keys and numbers of their own.
"""

import time
from argparse import ArgumentParser

import psycopg2

from benchmarks import database
from config.local.environment import prepare

# Parents before children. Every column named here holds a key that is copied along.
TABLES = {
    "complaints_person": ("id",),
    "complaints_matter": ("id",),
    "complaints_petition": ("id", "matter_id", "person_id"),
    "complaints_proceeding": ("id", "petition_id", "previous_id"),
    "complaints_sealedidentity": ("id", "matter_id"),
    "complaints_clock": ("id", "matter_id", "petition_id"),
    "complaints_matterfact": ("id", "matter_id", "reference_id"),
    "complaints_signalassessment": ("id", "matter_id"),
    "complaints_hotspot": ("id", "matter_id", "assessment_id"),
    "complaints_hotspotevent": ("id", "hotspot_id"),
    "reception_visit": ("id", "matter_id", "person_id"),
    "records_registerentry": ("id", "subject_id"),
    "records_searchrow": ("id", "subject_id", "matter"),
}
# Their triggers rest meanwhile; the tallies are counted anew once at the end.
COUNTED = ("reception_visit", "complaints_petition", "complaints_matter", "complaints_clock")
APART = 100_000  # between the numbers of one copy and of the next


def main() -> None:
    parser = ArgumentParser(description="Nhân một cơ sở dữ liệu mẫu lên nhiều lần để đo.")
    parser.add_argument("template", help="cơ sở dữ liệu đã nạp")
    parser.add_argument("name", help="cơ sở dữ liệu mới")
    parser.add_argument("--times", type=int, default=100, metavar="LẦN")
    asked = parser.parse_args()
    begun = time.monotonic()
    # Without FORCE: that would end the cleaner of the server too, which no owner may.
    database._as_owner(f'DROP DATABASE IF EXISTS "{asked.name}"')
    database._as_owner(f'CREATE DATABASE "{asked.name}" TEMPLATE "{asked.template}"')
    owner = psycopg2.connect(database.environment(asked.name)["DATABASE_OWNER_URL"])
    with owner, owner.cursor() as cursor:
        multiply(cursor, asked.times)
        print(f"cờ điểm nóng: {flag(cursor)}", flush=True)
    owner.close()
    database.manage(database.environment(asked.name), "rebuild_tallies")
    database.analyze(asked.name)
    print(
        f"Đã nhân {asked.template} lên {asked.times} lần trong {time.monotonic() - begun:.0f} giây."
    )


def multiply(cursor: "psycopg2.extensions.cursor", times: int) -> None:
    """Copies all rows `times` - 1 times, keeps the counters, makes the slow indexes last."""
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '128MB'")
    # An index is not made while checks of a table wait for the end of the transaction.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in COUNTED:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    slow = _taken_away(cursor)
    for table, keys in TABLES.items():
        cursor.execute(_copied(cursor, table, keys), {"times": times})
        print(f"{table}: {cursor.rowcount}", flush=True)
    cursor.execute(
        "UPDATE records_registercounter SET last = last + %s WHERE last > 0", [times * APART]
    )
    for definition in slow:
        cursor.execute(definition)
    for table in COUNTED:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def flag(cursor: "psycopg2.extensions.cursor") -> int:
    """A flag, like the first confirmed one, on one open matter in fifty that has none: every third is
    watched, the others have ended."""
    cursor.execute("SELECT column_name FROM information_schema.columns "
                   "WHERE table_name = 'complaints_hotspot'")  # fmt: skip
    own = {
        "id": "md5(m.id::text || 'flag')::uuid", "matter_id": "m.id", "agency_id": "m.agency_id",
        "scope_path": "m.scope_path", "raised_at": "m.opened_on + interval '9 hours'",
        "state": "CASE WHEN m.watched THEN 'confirmed' ELSE 'closed' END",
        "closed_at": "CASE WHEN m.watched THEN NULL ELSE m.opened_on + interval '30 days' END",
        "closed_by_id": "CASE WHEN m.watched THEN NULL ELSE f.decided_by_id END",
        "result": "CASE WHEN m.watched THEN '' ELSE 'Đã giải quyết xong.' END",
    }  # fmt: skip
    columns = [name for (name,) in cursor.fetchall()]
    told = ", ".join(own.get(name, f'f."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO complaints_hotspot ({names}) SELECT {told} FROM ("  # noqa: S608
        "  SELECT *, abs(hashtext(id::text)) % 150 = 0 AS watched FROM complaints_matter"
        "  WHERE secrecy = 0 AND abs(hashtext(id::text)) % 50 = 0 AND id NOT IN"
        "  (SELECT matter_id FROM complaints_hotspot)) m, "
        "(SELECT * FROM complaints_hotspot WHERE state = 'confirmed' AND raised_by_id IS NOT NULL "
        " LIMIT 1) f"
    )
    return cursor.rowcount


def _taken_away(cursor: "psycopg2.extensions.cursor") -> list[str]:
    """Definitions of the inverted indexes, which are dropped: row by row they would take for ever."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) "
        "AND indexdef LIKE '%%USING gin%%'",
        [list(TABLES)],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def _copied(cursor: "psycopg2.extensions.cursor", table: str, keys: tuple[str, ...]) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
        "AND is_generated = 'NEVER'",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall()]
    told = ", ".join(_value(table, name, name in keys) for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f"INSERT INTO {table} ({names}) SELECT {told} FROM {table} t "  # noqa: S608
        "CROSS JOIN generate_series(1, %(times)s - 1) n"
    )


def _value(table: str, column: str, is_key: bool) -> str:
    if is_key:
        return f'md5(t."{column}"::text || n)::uuid'
    if column == "number" and table != "complaints_clock":
        return f"t.number + n * {APART}"
    if column == "text_bands":
        return "ARRAY(SELECT b # (n * 7046029254386353::bigint) FROM unnest(t.text_bands) b)"
    return "''" if column == "lookup_code" else f't."{column}"'


if __name__ == "__main__":
    prepare(["check"])
    main()
