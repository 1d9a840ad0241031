"""Statement-level triggers that add to reports_tally what each change adds to the counts (ADR 0009).

Rows with excluded persons (secrecy 2) are counted nowhere. Days are those of Asia/Ho_Chi_Minh.
"""

from django.db import migrations

LOCAL = "({} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
# table -> columns of the tally, and one row per day on which a record of that table counts.
COUNTED = {
    "reception_visit": (
        "visits, people, groups",
        f"({LOCAL.format('r.arrived_at')}, 1, r.head_count, (r.head_count >= 5)::int)",
    ),
    "complaints_petition": (
        "received, processed, resolved, waiting, in_progress",
        "(r.received_on, 1, 0, 0, (r.state = 'received')::int, (r.state = 'accepted')::int), "
        "(r.processed_on, 0, 1, 0, 0, 0), (r.resolved_on, 0, 0, 1, 0, 0)",
    ),
    "complaints_matter": ("due", "(r.next_due_on, 1)"),
    "complaints_hotspot": (
        "hot",
        f"({LOCAL.format('r.raised_at')}, (r.state IN ('proposed', 'confirmed'))::int)",
    ),
}
FROM = {
    "INSERT": "SELECT 1 AS sign, n.* FROM new_rows n",
    "DELETE": "SELECT -1 AS sign, o.* FROM old_rows o",
    "UPDATE": "SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o",
}
TRANSITION = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}


def added(source, columns, values):
    """One statement that adds a day row and a month row for everything in `source`."""
    names = columns.split(", ")
    sums = ", ".join(f"sum(r.sign * v.{name})" for name in names)
    changed = " OR ".join(f"sum(r.sign * v.{name}) <> 0" for name in names)
    return (
        f"INSERT INTO reports_tally (agency_id, span, day, {columns}) "
        f"SELECT r.agency_id, s.span, "
        f"CASE s.span WHEN 'd' THEN v.day ELSE date_trunc('month', v.day)::date END, {sums} "
        f"FROM ({source}) r CROSS JOIN LATERAL (VALUES {values}) v (day, {columns}) "
        f"CROSS JOIN (VALUES ('d'), ('m')) s (span) "
        f"WHERE r.secrecy < 2 AND v.day IS NOT NULL GROUP BY 1, 2, 3 HAVING {changed}"
    )


def installed():
    """Functions, triggers, and the counts of what is there already."""
    for table, (columns, values) in COUNTED.items():
        for verb in ("INSERT", "UPDATE", "DELETE"):
            name = f"reports_tally_{table}_{verb.lower()}"
            yield (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"{added(FROM[verb], columns, values)}; RETURN NULL; END $$"
            )
            yield (
                f"CREATE TRIGGER {name} AFTER {verb} ON {table} REFERENCING {TRANSITION[verb]} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )
        yield added(f"SELECT 1 AS sign, n.* FROM {table} n", columns, values)


def removed():
    for table in COUNTED:
        for verb in ("insert", "update", "delete"):
            yield f"DROP TRIGGER reports_tally_{table}_{verb} ON {table}"
            yield f"DROP FUNCTION reports_tally_{table}_{verb}()"
    yield "TRUNCATE reports_tally"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_tally"),
        ("complaints", "0001_initial"),
        ("reception", "0001_initial"),
    ]
    operations = [migrations.RunSQL(list(installed()), list(removed()))]
