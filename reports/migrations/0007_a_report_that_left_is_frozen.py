"""A report beyond its draft keeps its figures, hash, words and parameters, whoever writes (ADR 0026)."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION reports_report_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.state <> 'draft' AND (
        NEW.figures IS DISTINCT FROM OLD.figures OR NEW.sha256 <> OLD.sha256
        OR NEW.narrative IS DISTINCT FROM OLD.narrative
        OR NEW.parameters IS DISTINCT FROM OLD.parameters
        OR NEW.kind <> OLD.kind OR NEW.agency_id <> OLD.agency_id OR NEW.period <> OLD.period
        OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on
        OR NEW.version <> OLD.version OR NEW.regime <> OLD.regime OR NEW.state = 'draft'
    ) THEN
        RAISE EXCEPTION 'a report beyond its draft is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER reports_report_frozen BEFORE UPDATE ON reports_report
FOR EACH ROW EXECUTE FUNCTION reports_report_frozen()
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_the_way_upward")]
    operations = [
        migrations.RunSQL(
            [FREEZE, TRIGGER],
            [
                "DROP TRIGGER reports_report_frozen ON reports_report",
                "DROP FUNCTION reports_report_frozen()",
            ],
        )
    ]
