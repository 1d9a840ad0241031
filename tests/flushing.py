"""Between two tests with transactions of their own the tables are emptied, the append-only ones too:
the guards of the tables that hold rows stand aside meanwhile."""

from django.db import connection, transaction
from django.test import TransactionTestCase

# What every migrated database holds: the same before and after, so there is nothing to make anew.
BORN_WITH = frozenset({"django_content_type", "auth_permission"})
# TRUNCATE gives each of a hundred and sixty tables and their indexes new files, a second a test; a test
# writes into twenty. Keys are checked once, when all rows are gone.
EMPTY = """
DO $$
DECLARE
    each_one text;
    is_full boolean;
    full_ones text[] := '{{}}';
BEGIN
    FOREACH each_one IN ARRAY ARRAY[{tables}] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', each_one) INTO is_full;
        IF is_full THEN
            full_ones := full_ones || each_one;
            EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', each_one);
        END IF;
    END LOOP;
    FOREACH each_one IN ARRAY full_ones LOOP
        EXECUTE format('DELETE FROM %I', each_one);
    END LOOP;
    SET CONSTRAINTS ALL IMMEDIATE;
    FOREACH each_one IN ARRAY full_ones LOOP
        EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', each_one);
    END LOOP;
END $$
"""


def let_tests_empty_tables() -> None:
    """Instead of the command `flush`, which gives rights and permissions anew as after a migration."""
    TransactionTestCase._fixture_teardown = lambda _test: empty()  # type: ignore[method-assign]


def empty() -> None:
    """Only the owner may switch a trigger off, and only tests empty tables as the owner."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    named = ", ".join(f"'{table}'" for table in sorted(set(tables) - BORN_WITH))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(EMPTY.format(tables=named))
