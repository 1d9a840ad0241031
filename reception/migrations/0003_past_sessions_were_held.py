"""Sessions written before the state existed: those of the past were held; corrections stay."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reception", "0002_the_desk"),
        ("records", "0002_ledger_is_append_only"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE reception_receptionsession SET state = 'held' "
            "WHERE on_date <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "CREATE TRIGGER correction_is_append_only BEFORE UPDATE OR DELETE ON "
            "reception_visitcorrection FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            "DROP TRIGGER correction_is_append_only ON reception_visitcorrection;",
        ),
    ]
