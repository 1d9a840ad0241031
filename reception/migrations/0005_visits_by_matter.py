"""The matters of table 01/TCD are read from two indexes alone, however many visits there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0004_desk_layout")]
    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("voided_at__isnull", True)),
                fields=["agency", "matter"],
                include=[
                    "arrived_at",
                    "secrecy",
                    "session",
                    "session_kind",
                    "is_first_time",
                    "head_count",
                ],
                name="visit_heard_by_matter",
            ),
        ),
        migrations.AddIndex(
            model_name="receptionsession",
            index=models.Index(
                condition=models.Q(("delegated", True)), fields=["id"], name="session_delegated"
            ),
        ),
    ]
