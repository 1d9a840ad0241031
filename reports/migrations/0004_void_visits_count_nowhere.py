"""A void visit keeps its number and counts in no tally (ADR 0009, ADR 0010)."""

from importlib import import_module

from django.db import migrations

earlier = import_module("reports.migrations.0003_tally_triggers")
TABLE = "reception_visit"
COLUMNS, BEFORE = earlier.COUNTED[TABLE]
IN_FORCE = "(r.voided_at IS NULL)::int"
NOW = (
    f"({earlier.LOCAL.format('r.arrived_at')}, {IN_FORCE}, {IN_FORCE} * r.head_count, "
    f"{IN_FORCE} * (r.head_count >= 5)::int)"
)
# What was counted before and counts no more: lines that are void already.
VOID = f"n.* FROM {TABLE} n WHERE n.voided_at IS NOT NULL"


def functions(values):
    for verb, source in earlier.FROM.items():
        yield (
            f"CREATE OR REPLACE FUNCTION reports_tally_{TABLE}_{verb.lower()}() RETURNS trigger "
            f"LANGUAGE plpgsql AS $$ BEGIN {earlier.added(source, COLUMNS, values)}; "
            "RETURN NULL; END $$"
        )


def forwards():
    yield from functions(NOW)
    yield earlier.added(f"SELECT -1 AS sign, {VOID}", COLUMNS, BEFORE)


def backwards():
    yield from functions(BEFORE)
    yield earlier.added(f"SELECT 1 AS sign, {VOID}", COLUMNS, BEFORE)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_tally_triggers"), ("reception", "0002_the_desk")]
    operations = [migrations.RunSQL(list(forwards()), list(backwards()))]
