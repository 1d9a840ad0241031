"""The view behind the matters of table 01/TCD: each matter told at a visit, the further ones too."""

import uuid

from django.db import migrations, models

DESK = "CASE WHEN v.session_kind = 'standing' THEN 3 WHEN s.delegated THEN 2 ELSE 1 END::smallint"
# A further matter was heard before when it was opened before the day of this visit.
VIEW = f"""
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
        ("reports", "0007_a_report_that_left_is_frozen"),
        ("reception", "0004_desk_layout"),
        ("complaints", "0012_officials_and_organisations"),
    ]
    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW reports_heard"),
        migrations.CreateModel(
            name="Heard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope_path", models.CharField(max_length=200)),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Thường"), (1, "Kín danh tính"), (2, "Hạn chế người biết")]
                    ),
                ),
                ("arrived_at", models.DateTimeField()),
                ("is_first_time", models.BooleanField()),
                (
                    "desk",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Thủ trưởng tiếp"),
                            (2, "Ủy quyền tiếp"),
                            (3, "Tiếp thường xuyên"),
                        ]
                    ),
                ),
            ],
            options={"db_table": "reports_heard", "managed": False},
        ),
    ]
