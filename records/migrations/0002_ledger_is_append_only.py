"""A trigger refuses changes of the ledger and of clock events by anybody, the owner included."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE ON records_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FUNCTION,
            "DROP TRIGGER ledger_is_append_only ON records_ledgerentry; DROP FUNCTION refuse_change();",
        )
    ]
