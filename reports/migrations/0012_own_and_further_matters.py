"""The view behind the matters of table 01/TCD says which are further ones, and finds those by key."""

from django.db import migrations

DESK = "CASE WHEN v.session_kind = 'standing' THEN 3 WHEN s.delegated THEN 2 ELSE 1 END::smallint"
# OFFSET 0 keeps the planner from reading every matter for the few that are further ones.
VIEW = f"""
CREATE OR REPLACE VIEW reports_heard AS
SELECT v.id, v.id AS visit_id, v.matter_id, v.agency_id, v.scope_path, v.secrecy, v.arrived_at,
       v.is_first_time, {DESK} AS desk, TRUE AS is_own
  FROM reception_visit v LEFT JOIN reception_receptionsession s ON s.id = v.session_id
 WHERE v.voided_at IS NULL
UNION ALL
SELECT x.id, x.visit_id, x.matter_id, v.agency_id, v.scope_path, GREATEST(v.secrecy, m.secrecy),
       v.arrived_at, m.opened_on >= (v.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
       {DESK} AS desk, FALSE
  FROM reception_visitmatter x
  JOIN reception_visit v ON v.id = x.visit_id
 CROSS JOIN LATERAL (
       SELECT k.secrecy, k.opened_on FROM complaints_matter k WHERE k.id = x.matter_id OFFSET 0
       ) m
  LEFT JOIN reception_receptionsession s ON s.id = v.session_id
 WHERE v.voided_at IS NULL
"""  # noqa: S608
BEFORE = f"""
DROP VIEW reports_heard;
CREATE VIEW reports_heard AS
SELECT v.id, v.id AS visit_id, v.matter_id, v.agency_id, v.scope_path, v.secrecy, v.arrived_at,
       v.is_first_time, {DESK} AS desk
  FROM reception_visit v LEFT JOIN reception_receptionsession s ON s.id = v.session_id
 WHERE v.voided_at IS NULL
UNION ALL
SELECT x.id, x.visit_id, x.matter_id, v.agency_id, v.scope_path, GREATEST(v.secrecy, m.secrecy),
       v.arrived_at, m.opened_on >= (v.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
       {DESK} AS desk
  FROM reception_visitmatter x
  JOIN reception_visit v ON v.id = x.visit_id
  JOIN complaints_matter m ON m.id = x.matter_id
  LEFT JOIN reception_receptionsession s ON s.id = v.session_id
 WHERE v.voided_at IS NULL
"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0011_tally_triggers_of_the_overview"),
        ("reception", "0005_visits_by_matter"),
    ]
    operations = [migrations.RunSQL(VIEW, BEFORE)]
