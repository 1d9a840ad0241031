"""Events of a proceeding are append-only; petitions accepted before have their proceeding too."""

from django.db import migrations

KIND = """CASE p.kind WHEN 'complaint' THEN CASE WHEN p.is_first_time THEN 'complaint_1'
    ELSE 'complaint_2' END WHEN 'denunciation' THEN 'denunciation' ELSE 'recommendation' END"""
STAGE = "CASE p.state WHEN 'accepted' THEN 'accepted' WHEN 'withdrawn' THEN 'terminated' ELSE 'closed' END"
ENDED = "CASE WHEN p.state <> 'accepted' THEN coalesce(p.resolved_on, p.processed_on) END"

# What was decided before is written as text on the petition; no decision row is made up for it.
CREATE = f"""
INSERT INTO complaints_proceeding
    (id, petition_id, kind, stage, stage_before, accepted_on, acceptance_document, criteria,
     is_remote, finished_on)
SELECT gen_random_uuid(), p.id, {KIND}, {STAGE}, '', p.processed_on, '', '[]', false, {ENDED}
FROM complaints_petition p
WHERE p.outcome = 'accept' AND p.state IN ('accepted', 'resolved', 'withdrawn')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0004_procedures"),
        ("records", "0002_ledger_is_append_only"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER proceeding_event_is_append_only BEFORE UPDATE OR DELETE ON "
            "complaints_proceedingevent FOR EACH ROW EXECUTE FUNCTION refuse_change();",
            "DROP TRIGGER proceeding_event_is_append_only ON complaints_proceedingevent;",
        ),
        migrations.RunSQL(CREATE, "DELETE FROM complaints_proceeding;"),
    ]
