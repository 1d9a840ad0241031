"""Events of a clock are corrected by new events, never changed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_initial"),
        ("records", "0002_ledger_is_append_only"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER clock_event_is_append_only BEFORE UPDATE OR DELETE ON "
            "complaints_clockevent FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            "DROP TRIGGER clock_event_is_append_only ON complaints_clockevent;",
        )
    ]
