"""Transfers sent before they carried copies get them; what became of a flag is never changed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0013_hot_spots_and_between_agencies"),
        ("records", "0002_ledger_is_append_only"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE complaints_transfer t SET secrecy = p.secrecy FROM complaints_petition p "
            "WHERE p.id = t.petition_id AND t.secrecy <> p.secrecy;",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "UPDATE complaints_transfer t SET to_path = a.path FROM agencies_agency a "
            "WHERE a.id = t.to_agency_id AND t.to_path = '';",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "CREATE TRIGGER hotspot_event_is_append_only BEFORE UPDATE OR DELETE ON "
            "complaints_hotspotevent FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            "DROP TRIGGER hotspot_event_is_append_only ON complaints_hotspotevent;",
        ),
    ]
