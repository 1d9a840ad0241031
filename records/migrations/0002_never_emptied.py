"""No TRUNCATE of what is only ever added to: not by the owner of the tables either (ADR 0040)."""

from django.db import migrations

_TABLES = ("records_ledgerentry", "records_ledgerseal", "records_retentionrun")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_all_tables")]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER is_never_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            f"DROP TRIGGER is_never_emptied ON {table}",
        )
        for table in _TABLES
    ]
